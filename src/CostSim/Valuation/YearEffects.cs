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
    private readonly LayerDraw[] layers;
    private readonly RaidTable raids;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ValueFactors factors;
    private readonly StateTable referenceStates;
    private readonly double[] undefended;

    public YearEffects(Model model, LayerDraw[] layers, EngagementTable engagements)
    {
        this.model = model;
        this.layers = layers;
        vulnerabilities = new Vulnerabilities(model);
        raids = new RaidTable(model, engagements, vulnerabilities);
        factors = new ValueFactors(model);
        Peace = Of(false);
        Conflict = Of(true);
        referenceStates = new StateTable(model, [model.Evaluations.Single(one => one.IsReference)], layers, raids, vulnerabilities);
        undefended = new double[model.Sites.Length];
    }

    /// <summary>Years of peace.</summary>
    public PhaseEffects Peace { get; }

    /// <summary>Years of conflict.</summary>
    public PhaseEffects Conflict { get; }

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        foreach (LayerDraw layer in layers)
        {
            layer.Run(draws);
        }

        vulnerabilities.Clear();
        raids.Begin(draws);
        factors.Begin(draws);
        referenceStates.Clear();
        Peace.Begin(draws);
        Conflict.Begin(draws);
        ReadOnlySpan<double> damage = referenceStates.Row(referenceStates.Find(0, draws), 0);
        for (int s = 0; s < undefended.Length; s++)
        {
            undefended[s] = damage[vulnerabilities.KindOf(s)];
        }
    }

    /// <summary>P_t: one minus the share of the undefended loss from a reference raid, averaged over sites.</summary>
    public double Protection(ReadOnlySpan<ulong> states, ReadOnlySpan<double> draws)
    {
        double protection = 0;
        for (int s = 0; s < undefended.Length; s++)
        {
            if (undefended[s] > 0)
            {
                double damage = referenceStates.Row(referenceStates.Find(states[s], draws), 0)[vulnerabilities.KindOf(s)];
                protection += model.Sites[s].Weight * (1 - (damage * factors.Of(s, states[s]) / undefended[s]));
            }
        }

        return protection;
    }

    private PhaseEffects Of(bool inConflict)
    {
        RaidEvaluation[] evaluations = [.. model.Evaluations.Where(one => one.InConflict == inConflict && !one.IsReference)];
        return new PhaseEffects(model, evaluations, raids, new StateTable(model, evaluations, layers, raids, vulnerabilities), vulnerabilities, factors);
    }
}
