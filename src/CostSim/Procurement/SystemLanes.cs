using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>
/// What the trials of a group say of one system, whichever option buys it: price, learning, delays and the chances that decide them. Times in
/// years from the start of the horizon.
/// </summary>
internal sealed class SystemLanes
{
    private const double Ln2 = 0.693147180559945309417;
    private readonly SupplierPlan? supplier;
    private readonly TrialGroup group;
    private readonly int startYear;
    private readonly double[] slopes = new double[TrialGroup.Lanes];

    public SystemLanes(Model model, int system, TrialGroup group)
    {
        (Plan, this.group) = (model.Systems[system], group);
        startYear = model.Scenario.Horizon.StartYear;
        supplier = Plan.Supplier >= 0 ? model.Suppliers[Plan.Supplier] : null;
        Price = new LaneSeries(model.Years);
        int most = model.Options.SelectMany(option => option.Purchases).Where(p => p.System == system).Select(p => p.Units).DefaultIfEmpty(0).Max();
        Learning = Plan.Cost.HasLearning ? new LaneSeries(most) : null;
    }

    /// <summary>The system.</summary>
    public SystemPlan Plan { get; }

    /// <summary>Unit price by year in MEUR, escalation included; before growth, learning, discount and premium.</summary>
    public LaneSeries Price { get; }

    /// <summary>What the units of an order cost as shares of the first; null where all cost the same.</summary>
    public LaneSeries? Learning { get; }

    /// <summary>Takes the group's draws.</summary>
    public void Begin<T>(WorldLanes worlds, int from)
        where T : struct, IVector<T>
    {
        Prices.Fill<T>(Plan.Cost.Price, worlds, group, from, Price);
        if (Learning is not null)
        {
            Learn<T>(Learning, from);
        }
    }

    /// <summary>Deliveries of an order as planned, before the budget has its say.</summary>
    /// <param name="contract">Time of the contract.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="deliveries">Receives them.</param>
    public void Deliver<T>(T contract, int from, LaneSeries deliveries)
        where T : struct, IVector<T>
    {
        T slip = group.In<T>(Plan.Schedule.Slip, from);
        T first = contract + (group.In<T>(Plan.Schedule.Lead, from) * slip);
        T interval = group.In<T>(Plan.Schedule.Interval, from) * slip;
        T delay = T.Zero;
        T decision = T.Zero;
        if (supplier is not null)
        {
            T queues = ProcurementChances.Happens(group.In<T>(supplier.QueueProbability, from), group.In<T>(supplier.QueueChance, from));
            delay = queues & group.In<T>(supplier.QueueYears, from);
            decision = group.In<T>(supplier.QueueTime, from) - T.Of(startYear);
        }

        for (int j = 0; j < deliveries.Length; j++)
        {
            T planned = first + (T.Of(j) * interval);
            deliveries.Set(j, from, planned + (delay & T.Above(planned, decision)));
        }
    }

    /// <summary>Unit theory: the i-th unit costs i^β of the first, β = log₂(slope) (Crawford 1944).</summary>
    private void Learn<T>(LaneSeries learning, int from)
        where T : struct, IVector<T>
    {
        group.In<T>(Plan.Cost.LearningSlope, from).Store(ref slopes[0], 0);
        for (int lane = 0; lane < T.Count; lane++)
        {
            slopes[lane] = Elementary.Log(slopes[lane]) / Ln2;
        }

        var beta = T.Load(ref slopes[0], 0);
        for (int j = 0; j < learning.Length; j++)
        {
            learning.Set(j, from, j == 0 ? T.Of(1) : Elementary.Exp(beta * T.Of(Elementary.Log(j + 1))));
        }
    }
}
