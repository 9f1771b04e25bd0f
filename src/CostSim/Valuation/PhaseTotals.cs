using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>Expectations over one year of a given phase in one trial, for all sites together.</summary>
/// <param name="missiles">Kinds of missile.</param>
internal sealed class PhaseTotals(int missiles)
{
    /// <summary>What is added up over the years, as <see cref="PhaseFlows"/> says.</summary>
    public double[] Flows { get; } = new double[PhaseFlows.Count];

    /// <summary>Shots by kind of missile: the mean of the year's demand.</summary>
    public double[] Shots { get; } = new double[missiles];

    /// <summary>Variance of the year's demand by kind of missile.</summary>
    public double[] ShotVariance { get; } = new double[missiles];

    /// <summary>Sum over the raids expected in a year of the mean square of the shots of one, by kind of missile.</summary>
    public double[] SquaredShots { get; } = new double[missiles];

    /// <summary>Raids expected in a year in which some are fired, by kind of missile.</summary>
    public double[] FiringRaids { get; } = new double[missiles];

    /// <summary>What clustering adds to the variance of the number of these raids.</summary>
    public double[] FiringClusters { get; } = new double[missiles];

    /// <summary>Of the raids on sites where somebody may fire some, share in which some are fired, by kind of missile.</summary>
    public double[] FiringShare { get; } = new double[missiles];

    /// <summary>Takes one trial of a case: what is counted.</summary>
    public void Take(PhaseCase one, int lane)
    {
        Flows[PhaseFlows.Leakers] = one.Leakers[lane];
        Flows[PhaseFlows.Deaths] = one.Deaths[lane];
        Flows[PhaseFlows.Fired] = one.Fired[lane];
        for (int m = 0; m < Shots.Length; m++)
        {
            Shots[m] = one.Shots(m)[lane];
            ShotVariance[m] = one.ShotVariance(m)[lane];
            SquaredShots[m] = one.SquaredShots(m)[lane];
            FiringRaids[m] = one.FiringRaids(m)[lane];
            FiringClusters[m] = one.FiringClusters(m)[lane];
            FiringShare[m] = FiringRaids[m] > 0 ? Math.Min(1, FiringRaids[m] / one.CoveredRaids(m)[lane]) : 0;
        }
    }

    /// <summary>Sets what is counted to zero.</summary>
    public void Clear()
    {
        Array.Clear(Flows);
        Array.Clear(Shots);
    }

    /// <summary>Adds what is counted in another year, with its probability.</summary>
    public void Add(PhaseTotals year, double probability)
    {
        Lanes.AddScaled(Flows, year.Flows, probability);
        for (int m = 0; m < Shots.Length; m++)
        {
            Shots[m] += probability * year.Shots[m];
        }
    }
}
