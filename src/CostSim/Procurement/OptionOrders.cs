using CostSim.Compilation;

namespace CostSim.Procurement;

/// <summary>
/// What became of an option's orders in one trial: contracts, deliveries, payments. Times in years from the start of the horizon, +∞ for never.
/// Reused from trial to trial.
/// </summary>
internal sealed class OptionOrders
{
    private readonly bool[] isProgramme;
    private readonly bool onlyProgrammes;

    public OptionOrders(Model model, OptionPlan option)
    {
        int orders = option.Purchases.Length;
        Contract = new double[orders];
        Cancelled = new bool[orders];
        Active = new bool[orders];
        AbandonedAt = new double[orders];
        Unpaid = new double[orders];
        Delivered = [.. option.Purchases.Select(p => new double[p.Units])];
        Operational = [.. option.Purchases.Select(p => new double[p.Units])];
        Retired = [.. option.Purchases.Select(p => new double[p.Units])];
        UnitPrice = [.. option.Purchases.Select(p => new double[p.Units])];
        PriceYear = [.. option.Purchases.Select(p => new int[p.Units])];
        Acquisition = new double[model.Years];
        isProgramme = [.. option.Purchases.Select(p => model.Systems[p.System].Kind == SystemKind.Programme)];
        onlyProgrammes = Array.TrueForAll(isProgramme, one => one);
    }

    /// <summary>Time of the contract by order.</summary>
    public double[] Contract { get; }

    /// <summary>Whether the order was cancelled by the decision.</summary>
    public bool[] Cancelled { get; }

    /// <summary>Whether the order is part of what the option does in this trial: false for an unused fallback and an abandoned primary.</summary>
    public bool[] Active { get; }

    /// <summary>Time at which a primary order was abandoned for the fallback; +∞ if not.</summary>
    public double[] AbandonedAt { get; }

    /// <summary>Delivery by order and unit.</summary>
    public double[][] Delivered { get; }

    /// <summary>Start of operation by order and unit.</summary>
    public double[][] Operational { get; }

    /// <summary>Retirement by order and unit.</summary>
    public double[][] Retired { get; }

    /// <summary>Price by order and unit, MEUR at the planned delivery: growth, learning, discount, premium and escalation included, attribution too.</summary>
    public double[][] UnitPrice { get; }

    /// <summary>Year whose currency and escalation that price is of, by order and unit: that of the planned delivery.</summary>
    public int[][] PriceYear { get; }

    /// <summary>Acquisition paid by year, MEUR, after the budget ceiling.</summary>
    public double[] Acquisition { get; }

    /// <summary>Price of the units that an abandoned order will not get and has not paid, MEUR, by order.</summary>
    public double[] Unpaid { get; }

    /// <summary>Termination fee, MEUR, and when it is due.</summary>
    public double Fee { get; set; }

    /// <summary>Time at which the fee is due; +∞ for none.</summary>
    public double FeeTime { get; set; }

    /// <summary>Whether the fallback was ordered.</summary>
    public bool FallbackUsed { get; set; }

    /// <summary>Time at which the first unit is operational; +∞ for never.</summary>
    public double FirstOperational(OptionPlan option)
    {
        double first = double.PositiveInfinity;
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            if (Counts(i))
            {
                first = Math.Min(first, Operational[i][0]);
            }
        }

        return first;
    }

    /// <summary>Time at which the last unit is operational; +∞ when a unit never comes or nothing is bought.</summary>
    public double LastOperational(OptionPlan option)
    {
        double last = double.NegativeInfinity;
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            if (Counts(i))
            {
                last = Math.Max(last, Operational[i][^1]);
            }
        }

        return double.IsNegativeInfinity(last) ? double.PositiveInfinity : last;
    }

    /// <summary>Whether an order counts for first and full capability: programmes only where nothing else is bought.</summary>
    private bool Counts(int order) => Active[order] && (onlyProgrammes || !isProgramme[order]);
}
