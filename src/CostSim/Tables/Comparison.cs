using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>What changed in an outcome of an option between two results.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Outcome">Column of the outcome.</param>
/// <param name="First">Its mean in the first.</param>
/// <param name="Second">Its mean in the second.</param>
/// <param name="Difference">Second less first, with its standard error.</param>
/// <param name="IsPaired">Whether the trials of both are the same worlds, so that the error is that of differences within trials.</param>
public sealed record ComparisonRow(string Option, string Outcome, double First, double Second, Estimate Difference, bool IsPaired)
{
    /// <summary>Whether the difference is larger than two standard errors: more than noise.</summary>
    public bool IsDistinguishable => Math.Abs(Difference.Value) > 2 * Difference.StandardError;
}

/// <summary>Compares outcomes of two results. Tested by <c>CompareTests</c>.</summary>
public static class Comparison
{
    /// <summary>Outcomes of the same worlds, trial by trial: only what changed differs, so the error is small.</summary>
    /// <param name="option">Identifier of the option.</param>
    /// <param name="outcome">Column of the outcome.</param>
    /// <param name="first">Outcome by trial in the first.</param>
    /// <param name="second">Outcome by trial in the second, as many.</param>
    /// <param name="replicates">Replicates that the trials fall into; 1 for independent trials.</param>
    public static ComparisonRow Paired(string option, string outcome, double[] first, double[] second, int replicates = 1)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"There are {first.Length} and {second.Length} trials.", nameof(second));
        }

        double[] change = [.. first.Zip(second, (a, b) => b - a)];
        Moments all = Moments.Of(change);
        double error = replicates > 1 ? Moments.Of(ColumnStatistics.ReplicateMeans(change, replicates)).StandardError : all.StandardError;
        return new ComparisonRow(option, outcome, Moments.Of(first).Mean, Moments.Of(second).Mean, new Estimate(all.Mean, error, change.Length), true);
    }

    /// <summary>Outcomes of worlds that have nothing to do with each other: both errors add up.</summary>
    /// <param name="option">Identifier of the option.</param>
    /// <param name="outcome">Column of the outcome.</param>
    /// <param name="first">Mean in the first.</param>
    /// <param name="second">Mean in the second.</param>
    public static ComparisonRow Apart(string option, string outcome, Estimate first, Estimate second) => new(
        option, outcome, first.Value, second.Value,
        new Estimate(
            second.Value - first.Value, Math.Sqrt((first.StandardError * first.StandardError) + (second.StandardError * second.StandardError)),
            Math.Min(first.Trials, second.Trials)),
        false);
}
