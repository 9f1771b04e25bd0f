using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Input;

/// <summary>A warning that the scenario accepts.</summary>
/// <param name="Warning">The warning.</param>
/// <param name="Reason">Why it is meant; empty when none is given.</param>
public sealed record AcceptedWarning(LocatedProblem Warning, string Reason);

/// <summary>Holds warnings against what the scenario accepts.</summary>
internal static class Acceptances
{
    /// <summary>Takes the warnings that are accepted out of the problems.</summary>
    /// <param name="problems">All problems; those accepted are removed.</param>
    /// <param name="accept">What the scenario accepts.</param>
    public static IReadOnlyList<AcceptedWarning> TakeOut(List<LocatedProblem> problems, IReadOnlyList<Acceptance> accept)
    {
        var accepted = new List<AcceptedWarning>();
        foreach (LocatedProblem located in problems.Where(one => one.Problem.Severity == Severity.Warning).ToArray())
        {
            if (accept.FirstOrDefault(one => one.Covers(located.Problem.Code, located.Problem.Path)) is { } by)
            {
                accepted.Add(new AcceptedWarning(located, by.Reason));
                problems.Remove(located);
            }
        }

        return accepted;
    }

    /// <summary>Warnings about acceptances that silence nothing, with where their code is found instead.</summary>
    /// <param name="accept">What the scenario accepts.</param>
    /// <param name="problems">Problems that are left.</param>
    /// <param name="accepted">Warnings that were taken out.</param>
    public static IEnumerable<Problem> Stale(IReadOnlyList<Acceptance> accept, IReadOnlyList<LocatedProblem> problems, IReadOnlyList<AcceptedWarning> accepted)
    {
        for (int i = 0; i < accept.Count; i++)
        {
            // What depends on how a scenario is run, and on which machine, is known only there.
            Acceptance one = accept[i];
            if (one.Code is "CS332" or WorkLimits.TakesDays || accepted.Any(warning => one.Covers(warning.Warning.Problem.Code, warning.Warning.Problem.Path)))
            {
                continue;
            }

            string[] elsewhere = [.. problems.Where(problem => problem.Problem.Code == one.Code).Select(problem => problem.Problem.Path).Take(3)];
            string place = one.Place().Length == 0 ? "" : $" at \"{JsonValue.Clean(one.At)}\"";
            yield return new Problem("CS332", $"accept:{i}", $"{one.Code} is accepted{place}, and no such warning is given there.",
                elsewhere.Length > 0 ? $"it is given at {string.Join(", ", elsewhere.Select(path => path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path))}" : "remove it here", Severity.Warning);
        }
    }
}
