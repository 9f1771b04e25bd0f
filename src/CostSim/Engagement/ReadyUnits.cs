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

    private int Fill(LayerGroup layer, int number, bool inConflict) =>
        layer.Plan.Kind == SystemKind.Ground ? Ground(layer, number, inConflict) : Fighters(layer, number, inConflict);

    private int Ground(LayerGroup layer, int number, bool inConflict)
    {
        Span<double> ready = stackalloc double[Lanes];
        Span<double> works = stackalloc double[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            LayerDraw draw = layer.Of(lane);
            ready[lane] = inConflict ? draw.ReadyConflict : draw.ReadyPeace;
            works[lane] = draw.CommonMode;
        }

        Readiness.Ground(number, ready, works, Room(number + 1));
        return Keep(layer.Plan, number + 1);
    }

    private int Fighters(LayerGroup layer, int number, bool inConflict)
    {
        const int Row = Readiness.Most + 1;
        Span<int> filled = stackalloc int[Lanes];
        int most = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            filled[lane] = Readiness.Fill(layer.Plan, layer.Of(lane), number, inConflict, scratch.AsSpan(lane * Row, Row));
            most = Math.Max(most, filled[lane]);
        }

        Span<double> rows = Room(most);
        for (int r = 0; r < most; r++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                rows[(r * Lanes) + lane] = r < filled[lane] ? scratch[(lane * Row) + r] : 0;
            }
        }

        return Keep(layer.Plan, most);
    }

    /// <summary>Rows for the next few places.</summary>
    private Span<double> Room(int places)
    {
        if (units.Length < used + places)
        {
            Array.Resize(ref units, 2 * (used + places));
            Array.Resize(ref weights, 2 * (used + places) * Lanes);
        }

        return weights.AsSpan(used * Lanes, places * Lanes);
    }

    /// <summary>Of the next few places keeps those that are possible in some trial; returns how many.</summary>
    private int Keep(SystemPlan plan, int places)
    {
        int first = used;
        for (int r = 0; r < places; r++)
        {
            ReadOnlySpan<double> row = Weights(first + r);
            if (row.ContainsAnyExcept(0.0))
            {
                row.CopyTo(weights.AsSpan(used * Lanes, Lanes));
                units[used++] = (ulong)r << plan.ForceShift;
            }
        }

        return used - first;
    }
}
