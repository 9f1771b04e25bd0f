using CostSim.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// Any statistic computed once per replicate of a design: its mean over replicates, standard error and Student interval. The only
/// honest error of Latin hypercube and Sobol' samples. Tested by <c>IntervalTests</c>.
/// </summary>
/// <param name="Estimate">Mean over replicates, standard deviation over √R; Trials counts the replicates.</param>
/// <param name="Interval">Mean ± t · standard error.</param>
public readonly record struct ReplicateInterval(Estimate Estimate, Interval Interval)
{
    /// <summary>From the replicates' values.</summary>
    /// <param name="values">One value per replicate, at least two.</param>
    /// <param name="confidence">Confidence, for example 0.95.</param>
    /// <exception cref="ArgumentException">There are fewer than two replicates.</exception>
    public static ReplicateInterval Of(ReadOnlySpan<double> values, double confidence = 0.95)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException($"There are {values.Length} replicates; an error needs two.", nameof(values));
        }

        Moments moments = Moments.Of(values);
        double half = StudentQuantile(values.Length - 1, confidence) * moments.StandardError;
        return new ReplicateInterval(moments.ToEstimate(), new Interval(moments.Mean - half, moments.Mean + half));
    }

    /// <summary>t with P(|T| ≤ t) = confidence.</summary>
    /// <param name="degrees">Degrees of freedom, positive.</param>
    /// <param name="confidence">Confidence in (0, 1).</param>
    public static double StudentQuantile(double degrees, double confidence = 0.95) =>
        -InverseFunctions.StudentT((1 - confidence) / 2, degrees);
}
