namespace CostSim.Decisions;

/// <summary>Whether money is well spent on an option.</summary>
public enum FrontierStatus
{
    /// <summary>No mix of other options gives as much for less.</summary>
    Frontier,

    /// <summary>Another option costs no more and gives no less, and one of both is better.</summary>
    Dominated,

    /// <summary>A mix of two others costs no more and gives no less.</summary>
    ExtendedDominated,
}

/// <summary>An option's place.</summary>
/// <param name="Option">Number of the option.</param>
/// <param name="Status">Its status.</param>
/// <param name="Previous">The option before it on the frontier; −1 for the first of the frontier and for those not on it.</param>
/// <param name="Icer">Extra cost per extra effect over that one; not a number where there is none.</param>
public readonly record struct FrontierPlace(int Option, FrontierStatus Status, int Previous, double Icer);

/// <summary>
/// The efficiency frontier: options sorted by cost, those dominated dropped, then those dominated by mixtures (Weinstein 1990): what is left
/// has incremental ratios that rise. Tested by <c>DecisionTests</c> against a published example.
/// </summary>
public static class Frontier
{
    /// <summary>The place of each option, in the order given. Options that cost and give exactly the same share a place.</summary>
    /// <param name="cost">Mean cost by option.</param>
    /// <param name="effect">Mean effect by option.</param>
    public static FrontierPlace[] Of(ReadOnlySpan<double> cost, ReadOnlySpan<double> effect)
    {
        double[] c = cost.ToArray();
        double[] e = effect.ToArray();
        int[] order = [.. Enumerable.Range(0, c.Length).OrderBy(d => c[d]).ThenByDescending(d => e[d]).ThenBy(d => d)];
        var places = new FrontierPlace[c.Length];
        var hull = new List<int>();
        double most = double.NegativeInfinity;
        var twins = new Dictionary<int, int>();
        int before = -1;
        foreach (int d in order)
        {
            if (before >= 0 && c[d] == c[before] && e[d] == e[before])
            {
                twins[d] = before;
                continue;
            }

            before = d;
            if (e[d] <= most)
            {
                places[d] = new FrontierPlace(d, FrontierStatus.Dominated, -1, double.NaN);
                continue;
            }

            most = e[d];
            while (hull.Count >= 2 && Ratio(hull[^2], hull[^1]) >= Ratio(hull[^1], d))
            {
                places[hull[^1]] = new FrontierPlace(hull[^1], FrontierStatus.ExtendedDominated, -1, double.NaN);
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(d);
        }

        for (int i = 0; i < hull.Count; i++)
        {
            places[hull[i]] = i == 0
                ? new FrontierPlace(hull[i], FrontierStatus.Frontier, -1, double.NaN)
                : new FrontierPlace(hull[i], FrontierStatus.Frontier, hull[i - 1], Ratio(hull[i - 1], hull[i]));
        }

        foreach ((int twin, int first) in twins)
        {
            places[twin] = places[first] with { Option = twin };
        }

        return places;

        double Ratio(int from, int to) => (c[to] - c[from]) / (e[to] - e[from]);
    }
}
