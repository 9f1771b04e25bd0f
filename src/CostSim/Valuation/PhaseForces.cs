using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>Forces as the raids of a phase meet them, with sites of one kind in the same state taken together. Kept from group to group.</summary>
internal sealed class PhaseForces
{
    private readonly List<(ulong Removed, PhaseForces Forces)> without = [];
    private readonly double[][] stateShares;

    /// <param name="states">State of each site.</param>
    /// <param name="kinds">Kind of each site.</param>
    /// <param name="shares">By raid kind, share of the raids that goes to each site.</param>
    public PhaseForces(ReadOnlySpan<ulong> states, ReadOnlySpan<int> kinds, double[][] shares)
    {
        States = [.. states];
        Distinct = [.. States.Distinct()];
        StateOf = [.. States.Select(state => Array.IndexOf(Distinct, state))];
        int[] of = [.. kinds];
        Together = [.. Enumerable.Range(0, of.Length)
            .GroupBy(s => (State: StateOf[s], Kind: of[s]))
            .Select(group => new SiteGroup(group.Key.State, group.Key.Kind, [.. group], [.. shares.Select(share => group.Sum(s => share[s]))]))];
        stateShares = [.. shares.Select((_, e) => Distinct.Select((_, i) => Together.Where(group => group.State == i).Sum(group => group.Shares[e])).ToArray())];
    }

    /// <summary>State of each site.</summary>
    public ulong[] States { get; }

    /// <summary>The states that there are, each once.</summary>
    public ulong[] Distinct { get; }

    /// <summary>Place of each site's state among them.</summary>
    public int[] StateOf { get; }

    /// <summary>Sites of one kind in the same state.</summary>
    public SiteGroup[] Together { get; }

    /// <summary>Share of the raids of a kind that goes to the sites in each of the distinct states.</summary>
    public ReadOnlySpan<double> StateShares(int e) => stateShares[e];

    /// <summary>By kind of missile, more than the reference campaign can use at any site; null until asked for.</summary>
    public int[]? Enough { get; set; }

    /// <summary>Group of trials for which <see cref="Case"/> is worked out.</summary>
    public int Stamp { get; set; }

    /// <summary>What raids do with them in that group.</summary>
    public PhaseCase Case { get; set; } = null!;

    /// <summary>The same while some systems are out of missiles, if asked for before.</summary>
    public PhaseForces? Without(ulong removed)
    {
        foreach ((ulong gone, PhaseForces forces) in without)
        {
            if (gone == removed)
            {
                return forces;
            }
        }

        return null;
    }

    /// <summary>Keeps the same without some systems.</summary>
    public void Keep(ulong removed, PhaseForces forces) => without.Add((removed, forces));
}

/// <summary>Sites of one kind in the same state.</summary>
/// <param name="State">Place of their state among the distinct ones.</param>
/// <param name="Kind">Their kind.</param>
/// <param name="Sites">The sites, ascending.</param>
/// <param name="Shares">By raid kind, share of the raids that goes to them.</param>
internal sealed record SiteGroup(int State, int Kind, int[] Sites, double[] Shares);

/// <summary>The forces that a phase has met, each once. Trials meet the same ones again and again.</summary>
/// <param name="kinds">Kind of each site.</param>
/// <param name="shares">By raid kind, share of the raids that goes to each site.</param>
/// <param name="most">Forces that are kept; at the next group after that the book starts anew.</param>
internal sealed class PhaseForcesBook(int[] kinds, double[][] shares, int most = 1 << 12)
{
    private readonly ForceIndex index = new(256);
    private readonly List<PhaseForces> forces = [];
    private readonly ulong[] states = new ulong[kinds.Length];
    private (Placement? Placement, PhaseForces Forces)[] byPlacement = [];

    /// <summary>Starts anew if the book is full; what it gave out before is not met any more.</summary>
    public void BeginGroup()
    {
        if (forces.Count > most)
        {
            index.Clear();
            forces.Clear();
            byPlacement = [];
        }
    }

    /// <summary>The forces of a placement.</summary>
    /// <param name="placement">Units around each site.</param>
    /// <param name="relevant">Systems that make a difference: others are left out.</param>
    public PhaseForces Find(Placement placement, ulong relevant)
    {
        if (byPlacement.Length <= placement.Number)
        {
            Array.Resize(ref byPlacement, 2 * (placement.Number + 1));
        }

        // A number is given again once the placements have started anew.
        ref (Placement? Placement, PhaseForces Forces) known = ref byPlacement[placement.Number];
        if (known.Placement != placement)
        {
            known = (placement, Find(placement.Sites, relevant));
        }

        return known.Forces;
    }

    /// <summary>Forces while some systems are out of missiles.</summary>
    public PhaseForces Without(PhaseForces one, ulong removed)
    {
        if (one.Without(removed) is { } known)
        {
            return known;
        }

        PhaseForces found = Find(one.States, ~removed);
        one.Keep(removed, found);
        return found;
    }

    private PhaseForces Find(ulong[] sites, ulong mask)
    {
        for (int s = 0; s < states.Length; s++)
        {
            states[s] = sites[s] & mask;
        }

        ulong hash = ForceIndex.Hash(states, []);
        for (int attempt = 0; ; attempt++)
        {
            int entry = index.Find(hash, attempt, out bool isNew);
            if (isNew)
            {
                forces.Add(new PhaseForces(states, kinds, shares));
            }

            PhaseForces found = forces[entry];
            if (isNew || found.States.AsSpan().SequenceEqual(states))
            {
                return found;
            }
        }
    }
}
