using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// What a year of one phase brings with given forces: expected loss, leakers, deaths and shots.
/// </summary>
internal sealed class PhaseEffects
{
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly RaidEvaluation[] evaluations;
    private readonly RaidTable raids;
    private readonly StateTable states;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ValueFactors factors;
    private readonly RowLayout layout;
    private readonly SiteRaids onSites;
    private readonly double[] values;
    private readonly int[] met;
    private readonly double[] sums;
    private double attackers;
    private double attackCost;
    private int lane;

    public PhaseEffects(
        Model model, TrialGroup group, RaidEvaluation[] evaluations, RaidTable raids, StateTable states, Vulnerabilities vulnerabilities, ValueFactors factors)
    {
        (this.model, this.group) = (model, group);
        this.evaluations = evaluations;
        this.raids = raids;
        this.states = states;
        this.vulnerabilities = vulnerabilities;
        this.factors = factors;
        layout = RowLayout.Of(model, vulnerabilities);
        onSites = new SiteRaids([.. evaluations.Select(one => model.Raids[one.Raid])], model.Sites.Length);
        values = new double[model.Sites.Length];
        met = new int[model.Sites.Length];
        sums = new double[evaluations.Length * (onSites.Width + layout.Tail)];
        foreach (SystemPlan system in model.Systems)
        {
            bool engages = Array.Exists(evaluations, e => model.Raids[e.Raid].Archetypes.Any(a => system.Engages(model.Archetypes[a])));
            Relevant |= engages || system.Programme is not null ? system.Place : 0;
            FiresMissiles |= engages && system.Shots.Any(shot => shot.Missile >= 0);
        }
    }

    /// <summary>Systems that make a difference in this phase, packed as the states are: others need not be told apart.</summary>
    public ulong Relevant { get; }

    /// <summary>Whether any system can fire a missile in this phase; if not, the stock makes no difference.</summary>
    public bool FiresMissiles { get; }

    /// <summary>Starts a group of trials.</summary>
    public void BeginGroup() => states.Clear();

    /// <summary>Starts a trial of the group.</summary>
    public void Begin(int trial)
    {
        lane = trial;
        ReadOnlySpan<double> draws = group.Row(lane);
        onSites.Begin(draws);
        (attackers, attackCost) = (0, 0);
        for (int e = 0; e < evaluations.Length; e++)
        {
            for (int c = 0; c < model.ThreatClasses; c++)
            {
                double coming = onSites.Rate(e) * raids.Attackers(evaluations[e].Raid, c, lane);
                attackers += coming;
                attackCost += model.AttackerCosts.Length > 0 ? coming * model.AttackerCosts[c].In(draws) : 0;
            }
        }

        for (int s = 0; s < values.Length; s++)
        {
            values[s] = model.Sites[s].Value.In(draws);
        }
    }

    /// <summary>Looks up the rows of a new year case.</summary>
    public void Find(YearCase year)
    {
        for (int s = 0; s < values.Length; s++)
        {
            year.Rows[s] = s > 0 && year.States[s] == year.States[s - 1] ? year.Rows[s - 1] : states.Find(year.States[s]);
            year.Worth[s] = values[s] * factors.Of(s, year.States[s]);
        }
    }

    /// <summary>Expectations over a year of this phase.</summary>
    /// <param name="year">Forces, with their rows found.</param>
    /// <param name="shortage">Who has missiles.</param>
    /// <param name="totals">Receives the expectations.</param>
    public void Run(YearCase year, Shortage shortage, PhaseTotals totals)
    {
        totals.Clear();
        Array.Clear(sums);
        Weigh(year, shortage);
        for (int one = 0; one < shortage.Cases; one++)
        {
            double weight = shortage.Weight(one);
            CaseSums without = Without(year, shortage.Removed(one));
            int damage = evaluations.Length * onSites.Width;
            Lanes.AddScaled(sums.AsSpan(0, damage), without.Sums.AsSpan(0, damage), shortage.LossWeight(one));
            Lanes.AddScaled(sums.AsSpan(damage), without.Sums.AsSpan(damage), weight);
            totals.Deaths += weight * without.Deaths;
        }

        (totals.Loss, totals.Exposure) = onSites.Lose(sums, year.Worth);
        Count(totals);
        totals.Flows[PhaseFlows.Attackers] = attackers;
        totals.Flows[PhaseFlows.AttackCost] = attackCost;
        if (model.Economy.HasLifeValue)
        {
            totals.Loss += totals.Deaths * model.Economy.LifeValue.In(group.Row(lane));
        }
    }

    /// <summary>Sums over sites while some systems are out of missiles, worked out when they are first asked for.</summary>
    private CaseSums Without(YearCase year, ulong removed)
    {
        CaseSums without = year.Without(removed, sums.Length, out bool isNew);
        if (isNew)
        {
            AddUp(year, without);
        }

        return without;
    }

    /// <summary>Where a stock is far short: how exposed the sites are with and without it, each weighed by what it makes of a difference there.</summary>
    private void Weigh(YearCase year, Shortage shortage)
    {
        for (int g = 0; g < shortage.Groups; g++)
        {
            if (!shortage.IsFarShort(g))
            {
                continue;
            }

            double[] with = Without(year, 0).Sums;
            double[] without = Without(year, shortage.Without(g)).Sums;
            (double served, double unserved, double weight) = (0, 0, 0);
            for (int s = 0; s < values.Length; s++)
            {
                double low = onSites.Exposure(with, s);
                double high = onSites.Exposure(without, s);
                double matters = year.Worth[s] * Math.Max(0, high - low);
                (served, unserved, weight) = (served + (matters * low), unserved + (matters * high), weight + matters);
            }

            if (unserved > served * (1 + 1e-9))
            {
                shortage.Weigh(g, served / weight, unserved / weight);
            }
        }
    }

    /// <summary>Damage that one raid of a kind does to each site.</summary>
    private Span<double> Damage(double[] sums, int e) => sums.AsSpan(e * onSites.Width, onSites.Width);

    /// <summary>What of one raid of a kind no site changes, summed over the sites it may go to.</summary>
    private Span<double> Tail(double[] sums, int e) => sums.AsSpan((evaluations.Length * onSites.Width) + (e * layout.Tail), layout.Tail);

    /// <summary>Sums over sites while some systems are out of missiles.</summary>
    private void AddUp(YearCase year, CaseSums result)
    {
        for (int s = 0; s < met.Length; s++)
        {
            met[s] = (year.States[s] & result.Removed) == 0 ? year.Rows[s] : states.Find(year.States[s] & ~result.Removed);
        }

        result.Deaths = 0;
        for (int e = 0; e < evaluations.Length; e++)
        {
            Add(e, result);
        }
    }

    /// <summary>Adds what a raid kind does to all sites. Neighbours in the same state are taken together.</summary>
    private void Add(int e, CaseSums result)
    {
        Span<double> damaged = Damage(result.Sums, e);
        Span<double> sum = Tail(result.Sums, e);
        ReadOnlySpan<double> share = onSites.Share(e);
        sum.Clear();
        double deaths = 0;
        for (int s = 0; s < met.Length;)
        {
            int state = met[s];
            ReadOnlySpan<double> row = states.Row(state, e, lane);
            ReadOnlySpan<double> tail = row[layout.Kinds..];
            int set = states.Set(state, e);
            double together = 0;
            for (; s < met.Length && met[s] == state; s++)
            {
                int kind = vulnerabilities.KindOf(s);
                damaged[s] = row[kind];
                together += share[s];
                deaths += share[s] * Lanes.Dot(vulnerabilities.DeathsPerLeaker(set, kind, lane), tail);
            }

            Lanes.AddScaled(sum, tail, together);
        }

        result.Deaths += onSites.Rate(e) * deaths;
    }

    /// <summary>Leakers, and mean and variance of the year's shots as a compound sum over raids.</summary>
    private void Count(PhaseTotals totals)
    {
        for (int e = 0; e < evaluations.Length; e++)
        {
            ReadOnlySpan<double> tail = Tail(sums, e);
            double rate = onSites.Rate(e);
            double extra = onSites.ExtraVariance(e);
            for (int c = 0; c < model.ThreatClasses; c++)
            {
                totals.Leakers += rate * tail[c];
            }

            for (int m = 0; m < layout.Missiles; m++)
            {
                double shots = tail[layout.Shots(m)];
                totals.Shots[m] += rate * shots;
                totals.Flows[PhaseFlows.Fired] += rate * shots;
                totals.ShotVariance[m] += (rate * tail[layout.SquaredShots(m)]) + (extra * shots * shots);
            }
        }
    }
}
