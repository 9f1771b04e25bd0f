using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// P_t: one minus the share of the undefended loss from a reference campaign that starts with the missiles in stock, averaged over sites; a
/// lane per trial.
/// </summary>
internal sealed class ProtectionLanes
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly Model model;
    private readonly StateTable states;
    private readonly int reference;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ValueFactorLanes factors;
    private readonly double[] undefended;
    private readonly double[] weights;
    private readonly double[] damage = new double[Lanes];
    private readonly ReferenceCampaign campaign;
    private readonly double[] clamped;
    private readonly int[] most;

    /// <param name="model">Model.</param>
    /// <param name="states">What raids do by state.</param>
    /// <param name="reference">Place of the reference raid among them.</param>
    /// <param name="vulnerabilities">Kinds of site.</param>
    /// <param name="factors">What programmes make of a site's value.</param>
    /// <param name="campaign">The campaign where missiles run out in it.</param>
    public ProtectionLanes(
        Model model, StateTable states, int reference, Vulnerabilities vulnerabilities, ValueFactorLanes factors, ReferenceCampaign campaign)
    {
        this.campaign = campaign;
        clamped = new double[model.Missiles.Length];
        most = new int[model.Missiles.Length];
        (this.model, this.states, this.reference, this.vulnerabilities, this.factors) = (model, states, reference, vulnerabilities, factors);
        undefended = new double[model.Sites.Length * Lanes];
        weights = new double[model.Sites.Length * Lanes];
    }

    /// <summary>Starts a group of trials.</summary>
    /// <param name="nobody">The state of a site that nobody defends.</param>
    public void Begin(int nobody)
    {
        for (int i = 0; i < undefended.Length; i++)
        {
            int site = i / Lanes;
            undefended[i] = Repeat(RowLayout.Damage(states.Row(nobody, reference), vulnerabilities.KindOf(site))[i % Lanes]);
            weights[i] = undefended[i] > 0 ? model.Sites[site].Weight / undefended[i] : 0;
        }
    }

    /// <summary>The protection of a case, with its rows found, from a stock; a lane per trial.</summary>
    public double[] Find(PhaseCase one, ReadOnlySpan<double> stock)
    {
        Clamp(one.Forces, stock);
        foreach ((double[] known, double[] lanes) in one.Protections)
        {
            if (clamped.AsSpan().SequenceEqual(known))
            {
                return lanes;
            }
        }

        double[] protection = new double[Lanes];
        foreach (SiteGroup group in one.Forces.Together)
        {
            Damage(one, group);
            factors.Multiply(damage, group.Sites[0], one.Forces.Distinct[group.State]);
            if (Vector512.IsHardwareAccelerated)
            {
                Add<Eight>(group.Sites, protection);
            }
            else
            {
                Add<Four>(group.Sites, protection);
            }
        }

        one.Protections.Add(([.. clamped], protection));
        return protection;
    }

    /// <summary>The part of a stock that can make a difference: no more than could be fired anywhere, in whole missiles.</summary>
    private void Clamp(PhaseForces forces, ReadOnlySpan<double> stock)
    {
        int[] enough = forces.Enough ??= Enough(forces);
        for (int m = 0; m < clamped.Length; m++)
        {
            clamped[m] = Math.Min(enough[m], Math.Floor(stock[m] + LayerLimits.Rounding));
        }
    }

    private int[] Enough(PhaseForces forces)
    {
        int[] enough = new int[most.Length];
        foreach (ulong state in forces.Distinct)
        {
            campaign.Most(state, most);
            for (int m = 0; m < most.Length; m++)
            {
                enough[m] = Math.Max(enough[m], most[m]);
            }
        }

        return enough;
    }

    /// <summary>What the campaign destroys at the sites of a group.</summary>
    private void Damage(PhaseCase one, SiteGroup group)
    {
        ReadOnlySpan<double> scarce = campaign.Destroyed(one.Forces.Distinct[group.State], clamped);
        if (!scarce.IsEmpty)
        {
            scarce.Slice(group.Kind * Lanes, Lanes).CopyTo(damage);
            return;
        }

        ReadOnlySpan<double> raid = RowLayout.Damage(states.Row(one.Rows[group.State], reference), group.Kind);
        for (int lane = 0; lane < Lanes; lane++)
        {
            damage[lane] = Repeat(raid[lane]);
        }
    }

    /// <summary>What raids in a row destroy if each destroys a share of what is left.</summary>
    private double Repeat(double one) => model.ReferenceRaids == 1 ? one : 1 - Elementary.PowInteger(1 - one, model.ReferenceRaids);

    /// <summary>Nothing more than zero where nothing is kept from harm, to the last bit.</summary>
    private void Add<T>(int[] sites, double[] protection)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < Lanes; from += T.Count)
        {
            T kept = T.Load(ref undefended[sites[0] * Lanes], from) - T.Load(ref damage[0], from);
            T sum = T.Load(ref protection[0], from);
            foreach (int site in sites)
            {
                sum += T.Load(ref weights[site * Lanes], from) * kept;
            }

            sum.Store(ref protection[0], from);
        }
    }
}
