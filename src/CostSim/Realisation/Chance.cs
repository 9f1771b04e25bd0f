using System.Runtime.Intrinsics;
using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>Which trial of which seed: the address of everything that happens by chance in it.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Trial">Number of the trial, from 0.</param>
public readonly record struct TrialAddress(long Seed, long Trial)
{
    /// <summary>Four random words of an event of this trial: the same for every option.</summary>
    /// <param name="stream">Stream, named after what happens.</param>
    /// <param name="number">Number of the event within the trial.</param>
    internal EventWords Words(StreamKey stream, uint number) => Event.Words((ulong)Seed, stream, Trial, 0, number);

    /// <summary>The first uniforms of four consecutive events.</summary>
    internal Vector256<double> FirstPairs(StreamKey stream, uint number) => Event.FirstPairs((ulong)Seed, stream, Trial, 0, number);
}

/// <summary>Counts by inversion: the smallest count whose cumulative probability reaches u. More is never less: in the mean, in n, in p.</summary>
internal static class Chance
{
    private const int MostEvents = 1 << 16;

    /// <summary>Number of successes among n with probability p each.</summary>
    public static int Binomial(int n, double p, double u)
    {
        if (p > 0.5)
        {
            return n - Binomial(n, 1 - p, 1 - u);
        }

        if (p <= 0)
        {
            return 0;
        }

        double mass = Numerics.Elementary.PowInteger(1 - p, n);
        double odds = p / (1 - p);
        int count = 0;
        while (u > mass && count < n)
        {
            u -= mass;
            mass *= (double)(n - count) / (count + 1) * odds;
            count++;
        }

        return count;
    }

    /// <summary>A count with the given probabilities of 0, 1, 2, …</summary>
    public static int Count(ReadOnlySpan<double> probabilities, double u)
    {
        int count = 0;
        while (count < probabilities.Length - 1 && u > probabilities[count])
        {
            u -= probabilities[count++];
        }

        return count;
    }

    /// <summary>Number of events at a constant rate; with a dispersion k, negative binomial of variance mean + mean²/k.</summary>
    /// <param name="mean">Mean, at most some 700, where e^−mean still is a number: larger ones are drawn in parts.</param>
    /// <param name="dispersion">k; infinite for Poisson.</param>
    /// <param name="u">Between 0 and 1.</param>
    public static int Events(double mean, double dispersion, double u)
    {
        bool poisson = double.IsPositiveInfinity(dispersion);
        double mass = Numerics.Elementary.Exp(poisson ? -mean : -dispersion * Numerics.Elementary.Log(1 + (mean / dispersion)));
        double ratio = poisson ? mean : mean / (mean + dispersion);
        int count = 0;
        while (u > mass && count < MostEvents && (mass > 0 || count < mean))
        {
            u -= mass;
            mass *= poisson ? ratio / (count + 1) : (dispersion + count) / (count + 1) * ratio;
            count++;
        }

        return count;
    }
}
