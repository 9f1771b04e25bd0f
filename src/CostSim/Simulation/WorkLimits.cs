using CostSim.Compilation;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>Bounds on the work of a run: what would take for ever, or more memory than there is, is refused before it begins, with what makes it large.</summary>
public static class WorkLimits
{
    /// <summary>Code of a run that needs more memory than there is.</summary>
    public const string TooMuchMemory = "CS253";

    /// <summary>Code of a run that takes days.</summary>
    public const string TakesDays = "CS255";

    /// <summary>Most raids a year that are followed: 28 a day.</summary>
    private const double MostRaids = 10_000;

    /// <summary>Most combinations of ready units at one site.</summary>
    private const double MostCombinations = 1_000_000;

    /// <summary>Most outcomes of one raid that are enumerated.</summary>
    private const double MostOutcomes = 250_000;

    private const double SecondsOfADay = 86_400;

    /// <summary>What of the work of a run goes beyond the bounds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="memory">Memory that there is, bytes; more than that is an error.</param>
    public static IReadOnlyList<Problem> Check(Model model, SimulationSettings settings, double memory)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        WorkEstimate work = WorkEstimate.Of(model, settings);
        var problems = new List<Problem>();
        void Refuse(string code, WorkCount count, double most, string what, string fix)
        {
            if (count.Value > most)
            {
                problems.Add(new Problem(code, count.Path, FormattableString.Invariant($"{what}: up to {Round(count.Value)}, and {most:N0} are possible."), fix));
            }
        }

        Refuse("CS250", work.RaidsAYear, MostRaids, "Raids in a year, of all kinds together, are followed one by one", "describe what comes together as one larger raid, or lower the rate");
        Refuse("CS251", work.ReadyCombinations, MostCombinations, "Every combination of ready units that a raid can meet at one site is weighed", "fewer systems or units on one site, or larger units");
        if (settings.Exact)
        {
            Refuse("CS252", work.RaidOutcomes, MostOutcomes, "Every number of leakers, class by class, is enumerated (--exact)", "leave out --exact, or make the raid smaller");
        }

        if (work.Bytes - WorkEstimate.BytesOfProgram > memory)
        {
            bool isOptions = model.Options.Length > Math.Min(settings.Trials, settings.Keep);
            problems.Add(new Problem(
                TooMuchMemory, isOptions ? "options" : "run",
                FormattableString.Invariant(
                    $"More memory is needed than there is: about {work.Bytes / 1e9:0.0} GB of {memory / 1e9:0.0} GB, for {model.Options.Length:N0} options with {Math.Min(settings.Trials, settings.Keep):N0} trials kept one by one."),
                isOptions ? "fewer options at a time" : "keep fewer trials one by one (run.keep, --keep): all are counted all the same"));
        }

        if (problems.Count == 0 && work.Seconds > SecondsOfADay)
        {
            problems.Add(new Problem(
                TakesDays, "run", FormattableString.Invariant($"{settings.Trials:N0} trials take about {Round(work.Seconds / SecondsOfADay)} days of one processor."),
                "fewer trials tell nearly as much (run.until stops where it is enough); costsim submit divides a run among machines", Severity.Warning));
        }

        return problems;
    }

    /// <summary>A count as it is, a large one as a power of ten.</summary>
    private static string Round(double value) => value < 1e9 ? FormattableString.Invariant($"{Math.Ceiling(value):N0}") : FormattableString.Invariant($"{value:0.#e+0}");
}
