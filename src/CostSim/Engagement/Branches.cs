using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>Every combination of ready units that a raid can meet at a site, with its probability in each trial of a group: walked like an odometer.</summary>
internal sealed class Branches(LayerGroup[] layers, ReadyUnits ready)
{
    private readonly int[] firsts = new int[layers.Length];
    private readonly int[] counts = new int[layers.Length];
    private readonly int[] odometer = new int[layers.Length];
    private int present;

    /// <summary>Lists the layers present, with the possible numbers of ready units; starts at the first combination.</summary>
    /// <param name="state">Units around the site, packed; only those that matter.</param>
    /// <param name="inConflict">Phase.</param>
    public void Fill(ulong state, bool inConflict)
    {
        present = 0;
        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = layers[l].Plan;
            int number = (int)((state >> plan.ForceShift) & plan.ForceMask);
            if (number > 0 && layers[l].Shoots)
            {
                (firsts[present], counts[present]) = ready.Find(l, number, inConflict);
                odometer[present++] = 0;
            }
        }
    }

    /// <summary>The current combination.</summary>
    /// <param name="weights">Receives its probability, a lane per trial.</param>
    /// <returns>The ready units, packed.</returns>
    public ulong Current(Span<double> weights)
    {
        ulong forces = 0;
        for (int i = 0; i < present; i++)
        {
            forces |= ready.Units(firsts[i] + odometer[i]);
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Eight>(weights);
        }
        else
        {
            Multiply<Four>(weights);
        }

        return forces;
    }

    /// <summary>Goes to the next combination; false after the last.</summary>
    public bool Next()
    {
        for (int i = 0; i < present; i++)
        {
            if (++odometer[i] < counts[i])
            {
                return true;
            }

            odometer[i] = 0;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Multiply<T>(Span<double> weights)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < TrialGroup.Lanes; from += T.Count)
        {
            var product = T.Of(1);
            for (int i = 0; i < present; i++)
            {
                product *= T.Load(ref MemoryMarshal.GetReference(ready.Weights(firsts[i] + odometer[i])), from);
            }

            product.Store(ref MemoryMarshal.GetReference(weights), from);
        }
    }
}
