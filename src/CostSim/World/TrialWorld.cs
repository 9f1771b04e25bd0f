using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.World;

/// <summary>
/// The world of one trial, the same for every option: prices, currency and the chance of conflict, year by year. Filled by
/// <see cref="Run"/> and reused from trial to trial.
/// </summary>
internal sealed class TrialWorld(int years)
{
    /// <summary>Discount factor DF_t = (1+r)^−(t+½).</summary>
    public double[] Discount { get; } = new double[years];

    /// <summary>USD per EUR.</summary>
    public double[] UsdPerEur { get; } = new double[years];

    /// <summary>Real price level of equipment, 1 in the first year.</summary>
    public double[] EquipmentIndex { get; } = new double[years];

    /// <summary>Real price level of operation and support, 1 in the first year.</summary>
    public double[] OperationIndex { get; } = new double[years];

    /// <summary>General price level in mid-year, 1 at the price base.</summary>
    public double[] PriceIndex { get; } = new double[years];

    /// <summary>What an option may pay for acquisition, MEUR; infinite without a ceiling.</summary>
    public double[] Ceiling { get; } = new double[years];

    /// <summary>Probability that a conflict begins in the year, given the inputs.</summary>
    public double[] OnsetProbability { get; } = new double[years];

    /// <summary>Probability π_t that the year is one of conflict, given the inputs.</summary>
    public double[] ConflictProbability { get; } = new double[years];

    /// <summary>Length of a conflict in whole years.</summary>
    public int ConflictYears { get; private set; }

    /// <summary>Fills the world of the trial with the given draws.</summary>
    public void Run(Model model, ReadOnlySpan<double> draws)
    {
        EconomyPlan economy = model.Economy;
        Discounting(economy.DiscountRate.In(draws));
        Currency(economy, draws);
        Index(EquipmentIndex, economy.EquipmentEscalation.In(draws));
        Index(OperationIndex, economy.OperationEscalation.In(draws));
        Inflation(economy.Inflation.In(draws), model.Scenario.Horizon.StartYear - model.Scenario.Horizon.PriceBase);
        double ceiling = economy.Ceiling.In(draws);
        for (int y = 0; y < Ceiling.Length; y++)
        {
            Ceiling[y] = economy.HasCeiling ? ceiling * economy.CeilingProfile[y] : double.PositiveInfinity;
        }

        Conflict(model.Conflict, draws);
    }

    private void Discounting(double rate)
    {
        double factor = 1 / (1 + rate);
        double discount = Math.Sqrt(factor);
        for (int y = 0; y < Discount.Length; y++)
        {
            Discount[y] = discount;
            discount *= factor;
        }
    }

    /// <summary>A martingale in level: ln F moves by −σ²/2 + σZ a year.</summary>
    private void Currency(EconomyPlan economy, ReadOnlySpan<double> draws)
    {
        double rate = economy.UsdPerEur.In(draws);
        double sigma = economy.Volatility.In(draws);
        UsdPerEur[0] = rate;
        for (int y = 1; y < UsdPerEur.Length; y++)
        {
            if (sigma > 0)
            {
                rate *= Elementary.Exp(sigma * (economy.Shocks[y].In(draws) - (sigma / 2)));
            }

            UsdPerEur[y] = rate;
        }
    }

    private static void Index(double[] index, double growth)
    {
        double level = 1;
        for (int y = 0; y < index.Length; y++)
        {
            index[y] = level;
            level *= 1 + growth;
        }
    }

    private void Inflation(double rate, int yearsFromBase)
    {
        double level = Elementary.PowInteger(1 + rate, yearsFromBase) * Math.Sqrt(1 + rate);
        for (int y = 0; y < PriceIndex.Length; y++)
        {
            PriceIndex[y] = level;
            level *= 1 + rate;
        }
    }

    /// <summary>At most one conflict: π_t is the chance that it began in one of the last D years.</summary>
    private void Conflict(ConflictPlan plan, ReadOnlySpan<double> draws)
    {
        double onset = plan.Onset.In(draws);
        ConflictYears = (int)Math.Min(Math.Max(1, Math.Ceiling(plan.Duration.In(draws))), OnsetProbability.Length);
        double quiet = 1;
        for (int y = 0; y < OnsetProbability.Length; y++)
        {
            double hazard = Math.Min(1, onset * plan.Profile[y]);
            OnsetProbability[y] = quiet * hazard;
            quiet *= 1 - hazard;
        }

        for (int y = 0; y < ConflictProbability.Length; y++)
        {
            double sum = 0;
            for (int o = Math.Max(0, y - ConflictYears + 1); o <= y; o++)
            {
                sum += OnsetProbability[o];
            }

            ConflictProbability[y] = sum;
        }
    }
}
