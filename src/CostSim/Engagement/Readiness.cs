using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// How many units of a layer a raid meets: ready ground units are binomial, fighter pairs are those on patrol and those on alert that come in
/// time, each the integer below or above its mean. With the complement of the common-mode probability there are none.
/// </summary>
internal static class Readiness
{
    /// <summary>Most ready units or pairs that a layer can have.</summary>
    public const int Most = 256;

    /// <summary>Fills the probabilities of 0, 1, … ready units or pairs and returns how many entries there are.</summary>
    /// <param name="plan">System.</param>
    /// <param name="layer">Its draw.</param>
    /// <param name="units">Units operational that cover the site; for aircraft, the fleet.</param>
    /// <param name="inConflict">Phase.</param>
    /// <param name="weights">Receives the probabilities.</param>
    public static int Fill(SystemPlan plan, LayerDraw layer, int units, bool inConflict, Span<double> weights)
    {
        int count = plan.Kind == SystemKind.Ground
            ? Ground(units, inConflict ? layer.ReadyConflict : layer.ReadyPeace, weights)
            : Fighters(layer, units, inConflict, weights);
        double works = layer.CommonMode;
        for (int r = 0; r < count; r++)
        {
            weights[r] *= works;
        }

        weights[0] += 1 - works;
        return count;
    }

    /// <summary>The same for the ground units of a layer in every trial of a group; the bits of <see cref="Fill"/>.</summary>
    /// <param name="units">Units operational that cover the site.</param>
    /// <param name="ready">Probability that a unit is ready, a lane per trial.</param>
    /// <param name="works">Probability that no common failure stops all, a lane per trial.</param>
    /// <param name="weights">Receives the probabilities of 0, 1, … <paramref name="units"/> ready ones, a lane per trial each.</param>
    public static void Ground(int units, ReadOnlySpan<double> ready, ReadOnlySpan<double> works, Span<double> weights)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Ground<Eight>(units, ready, works, weights);
        }
        else
        {
            Ground<Four>(units, ready, works, weights);
        }
    }

    private static void Ground<T>(int units, ReadOnlySpan<double> ready, ReadOnlySpan<double> works, Span<double> weights)
        where T : struct, IVector<T>
    {
        const int Lanes = TrialGroup.Lanes;
        ref double rows = ref weights[..((units + 1) * Lanes)][0];
        for (int from = 0; from < Lanes; from += T.Count)
        {
            var share = T.Load(ref MemoryMarshal.GetReference(ready), from);
            var working = T.Load(ref MemoryMarshal.GetReference(works), from);
            T all = T.AtLeast(share, T.Of(1));
            T idle = T.Of(1) - share;
            var weight = T.Of(1);
            T square = idle;
            for (uint left = (uint)units; left != 0; left >>= 1)
            {
                weight = (left & 1) != 0 ? weight * square : weight;
                square *= square;
            }

            for (int r = 0; r <= units; r++)
            {
                T row = T.Select(all, T.Of(r == units ? 1 : 0), weight) * working;
                row = r == 0 ? row + (T.Of(1) - working) : row;
                row.Store(ref rows, (r * Lanes) + from);
                weight *= T.Of((double)(units - r) / (r + 1)) * share / idle;
            }
        }
    }

    private static int Ground(int units, double ready, Span<double> weights)
    {
        if (ready >= 1)
        {
            weights[..units].Clear();
            weights[units] = 1;
            return units + 1;
        }

        double weight = Elementary.PowInteger(1 - ready, units);
        for (int r = 0; r <= units; r++)
        {
            weights[r] = weight;
            weight *= (double)(units - r) / (r + 1) * ready / (1 - ready);
        }

        return units + 1;
    }

    private static int Fighters(LayerDraw layer, int fleet, bool inConflict, Span<double> weights)
    {
        double fitPairs = Math.Floor((fleet * layer.FitShare / 2) + 1e-9);
        int most = (int)Math.Min(fitPairs, Most - 1);
        double patrol = Math.Min(most, fleet * (inConflict ? layer.PatrolPairsConflict : layer.PatrolPairsPeace));
        int below = (int)patrol;
        double above = patrol - below;
        double onTime = inConflict ? layer.OnTimeConflict : layer.OnTimePeace;
        weights[..(most + 1)].Clear();
        Add(weights, most, below, (1 - above) * (1 - onTime));
        Add(weights, most, below + 1, above * (1 - onTime));
        (int alert, double more) = LayerLimits.Split(layer.AlertPairs);
        for (int extra = 0; extra <= (more > 0 ? 1 : 0); extra++)
        {
            double share = onTime * (extra == 0 ? 1 - more : more);
            Add(weights, most, below + alert + extra, (1 - above) * share);
            Add(weights, most, below + 1 + alert + extra, above * share);
        }

        return most + 1;
    }

    private static void Add(Span<double> weights, int most, int pairs, double weight) => weights[Math.Min(pairs, most)] += weight;
}
