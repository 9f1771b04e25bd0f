using CostSim.Cli.Console;
using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Commands;

/// <summary>What was asked for: settings checked, defaults filled in.</summary>
/// <param name="Output">Folder that holds the results folders.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Samples">Trials to write; null for all.</param>
/// <param name="Dialect">CSV dialect.</param>
/// <param name="Plots">Whether figures are drawn.</param>
/// <param name="Quiet">Whether only problems are printed.</param>
/// <param name="Exact">Whether engagements are enumerated.</param>
/// <param name="Strict">Whether a precision that is not reached is a failure.</param>
/// <param name="Overrides">Trials, seed, design and replicates, where the command line or the settings say so.</param>
internal sealed record RunRequest(
    string Output, int Threads, long? Samples, CsvDialect Dialect, bool Plots, bool Quiet, bool Exact, bool Strict,
    (long? Trials, long? Seed, TrialSpread? Design, int? Replicates) Overrides)
{
    /// <summary>Values of the scenario set on the command line.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>
    /// Fingerprint of the results that the folder held when it was decided to replace them, empty for none; where it holds others by then, another run
    /// was faster and nothing is replaced. Not looked at when null.
    /// </summary>
    public string? Found { get; init; }

    /// <summary>Tables of quantiles that the next scenario may need again.</summary>
    public Sampling.QuantileTables Tables { get; } = new();

    /// <summary>What the name of the results folder ends in beside the scenario's: empty for those of a run.</summary>
    public string Ending { get; init; } = "";

    /// <summary>Tells how far it is.</summary>
    public RunProgress Progress { get; init; } = new(Quiet);

    /// <summary>Whether <c>draws.csv</c> is written; null when that depends on its size.</summary>
    public bool? Draws { get; init; }

    /// <summary>How figures are drawn.</summary>
    public FigureSettings Figures { get; init; } = new();

    /// <summary>Base trials of total-order indices; 0 for none.</summary>
    public int TotalOrder { get; init; }

    /// <summary>How many of a run's trials are written to <c>trials.csv</c>.</summary>
    public long Written(long trials) => Math.Min(trials, Samples ?? long.MaxValue);

    /// <summary>Whether <c>draws.csv</c> is written for so many numbers.</summary>
    public bool WritesDraws(long numbers) => Draws ?? numbers <= MostDraws;

    /// <summary>Numbers up to which <c>draws.csv</c> is written unasked: about a hundred megabytes.</summary>
    private const long MostDraws = 5_000_000;

    /// <summary>Most trials kept one by one; null for the scenario's.</summary>
    public long? Keep { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="SettingsException">A value that cannot be used.</exception>
    public static RunRequest From(Settings settings, bool exact)
    {
        _ = NumberRanges.Trials.Check("--trials", settings.Trials);
        _ = NumberRanges.Threads.Check("--threads", settings.Threads);
        _ = NumberRanges.Seed.Check("--seed", settings.Seed);
        _ = NumberRanges.Replicates.Check("--replicates", settings.Replicates);
        _ = NumberRanges.Keep.Check("--keep", settings.Keep);
        if (NumberRanges.TotalOrder.Check("--total-order", settings.TotalOrder) is { } basis && basis % Simulator.BlockSize != 0)
        {
            throw new SettingsException($"--total-order takes a multiple of {Simulator.BlockSize:N0} up to {NumberRanges.TotalOrder.Most:N0}, found {basis}.");
        }

        return new RunRequest(
            settings.Output ?? "output",
            settings.Threads ?? Environment.ProcessorCount,
            SampleCount(settings.Samples),
            Choose<CsvDialect>("--csv-dialect", settings.CsvDialect, ("rfc4180", Cli.Output.CsvDialect.Rfc4180), ("excel-be", Cli.Output.CsvDialect.ExcelBe))
                ?? Cli.Output.CsvDialect.Rfc4180,
            settings.NoPlots != true,
            settings.Quiet == true,
            exact,
            settings.StrictPrecision == true,
            (settings.Trials, settings.Seed, Choose<TrialSpread>("--design", settings.Design, [.. Enum.GetValues<TrialSpread>().Select(one => (ModelDraws.Name(one), one))]),
                settings.Replicates))
        {
            Draws = settings.Draws,
            Figures = FigureOptions.Settings(settings.Language, settings.Format),
            TotalOrder = settings.TotalOrder ?? 0,
            Keep = settings.Keep,
        };
    }

    /// <summary>How a scenario is simulated under this request.</summary>
    /// <exception cref="SettingsException">The design has no such number of trials.</exception>
    public SimulationSettings For(RunSettings run)
    {
        TrialSpread design = Overrides.Design ?? run.Design;
        int replicates = design == TrialSpread.Mc ? 1 : Overrides.Replicates ?? run.Replicates;
        long trials = Overrides.Trials ?? run.Trials;
        if (Goal(run) is null && ModelDraws.Fault(design, trials, replicates) is { } fault)
        {
            throw new SettingsException(fault);
        }

        long keep = Keep ?? run.Keep;
        if ((Goal(run)?.MostTrials ?? trials) > keep && replicates > KeptTrials.MostReplicates)
        {
            throw new SettingsException($"A run with more trials than are kept one by one ({keep:N0}) has at most {KeptTrials.MostReplicates} replicates, found {replicates}: fewer replicates, fewer trials, or a larger --keep will do.");
        }

        return new SimulationSettings
        {
            Trials = trials,
            Keep = keep,
            Seed = Overrides.Seed ?? run.Seed,
            Design = design,
            Replicates = replicates,
            Priority = run.Priority,
            Threads = Threads,
            Exact = Exact,
        };
    }

    /// <summary>The precision at which to stop; a number of trials asked for on the command line goes before it.</summary>
    public PrecisionGoal? Goal(RunSettings run) => Overrides.Trials is null ? run.Until : null;

    /// <summary>How many trials are written.</summary>
    /// <param name="samples"><c>all</c>, <c>none</c> or a number; null for all.</param>
    /// <returns>The number; null for all.</returns>
    /// <exception cref="SettingsException">It is none of these.</exception>
    public static long? SampleCount(string? samples) => samples switch
    {
        null or "all" => null,
        "none" => 0,
        _ when long.TryParse(samples, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long count) => count,
        _ => throw new SettingsException($"--samples takes all, none or a number, found \"{Input.JsonValue.Clean(samples)}\"."),
    };

    private static T? Choose<T>(string option, string? text, params ReadOnlySpan<(string Name, T Value)> choices)
        where T : struct
    {
        if (text is null)
        {
            return null;
        }

        var names = new List<string>();
        foreach ((string name, T value) in choices)
        {
            if (name == text)
            {
                return value;
            }

            names.Add(name);
        }

        throw new SettingsException($"{option} takes {string.Join(" or ", names)}, found \"{Input.JsonValue.Clean(text)}\". {Spelling.Suggestion(text, names)}".TrimEnd());
    }
}
