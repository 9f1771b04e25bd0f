using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// How many of a layer's units can be ready, and how probable that is in each trial of a group: memoised by layer, units and phase, since
/// sites and states have the same few numbers of units.
/// </summary>
internal sealed class ReadyUnits(LayerGroup[] layers)
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly ForceIndex index = new(256);
    private readonly double[] scratch = new double[Lanes * (Readiness.Most + 1)];
    private (int First, int Count)[] ranges = [];
    private ulong[] units = [];
    private double[] weights = [];
    private int used;

    /// <summary>Starts a group.</summary>
    public void Begin()
    {
        index.Clear();
        used = 0;
    }

    /// <summary>Where the possible numbers are: <see cref="Units"/> and <see cref="Weights"/> take places from the first on.</summary>
    /// <param name="layer">Layer.</param>
    /// <param name="number">Units around a site; for aircraft, the fleet.</param>
    /// <param name="inConflict">Phase.</param>
    public (int First, int Count) Find(int layer, int number, bool inConflict)
    {
        int entry = index.Find((ulong)number, (2 * layer) + (inConflict ? 1 : 0), out bool isNew);
        if (isNew)
        {
            Array.Resize(ref ranges, Math.Max(ranges.Length, index.Capacity));
            ranges[entry] = (used, Fill(layers[layer], number, inConflict));
        }

        return ranges[entry];
    }

    /// <summary>Ready units at a place, packed.</summary>
    public ulong Units(int place) => units[place];

    /// <summary>Their probability, a lane per trial.</summary>
    public ReadOnlySpan<double> Weights(int place) => weights.AsSpan(place * Lanes, Lanes);

    private int Fill(LayerGroup layer, int number, bool inConflict)
    {
        const int Row = Readiness.Most + 1;
        int most = 0;
        Array.Clear(scratch);
        for (int lane = 0; lane < Lanes; lane++)
        {
            most = Math.Max(most, Readiness.Fill(layer.Plan, layer.Of(lane), number, inConflict, scratch.AsSpan(lane * Row, Row)));
        }

        if (units.Length < used + most)
        {
            Array.Resize(ref units, 2 * (used + most));
            Array.Resize(ref weights, 2 * (used + most) * Lanes);
        }

        int first = used;
        for (int r = 0; r < most; r++)
        {
            bool possible = false;
            for (int lane = 0; lane < Lanes; lane++)
            {
                double weight = weights[(used * Lanes) + lane] = scratch[(lane * Row) + r];
                possible |= weight > 0;
            }

            if (possible)
            {
                units[used++] = (ulong)r << layer.Plan.ForceShift;
            }
        }

        return used - first;
    }
}
