using CostSim.Compilation;
using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>
/// What a year brings with given forces, in peace and in conflict. Keeps, for one worker, the tables of engagements that both share.
/// </summary>
internal sealed class GroupEffects
{
    private readonly TrialGroup group;
    private readonly EngagementTable engagements;
    private readonly ReadyUnits ready;
    private readonly RaidTable raids;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ValueFactorLanes factors;
    private readonly ReferenceCampaign campaign;

    /// <param name="model">Model.</param>
    /// <param name="group">The trials that are looked at together.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="exactEnumeration">Whether raids are enumerated.</param>
    /// <param name="cancellation">Stops between raids and what can be ready for them.</param>
    public GroupEffects(Model model, TrialGroup group, LayerGroup[] layers, bool exactEnumeration, CancellationToken cancellation = default)
    {
        this.group = group;
        ready = new ReadyUnits(layers);
        var branches = new Branches(layers, ready);
        vulnerabilities = new Vulnerabilities(model, group);
        engagements = new EngagementTable(model, layers, new Coverage(model, vulnerabilities), vulnerabilities.Kinds, exactEnumeration, cancellation);
        raids = new RaidTable(model, engagements, vulnerabilities);
        factors = new ValueFactorLanes(model);
        RaidEvaluation reference = model.Evaluations.Single(one => one.IsReference);
        campaign = new ReferenceCampaign(model, reference, vulnerabilities, exactEnumeration
            ? new CampaignOutcomes(model, layers, branches, raids, vulnerabilities, cancellation)
            : new CampaignMoments(model, layers, branches, raids, vulnerabilities));
        PhaseEffects Phase(bool inConflict, params RaidEvaluation[] besides)
        {
            RaidEvaluation[] own = [.. model.Evaluations.Where(one => one.InConflict == inConflict && !one.IsReference)];
            var states = new StateTable(model, [.. own, .. besides], branches, raids, vulnerabilities, cancellation);
            return new PhaseEffects(model, own, states, raids, vulnerabilities, factors, besides.Length > 0 ? campaign : null);
        }

        Conflict = Phase(true, reference);
        Peace = Phase(false);
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
        factors.Begin(group);
        campaign.BeginGroup();
        Peace.BeginGroup(group);
        Conflict.BeginGroup(group);
    }
}
