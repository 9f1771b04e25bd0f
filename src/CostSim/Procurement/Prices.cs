using System.Runtime.CompilerServices;
using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>Prices along the years, in the trials of a group.</summary>
internal static class Prices
{
    /// <summary>A price in MEUR of every year, escalation of equipment included; its dollar part at the year's exchange rate.</summary>
    /// <param name="price">The price as quoted.</param>
    /// <param name="worlds">The worlds of the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="prices">Receives it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill<T>(PricePlan price, WorldLanes worlds, TrialGroup group, int from, LaneSeries prices)
        where T : struct, IVector<T>
    {
        (T eur, T usd) = Split<T>(price, group, from);
        for (int y = 0; y < prices.Length; y++)
        {
            prices.Set(y, from, (eur + (usd / worlds.UsdPerEur.At<T>(y, from))) * worlds.EquipmentIndex.At<T>(y, from));
        }
    }

    /// <summary>A price as its euro part (MEUR) and its dollar part (MUSD).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Eur, T Usd) Split<T>(PricePlan price, TrialGroup group, int from)
        where T : struct, IVector<T>
    {
        if (price.IsUsd)
        {
            return (T.Zero, group.In<T>(price.Usd, from));
        }

        T amount = group.In<T>(price.Eur, from);
        T share = group.In<T>(price.UsdShare, from);
        return (amount * (T.Of(1) - share), amount * share * T.Of(price.QuotedRate));
    }
}
