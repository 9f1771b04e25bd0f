using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// What became of an option's orders in one trial of a group: contracts, deliveries, payments. Times in years from the start of the horizon, +∞
/// for never.
/// </summary>
internal sealed class OptionOrders
{
    private readonly bool[] isProgramme;
    private readonly double[][][] delivered;
    private readonly double[][][] operational;
    private readonly double[][][] retired;
    private int lane;

    public OptionOrders(Model model, OptionPlan option)
    {
        Lanes = new OrderLanes(model, option);
        double[][][] ByLane(LaneSeries[] units) => [.. Enumerable.Range(0, TrialGroup.Lanes).Select(l => units.Select(one => one.Row(l)).ToArray())];
        (delivered, operational, retired) = (ByLane(Lanes.Delivered), ByLane(Lanes.Operational), ByLane(Lanes.Retired));
        Cancelled = new bool[option.Purchases.Length];
        Active = new bool[option.Purchases.Length];
        isProgramme = [.. option.Purchases.Select(p => model.Systems[p.System].Kind == SystemKind.Programme)];
    }

    /// <summary>The same in all trials of the group.</summary>
    public OrderLanes Lanes { get; }

    /// <summary>Time of the contract.</summary>
    public double Contract(int order) => Lanes.Contract[order, lane];

    /// <summary>Whether the order was cancelled by the decision.</summary>
    public bool[] Cancelled { get; }

    /// <summary>Whether the order is part of what the option does in this trial: false for an unused fallback and an abandoned primary.</summary>
    public bool[] Active { get; }

    /// <summary>Time at which a primary order was abandoned for the fallback; +∞ if not.</summary>
    public double AbandonedAt(int order) => Lanes.AbandonedAt[order, lane];

    /// <summary>Delivery by order and unit.</summary>
    public double[][] Delivered => delivered[lane];

    /// <summary>Start of operation by order and unit.</summary>
    public double[][] Operational => operational[lane];

    /// <summary>Retirement by order and unit.</summary>
    public double[][] Retired => retired[lane];

    /// <summary>Whether the fallback was ordered.</summary>
    public bool FallbackUsed { get; private set; }

    /// <summary>Turns to a trial.</summary>
    /// <param name="of">Its lane.</param>
    public void Take(int of)
    {
        lane = of;
        for (int i = 0; i < Active.Length; i++)
        {
            Active[i] = IsSet(Lanes.Active[i, of]);
            Cancelled[i] = IsSet(Lanes.Cancelled[i, of]);
        }

        FallbackUsed = IsSet(Lanes.FallbackUsed[of]);
    }

    /// <summary>Time at which the first unit is operational, programmes aside; +∞ for never.</summary>
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

    /// <summary>Time at which the last unit is operational, programmes aside; +∞ when a unit never comes or nothing but programmes is bought.</summary>
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

    private static bool IsSet(double mask) => BitConverter.DoubleToInt64Bits(mask) != 0;

    /// <summary>Whether an order counts for first and full capability: a programme brings no unit into operation.</summary>
    private bool Counts(int order) => Active[order] && !isProgramme[order];
}
