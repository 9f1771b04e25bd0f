using CostSim.Decisions;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>What trials that are kept one by one say together.</summary>
/// <param name="sample">Costs and effects.</param>
/// <param name="thresholds">Worths of a unit of effect.</param>
internal sealed class SampledMeasure(DecisionSample sample, IReadOnlyList<double> thresholds) : IMeasureTotals
{
    private readonly Dictionary<(int, int), CoMoments> pairs = [];

    /// <inheritdoc/>
    public long Trials => sample.Trials;

    /// <inheritdoc/>
    public Estimate Cost(int option) => Mean(sample.Cost[option]);

    /// <inheritdoc/>
    public Estimate Effect(int option) => Mean(sample.Effect[option]);

    /// <inheritdoc/>
    public CoMoments Joint(int option, int other = -1)
    {
        if (!pairs.TryGetValue((option, other), out CoMoments pair))
        {
            double[] effect = Difference(sample.Effect, option, other), cost = Difference(sample.Cost, option, other);
            pairs[(option, other)] = pair = sample.Trials == 1
                ? new CoMoments(1, effect[0], cost[0], double.NaN, double.NaN, double.NaN)
                : sample.Replicates == 1
                ? CoMoments.Of(effect, cost)
                : CoMoments.Of(ColumnStatistics.ReplicateMeans(effect, sample.Replicates), ColumnStatistics.ReplicateMeans(cost, sample.Replicates));
        }

        return pair;
    }

    /// <inheritdoc/>
    public ThresholdResult At(int place) => NetBenefit.At(sample, thresholds[place]);

    private static double[] Difference(IReadOnlyList<double[]> columns, int option, int other)
    {
        double[] result = [.. columns[option]];
        for (int t = 0; t < result.Length && other >= 0; t++)
        {
            result[t] -= columns[other][t];
        }

        return result;
    }

    private Estimate Mean(double[] values)
    {
        var moments = Moments.Of(values);
        double error = sample.Replicates == 1 ? moments.StandardError : Moments.Of(ColumnStatistics.ReplicateMeans(values, sample.Replicates)).StandardError;
        return new Estimate(moments.Mean, error, values.Length);
    }
}
