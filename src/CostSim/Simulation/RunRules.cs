using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>What a scenario's <c>run</c> must satisfy for it to be simulated as it stands.</summary>
public static class RunRules
{
    /// <summary>All problems; empty when it can be simulated.</summary>
    public static IReadOnlyList<Problem> Check(RunSettings run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var problems = new List<Problem>();
        int replicates = run.Design == TrialSpread.Mc ? 1 : run.Replicates;
        if (run.Until is not { } goal)
        {
            if (ModelDraws.Fault(run.Design, run.Trials, replicates) is { } fault)
            {
                problems.Add(new Problem("CS224", "run:trials", fault, "write one of these, or change the replicates or the design"));
            }

            return problems;
        }

        if ((goal.Outcome is null) == (goal.Decision is null) || (goal.Outcome is null) != (goal.RelativeError is null))
        {
            problems.Add(new Problem("CS236", "run:until", "A run stops at an outcome with its relativeError, or at a decision: one of the two is wanted.",
                "write { \"outcome\": \"cost_meur\", \"relativeError\": 0.01 } or { \"decision\": { \"measure\": \"protected_years\" } }"));
            return problems;
        }

        Name("outcome", "outcome", goal.Outcome, [.. Outcomes.All.Select(info => info.Column)]);
        Name("decision:measure", "measure of effect", goal.Decision?.Measure, PrecisionRun.Measures);
        long first = PrecisionRun.First(run.Design, replicates);
        if (goal.MostTrials < 2 * first)
        {
            problems.Add(new Problem("CS223", "run:until:mostTrials",
                FormattableString.Invariant($"A precision is looked at after {first:N0} trials and confirmed after twice as many, but the run stops after {goal.MostTrials:N0}."),
                FormattableString.Invariant($"write at least {2 * first}")));
        }

        return problems;

        void Name(string path, string what, string? name, IReadOnlyList<string> known)
        {
            if (name is not null && !known.Contains(name))
            {
                string suggestion = Spelling.Suggestion(name, known);
                problems.Add(new Problem("CS225", $"run:until:{path}", $"There is no {what} \"{name}\".",
                    suggestion.Length > 0 ? suggestion : $"write one of {string.Join(", ", known)}"));
            }
        }
    }
}
