using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.World;

/// <summary>The worlds of a group of trials, the same for every option: prices, currency and the chance of conflict, year by year, a lane per trial.</summary>
/// <param name="model">The model.</param>
/// <param name="group">The trials.</param>
internal sealed class WorldLanes(Model model, TrialGroup group)
{
    private const int AskedByTrial = 5;
    private readonly LaneSeries[] all = [.. Enumerable.Range(0, 8).Select(_ => new LaneSeries(model.Years))];
    private readonly double[] conflictYears = new double[TrialGroup.Lanes];

    /// <summary>Discount factor DF_t = (1+r)^−(t+½).</summary>
    public LaneSeries Discount => all[0];

    /// <summary>General price level in mid-year, 1 at the price base.</summary>
    public LaneSeries PriceIndex => all[1];

    /// <summary>What an option may pay for acquisition, MEUR; infinite without a ceiling.</summary>
    public LaneSeries Ceiling => all[2];

    /// <summary>Probability that a conflict begins in the year, given the inputs.</summary>
    public LaneSeries OnsetProbability => all[3];

    /// <summary>Probability π_t that the year is one of conflict, given the inputs.</summary>
    public LaneSeries ConflictProbability => all[4];

    /// <summary>USD per EUR.</summary>
    public LaneSeries UsdPerEur => all[5];

    /// <summary>Real price level of equipment, 1 in the first year.</summary>
    public LaneSeries EquipmentIndex => all[6];

    /// <summary>Real price level of operation and support, 1 in the first year.</summary>
    public LaneSeries OperationIndex => all[7];

    /// <summary>Length of a conflict in whole years, by lane.</summary>
    public ReadOnlySpan<double> ConflictYears => conflictYears;

    /// <summary>Works out the worlds of the group.</summary>
    public void BeginGroup()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Begin<Eight>();
        }
        else
        {
            Begin<Four>();
        }

        foreach (LaneSeries series in all.AsSpan(..AskedByTrial))
        {
            series.Unfold();
        }
    }

    private void Begin<T>()
        where T : struct, IVector<T>
    {
        EconomyPlan economy = model.Economy;
        for (int from = 0; from < TrialGroup.Lanes; from += T.Count)
        {
            T factor = T.Of(1) / (T.Of(1) + group.In<T>(economy.DiscountRate, from));
            Grow(Discount, T.Sqrt(factor), factor, from);
            Grow(EquipmentIndex, T.Of(1), T.Of(1) + group.In<T>(economy.EquipmentEscalation, from), from);
            Grow(OperationIndex, T.Of(1), T.Of(1) + group.In<T>(economy.OperationEscalation, from), from);
            Inflation<T>(from);
            Currency<T>(from);
            T ceiling = group.In<T>(economy.Ceiling, from);
            for (int y = 0; y < model.Years; y++)
            {
                Ceiling.Set(y, from, economy.HasCeiling ? ceiling * T.Of(economy.CeilingProfile[y]) : T.Of(double.PositiveInfinity));
            }

            Conflict<T>(from);
        }
    }

    /// <summary>A level that grows by the same factor from year to year.</summary>
    private static void Grow<T>(LaneSeries index, T level, T factor, int from)
        where T : struct, IVector<T>
    {
        for (int y = 0; y < index.Length; y++)
        {
            index.Set(y, from, level);
            level *= factor;
        }
    }

    private void Inflation<T>(int from)
        where T : struct, IVector<T>
    {
        T factor = T.Of(1) + group.In<T>(model.Economy.Inflation, from);
        int years = model.Scenario.Horizon.StartYear - model.Scenario.Horizon.PriceBase;
        T level = T.Of(1);
        T square = factor;
        for (int left = Math.Abs(years); left > 0; left >>= 1)
        {
            level = (left & 1) != 0 ? level * square : level;
            square *= square;
        }

        Grow(PriceIndex, (years < 0 ? T.Of(1) / level : level) * T.Sqrt(factor), factor, from);
    }

    /// <summary>A martingale in level: ln F moves by −σ²/2 + σZ a year.</summary>
    private void Currency<T>(int from)
        where T : struct, IVector<T>
    {
        EconomyPlan economy = model.Economy;
        T rate = group.In<T>(economy.UsdPerEur, from);
        T sigma = group.In<T>(economy.Volatility, from);
        T moves = T.Above(sigma, T.Zero);
        UsdPerEur.Set(0, from, rate);
        for (int y = 1; y < model.Years; y++)
        {
            if (T.Any(moves))
            {
                T step = Elementary.Exp(sigma * (group.In<T>(economy.Shocks[y], from) - (sigma / T.Of(2))));
                rate = T.Select(moves, rate * step, rate);
            }

            UsdPerEur.Set(y, from, rate);
        }
    }

    /// <summary>At most one conflict: π_t is the chance that it began in one of the last D years.</summary>
    private void Conflict<T>(int from)
        where T : struct, IVector<T>
    {
        T onset = group.In<T>(model.Conflict.Onset, from);
        T length = T.Min(T.Max(T.Of(1), T.Ceiling(group.In<T>(model.Conflict.Duration, from))), T.Of(model.Years));
        length.Store(ref conflictYears[0], from);
        T quiet = T.Of(1);
        for (int y = 0; y < model.Years; y++)
        {
            T hazard = T.Min(T.Of(1), onset * T.Of(model.Conflict.Profile[y]));
            OnsetProbability.Set(y, from, quiet * hazard);
            quiet *= T.Of(1) - hazard;
        }

        for (int y = 0; y < model.Years; y++)
        {
            ConflictProbability.Set(y, from, T.Zero);
        }

        // The earliest onset first, so that the sum is the same however long the conflicts of other lanes are.
        for (int ago = model.Years - 1; ago >= 0; ago--)
        {
            T within = T.Above(length, T.Of(ago));
            if (T.Any(within))
            {
                for (int y = ago; y < model.Years; y++)
                {
                    ConflictProbability.Add(y, from, OnsetProbability.At<T>(y - ago, from) & within);
                }
            }
        }
    }
}
