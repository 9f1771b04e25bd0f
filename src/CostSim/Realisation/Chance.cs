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

    /// <summary>The words of many events of this trial.</summary>
    /// <inheritdoc cref="Event.Fill"/>
    internal void Words(StreamKey stream, ReadOnlySpan<ulong> numbers, Span<ulong> first, Span<ulong> second) =>
        Event.Fill((ulong)Seed, stream, Trial, 0, numbers, first, second);

    /// <summary>Which of many events of this trial have a first uniform above a bound.</summary>
    /// <inheritdoc cref="Event.Mark"/>
    internal void Mark(StreamKey stream, ReadOnlySpan<ulong> numbers, double bound, Span<ulong> above) =>
        Event.Mark((ulong)Seed, stream, Trial, 0, numbers, bound, above);
}

/// <summary>Counts by inversion: the smallest count whose cumulative probability reaches u. More is never less: in the mean, in n, in p.</summary>
internal static class Chance
{
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

    /// <summary>Whether <see cref="Binomial"/> is more than none.</summary>
    public static bool Any(int n, double p, double u) =>
        p > 0.5 ? Binomial(n, p, u) > 0 : n > 0 && p > 0 && u > Numerics.Elementary.PowInteger(1 - p, n);

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
}
