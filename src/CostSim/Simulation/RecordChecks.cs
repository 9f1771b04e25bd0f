namespace CostSim.Simulation;

/// <summary>
/// What the numbers of a record may be: a record comes from a file, whose checksum vouches for its bytes and not for what they say. Anything else is a
/// <see cref="FormatException"/>, before a number is used.
/// </summary>
internal static class RecordChecks
{
    /// <summary>Far beyond any outcome, and its fourth power is still a number.</summary>
    private const double Largest = 1e60;

    /// <summary>Outcomes of trials.</summary>
    /// <param name="values">The values.</param>
    /// <param name="outcome">Which outcome.</param>
    public static void Trials(ReadOnlySpan<double> values, Outcome outcome)
    {
        bool mayBeUnknown = MayBeUnknown(outcome);
        foreach (double value in values)
        {
            Require(Math.Abs(value) <= Largest || (mayBeUnknown && double.IsNaN(value)), "an outcome is no number that a trial can have");
        }
    }

    /// <summary>Whether some trials may have no value: dates beyond the horizon, and what attackers cost where nobody says.</summary>
    public static bool MayBeUnknown(Outcome outcome) => outcome is Outcome.IocYear or Outcome.FocYear or Outcome.AttackSpend;

    /// <summary>Sums.</summary>
    public static void Summed(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Require(double.IsFinite(value) || double.IsPositiveInfinity(value), "a sum is no number");
        }
    }

    /// <summary>The smallest and the largest of some values.</summary>
    /// <remarks>A ceiling that a scenario does not have is infinite.</remarks>
    public static void Range(double least, double most) =>
        Require(least >= -Largest && (most <= Largest || double.IsPositiveInfinity(most)) && least <= most, "smallest and largest value contradict one another");

    /// <summary>A count of trials.</summary>
    /// <param name="count">The count.</param>
    /// <param name="trials">How many trials there are.</param>
    /// <param name="isAll">Whether it counts all of them.</param>
    public static void Count(long count, long trials, bool isAll) =>
        Require(isAll ? count == trials : count >= 0 && count <= trials, "a count is not that of its trials");

    /// <summary>Where a node of the tree stands.</summary>
    /// <param name="level">Logarithm of its blocks.</param>
    /// <param name="index">Its place on its level.</param>
    /// <param name="first">First block of the record.</param>
    /// <param name="end">Block after its last.</param>
    public static void Node(int level, long index, long first, long end) =>
        Require(index >= first >> level && index < end >> level && index << level >= first, "a sum is of other blocks");

    /// <summary>Sums of the trials of a node, by replicate.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="kept">How trials are divided among replicates.</param>
    /// <param name="from">First trial of the node.</param>
    /// <param name="to">Trial after its last.</param>
    public static void Sums(BlockSums sums, KeptTrials kept, long from, long to)
    {
        Require(sums.First == kept.ReplicateOf(from) && sums.First + sums.Replicates.Count - 1 == kept.ReplicateOf(to - 1), "a sum is of other replicates");
        for (int r = 0; r < sums.Replicates.Count; r++)
        {
            Of(sums.Replicates[r], Math.Min(to, kept.EndOf(sums.First + r)) - Math.Max(from, kept.EndOf(sums.First + r - 1)));
        }

        Summed(sums.Yearly);
    }

    private static void Of(TrialSums sums, long trials)
    {
        for (int i = 0; i < sums.Columns.Length; i++)
        {
            Statistics.Moments moments = sums.Columns[i];
            Count(moments.Count, trials, !MayBeUnknown((Outcome)(i % Outcomes.Count)));
            if (moments.Count > 0)
            {
                Range(moments.Minimum, moments.Maximum);
                Summed([moments.Mean, moments.M2, moments.M3, moments.M4]);
                Require(moments.M2 >= 0 && moments.M4 >= 0, "a sum of squares is negative");
            }
        }

        foreach (Statistics.CoMomentMatrix matrix in (Statistics.CoMomentMatrix[])[sums.Decisions, .. sums.Exchange])
        {
            Count(matrix.Count, trials, isAll: true);
            Summed(matrix.Means);
            Summed(matrix.Products);
        }

        Summed(sums.Benefits);
        Require(sums.Benefits[0] >= 0 && sums.Benefits[1] >= 0 && sums.Benefits[0] + sums.Benefits[1] == trials, "a count is not that of its trials");
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new FormatException($"The numbers cannot be those of a record: {otherwise}.");
        }
    }
}
