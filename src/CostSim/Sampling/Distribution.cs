namespace CostSim.Sampling;

/// <summary>
/// A probability distribution of one uncertain quantity, known through its quantile function. Immutable and valid once it exists.
/// The unit is that of the quantity; the distribution does not know it.
/// </summary>
/// <remarks>
/// Both tails are given apart, so that nothing is lost to 1 − p: <see cref="LowerTail"/>(p) = Q(p) and
/// <see cref="UpperTail"/>(p) = Q(1 − p), each for p in (0, ½].
/// </remarks>
public abstract class Distribution
{
    /// <summary>Name of the family as it stands in scenario files, for example <c>pert</c>.</summary>
    public abstract string Family { get; }

    /// <summary>Expectation, in the unit of the quantity; not a number where it does not exist.</summary>
    public abstract double Mean { get; }

    /// <summary>Standard deviation, in the unit of the quantity; not a number where it does not exist.</summary>
    public abstract double StandardDeviation { get; }

    /// <summary>Smallest possible value; may be −∞.</summary>
    public abstract double Minimum { get; }

    /// <summary>Largest possible value; may be +∞.</summary>
    public abstract double Maximum { get; }

    /// <summary>Q(p), the value not exceeded with probability <paramref name="p"/>.</summary>
    /// <param name="p">Lower-tail probability in (0, ½].</param>
    public abstract double LowerTail(double p);

    /// <summary>Q(1 − p), the value exceeded with probability <paramref name="p"/>.</summary>
    /// <param name="p">Upper-tail probability in (0, ½].</param>
    public abstract double UpperTail(double p);

    /// <summary>P(X ≤ <paramref name="x"/>).</summary>
    public abstract double Cdf(double x);

    /// <summary>P(X &gt; <paramref name="x"/>), without loss in the upper tail.</summary>
    public virtual double Survival(double x) => 1 - Cdf(x);

    /// <summary>Q(u) for u in (0, 1).</summary>
    public double Quantile(double u) => u <= 0.5 ? LowerTail(u) : UpperTail(1 - u);

    /// <summary>The distribution in words, invariant, for tables: <c>pert(260, 420, 700)</c>.</summary>
    public abstract string Describe();

    /// <summary>Q(u) of each uniform, exactly; <see cref="QuantileTable"/> does it faster where that pays.</summary>
    /// <param name="u">Uniforms in (0, 1).</param>
    /// <param name="x">Receives the quantiles; at least as long as <paramref name="u"/>; may be the same memory.</param>
    public virtual void Fill(ReadOnlySpan<double> u, Span<double> x)
    {
        for (int t = 0; t < u.Length; t++)
        {
            x[t] = Quantile(u[t]);
        }
    }

    /// <summary>Whether it is of the same family with the same parameters; where a family has no few numbers, whether it is the same object.</summary>
    public sealed override bool Equals(object? obj) =>
        ReferenceEquals(this, obj) || (obj is Distribution other && other.GetType() == GetType() && Parameters.Length > 0 && Parameters.SequenceEqual(other.Parameters));

    /// <inheritdoc/>
    public sealed override int GetHashCode()
    {
        double[] parameters = Parameters;
        return parameters.Length > 0 ? parameters.Aggregate(0, HashCode.Combine) : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    /// <summary>The numbers that make it within its family; empty where they are not few.</summary>
    internal virtual double[] Parameters => [];

    /// <summary>Whether the distribution function has no jumps and the quantile function can be interpolated.</summary>
    internal virtual bool IsContinuous => true;

    /// <summary>Whether <see cref="Fill"/> is as fast as a table.</summary>
    internal virtual bool IsDirect => false;

    /// <summary>One tail at many probabilities, those of neighbours being near each other.</summary>
    internal virtual void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail)
    {
        for (int i = 0; i < p.Length; i++)
        {
            x[i] = tail == Tail.Lower ? LowerTail(p[i]) : UpperTail(p[i]);
        }
    }
}

/// <summary>Which end of a distribution a probability is counted from.</summary>
internal enum Tail
{
    /// <summary>P(X ≤ x).</summary>
    Lower,

    /// <summary>P(X &gt; x).</summary>
    Upper,
}
