using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>Expectations over one year of a given phase in one trial, for all sites together.</summary>
/// <param name="missiles">Kinds of missile.</param>
internal sealed class PhaseTotals(int missiles)
{
    private const int Lanes = TrialGroup.Lanes;

    /// <summary>What is added up over the years, as <see cref="PhaseFlows"/> says.</summary>
    public double[] Flows { get; } = new double[PhaseFlows.Count];

    /// <summary>Mean over sites, weighted by their losses, of the damage that a year's raids add up to if none overlaps.</summary>
    public double Exposure { get; private set; }

    /// <summary>Shots by kind of missile: the mean of the year's demand.</summary>
    public double[] Shots { get; } = new double[missiles];

    /// <summary>Variance of the year's demand by kind of missile.</summary>
    public double[] ShotVariance { get; } = new double[missiles];

    /// <summary>Takes one lane.</summary>
    public void Take(LaneTotals totals, int lane)
    {
        for (int i = 0; i < PhaseFlows.Used; i++)
        {
            Flows[i] = totals.Flows[(i * Lanes) + lane];
        }

        Exposure = totals.Exposure[lane];
        for (int m = 0; m < Shots.Length; m++)
        {
            Shots[m] = totals.Shots[(m * Lanes) + lane];
            ShotVariance[m] = totals.ShotVariance[(m * Lanes) + lane];
        }
    }
}
