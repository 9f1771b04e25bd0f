using CostSim.Compilation;
using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>
/// What a year brings with given forces, in peace and in conflict, and protection against the reference raid. Keeps, for one worker, the
/// tables of engagements that all of these share.
/// </summary>
internal sealed class YearEffects
{
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly EngagementTable engagements;
    private readonly ReadyUnits ready;
    private readonly Branches branches;
    private readonly int reference;
    private readonly RaidTable raids;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ValueFactors factors;
    private readonly StateTable conflictStates;
    private readonly double[] undefended;
    private int current;

    public YearEffects(Model model, TrialGroup group, LayerGroup[] layers, bool exactEnumeration)
    {
        (this.model, this.group) = (model, group);
        ready = new ReadyUnits(layers);
        branches = new Branches(layers, ready);
        vulnerabilities = new Vulnerabilities(model, group);
        engagements = new EngagementTable(model, layers, new Coverage(model, vulnerabilities), vulnerabilities.Kinds, exactEnumeration);
        raids = new RaidTable(model, engagements, vulnerabilities);
        factors = new ValueFactors(model);
        RaidEvaluation[] inConflict = Of(true);
        reference = inConflict.Length;
        conflictStates = Table([.. inConflict, model.Evaluations.Single(one => one.IsReference)]);
        Conflict = new PhaseEffects(model, group, inConflict, raids, conflictStates, vulnerabilities, factors);
        RaidEvaluation[] inPeace = Of(false);
        Peace = new PhaseEffects(model, group, inPeace, raids, Table(inPeace), vulnerabilities, factors);
        undefended = new double[model.Sites.Length];
    }

    /// <summary>Years of peace.</summary>
    public PhaseEffects Peace { get; }

    /// <summary>Years of conflict.</summary>
    public PhaseEffects Conflict { get; }

    /// <summary>Starts a group of trials.</summary>
    public void BeginGroup()
    {
        engagements.Begin(group.Count);
        ready.Begin();
        vulnerabilities.Clear();
        raids.Begin(group);
        Peace.BeginGroup();
        Conflict.BeginGroup();
    }

    /// <summary>Starts a trial of the group.</summary>
    public void Begin(int lane)
    {
        current = lane;
        factors.Begin(group.Row(lane));
        Peace.Begin(lane);
        Conflict.Begin(lane);
        ReadOnlySpan<double> damage = conflictStates.Row(conflictStates.Find(0), reference, lane);
        for (int s = 0; s < undefended.Length; s++)
        {
            undefended[s] = damage[vulnerabilities.KindOf(s)];
        }
    }

    /// <summary>P_t: one minus the share of the undefended loss from a reference raid, averaged over sites.</summary>
    /// <param name="year">A year of conflict, with its rows found.</param>
    public double Protection(YearCase year)
    {
        double protection = 0;
        for (int s = 0; s < undefended.Length; s++)
        {
            if (undefended[s] > 0)
            {
                double damage = conflictStates.Row(year.Rows[s], reference, current)[vulnerabilities.KindOf(s)];
                protection += model.Sites[s].Weight * (1 - (damage * factors.Of(s, year.States[s]) / undefended[s]));
            }
        }

        return protection;
    }

    private RaidEvaluation[] Of(bool inConflict) => [.. model.Evaluations.Where(one => one.InConflict == inConflict && !one.IsReference)];

    private StateTable Table(RaidEvaluation[] evaluations) => new(model, evaluations, branches, raids, vulnerabilities);
}
