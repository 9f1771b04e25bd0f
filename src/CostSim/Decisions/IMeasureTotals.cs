using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// What trials together say of costs and of one measure of effect: all that the frontier, acceptability, the value of perfect information and the
/// verdict by the mean need, whether or not the trials are kept one by one.
/// </summary>
public interface IMeasureTotals
{
    /// <summary>Number of trials.</summary>
    long Trials { get; }

    /// <summary>Mean cost of an option, MEUR.</summary>
    Estimate Cost(int option);

    /// <summary>Mean effect of an option.</summary>
    Estimate Effect(int option);

    /// <summary>
    /// Effect and cost of an option together, or of what it has more than another: over trials, or over the replicates' means where there are
    /// replicates.
    /// </summary>
    /// <param name="option">The option.</param>
    /// <param name="other">The option that is subtracted; −1 for none.</param>
    CoMoments Joint(int option, int other = -1);

    /// <summary>Net benefits at one of the measure's thresholds.</summary>
    /// <param name="place">Number of the threshold.</param>
    ThresholdResult At(int place);
}
