using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// One of several distributions, each with its weight. Drawn by inverting F = Σ wⱼ Fⱼ, so that the value rises with u and copulas,
/// Sobol' points and common random numbers keep their meaning. Tested by <c>DistributionTests</c>.
/// </summary>
public sealed class MixtureDistribution : Distribution
{
    private const int MostSecants = 8;

    private readonly double[] _weights;
    private readonly Distribution[] _components;

    private MixtureDistribution(double[] weights, Distribution[] components)
    {
        (_weights, _components) = (weights, components);
        IsContinuous = components.All(component => component.IsContinuous);
        for (int j = 0; j < weights.Length; j++)
        {
            Mean += weights[j] * components[j].Mean;
        }

        double square = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            double sd = components[j].StandardDeviation, distance = components[j].Mean - Mean;
            square += weights[j] * ((sd * sd) + (distance * distance));
        }

        StandardDeviation = Math.Sqrt(square);
    }

    /// <inheritdoc/>
    public override string Family => "mixture";

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double Minimum => _components.Min(component => component.Minimum);

    /// <inheritdoc/>
    public override double Maximum => _components.Max(component => component.Maximum);

    internal override bool IsContinuous { get; }

    /// <summary>From weights and components.</summary>
    /// <param name="components">At least one; weights positive, of any sum.</param>
    /// <exception cref="ArgumentException">There is no component, or a weight is not positive.</exception>
    public static MixtureDistribution Of(params (double Weight, Distribution Distribution)[] components) =>
        DistributionFault.OrThrow(TryCreate(components, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => Solve(p, Tail.Lower);

    /// <inheritdoc/>
    public override double UpperTail(double p) => Solve(p, Tail.Upper);

    /// <inheritdoc/>
    public override double Cdf(double x) => Probability(x, Tail.Lower);

    /// <inheritdoc/>
    public override double Survival(double x) => Probability(x, Tail.Upper);

    /// <inheritdoc/>
    public override string Describe() => "mixture(" + string.Join(
        ", ", _weights.Zip(_components, (weight, component) => FormattableString.Invariant($"{weight} {component.Describe()}"))) + ")";

    // Secant steps in (x, ln p) from the two points found last; the bracketed search where they do not settle.
    internal override void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail)
    {
        double x0 = double.NaN, x1 = double.NaN, q0 = 0, q1 = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double q = Elementary.Log(p[i]);
            bool settled = false;
            if (IsContinuous && x0 != x1 && !double.IsNaN(x0))
            {
                for (int step = 0; step < MostSecants && !settled && q1 != q0; step++)
                {
                    double move = (q - q1) * (x1 - x0) / (q1 - q0);
                    (x0, q0) = (x1, q1);
                    x1 += move;
                    q1 = Elementary.Log(Probability(x1, tail));
                    settled = Math.Abs(q1 - q) <= 4e-15 * Math.Max(1, Math.Abs(q));
                }
            }

            if (!settled || !double.IsFinite(x1))
            {
                (x0, q0) = (x1, q1);
                x1 = Solve(p[i], tail);
                q1 = Elementary.Log(Probability(x1, tail));
            }

            x[i] = x1;
        }
    }

    internal static bool TryCreate(
        IReadOnlyList<(double Weight, Distribution Distribution)> components,
        out MixtureDistribution? distribution,
        out DistributionFault? fault)
    {
        distribution = null;
        double total = components.Sum(component => component.Weight);
        fault = components.Count == 0
            ? new DistributionFault(DistributionCatalogue.ComponentsName, "There is no component.", "Give at least one.")
            : components.All(component => component.Weight > 0) && double.IsFinite(total) ? null
            : new DistributionFault(DistributionCatalogue.ComponentsName, "A weight is not positive.", "Give positive, finite weights.");
        if (fault is not null)
        {
            return false;
        }

        distribution = new(
            [.. components.Select(component => component.Weight / total)], [.. components.Select(component => component.Distribution)]);
        return true;
    }

    private double Probability(double x, Tail tail)
    {
        double sum = 0;
        for (int j = 0; j < _weights.Length; j++)
        {
            sum += _weights[j] * (tail == Tail.Lower ? _components[j].Cdf(x) : _components[j].Survival(x));
        }

        return sum;
    }

    private double Solve(double p, Tail tail)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (Distribution component in _components)
        {
            double x = tail == Tail.Lower ? component.LowerTail(p) : component.UpperTail(p);
            (low, high) = (Math.Min(low, x), Math.Max(high, x));
        }

        if (low >= high)
        {
            return low;
        }

        return IsContinuous
            ? RootFinder.Find(x => (tail == Tail.Lower ? 1 : -1) * (Probability(x, tail) - p), low, high)
            : FirstReaching(p, tail, low, high);
    }

    // Smallest x with F(x) ≥ p, or with P(X > x) ≤ p, by halving: F may jump.
    private double FirstReaching(double p, Tail tail, double low, double high)
    {
        bool Reaches(double x) => tail == Tail.Lower ? Probability(x, tail) >= p : Probability(x, tail) <= p;
        if (Reaches(low))
        {
            return low;
        }

        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return high;
            }

            (low, high) = Reaches(middle) ? (low, middle) : (middle, high);
        }
    }
}
