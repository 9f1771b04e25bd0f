namespace CostSim.Regression;

/// <summary>Mean of a result over some trials, and its sum of squares about that mean. Two of them merge (Chan, Golub and LeVeque 1979).</summary>
/// <param name="Count">Number of trials.</param>
/// <param name="Mean">Mean.</param>
/// <param name="M2">Σ (y − mean)².</param>
internal readonly record struct Spread(int Count, double Mean, double M2)
{
    /// <summary>Both sets of trials together.</summary>
    public Spread Merge(in Spread right)
    {
        if (Count == 0 || right.Count == 0)
        {
            return Count == 0 ? right : this;
        }

        double n = (double)Count + right.Count, apart = right.Mean - Mean;
        return new Spread(Count + right.Count, Mean + (apart * right.Count / n), M2 + right.M2 + (apart * apart * Count * right.Count / n));
    }
}
