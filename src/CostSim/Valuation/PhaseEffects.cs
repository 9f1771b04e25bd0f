using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly PhaseForcesBook book;
    private readonly List<PhaseCase> cases = [];
    private readonly double[] values;
    private readonly double[] tail;
    private readonly double[] covered;
    private readonly double[] attackers = new double[Lanes];
    private readonly double[] attackCost = new double[Lanes];
    private readonly double[] lifeValue = new double[Lanes];
    private readonly ProtectionLanes? protection;
    private int stamp;
    private int count;

    /// <param name="model">Model.</param>
    /// <param name="evaluations">The phase's raid kinds.</param>
    /// <param name="states">What they do by state; after them the reference raid where protection is asked for.</param>
    /// <param name="raids">Raids against ready forces.</param>
    /// <param name="vulnerabilities">Kinds of site.</param>
    /// <param name="factors">What programmes make of a site's value.</param>
    /// <param name="campaign">The reference campaign where protection is asked for.</param>
    public PhaseEffects(
        Model model, RaidEvaluation[] evaluations, StateTable states, RaidTable raids, Vulnerabilities vulnerabilities, ValueFactorLanes factors,
        ReferenceCampaign? campaign)
    {
        this.model = model;
        this.evaluations = evaluations;
        this.raids = raids;
        this.states = states;
        this.vulnerabilities = vulnerabilities;
        this.factors = factors;
        Layout = RowLayout.Of(model, vulnerabilities);
        OnSites = new SiteRaids([.. evaluations.Select(one => model.Raids[one.Raid])], Layout);
        tail = new double[Layout.Tail];
        covered = new double[model.Missiles.Length * Lanes];
        book = new PhaseForcesBook(
            [.. Enumerable.Range(0, model.Sites.Length).Select(vulnerabilities.KindOf)], [.. evaluations.Select(one => model.Raids[one.Raid].SiteShare)]);
        values = new double[model.Sites.Length * Lanes];
        protection = campaign is null ? null : new ProtectionLanes(model, states, evaluations.Length, vulnerabilities, factors, campaign);
        IEnumerable<RaidPlan> met = evaluations.Select(one => model.Raids[one.Raid]).Concat(campaign is null ? [] : [model.Raids[^1]]);
        FiresMissiles = met.Any(raid => model.Systems.Any(system =>
            raid.Archetypes.Any(a => system.Engages(model.Archetypes[a])) && system.Shots.Any(shot => shot.Missile >= 0)));
    }

    /// <summary>Whether any system can fire a missile in this phase; if not, the stock makes no difference.</summary>
    public bool FiresMissiles { get; }

    /// <summary>The phase's raids in the trials of the group.</summary>
    public SiteRaids OnSites { get; }

    /// <summary>Number of raid kinds.</summary>
    public int Raids => evaluations.Length;

    /// <summary>How rows lie.</summary>
    public RowLayout Layout { get; }

    /// <summary>Starts a group of trials.</summary>
    public void BeginGroup(TrialGroup group)
    {
        stamp++;
        count = 0;
        book.BeginGroup();
        states.Clear();
        OnSites.Begin(group);
        for (int lane = 0; lane < Lanes; lane++)
        {
            Begin(lane, group.Row(lane));
        }

        protection?.Begin(states.Find(0));
    }

    /// <summary>The case of given forces; systems that make no difference are left out.</summary>
    public PhaseCase Find(Placement placement) => Of(book.Find(placement, states.Relevant));

    /// <summary>Protection by given forces from a stock in one trial; 0 in the phase in which it is not asked for.</summary>
    /// <param name="one">Forces.</param>
    /// <param name="stock">Missiles in stock by kind.</param>
    /// <param name="lane">Trial.</param>
    public double Protection(PhaseCase one, ReadOnlySpan<double> stock, int lane) => protection?.Find(one, stock)[lane] ?? 0;

    /// <summary>The same case while some systems are out of missiles.</summary>
    public PhaseCase Without(PhaseCase one, ulong removed) => Of(book.Without(one.Forces, removed));

    /// <summary>Damage that one raid does in one trial.</summary>
    /// <param name="one">Forces.</param>
    /// <param name="lane">Trial.</param>
    /// <param name="damage">Receives it: raid kind after raid kind, site after site.</param>
    /// <param name="stride">From one raid kind to the next in it.</param>
    public void Damage(PhaseCase one, int lane, Span<double> damage, int stride)
    {
        int[] places = one.Places;
        for (int e = 0; e < evaluations.Length; e++)
        {
            ReadOnlySpan<double> rows = states.From((e * states.Stride) + lane);
            Span<double> sites = damage.Slice(e * stride, places.Length);
            for (int s = 0; s < sites.Length; s++)
            {
                sites[s] = rows[places[s]];
            }
        }
    }

    /// <summary>Whether what is at stake depends on the forces.</summary>
    public bool ProgrammesMatter => factors.Any;

    /// <summary>What programmes make of the value at stake at a site in one trial.</summary>
    public double ValueFactor(PhaseCase one, int site, int lane) => factors.Of(lane, site, one.Forces.States[site]);

    /// <summary>What is at stake at the sites in one trial where no programme is at work, MEUR.</summary>
    public ReadOnlySpan<double> Values(int lane) => values.AsSpan(lane * model.Sites.Length, model.Sites.Length);

    /// <summary>Worth of a life in one trial, MEUR.</summary>
    public double LifeValue(int lane) => lifeValue[lane];

    /// <summary>Sets who comes in a year of one trial, and what they cost.</summary>
    public void SetAttackers(PhaseTotals year, int lane) =>
        (year.Flows[PhaseFlows.Attackers], year.Flows[PhaseFlows.AttackCost]) = (attackers[lane], attackCost[lane]);

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
            values[(lane * model.Sites.Length) + s] = model.Sites[s].Value.In(draws);
        }

        lifeValue[lane] = model.Economy.HasLifeValue ? model.Economy.LifeValue.In(draws) : 0;
    }

    /// <summary>What the raids do with some forces in the group's trials.</summary>
    private PhaseCase Of(PhaseForces forces)
    {
        if (forces.Stamp != stamp)
        {
            if (cases.Count == count)
            {
                cases.Add(new PhaseCase(count, model.Sites.Length, model.Missiles.Length));
            }

            PhaseCase one = cases[count++];
            one.Begin(forces);
            AddUp(one);
            (forces.Stamp, forces.Case) = (stamp, one);
        }

        return forces.Case;
    }

    /// <summary>Adds up over sites what the year's raids do.</summary>
    private void AddUp(PhaseCase one)
    {
        PhaseForces forces = one.Forces;
        for (int i = 0; i < forces.Distinct.Length; i++)
        {
            one.Rows[i] = states.Find(forces.Distinct[i]);
        }

        for (int s = 0; s < one.Places.Length; s++)
        {
            one.Places[s] = states.Place(one.Rows[forces.StateOf[s]], vulnerabilities.KindOf(s));
        }

        for (int e = 0; e < evaluations.Length; e++)
        {
            Add(e, one);
        }
    }

    /// <summary>Adds what the year's raids of a kind do to all sites.</summary>
    private void Add(int e, PhaseCase one)
    {
        Array.Clear(tail);
        ReadOnlySpan<double> shares = one.Forces.StateShares(e);
        for (int i = 0; i < shares.Length; i++)
        {
            LaneRows.AddScaled(tail, Layout.TailOf(states.Row(one.Rows[i], e)), shares[i]);
        }

        if (Vector512.IsHardwareAccelerated)
        {
            AddCoverage<Eight>(e, one);
            AddDeaths<Eight>(e, one);
        }
        else
        {
            AddCoverage<Four>(e, one);
            AddDeaths<Four>(e, one);
        }

        OnSites.Count(e, tail, covered, one);
    }

    /// <summary>Share of the raids that meet somebody who fires missiles of a kind.</summary>
    private void AddCoverage<T>(int e, PhaseCase one)
        where T : struct, IVector<T>
    {
        Array.Clear(covered);
        ReadOnlySpan<double> shares = one.Forces.StateShares(e);
        for (int i = 0; i < shares.Length; i++)
        {
            ref double shots = ref MemoryMarshal.GetReference(Layout.TailOf(states.Row(one.Rows[i], e))[Layout.Shots(0)..]);
            for (int at = 0; at < covered.Length; at += T.Count)
            {
                (T.Load(ref covered[0], at) + (T.Above(T.Load(ref shots, at), T.Zero) & T.Of(shares[i]))).Store(ref covered[0], at);
            }
        }
    }

    private void AddDeaths<T>(int e, PhaseCase one)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < Lanes; from += T.Count)
        {
            T raid = T.Zero;
            foreach (SiteGroup group in one.Forces.Together)
            {
                raid += T.Of(group.Shares[e]) * T.Load(ref MemoryMarshal.GetReference(states.Deaths(one.Rows[group.State], e, group.Kind)), from);
            }

            ref double deaths = ref MemoryMarshal.GetReference(one.Deaths);
            (T.Load(ref deaths, from) + (T.Load(ref MemoryMarshal.GetReference(OnSites.Rates(e)), from) * raid)).Store(ref deaths, from);
        }
    }
}
