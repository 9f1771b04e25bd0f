using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Realisation;

/// <summary>
/// Numbers of events at a constant rate by inversion, for many uniforms at once: Poisson, or with a dispersion k negative binomial of variance
/// mean + mean²/k. The probabilities of 0, 1, 2, … are worked out once for all of them.
/// </summary>
internal sealed class EventCounts
{
    private const int Step = 32;
    private const int MostEvents = 1 << 16;
    private double[] masses = new double[4 * Step];
    private int known;
    private double mean;
    private double dispersion;
    private double ratio;
    private double next;

    /// <summary>Uniforms that are looked at together.</summary>
    public const int Together = 8;

    private bool IsPoisson => double.IsPositiveInfinity(dispersion);

    /// <summary>Takes a distribution.</summary>
    /// <param name="mean">Mean, at most some 700, where e^−mean still is a number: larger ones are drawn in parts.</param>
    /// <param name="dispersion">k; infinite for Poisson.</param>
    public void Begin(double mean, double dispersion)
    {
        (this.mean, this.dispersion) = (mean, dispersion);
        known = 0;
        ratio = IsPoisson ? mean : mean / (mean + dispersion);
        next = Elementary.Exp(IsPoisson ? -mean : -dispersion * Elementary.Log(1 + (mean / dispersion)));
    }

    /// <summary>The smallest counts whose cumulative probabilities reach uniforms.</summary>
    /// <param name="uniforms">Between 0 and 1; a multiple of <see cref="Together"/>.</param>
    /// <param name="counts">Receives a count for each.</param>
    public void Fill(Span<double> uniforms, Span<double> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(uniforms.Length % Together, 0, nameof(uniforms));
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, uniforms.Length, nameof(counts));
        if (Vector512.IsHardwareAccelerated)
        {
            Fill<Eight>(uniforms, counts);
        }
        else
        {
            Fill<Four>(uniforms, counts);
        }
    }

    private void Fill<T>(Span<double> uniforms, Span<double> counts)
        where T : struct, IVector<T>
    {
        for (int i = 0; i < uniforms.Length; i += T.Count)
        {
            while (!Count<T>(ref uniforms[i], ref counts[i]))
            {
                Extend();
            }
        }
    }

    /// <summary>Counts a vector of uniforms; false when more probabilities are needed for it.</summary>
    private bool Count<T>(ref double uniforms, ref double counts)
        where T : struct, IVector<T>
    {
        ReadOnlySpan<double> first = masses.AsSpan(0, known);
        var left = T.Load(ref uniforms, 0);
        T count = T.Zero;
        var open = T.OfBits(ulong.MaxValue);
        int n = 0;
        for (; n < first.Length; n++)
        {
            // What a double cannot tell from zero is passed over as far as the mean.
            var reached = T.Of(first[n]);
            open &= T.Above(left, reached);
            if (!T.Any(open) || (first[n] == 0 && n >= mean))
            {
                break;
            }

            left -= reached;
            count += open & T.Of(1);
        }

        count.Store(ref counts, 0);
        return n < known || known == MostEvents;
    }

    /// <summary>Works out some more probabilities.</summary>
    private void Extend()
    {
        int from = known;
        known += Step;
        if (masses.Length < known)
        {
            Array.Resize(ref masses, 2 * known);
        }

        Span<double> more = masses.AsSpan(from, Step);
        (double mass, bool poisson, double k, double r) = (next, IsPoisson, dispersion, ratio);
        for (int i = 0; i < more.Length; i++)
        {
            int count = from + i;
            more[i] = mass;
            mass *= poisson ? r / (count + 1) : (k + count) / (count + 1) * r;
        }

        next = mass;
    }
}
