using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>The families of distributions, made by factories that refuse what cannot be: a distribution that exists is valid.</summary>
public static class Families
{
    /// <summary>Uniform between 0 and 1: decides chances.</summary>
    public static Distribution Uniform01 { get; } = new UniformDistribution(0, 1);

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public static Distribution StandardNormal { get; } = new NormalDistribution(0, 1);

    /// <summary>A value that is certain.</summary>
    public static Distribution Constant(double value) => new ConstantDistribution(Finite(value, nameof(value)));

    /// <summary>Uniform on [min, max].</summary>
    public static Distribution Uniform(double min, double max) =>
        Ordered(min, max) ? min == max ? Constant(min) : new UniformDistribution(min, max) : throw new ArgumentException("min must not exceed max.", nameof(min));

    /// <summary>Triangular on [min, max] with the given mode.</summary>
    public static Distribution Triangular(double min, double mode, double max) => Ordered(min, mode) && Ordered(mode, max)
        ? min == max ? Constant(min) : new TriangularDistribution(min, mode, max)
        : throw new ArgumentException("min, mode and max must not decrease.", nameof(mode));

    /// <summary>PERT: a beta on [min, max] with mean (min + λ·mode + max)/(λ + 2) (Malcolm, Roseboom, Clark and Fazar 1959; λ after Vose 2008).</summary>
    public static Distribution Pert(double min, double mode, double max, double lambda = 4)
    {
        if (!Ordered(min, mode) || !Ordered(mode, max) || !(lambda > 0) || !double.IsFinite(lambda))
        {
            throw new ArgumentException("min, mode and max must not decrease, and lambda must be positive.", nameof(mode));
        }

        double width = max - min;
        return width == 0
            ? Constant(min)
            : new BetaDistribution(1 + (lambda * (mode - min) / width), 1 + (lambda * (max - mode) / width), min, max, "pert", $"pert({Text(min)}, {Text(mode)}, {Text(max)}{(lambda == 4 ? "" : $"; {Text(lambda)}")})");
    }

    /// <summary>Normal.</summary>
    public static Distribution Normal(double mean, double sd) =>
        Finite(mean, nameof(mean)) == mean && Positive(sd) ? new NormalDistribution(mean, sd) : throw new ArgumentException("sd must be positive.", nameof(sd));

    /// <summary>Lognormal: exp(μ + σZ).</summary>
    public static Distribution LognormalLog(double mu, double sigma, string description) =>
        double.IsFinite(mu) && Positive(sigma) ? new LognormalDistribution(mu, sigma, description) : throw new ArgumentException("sigma must be positive.", nameof(sigma));

    /// <summary>Lognormal with the given mean and standard deviation.</summary>
    public static Distribution Lognormal(double mean, double sd)
    {
        if (!Positive(mean) || !Positive(sd))
        {
            throw new ArgumentException("mean and sd must be positive.", nameof(mean));
        }

        double variance = Elementary.Log(1 + (sd * sd / (mean * mean)));
        return LognormalLog(Elementary.Log(mean) - (variance / 2), Math.Sqrt(variance), $"lognormal(mean {Text(mean)}, sd {Text(sd)})");
    }

    /// <summary>Lognormal with the given 5 % and 95 % quantiles.</summary>
    public static Distribution LognormalQuantiles(double p5, double p95)
    {
        if (!Positive(p5) || !(p95 > p5) || !double.IsFinite(p95))
        {
            throw new ArgumentException("0 < p5 < p95 must hold.", nameof(p5));
        }

        (double low, double high) = (Elementary.Log(p5), Elementary.Log(p95));
        return LognormalLog((low + high) / 2, (high - low) / (2 * 1.6448536269514727), $"lognormal(p5 {Text(p5)}, p95 {Text(p95)})");
    }

    /// <summary>Lognormal with the given median and standard deviation of the logarithm.</summary>
    public static Distribution LognormalMedian(double median, double sigma) => Positive(median)
        ? LognormalLog(Elementary.Log(median), sigma, $"lognormal(median {Text(median)}, sigma {Text(sigma)})")
        : throw new ArgumentException("median must be positive.", nameof(median));

    /// <summary>Beta on [min, max].</summary>
    public static Distribution Beta(double alpha, double beta, double min = 0, double max = 1) => Positive(alpha) && Positive(beta) && min < max
        ? new BetaDistribution(alpha, beta, min, max, "beta", $"beta({Text(alpha)}, {Text(beta)}{(min == 0 && max == 1 ? "" : $"; {Text(min)} to {Text(max)}")})")
        : throw new ArgumentException("alpha and beta must be positive, and min below max.", nameof(alpha));

    /// <summary>Beta on [0, 1] with the given mean and effective sample size α + β.</summary>
    public static Distribution BetaMean(double mean, double ess) => mean > 0 && mean < 1 && Positive(ess)
        ? Beta(mean * ess, (1 - mean) * ess)
        : throw new ArgumentException("mean must lie between 0 and 1, and ess must be positive.", nameof(mean));

    /// <summary>Values with weights; the sum of the weights does not matter.</summary>
    public static Distribution Discrete(IReadOnlyList<double> values, IReadOnlyList<double> weights) => new DiscreteDistribution(values, weights);

    internal static string Text(double value) => ((FormattableString)$"{value}").ToString(System.Globalization.NumberFormatInfo.InvariantInfo);

    private static bool Ordered(double a, double b) => a <= b && double.IsFinite(a) && double.IsFinite(b);

    private static bool Positive(double value) => value > 0 && double.IsFinite(value);

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentException("The value must be finite.", name);
}

internal sealed class ConstantDistribution(double value) : Distribution
{
    public override string Family => "constant";

    public override double Mean => value;

    public override double StandardDeviation => 0;

    public override double Minimum => value;

    public override double Maximum => value;

    public override double LowerTail(double p) => value;

    public override double UpperTail(double p) => value;

    public override double Cdf(double x) => x < value ? 0 : 1;

    public override string Describe() => Families.Text(value);
}

internal sealed class UniformDistribution(double min, double max) : Distribution
{
    public override string Family => "uniform";

    public override double Mean => (min + max) / 2;

    public override double StandardDeviation => (max - min) / Math.Sqrt(12);

    public override double Minimum => min;

    public override double Maximum => max;

    public override double LowerTail(double p) => min + ((max - min) * p);

    public override double UpperTail(double p) => max - ((max - min) * p);

    public override double Cdf(double x) => Math.Clamp((x - min) / (max - min), 0, 1);

    public override string Describe() => $"uniform({Families.Text(min)}, {Families.Text(max)})";
}

internal sealed class TriangularDistribution(double min, double mode, double max) : Distribution
{
    private readonly double split = (mode - min) / (max - min);

    public override string Family => "triangular";

    public override double Mean => (min + mode + max) / 3;

    public override double StandardDeviation =>
        Math.Sqrt(((min * min) + (mode * mode) + (max * max) - (min * mode) - (min * max) - (mode * max)) / 18);

    public override double Minimum => min;

    public override double Maximum => max;

    public override double LowerTail(double p) =>
        p < split ? min + Math.Sqrt(p * (max - min) * (mode - min)) : max - Math.Sqrt((1 - p) * (max - min) * (max - mode));

    public override double UpperTail(double p) =>
        p < 1 - split ? max - Math.Sqrt(p * (max - min) * (max - mode)) : min + Math.Sqrt((1 - p) * (max - min) * (mode - min));

    public override double Cdf(double x) => x <= min ? 0 : x >= max ? 1
        : x < mode ? (x - min) * (x - min) / ((max - min) * (mode - min)) : 1 - ((max - x) * (max - x) / ((max - min) * (max - mode)));

    public override string Describe() => $"triangular({Families.Text(min)}, {Families.Text(mode)}, {Families.Text(max)})";
}

internal sealed class NormalDistribution(double mean, double sd) : Distribution
{
    public override string Family => "normal";

    public override double Mean => mean;

    public override double StandardDeviation => sd;

    public override double Minimum => double.NegativeInfinity;

    public override double Maximum => double.PositiveInfinity;

    public override double LowerTail(double p) => mean + (sd * Elementary.NormalQuantile(p));

    public override double UpperTail(double p) => mean - (sd * Elementary.NormalQuantile(p));

    public override double Cdf(double x) => Elementary.NormalCdf((x - mean) / sd);

    public override string Describe() => $"normal({Families.Text(mean)}, {Families.Text(sd)})";
}

internal sealed class LognormalDistribution(double mu, double sigma, string description) : Distribution
{
    public override string Family => "lognormal";

    public override double Mean => Elementary.Exp(mu + (sigma * sigma / 2));

    public override double StandardDeviation => Mean * Math.Sqrt(Elementary.Exp(sigma * sigma) - 1);

    public override double Minimum => 0;

    public override double Maximum => double.PositiveInfinity;

    public override double LowerTail(double p) => Elementary.Exp(mu + (sigma * Elementary.NormalQuantile(p)));

    public override double UpperTail(double p) => Elementary.Exp(mu - (sigma * Elementary.NormalQuantile(p)));

    public override double Cdf(double x) => x <= 0 ? 0 : Elementary.NormalCdf((Elementary.Log(x) - mu) / sigma);

    public override string Describe() => description;
}

internal sealed class BetaDistribution(double alpha, double beta, double min, double max, string family, string description) : Distribution
{
    private readonly double logBeta = IncompleteBeta.LogBeta(alpha, beta);

    public override string Family => family;

    public override double Mean => min + ((max - min) * alpha / (alpha + beta));

    public override double StandardDeviation => (max - min) * Math.Sqrt(alpha * beta / (alpha + beta + 1)) / (alpha + beta);

    public override double Minimum => min;

    public override double Maximum => max;

    public override double LowerTail(double p) => min + ((max - min) * Lower(p, alpha, beta));

    public override double UpperTail(double p) => max - ((max - min) * Lower(p, beta, alpha));

    public override double Cdf(double x) => IncompleteBeta.Cdf((x - min) / (max - min), alpha, beta);

    public override string Describe() => description;

    /// <summary>Starts from the power law of the tail, x^a / (a B) = p.</summary>
    private double Lower(double p, double a, double b) =>
        IncompleteBeta.LowerQuantile(p, a, b, logBeta, Elementary.Exp((Elementary.Log(p * a) + logBeta) / a));
}

internal sealed class DiscreteDistribution : Distribution
{
    private readonly double[] values;
    private readonly double[] cumulative;
    private readonly double[] weights;

    public DiscreteDistribution(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        if (values.Count == 0 || values.Count != weights.Count)
        {
            throw new ArgumentException("There must be a weight for every value, and at least one.", nameof(weights));
        }

        double sum = weights.Sum();
        if (weights.Any(w => !(w >= 0) || !double.IsFinite(w)) || !(sum > 0) || values.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException("Values must be finite, weights at least zero and not all zero.", nameof(weights));
        }

        (double Value, double Weight)[] pairs = [.. values.Zip(weights).Where(pair => pair.Second > 0).OrderBy(pair => pair.First)];
        this.values = [.. pairs.Select(pair => pair.Value)];
        this.weights = [.. pairs.Select(pair => pair.Weight / sum)];
        cumulative = new double[pairs.Length];
        double total = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            cumulative[i] = total += this.weights[i];
        }

        cumulative[^1] = 1;
    }

    public override string Family => "discrete";

    public override double Mean => values.Zip(weights).Sum(pair => pair.First * pair.Second);

    public override double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(values.Zip(weights).Sum(pair => pair.Second * (pair.First - mean) * (pair.First - mean)));
        }
    }

    public override double Minimum => values[0];

    public override double Maximum => values[^1];

    public override double LowerTail(double p) => At(p);

    public override double UpperTail(double p) => At(1 - p);

    public override double Cdf(double x)
    {
        double result = 0;
        for (int i = 0; i < values.Length && values[i] <= x; i++)
        {
            result = cumulative[i];
        }

        return result;
    }

    public override string Describe() => $"discrete({string.Join(", ", values.Zip(weights).Select(p => $"{Families.Text(p.First)}: {Families.Text(Math.Round(p.Second, 6))}"))})";

    private double At(double u)
    {
        int i = 0;
        while (i < cumulative.Length - 1 && cumulative[i] < u)
        {
            i++;
        }

        return values[i];
    }
}
