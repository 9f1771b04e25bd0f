using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// What raids do to sites that have given units around them, in expectation over readiness, raid size, kills and hits: memoised within a
/// group of trials by state. One row per raid kind and trial.
/// </summary>
internal sealed class StateTable
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly RaidTable raids;
    private readonly Vulnerabilities vulnerabilities;
    private readonly RaidEvaluation[] evaluations;
    private readonly ulong[] relevant;
    private readonly Branches branches;
    private readonly ForceIndex index = new(256);
    private readonly RowLayout layout;
    private readonly RowLayout compact;
    private readonly double[] mixed;
    private double[] rows = [];
    private int[] sets = [];

    /// <param name="model">Model.</param>
    /// <param name="evaluations">The raid kinds looked at, those of a phase together.</param>
    /// <param name="branches">What can be ready.</param>
    /// <param name="raids">Raids against ready forces.</param>
    /// <param name="vulnerabilities">What leakers do.</param>
    public StateTable(Model model, RaidEvaluation[] evaluations, Branches branches, RaidTable raids, Vulnerabilities vulnerabilities)
    {
        this.raids = raids;
        this.vulnerabilities = vulnerabilities;
        this.evaluations = evaluations;
        this.branches = branches;
        layout = RowLayout.Of(model, vulnerabilities);
        compact = RowLayout.Compact(model, vulnerabilities);
        relevant = [.. evaluations.Select(one => Relevant(model, model.Raids[one.Raid]))];
        mixed = new double[evaluations.Length * compact.Length * Lanes];
    }

    /// <summary>Starts a group.</summary>
    public void Clear() => index.Clear();

    /// <summary>Number of a state; its rows are worked out, for every trial of the group, when it is asked for the first time.</summary>
    /// <param name="state">Units around a site and programmes at work, packed.</param>
    public int Find(ulong state)
    {
        int entry = index.Find(state, 0, out bool isNew);
        if (isNew)
        {
            int count = evaluations.Length;
            if (sets.Length < index.Capacity * count)
            {
                Array.Resize(ref rows, index.Capacity * count * Lanes * layout.Length);
                Array.Resize(ref sets, index.Capacity * count);
            }

            Span<int> own = sets.AsSpan(entry * count, count);
            for (int e = 0; e < count; e++)
            {
                own[e] = vulnerabilities.Set(evaluations[e].Raid, state);
            }

            Mix(state, own);
            Part(entry);
        }

        return entry;
    }

    /// <summary>Row of a state and raid kind in one trial, laid out as <see cref="RowLayout"/> says.</summary>
    public ReadOnlySpan<double> Row(int state, int evaluation, int lane) => rows.AsSpan(Start(state, evaluation, lane), layout.Length);

    /// <summary>The set of programmes that a state has against a raid kind.</summary>
    public int Set(int state, int evaluation) => sets[(state * evaluations.Length) + evaluation];

    /// <summary>Systems that can engage anything in the raid: the others make no difference to it.</summary>
    private static ulong Relevant(Model model, RaidPlan raid) =>
        model.Systems.Where(system => raid.Archetypes.Any(a => system.Engages(model.Archetypes[a]))).Aggregate(0UL, (mask, system) => mask | system.Place);

    private int Start(int state, int evaluation, int lane) => ((((state * Lanes) + lane) * evaluations.Length) + evaluation) * layout.Length;

    /// <summary>Mixes over readiness, a lane per trial. Raid kinds that meet the same systems share a walk over what can be ready.</summary>
    private void Mix(ulong state, ReadOnlySpan<int> own)
    {
        Span<double> weights = stackalloc double[Lanes];
        int length = compact.Length * Lanes;
        Array.Clear(mixed);
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
                ulong forces = branches.Current(weights);
                if (weights.ContainsAnyExcept(0.0))
                {
                    for (int e = first; e < end; e++)
                    {
                        LaneRows.Add(mixed.AsSpan(e * length, length), raids.Get(evaluations[e].Raid, own[e], forces), weights);
                    }
                }
            }
            while (branches.Next());
            first = end;
        }
    }

    /// <summary>Gives every trial its own rows.</summary>
    private void Part(int entry)
    {
        for (int e = 0; e < evaluations.Length; e++)
        {
            ReadOnlySpan<double> from = mixed.AsSpan(e * compact.Length * Lanes, compact.Length * Lanes);
            for (int lane = 0; lane < Lanes; lane++)
            {
                Span<double> row = rows.AsSpan(Start(entry, e, lane), layout.Length);
                Copy(from, lane, row[..compact.Kinds]);
                Copy(from[(compact.Kinds * Lanes)..], lane, row.Slice(layout.Kinds, compact.Classes));
                Copy(from[((compact.Kinds + compact.Classes) * Lanes)..], lane, row.Slice(layout.Kinds + layout.Classes, 2 * layout.Missiles));
            }
        }
    }

    private static void Copy(ReadOnlySpan<double> from, int lane, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = from[(i * Lanes) + lane];
        }
    }
}
