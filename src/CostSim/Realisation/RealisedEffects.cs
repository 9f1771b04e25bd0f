namespace CostSim.Realisation;

/// <summary>What happened to an option in one trial. Money real and undiscounted, MEUR.</summary>
internal sealed class RealisedEffects(int years, int missiles)
{
    /// <summary>Loss by year.</summary>
    public double[] Loss { get; } = new double[years];

    /// <summary>Cost of replacing missiles fired, by year.</summary>
    public double[] Replenishment { get; } = new double[years];

    /// <summary>Missiles fired over the horizon, by kind.</summary>
    public double[] Fired { get; } = new double[missiles];

    /// <summary>Deaths: hits times the deaths that a hit of the class causes on average.</summary>
    public double Deaths { get; set; }

    /// <summary>Attackers that got through, of the raids that were fought out.</summary>
    public int Leakers { get; set; }

    /// <summary>Raids in which a launcher had a target and no missile was left in stock.</summary>
    public int StockOuts { get; set; }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Loss);
        Array.Clear(Replenishment);
        Array.Clear(Fired);
        (Deaths, Leakers, StockOuts) = (0, 0, 0);
    }

    /// <summary>Takes over what happened to another option.</summary>
    public void CopyFrom(RealisedEffects other)
    {
        other.Loss.CopyTo(Loss.AsSpan());
        other.Replenishment.CopyTo(Replenishment.AsSpan());
        other.Fired.CopyTo(Fired.AsSpan());
        (Deaths, Leakers, StockOuts) = (other.Deaths, other.Leakers, other.StockOuts);
    }
}

/// <summary>One raid as it went for one option.</summary>
/// <param name="Raid">The raid.</param>
/// <param name="Leakers">Attackers that got through, by class.</param>
/// <param name="Hits">Of those, the ones that hit.</param>
/// <param name="Fired">Missiles fired, by kind.</param>
/// <param name="OutOfStock">Whether missiles ran out.</param>
internal sealed record RaidRecord(RaidEvent Raid, int[] Leakers, int[] Hits, int[] Fired, bool OutOfStock);
