using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// What raids do to sites that have given units around them, in expectation over readiness, raid size, kills and hits: memoised within a
/// trial by state. One row per raid kind.
/// </summary>
internal sealed class StateTable
{
    private readonly Model model;
    private readonly RaidTable raids;
    private readonly Vulnerabilities vulnerabilities;
    private readonly RaidEvaluation[] evaluations;
    private readonly ulong[] relevant;
    private readonly Branches branches;
    private readonly ForceIndex index = new(256);
    private readonly RowLayout layout;
    private double[] rows = [];
    private int[] sets = [];

    /// <param name="model">Model.</param>
    /// <param name="evaluations">The raid kinds looked at, those of a phase together.</param>
    /// <param name="layers">Layers of the trial.</param>
    /// <param name="raids">Raids against ready forces.</param>
    /// <param name="vulnerabilities">What leakers do.</param>
    public StateTable(Model model, RaidEvaluation[] evaluations, LayerDraw[] layers, RaidTable raids, Vulnerabilities vulnerabilities)
    {
        this.model = model;
        this.evaluations = evaluations;
        this.raids = raids;
        this.vulnerabilities = vulnerabilities;
        layout = RowLayout.Of(model, vulnerabilities);
        relevant = [.. evaluations.Select(one => Relevant(model, model.Raids[one.Raid]))];
        branches = new Branches(model, layers);
    }

    /// <summary>Starts a trial.</summary>
    public void Clear() => index.Clear();

    /// <summary>Number of a state; its rows are worked out when it is asked for the first time.</summary>
    /// <param name="state">Units around a site and programmes at work, packed.</param>
    /// <param name="draws">The trial's draws.</param>
    public int Find(ulong state, ReadOnlySpan<double> draws)
    {
        int entry = index.Find(state, 0, out bool isNew);
        if (isNew)
        {
            int count = evaluations.Length;
            if (sets.Length < index.Capacity * count)
            {
                Array.Resize(ref rows, index.Capacity * count * layout.Length);
                Array.Resize(ref sets, index.Capacity * count);
            }

            Span<int> own = sets.AsSpan(entry * count, count);
            for (int e = 0; e < count; e++)
            {
                own[e] = vulnerabilities.Set(evaluations[e].Raid, state, draws);
            }

            Fill(state, rows.AsSpan(entry * count * layout.Length, count * layout.Length), own);
        }

        return entry;
    }

    /// <summary>Row of a state and raid kind, laid out as <see cref="RowLayout"/> says.</summary>
    public ReadOnlySpan<double> Row(int state, int evaluation) =>
        rows.AsSpan(((state * evaluations.Length) + evaluation) * layout.Length, layout.Length);

    /// <summary>The set of programmes that a state has against a raid kind.</summary>
    public int Set(int state, int evaluation) => sets[(state * evaluations.Length) + evaluation];

    /// <summary>Systems that can engage anything in the raid: the others make no difference to it.</summary>
    private static ulong Relevant(Model model, RaidPlan raid) =>
        model.Systems.Where(system => raid.Archetypes.Any(a => system.Engages(model.Archetypes[a]))).Aggregate(0UL, (mask, system) => mask | system.Place);

    /// <summary>Mixes over readiness. Raid kinds that meet the same systems share a walk over what can be ready.</summary>
    private void Fill(ulong state, Span<double> all, ReadOnlySpan<int> own)
    {
        all.Clear();
        for (int first = 0; first < evaluations.Length;)
        {
            ulong met = state & relevant[first];
            int end = first + 1;
            while (end < evaluations.Length && (state & relevant[end]) == met && evaluations[end].InConflict == evaluations[first].InConflict)
            {
                end++;
            }

            branches.Fill(met, evaluations[first].InConflict);
            do
            {
                double weight = branches.Current(out ulong forces);
                for (int e = first; e < end; e++)
                {
                    Lanes.AddScaled(all.Slice(e * layout.Length, layout.Length), raids.Get(evaluations[e].Raid, own[e], forces), weight);
                }
            }
            while (branches.Next());
            first = end;
        }
    }
}
