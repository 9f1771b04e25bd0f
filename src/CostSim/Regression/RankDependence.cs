namespace CostSim.Regression;

/// <summary>
/// Chatterjee's coefficient ξ (2021): whether a result depends on an input in any way at all, by how little the ranks of the result jump along
/// the input. About 0 without dependence, near 1 where the result is a function of the input. Tested by <c>RegressionTests</c>.
/// </summary>
public static class RankDependence
{
    /// <summary>The result's ranks and what its ties are worth: the same for every input.</summary>
    /// <param name="AtMost">By trial, how many values are at most the trial's.</param>
    /// <param name="Scale">What the jumps are divided by; 0 where all values are equal.</param>
    public readonly record struct Ranking(int[] AtMost, double Scale);

    /// <summary>Ranks the first values of a result.</summary>
    /// <param name="result">A value per trial.</param>
    /// <param name="count">How many trials, from the first.</param>
    public static Ranking Rank(double[] result, int count)
    {
        ArgumentNullException.ThrowIfNull(result);
        double[] sorted = result[..count];
        int[] order = [.. Enumerable.Range(0, count)];
        Array.Sort(sorted, order);
        int[] atMost = new int[count];
        double scale = 0;
        for (int i = 0; i < count;)
        {
            int end = i + 1;
            while (end < count && sorted[end] == sorted[i])
            {
                end++;
            }

            for (int k = i; k < end; k++)
            {
                atMost[order[k]] = end;

                // At least as large: all but the i below.
                scale += (double)(count - i) * i;
            }

            i = end;
        }

        return new Ranking(atMost, 2 * scale / count);
    }

    /// <summary>The ranked trials in ascending order of the input.</summary>
    /// <param name="order">All trials in that order.</param>
    /// <param name="ranking">Any result's ranks.</param>
    public static int[] Order(ReadOnlySpan<int> order, Ranking ranking)
    {
        int[] ranked = new int[ranking.AtMost.Length];
        int count = 0;
        foreach (int trial in order)
        {
            if (trial < ranked.Length)
            {
                ranked[count++] = trial;
            }
        }

        return ranked;
    }

    /// <summary>The coefficient.</summary>
    /// <param name="order">The ranked trials in ascending order of the input.</param>
    /// <param name="ranking">The result's ranks.</param>
    public static double Of(ReadOnlySpan<int> order, Ranking ranking)
    {
        long jumps = 0;
        int before = -1;
        foreach (int trial in order)
        {
            jumps += before >= 0 ? Math.Abs(ranking.AtMost[trial] - ranking.AtMost[before]) : 0;
            before = trial;
        }

        return ranking.Scale > 0 ? 1 - (jumps / ranking.Scale) : double.NaN;
    }
}
