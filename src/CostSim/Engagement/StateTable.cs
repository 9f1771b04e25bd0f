using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// What raids do to sites that have given units around them, in expectation over readiness, raid size, kills and hits: memoised within a
/// group of trials by state. One row per raid kind, a lane per trial.
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
    private readonly int length;
    private readonly int[] sets;
    private readonly CancellationToken cancellation;
    private double[] rows = [];

    /// <param name="model">Model.</param>
    /// <param name="evaluations">The raid kinds looked at, those of a phase together.</param>
    /// <param name="branches">What can be ready.</param>
    /// <param name="raids">Raids against ready forces.</param>
    /// <param name="vulnerabilities">What leakers do.</param>
    /// <param name="cancellation">Stops between combinations of ready units.</param>
    public StateTable(
        Model model, RaidEvaluation[] evaluations, Branches branches, RaidTable raids, Vulnerabilities vulnerabilities, CancellationToken cancellation = default)
    {
        this.cancellation = cancellation;
        this.raids = raids;
        this.vulnerabilities = vulnerabilities;
        this.evaluations = evaluations;
        this.branches = branches;
        layout = RowLayout.Of(model, vulnerabilities);
        length = layout.Length + (layout.Kinds * Lanes);
        relevant = [.. evaluations.Select(one => Engaging(model, model.Raids[one.Raid]))];
        sets = new int[evaluations.Length];
        Relevant = relevant.Aggregate(0UL, (all, mask) => all | mask) | model.Systems.Where(one => one.Programme is not null).Aggregate(0UL, (mask, system) => mask | system.Place);
    }

    /// <summary>Number of raid kinds.</summary>
    public int Raids => evaluations.Length;

    /// <summary>Systems that make a difference to any of them, and programmes, packed as the states are: others need not be told apart.</summary>
    public ulong Relevant { get; }

    /// <summary>Starts a group.</summary>
    public void Clear() => index.Clear();

    /// <summary>Number of a state; its rows are worked out, for every trial of the group, when it is asked for the first time.</summary>
    /// <param name="state">Units around a site and programmes at work, packed.</param>
    public int Find(ulong state)
    {
        int entry = index.Find(state, 0, out bool isNew);
        if (isNew)
        {
            if (rows.Length < index.Capacity * evaluations.Length * length)
            {
                Array.Resize(ref rows, index.Capacity * evaluations.Length * length);
            }

            for (int e = 0; e < sets.Length; e++)
            {
                sets[e] = vulnerabilities.Set(evaluations[e].Raid, state);
            }

            Mix(entry, state);
            for (int e = 0; e < sets.Length && !evaluations[e].IsReference; e++)
            {
                Count(Whole(entry, e), vulnerabilities.DeathsPerLeaker(sets[e]));
            }
        }

        return entry;
    }

    /// <summary>Row of a state and raid kind, laid out as <see cref="RowLayout"/> says.</summary>
    public ReadOnlySpan<double> Row(int state, int evaluation) => rows.AsSpan(((state * evaluations.Length) + evaluation) * length, layout.Length);

    /// <summary>Place of the damage to a site of a kind in a raid of the first kind; those of the other raid kinds follow, <see cref="Stride"/> apart.</summary>
    public int Place(int state, int kind) => (state * evaluations.Length * length) + (kind * Lanes);

    /// <summary>From the place of a raid kind to that of the next.</summary>
    public int Stride => length;

    /// <summary>What is at the places of a raid kind in one trial.</summary>
    /// <param name="offset">Strides of the raid kinds before it, and the lane of the trial.</param>
    public ReadOnlySpan<double> From(int offset) => rows.AsSpan(offset);

    /// <summary>Deaths in a raid on a site of a kind, a lane per trial.</summary>
    public ReadOnlySpan<double> Deaths(int state, int evaluation, int kind) =>
        rows.AsSpan((((state * evaluations.Length) + evaluation) * length) + layout.Length + (kind * Lanes), Lanes);

    /// <summary>Systems that can engage anything in the raid: the others make no difference to it.</summary>
    private static ulong Engaging(Model model, RaidPlan raid) =>
        model.Systems.Where(system => raid.Archetypes.Any(a => system.Engages(model.Archetypes[a]))).Aggregate(0UL, (mask, system) => mask | system.Place);

    private Span<double> Whole(int state, int evaluation) => rows.AsSpan(((state * evaluations.Length) + evaluation) * length, length);

    /// <summary>Of the reference raid only the damage is asked for.</summary>
    private ReadOnlySpan<double> Needed(int e, ReadOnlySpan<double> row) => evaluations[e].IsReference ? row[..(layout.Kinds * Lanes)] : row;

    /// <summary>Mixes over readiness. Raid kinds that meet the same systems share a walk over what can be ready.</summary>
    private void Mix(int entry, ulong state)
    {
        Span<double> weights = stackalloc double[Lanes];
        rows.AsSpan(entry * evaluations.Length * length, evaluations.Length * length).Clear();
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
                cancellation.ThrowIfCancellationRequested();
                ulong forces = branches.Current(weights);
                if (weights.ContainsAnyExcept(0.0))
                {
                    for (int e = first; e < end; e++)
                    {
                        LaneRows.Add(Whole(entry, e), Needed(e, raids.Get(evaluations[e].Raid, sets[e], forces)), weights);
                    }
                }
            }
            while (branches.Next());
            first = end;
        }
    }

    /// <summary>Adds the deaths at each kind of site: leakers of a class times the deaths that one causes.</summary>
    private void Count(Span<double> row, ReadOnlySpan<double> deathsPerLeaker)
    {
        ReadOnlySpan<double> tail = layout.TailOf(row);
        Span<double> deaths = row[layout.Length..];
        for (int c = 0; c < layout.Classes; c++)
        {
            LaneRows.Add(deaths, deathsPerLeaker.Slice(c * deaths.Length, deaths.Length), tail.Slice(RowLayout.Leakers(c), Lanes));
        }
    }
}
