namespace CostSim.Decisions;

/// <summary>How ties are decided everywhere: compared exactly, the first wins.</summary>
internal static class Best
{
    /// <summary>Place of the first of the highest values.</summary>
    public static int Of(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int d = 1; d < values.Length; d++)
        {
            best = values[d] > values[best] ? d : best;
        }

        return best;
    }
}
