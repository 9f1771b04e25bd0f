namespace CostSim.Valuation;

/// <summary>Expectations over one year of a given phase, for all sites together.</summary>
internal sealed class PhaseTotals(int missiles)
{
    /// <summary>Loss, MEUR.</summary>
    public double Loss { get; set; }

    /// <summary>Mean over sites, weighted by their losses, of the damage that a year's raids add up to if none overlaps.</summary>
    public double Exposure { get; set; }

    /// <summary>Attackers that get through.</summary>
    public double Leakers { get; set; }

    /// <summary>Deaths.</summary>
    public double Deaths { get; set; }

    /// <summary>Shots by kind of missile: the mean of the year's demand.</summary>
    public double[] Shots { get; } = new double[missiles];

    /// <summary>Variance of the year's demand by kind of missile.</summary>
    public double[] ShotVariance { get; } = new double[missiles];

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        (Loss, Exposure, Leakers, Deaths) = (0, 0, 0, 0);
        Array.Clear(Shots);
        Array.Clear(ShotVariance);
    }
}
