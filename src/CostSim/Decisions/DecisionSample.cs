using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// What decisions are made from: for each option its cost and its effect in every trial, expected values given the inputs, from this model or
/// any other.
/// </summary>
/// <param name="Options">Names of the options, each its own; their order makes no difference.</param>
/// <param name="Cost">By option, a cost per trial, MEUR.</param>
/// <param name="Effect">By option, an effect per trial.</param>
/// <param name="Replicates">Independent replicates that the trials fall into, one after the other; 1 for independent trials.</param>
public sealed record DecisionSample(
    IReadOnlyList<string> Options, IReadOnlyList<double[]> Cost, IReadOnlyList<double[]> Effect, int Replicates = 1)
{
    /// <summary>Number of trials.</summary>
    public int Trials => Cost[0].Length;

    /// <summary>How ties among the options are decided: by mean cost, then by name.</summary>
    public Precedence Precedence { get => field ??= Precedence.Of(Options, Cost); init; }

    /// <summary>Stops what is worked out from them; results do not depend on it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What mean net benefits may differ by rounding alone.</summary>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    internal double Slack(double threshold) => Precedence.Slack(threshold, Means(Cost), Means(Effect));

    private static double[] Means(IReadOnlyList<double[]> columns) => [.. columns.Select(column => Moments.Of(column).Mean)];
}
