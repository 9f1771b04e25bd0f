using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// What a year of one phase brings with given forces: expected loss, leakers, deaths and shots, in every trial of a group. Options, years and
/// trials that meet the same forces share it.
/// </summary>
internal sealed class PhaseEffects
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly Model model;
    private readonly RaidEvaluation[] evaluations;
    private readonly RaidTable raids;
    private readonly StateTable states;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ValueFactorLanes factors;
    private readonly ForceIndex index = new(256);
    private readonly List<PhaseCase> cases = [];
    private readonly ulong relevant;
    private readonly ulong[] masked;
    private readonly double[] values;
    private readonly double[] attackers = new double[Lanes];
    private readonly double[] attackCost = new double[Lanes];
    private readonly double[] lifeValue = new double[Lanes];
    private readonly ProtectionLanes? protection;
    private (int Stamp, PhaseCase Case)[] byPlacement = [];
    private int stamp;

    /// <param name="model">Model.</param>
    /// <param name="evaluations">The phase's raid kinds.</param>
    /// <param name="states">What they do by state; after them the reference raid where protection is asked for.</param>
    /// <param name="raids">Raids against ready forces.</param>
    /// <param name="vulnerabilities">Kinds of site.</param>
    /// <param name="factors">What programmes make of a site's value.</param>
    public PhaseEffects(Model model, RaidEvaluation[] evaluations, StateTable states, RaidTable raids, Vulnerabilities vulnerabilities, ValueFactorLanes factors)
    {
        this.model = model;
        this.evaluations = evaluations;
        this.raids = raids;
        this.states = states;
        this.vulnerabilities = vulnerabilities;
        this.factors = factors;
        Layout = RowLayout.Of(model, vulnerabilities);
        OnSites = NewRaids();
        masked = new ulong[model.Sites.Length];
        values = new double[model.Sites.Length * Lanes];
        protection = states.Raids > evaluations.Length ? new ProtectionLanes(model, states, evaluations.Length, vulnerabilities, factors) : null;
        relevant = states.Relevant;
        FiresMissiles = model.Systems.Any(system => Array.Exists(evaluations, e => model.Raids[e.Raid].Archetypes.Any(a => system.Engages(model.Archetypes[a])))
            && system.Shots.Any(shot => shot.Missile >= 0));
    }

    /// <summary>Whether any system can fire a missile in this phase; if not, the stock makes no difference.</summary>
    public bool FiresMissiles { get; }

    /// <summary>The phase's raids in the trials of the group.</summary>
    public SiteRaids OnSites { get; }

    /// <summary>Number of raid kinds.</summary>
    public int Raids => evaluations.Length;

    /// <summary>How rows lie.</summary>
    public RowLayout Layout { get; }

    /// <summary>Raids of the phase, for other trials.</summary>
    public SiteRaids NewRaids() => new([.. evaluations.Select(one => model.Raids[one.Raid])], model.Sites.Length, Layout);

    /// <summary>Starts a group of trials.</summary>
    public void BeginGroup(TrialGroup group)
    {
        stamp++;
        index.Clear();
        states.Clear();
        OnSites.Begin(group);
        for (int lane = 0; lane < Lanes; lane++)
        {
            Begin(lane, group.Row(lane));
        }

        protection?.Begin(states.Find(0));
    }

    /// <summary>The case of given forces, with its protection; systems that make no difference are left out.</summary>
    public PhaseCase Find(Placement forces)
    {
        if (byPlacement.Length <= forces.Number)
        {
            Array.Resize(ref byPlacement, 2 * (forces.Number + 1));
        }

        ref (int Stamp, PhaseCase Case) known = ref byPlacement[forces.Number];
        if (known.Stamp != stamp)
        {
            for (int s = 0; s < masked.Length; s++)
            {
                masked[s] = forces.Sites[s] & relevant;
            }

            known = (stamp, Sums(masked));
            if (protection is not null && !known.Case.IsProtected)
            {
                protection.Find(known.Case);
            }
        }

        return known.Case;
    }

    /// <summary>The same case while some systems are out of missiles.</summary>
    public PhaseCase Without(PhaseCase one, ulong removed)
    {
        if (one.Without(removed) is { } known)
        {
            return known;
        }

        for (int s = 0; s < masked.Length; s++)
        {
            masked[s] = one.States[s] & ~removed;
        }

        PhaseCase found = Sums(masked);
        one.Keep(removed, found);
        return found;
    }

    /// <summary>Damage that one raid of a kind does to a site in one trial.</summary>
    public double Damage(PhaseCase one, int e, int site, int lane) => states.At(one.Places[site] + (e * states.Stride), lane);

    /// <summary>Damage to a site that a year's raids add up to in one trial if none overlaps.</summary>
    public double Exposure(PhaseCase one, int site, int lane)
    {
        double exposure = 0;
        for (int e = 0; e < evaluations.Length; e++)
        {
            exposure += OnSites.Rates(e)[lane] * OnSites.Share(e, site) * Damage(one, e, site, lane);
        }

        return exposure;
    }

    /// <summary>Whether what is at stake depends on the forces.</summary>
    public bool ProgrammesMatter => factors.Any;

    /// <summary>What is at stake at a site in one trial, MEUR.</summary>
    public double Worth(PhaseCase one, int site, int lane) => values[(site * Lanes) + lane] * (factors.Any ? factors.Of(lane, site, one.States[site]) : 1);

    /// <summary>The same where no programme is at work.</summary>
    public double Value(int site, int lane) => values[(site * Lanes) + lane];

    /// <summary>What years of one trial come to beyond what the raids' sums say: those who come, what they cost, and the worth of lives.</summary>
    public void Finish(LaneTotals years, int lane)
    {
        for (int i = 0; i < Lanes; i++)
        {
            years.Flows[(PhaseFlows.Attackers * Lanes) + i] = attackers[lane];
            years.Flows[(PhaseFlows.AttackCost * Lanes) + i] = attackCost[lane];
            years.Flows[(PhaseFlows.Loss * Lanes) + i] += years.Flows[(PhaseFlows.Deaths * Lanes) + i] * lifeValue[lane];
        }
    }

    private void Begin(int lane, ReadOnlySpan<double> draws)
    {
        (attackers[lane], attackCost[lane]) = (0, 0);
        for (int e = 0; e < evaluations.Length; e++)
        {
            for (int c = 0; c < model.ThreatClasses; c++)
            {
                double coming = OnSites.Rates(e)[lane] * raids.Attackers(evaluations[e].Raid, c, lane);
                attackers[lane] += coming;
                attackCost[lane] += model.AttackerCosts.Length > 0 ? coming * model.AttackerCosts[c].In(draws) : 0;
            }
        }

        for (int s = 0; s < model.Sites.Length; s++)
        {
            values[(s * Lanes) + lane] = model.Sites[s].Value.In(draws);
        }

        lifeValue[lane] = model.Economy.HasLifeValue ? model.Economy.LifeValue.In(draws) : 0;
    }

    /// <summary>The case with these states, with its sums.</summary>
    private PhaseCase Sums(ReadOnlySpan<ulong> sites)
    {
        ulong hash = ForceIndex.Hash(sites, []);
        for (int attempt = 0; ; attempt++)
        {
            int entry = index.Find(hash, attempt, out bool isNew);
            while (cases.Count <= entry)
            {
                cases.Add(new PhaseCase(cases.Count, evaluations.Length, model.Sites.Length, Layout));
            }

            PhaseCase found = cases[entry];
            if (isNew)
            {
                found.Begin(sites);
                AddUp(found);
                return found;
            }

            if (sites.SequenceEqual(found.States))
            {
                return found;
            }
        }
    }

    /// <summary>Adds up over sites what one raid of each kind does.</summary>
    private void AddUp(PhaseCase one)
    {
        int[] rows = one.Rows;
        for (int s = 0; s < rows.Length; s++)
        {
            rows[s] = s > 0 && one.States[s] == one.States[s - 1] ? rows[s - 1] : states.Find(one.States[s]);
            one.Places[s] = states.Place(rows[s], vulnerabilities.KindOf(s));
        }

        Array.Clear(one.Tails);
        Array.Clear(one.Deaths);
        for (int e = 0; e < evaluations.Length; e++)
        {
            Add(e, one);
        }
    }

    /// <summary>Adds what a raid kind does to all sites. Sites in the same state are taken together.</summary>
    private void Add(int e, PhaseCase one)
    {
        int[] rows = one.Rows;
        Span<double> tail = one.Tails.AsSpan(e * Layout.Tail, Layout.Tail);
        Span<double> deaths = stackalloc double[Lanes];
        deaths.Clear();
        for (int s = 0; s < rows.Length; s++)
        {
            LaneRows.AddScaled(deaths, states.Deaths(rows[s], e, vulnerabilities.KindOf(s)), OnSites.Share(e, s));
            if (Array.IndexOf(rows, rows[s]) == s)
            {
                LaneRows.AddScaled(tail, Layout.TailOf(states.Row(rows[s], e)), Together(rows, s, e));
            }
        }

        LaneRows.Add(one.Deaths, deaths, OnSites.Rates(e));
    }

    /// <summary>Share of the raids that goes to sites in the same state as one.</summary>
    private double Together(int[] rows, int first, int e)
    {
        double share = 0;
        for (int s = first; s < rows.Length; s++)
        {
            share += rows[s] == rows[first] ? OnSites.Share(e, s) : 0;
        }

        return share;
    }
}
