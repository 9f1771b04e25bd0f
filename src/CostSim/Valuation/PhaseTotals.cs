namespace CostSim.Valuation;

/// <summary>Expectations over one year of a given phase, for all sites together.</summary>
internal sealed class PhaseTotals(int missiles)
{
    /// <summary>What is added up over the years, as <see cref="PhaseFlows"/> says.</summary>
    public double[] Flows { get; } = new double[PhaseFlows.Count];

    /// <summary>Loss, MEUR.</summary>
    public ref double Loss => ref Flows[PhaseFlows.Loss];

    /// <summary>Mean over sites, weighted by their losses, of the damage that a year's raids add up to if none overlaps.</summary>
    public double Exposure { get; set; }

    /// <summary>Attackers that get through.</summary>
    public ref double Leakers => ref Flows[PhaseFlows.Leakers];

    /// <summary>Deaths.</summary>
    public ref double Deaths => ref Flows[PhaseFlows.Deaths];

    /// <summary>Shots by kind of missile: the mean of the year's demand.</summary>
    public double[] Shots { get; } = new double[missiles];

    /// <summary>Variance of the year's demand by kind of missile.</summary>
    public double[] ShotVariance { get; } = new double[missiles];

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Exposure = 0;
        Array.Clear(Flows);
        Array.Clear(Shots);
        Array.Clear(ShotVariance);
    }
}
