using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>P_t: one minus the share of the undefended loss from a reference raid, averaged over sites; a lane per trial.</summary>
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

    /// <param name="model">Model.</param>
    /// <param name="states">What raids do by state.</param>
    /// <param name="reference">Place of the reference raid among them.</param>
    /// <param name="vulnerabilities">Kinds of site.</param>
    /// <param name="factors">What programmes make of a site's value.</param>
    public ProtectionLanes(Model model, StateTable states, int reference, Vulnerabilities vulnerabilities, ValueFactorLanes factors)
    {
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
            undefended[i] = RowLayout.Damage(states.Row(nobody, reference), vulnerabilities.KindOf(site))[i % Lanes];
            weights[i] = undefended[i] > 0 ? model.Sites[site].Weight / undefended[i] : 0;
        }
    }

    /// <summary>The protection of a case, with its rows found.</summary>
    public void Find(PhaseCase one)
    {
        Array.Clear(one.Protection);
        one.IsProtected = true;
        foreach (SiteGroup group in one.Forces.Together)
        {
            RowLayout.Damage(states.Row(one.Rows[group.State], reference), group.Kind).CopyTo(damage);
            factors.Multiply(damage, group.Sites[0], one.Forces.Distinct[group.State]);
            if (Vector512.IsHardwareAccelerated)
            {
                Add<Eight>(group.Sites, one.Protection);
            }
            else
            {
                Add<Four>(group.Sites, one.Protection);
            }
        }
    }

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
