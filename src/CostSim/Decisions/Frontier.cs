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
/// <param name="DominatedBy">For a dominated option the cheapest that dominates it; otherwise −1.</param>
public readonly record struct FrontierPlace(int Option, FrontierStatus Status, int Previous, double Icer, int DominatedBy = -1);

/// <summary>
/// The efficiency frontier: options that are dominated dropped, then those dominated by mixtures (Weinstein 1990): what is left has incremental
/// ratios that rise. Costs and effects are compared with an allowance for rounding (<see cref="Precedence.Rounding"/>), relative to the largest of
/// each. Where an effect is a harm, whose worth is negative, less of it is better. Tested by <c>FrontierTests</c> against published examples.
/// </summary>
public static class Frontier
{
    /// <summary>The place of each option, in the order given. Options that cost and give the same share a place.</summary>
    /// <param name="cost">Mean cost by option.</param>
    /// <param name="effect">Mean effect by option.</param>
    /// <param name="isHarm">Whether the effect is a harm, so that less is better.</param>
    /// <param name="precedence">Which of several options that are the same others are compared with; null for the first.</param>
    public static FrontierPlace[] Of(ReadOnlySpan<double> cost, ReadOnlySpan<double> effect, bool isHarm = false, Precedence? precedence = null)
    {
        var means = new Means(cost.ToArray(), [.. effect.ToArray().Select(one => isHarm ? -one : one)]);
        int[] order = precedence is null ? [.. Enumerable.Range(0, cost.Length)] : precedence.Order.ToArray();
        int[] rank = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        var places = new FrontierPlace[order.Length];
        var efficient = new List<int>();
        var twins = new List<(int Twin, int First)>();
        foreach (int d in order)
        {
            int better = order.Where(other => means.Dominates(other, d)).OrderBy(other => means.Cost[other]).ThenBy(other => rank[other]).FirstOrDefault(-1);
            int twin = efficient.FindIndex(other => means.AreSame(other, d));
            if (better >= 0)
            {
                places[d] = new FrontierPlace(d, FrontierStatus.Dominated, -1, double.NaN, better);
            }
            else if (twin >= 0)
            {
                twins.Add((d, efficient[twin]));
            }
            else
            {
                efficient.Add(d);
            }
        }

        Place([.. efficient.OrderBy(d => means.Cost[d]).ThenBy(d => rank[d])], means, isHarm ? -1 : 1, places);
        foreach ((int twin, int first) in twins)
        {
            places[twin] = places[first] with { Option = twin };
        }

        return places;
    }

    /// <summary>Drops what a mix of two others dominates; the rest is the frontier.</summary>
    private static void Place(int[] efficient, Means means, int sign, FrontierPlace[] places)
    {
        var hull = new List<int>();
        foreach (int d in efficient)
        {
            while (hull.Count >= 2 && means.IsMixed(hull[^2], hull[^1], d))
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
                : new FrontierPlace(hull[i], FrontierStatus.Frontier, hull[i - 1], sign * means.Ratio(hull[i - 1], hull[i]));
        }
    }

    /// <summary>Means that are compared with an allowance for rounding; more effect is better.</summary>
    private sealed class Means(double[] cost, double[] effect)
    {
        private readonly double costSlack = Precedence.Slack(cost);
        private readonly double effectSlack = Precedence.Slack(effect);

        public double[] Cost => cost;

        public bool AreSame(int a, int b) => Math.Abs(cost[a] - cost[b]) <= costSlack && Math.Abs(effect[a] - effect[b]) <= effectSlack;

        public bool Dominates(int a, int b) => cost[a] - cost[b] <= costSlack && effect[b] - effect[a] <= effectSlack && !AreSame(a, b);

        public double Ratio(int from, int to) => (cost[to] - cost[from]) / (effect[to] - effect[from]);

        /// <summary>Whether the option in the middle costs no less than the mix of its neighbours that gives as much.</summary>
        public bool IsMixed(int low, int middle, int high)
        {
            double firstCost = cost[middle] - cost[low], firstEffect = effect[middle] - effect[low];
            double nextCost = cost[high] - cost[middle], nextEffect = effect[high] - effect[middle];
            double slack = (costSlack * (firstEffect + nextEffect)) + (effectSlack * (firstCost + nextCost));
            return (firstCost * nextEffect) - (nextCost * firstEffect) >= -slack;
        }
    }
}
