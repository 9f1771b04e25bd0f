using CostSim.Sampling;

namespace CostSim.Statistics;

/// <summary>Indices of one input, or of inputs that vary together.</summary>
/// <param name="Total">Share of the variance that stays when all others are known, interactions included.</param>
/// <param name="TotalInterval">Its 95 % interval.</param>
/// <param name="First">Share of the variance that the input explains on its own, from the same trials; not below 0.</param>
/// <param name="FirstInterval">Its 95 % interval.</param>
public readonly record struct TotalOrderIndex(double Total, Interval TotalInterval, double First, Interval FirstInterval);

/// <summary>
/// Total-order indices by Jansen (1999) and first-order indices by Saltelli et al. (2010) from two independent sets of trials A and B and, for
/// each input, the trials of A with that input taken from B. Intervals by bootstrap: base trials are drawn with replacement, all their results
/// together. Tested by <c>TotalOrderTests</c>.
/// </summary>
public sealed class TotalOrder
{
    private const int Resamples = 500;
    private const double Tail = 0.025;

    private readonly float[][] weights;
    private readonly double[] a;
    private readonly double[] centredB;
    private readonly double variance;
    private readonly double[] variances;

    /// <summary>Takes one result of the two sets of trials.</summary>
    /// <param name="a">The result in each trial of A.</param>
    /// <param name="b">The result in each trial of B, as many, at least two.</param>
    /// <param name="resampling">Which base trials the bootstrap draws; shared by all results.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public TotalOrder(double[] a, double[] b, Resampling resampling)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(resampling);
        if (a.Length != b.Length || a.Length != resampling.Trials)
        {
            throw new ArgumentException($"A has {a.Length} trials, B {b.Length}, the bootstrap {resampling.Trials}.", nameof(b));
        }

        this.a = a;
        weights = resampling.Weights;
        double mean = (a.Average() + b.Average()) / 2;
        centredB = [.. b.Select(value => value - mean)];

        // Around the mean of all trials; a resample's own mean is taken off again below.
        double[] sums = [.. a.Zip(centredB, (x, y) => x - mean + y)];
        double[] squares = [.. a.Zip(centredB, (x, y) => ((x - mean) * (x - mean)) + (y * y))];
        variance = Variance(squares.Sum(), sums.Sum());
        variances = [.. weights.Select(weight => Variance(Resampling.Sum(weight, squares), Resampling.Sum(weight, sums)))];
        IsConstant = !(variance > 1e-20 * mean * mean);
    }

    /// <summary>Whether the result is the same in all trials, so that there is nothing to explain.</summary>
    public bool IsConstant { get; }

    /// <summary>The indices of an input.</summary>
    /// <param name="mixed">The result in the trials of A with the input taken from B.</param>
    public TotalOrderIndex Of(double[] mixed)
    {
        ArgumentNullException.ThrowIfNull(mixed);
        double[] apart = [.. a.Zip(mixed, (x, y) => (x - y) * (x - y) / 2)];
        double[] together = [.. centredB.Select((y, t) => y * (mixed[t] - a[t]))];
        (Interval total, Interval first) = (Bounds(apart), Bounds(together));

        // Noise makes the share of an input that explains nothing negative as often as positive; a share is not. The interval keeps what noise does.
        double share = Math.Max(0, together.Average() / variance);
        return new TotalOrderIndex(apart.Average() / variance, total, share, first with { High = Math.Max(first.High, share) });
    }

    private double Variance(double squares, double sum)
    {
        double n = 2.0 * a.Length;
        return (squares - (sum * sum / n)) / (n - 1);
    }

    /// <summary>Interval between the tails of the resampled ratio to the variance.</summary>
    private Interval Bounds(double[] terms)
    {
        double[] ratios = [.. weights.Select((weight, r) => Resampling.Sum(weight, terms) / a.Length / variances[r]).Where(double.IsFinite)];
        Array.Sort(ratios);
        if (ratios.Length == 0)
        {
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        }

        int below = (int)(Tail * ratios.Length);
        return new Interval(ratios[below], ratios[^(below + 1)]);
    }

    /// <summary>Bootstrap resamples of base trials: how often each was drawn.</summary>
    public sealed class Resampling
    {
        /// <summary>Draws the resamples.</summary>
        /// <param name="trials">Base trials.</param>
        /// <param name="seed">Seed.</param>
        public Resampling(int trials, ulong seed)
        {
            Trials = trials;
            double[] uniforms = new double[trials];
            Weights = new float[Resamples][];
            StreamKey stream = StreamKey.Of("bootstrap");
            for (int r = 0; r < Resamples; r++)
            {
                Uniforms.Fill(seed, stream, 0, r, uniforms);
                float[] weight = new float[trials];
                foreach (double uniform in uniforms)
                {
                    weight[(int)(uniform * trials)]++;
                }

                Weights[r] = weight;
            }
        }

        /// <summary>Base trials.</summary>
        public int Trials { get; }

        internal float[][] Weights { get; }

        /// <summary>Σ weight · value, in four strands so that the order of the sums is the same on every machine.</summary>
        internal static double Sum(float[] weight, double[] values)
        {
            double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            int t = 0;
            for (; t + 4 <= values.Length; t += 4)
            {
                s0 += weight[t] * values[t];
                s1 += weight[t + 1] * values[t + 1];
                s2 += weight[t + 2] * values[t + 2];
                s3 += weight[t + 3] * values[t + 3];
            }

            for (; t < values.Length; t++)
            {
                s0 += weight[t] * values[t];
            }

            return s0 + s1 + (s2 + s3);
        }
    }
}
