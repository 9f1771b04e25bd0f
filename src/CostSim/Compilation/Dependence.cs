using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Compilation;

/// <summary>
/// Turns pairs of correlated inputs into groups with a joint distribution: a Gaussian copula with the given Spearman rank correlations;
/// pairs of a group that are not named are uncorrelated.
/// </summary>
internal static class Dependence
{
    /// <summary>Most inputs of one group: eigenvalues, and the nearest correlations where they contradict each other, take the cube of their number.</summary>
    private const int MostTogether = 100;

    /// <summary>Most inputs that a message names.</summary>
    private const int MostNamed = 12;

    /// <summary>Most correlations that a message lists.</summary>
    private const int MostMoved = 6;

    /// <summary>Groups of dependent inputs, and what is wrong with them.</summary>
    public static (IReadOnlyList<CorrelationGroup> Groups, IReadOnlyList<Problem> Problems) Build(
        IReadOnlyList<CorrelatedPair> pairs, CorrelationRepair repair, IReadOnlyList<InputInfo> inputs, Func<string, bool> isNoInputHere)
    {
        var problems = new List<Problem>();
        HashSet<string> known = [.. inputs.Select(input => input.Path)];
        bool IsPassedOver(CorrelatedPair pair) => (isNoInputHere(pair.First) || isNoInputHere(pair.Second))
            && (known.Contains(pair.First) || isNoInputHere(pair.First)) && (known.Contains(pair.Second) || isNoInputHere(pair.Second));
        for (int i = 0; i < pairs.Count; i++)
        {
            if (IsPassedOver(pairs[i]))
            {
                problems.Add(new Problem(
                    "CS237", $"correlations:{i}", $"{(known.Contains(pairs[i].First) ? pairs[i].Second : pairs[i].First)} is certain here: the correlation does nothing.",
                    "make both inputs uncertain, or leave the pair out", Severity.Warning));
            }
            else
            {
                CheckPair(pairs[i], $"correlations:{i}", known, problems);
            }
        }

        pairs = [.. pairs.Where(pair => !IsPassedOver(pair))];

        var groups = new List<CorrelationGroup>();
        foreach (string[] names in problems.Exists(problem => problem.Severity == Severity.Error) ? [] : Connected(pairs))
        {
            if (names.Length > MostTogether)
            {
                problems.Add(new Problem("CS254", "correlations", FormattableString.Invariant($"{names.Length} inputs depend on one another, and {MostTogether} are possible."), "leave out the weakest correlations, so that the groups fall apart"));
                continue;
            }

            double[,] ranks = Matrix(names, pairs);
            if (GaussianCopula.TryCreate(ranks, repair, out GaussianCopula? copula, out DistributionFault? fault))
            {
                groups.Add(new CorrelationGroup(names, copula));
                Repaired(names, ranks, copula, problems);
            }
            else
            {
                problems.Add(new Problem("CS231", "correlations", $"{(names.Length > MostNamed ? FormattableString.Invariant($"{names.Length} inputs, {names[0]} to {names[^1]}") : string.Join(", ", names))}: {fault.Message}", fault.Fix));
            }
        }

        return (groups, problems);
    }

    /// <summary>Says which rank correlations a repair moved, by how much.</summary>
    private static void Repaired(string[] names, double[,] ranks, GaussianCopula copula, List<Problem> problems)
    {
        if (copula.LargestChange == 0)
        {
            return;
        }

        var moved = new List<string>();
        for (int i = 0; i < names.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double now = Math.Round(GaussianCopula.SpearmanFromNormal(copula.Correlation[i, j]), 3);
                if (now != Math.Round(ranks[i, j], 3))
                {
                    moved.Add(FormattableString.Invariant($"{names[j]} and {names[i]} {Math.Round(ranks[i, j], 3)} → {now}"));
                }
            }
        }

        if (moved.Count > 0)
        {
            string more = moved.Count > MostMoved ? $", and {moved.Count - MostMoved} more" : "";
            problems.Add(new Problem("CS324", "correlationRepair", $"The rank correlations contradict each other; the nearest that do not are used: {string.Join("; ", moved.Take(MostMoved))}{more}.",
                "write correlations that can hold together, these for example", Severity.Warning));
        }
    }

    private static void CheckPair(CorrelatedPair pair, string path, HashSet<string> known, List<Problem> problems)
    {
        foreach ((string key, string name) in new[] { ("first", pair.First), ("second", pair.Second) })
        {
            if (!known.Contains(name))
            {
                string suggestion = Spelling.Suggestion(name, known);
                problems.Add(new Problem("CS230", $"{path}:{key}", $"\"{name}\" is no uncertain input of this scenario.",
                    suggestion.Length > 0 ? suggestion : "write the path of an input as in inputs.csv"));
            }
        }

        if (pair.First == pair.Second)
        {
            problems.Add(new Problem("CS230", path, "An input cannot be correlated with itself.", "name two inputs"));
        }
    }

    /// <summary>Names that are linked by pairs, each set in ordinal order.</summary>
    private static IEnumerable<string[]> Connected(IReadOnlyList<CorrelatedPair> pairs)
    {
        var sets = new List<SortedSet<string>>();
        foreach (CorrelatedPair pair in pairs)
        {
            SortedSet<string> merged = new(StringComparer.Ordinal) { pair.First, pair.Second };
            foreach (SortedSet<string> touched in sets.Where(set => set.Contains(pair.First) || set.Contains(pair.Second)).ToArray())
            {
                merged.UnionWith(touched);
                sets.Remove(touched);
            }

            sets.Add(merged);
        }

        return sets.Select(set => set.ToArray());
    }

    private static double[,] Matrix(string[] names, IReadOnlyList<CorrelatedPair> pairs)
    {
        double[,] ranks = new double[names.Length, names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            ranks[i, i] = 1;
        }

        foreach (CorrelatedPair pair in pairs)
        {
            int first = Array.IndexOf(names, pair.First);
            int second = Array.IndexOf(names, pair.Second);
            if (first >= 0 && second >= 0)
            {
                ranks[first, second] = ranks[second, first] = pair.Rank;
            }
        }

        return ranks;
    }
}
