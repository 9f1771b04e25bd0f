using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>What an option achieves in one trial, by year. Money real and undiscounted, MEUR.</summary>
internal sealed class OptionEffects(int years)
{
    private readonly double[] flows = new double[years * PhaseFlows.Count];
    private readonly double[] total = new double[PhaseFlows.Count];

    /// <summary>Expected loss.</summary>
    public double[] Loss { get; } = new double[years];

    /// <summary>Protection P_t.</summary>
    public double[] Protection { get; } = new double[years];

    /// <summary>Units of the option that are operational in mid-year.</summary>
    public double[] Units { get; } = new double[years];

    /// <summary>Expected cost of replacing missiles fired.</summary>
    public double[] Replenishment { get; } = new double[years];

    /// <summary>Price of the missiles expected to be fired, in the year in which they are.</summary>
    public double[] Spent { get; } = new double[years];

    /// <summary>What the attackers that are expected to come cost whoever sends them.</summary>
    public double[] AttackCost { get; } = new double[years];

    /// <summary>Expected missiles fired over the horizon, of all kinds.</summary>
    public double Fired => total[PhaseFlows.Fired];

    /// <summary>Expected attackers that come over the horizon.</summary>
    public double Attackers => total[PhaseFlows.Attackers];

    /// <summary>Expected attackers that get through over the horizon.</summary>
    public double Leakers => total[PhaseFlows.Leakers];

    /// <summary>Expected deaths over the horizon.</summary>
    public double Deaths => total[PhaseFlows.Deaths];

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(flows);
        Array.Clear(Protection);
        Array.Clear(Units);
        Array.Clear(Replenishment);
        Array.Clear(Spent);
    }

    /// <summary>Adds years of one phase. Year by year, so that what two options have in common is the same to the last bit, however their years were taken together.</summary>
    /// <param name="from">First year.</param>
    /// <param name="probability">Probability of the phase, year by year.</param>
    /// <param name="year">What such a year brings, as <see cref="PhaseFlows"/> says.</param>
    public void Add(int from, ReadOnlySpan<double> probability, ReadOnlySpan<double> year)
    {
        LaneRows.AddToEach(flows.AsSpan(from * PhaseFlows.Count, probability.Length * PhaseFlows.Count), year, probability);
    }

    /// <summary>Once all years are added: lists them, and adds them up.</summary>
    public void Complete()
    {
        Array.Clear(total);
        for (int y = 0; y < Loss.Length; y++)
        {
            ReadOnlySpan<double> year = flows.AsSpan(y * PhaseFlows.Count, PhaseFlows.Count);
            Lanes.AddScaled(total, year, 1);
            Loss[y] = year[PhaseFlows.Loss];
            AttackCost[y] = year[PhaseFlows.AttackCost];
        }
    }
}

/// <summary>Places of what a year of a phase brings, side by side so that years are added as vectors.</summary>
internal static class PhaseFlows
{
    /// <summary>Loss, MEUR.</summary>
    public const int Loss = 0;

    /// <summary>Attackers that get through.</summary>
    public const int Leakers = 1;

    /// <summary>Deaths.</summary>
    public const int Deaths = 2;

    /// <summary>Shots of all kinds of missile.</summary>
    public const int Fired = 3;

    /// <summary>Attackers that come.</summary>
    public const int Attackers = 4;

    /// <summary>What they cost whoever sends them, MEUR.</summary>
    public const int AttackCost = 5;

    /// <summary>Places in use.</summary>
    public const int Used = 6;

    /// <summary>Places, whole vectors.</summary>
    public const int Count = 8;
}
