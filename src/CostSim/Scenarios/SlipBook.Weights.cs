namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Ratio of two weights of sites beyond which the smaller counts for nothing.</summary>
    private const double WeightRange = 1000;

    /// <summary>Ratio to the next weight beyond which one stands alone.</summary>
    private const double WeightGap = 100;

    /// <summary>Weights of different scales beside one another, and raids of nobody.</summary>
    public void Weights()
    {
        if (Mixed([.. scenario.Sites.Select(pair => (pair.Key + ":weight", pair.Value.Weight))], "sites"))
        {
            Scales([.. scenario.Sites.Select(pair => (pair.Key + ":weight", pair.Value.Weight))], "sites");
        }

        foreach ((string id, Raid raid) in scenario.Raids)
        {
            (string, double)[] targets = [.. raid.Targets.Select(pair => (pair.Key, pair.Value))];
            if (Mixed(targets, $"raids:{id}:targets"))
            {
                Scales(targets, $"raids:{id}:targets");
            }

            Archetypes(raid.Archetypes, $"raids:{id}:archetypes");
        }

        Archetypes(scenario.ReferenceRaid.Archetypes, "referenceRaid:archetypes");
    }

    private void Archetypes(IReadOnlyDictionary<string, Archetype> archetypes, string path)
    {
        _ = Mixed([.. archetypes.Select(pair => (pair.Key + ":weight", pair.Value.Weight.Distribution.Mean))], path);
        foreach ((string id, Archetype archetype) in archetypes.Where(pair => !pair.Value.Attackers.Values.Any(attackers => attackers > 0)))
        {
            Warn("CS331", $"{path}:{id}:attackers", $"Nobody comes in \"{id}\".", "write how many come of each class, or remove it and lower ratePerYear");
        }

        if (archetypes.Values.All(archetype => IsZero(archetype.Weight, 0)))
        {
            Warn("CS309", path, "All weights are 0: no size is ever drawn.", "give at least one size a weight above 0");
        }
    }

    /// <summary>Says when some weights are shares and others percentages, which together make one; whether they are not.</summary>
    private bool Mixed((string Name, double Weight)[] weights, string path)
    {
        (string Name, double Weight)[] percentages = [.. weights.Where(one => one.Weight > 1)];
        double shares = weights.Where(one => one.Weight <= 1).Sum(one => one.Weight);
        bool isMixed = percentages.Length > 0 && shares is > 0 and < 1 && weights.Any(one => one.Weight is > 0 and < 1)
            && Math.Abs(shares + (percentages.Sum(one => one.Weight) / 100) - 1) < 0.005;
        if (isMixed)
        {
            (string name, double weight) = percentages[0];
            Warn("CS309", $"{path}:{name}", $"The weight {Text(weight)} stands beside shares below 1, with which it makes one as a percentage.", $"write {Text(weight / 100)}, as the others are written");
        }

        return !isMixed;
    }

    private void Scales((string Name, double Weight)[] weights, string path)
    {
        (string Name, double Weight)[] counted = [.. weights.Where(one => one.Weight > 0).OrderBy(one => one.Weight)];
        if (counted.Length > 1 && counted[^1].Weight >= WeightRange * counted[0].Weight)
        {
            // The one that stands alone is named: few beside many.
            double above = counted[^1].Weight / counted[^2].Weight, below = counted[1].Weight / counted[0].Weight;
            if (Math.Max(above, below) < WeightGap)
            {
                return;
            }

            bool isLargestAlone = above >= below;
            (string name, double weight) = isLargestAlone ? counted[^1] : counted[0];
            Warn("CS309", $"{path}:{name}",
                $"The weight {Text(weight)} is {(isLargestAlone ? "a thousand times another's, or more" : "a thousandth of another's, or less")}: they go from {Text(counted[0].Weight)} to {Text(counted[^1].Weight)}.",
                "write all weights on one scale; 0 leaves a site out");
        }
    }
}
