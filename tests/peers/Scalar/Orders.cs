using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>A purchase of an option: which system, how many units, where they stand.</summary>
internal sealed class Purchase
{
    private readonly Regime regime;
    private readonly Quantity discount, coordination, fixedShare;
    private readonly double start;

    /// <summary>Reads a purchase.</summary>
    public Purchase(JsonNode node, Dictionary<string, BoughtSystem> systems, Regime regime, JsonNode scenario, Inputs inputs, string[] missiles)
    {
        this.regime = regime;
        System = systems[node["system"]!.GetValue<string>()];
        Units = node["units"]!.GetValue<int>();
        Siting = node["siting"] is JsonArray places ? [.. places.Select(one => one!.GetValue<string>())] : [];
        Missiles = [.. missiles.Select(kind => node["missiles"]?[kind]?.GetValue<double>() ?? 0)];
        int first = (int)scenario["horizon"]!["startYear"]!.GetValue<double>();
        start = (node["orderYear"]?.GetValue<double>() ?? first) - first;
        string joint = node["jointPurchase"]?.GetValue<string>() ?? "";
        JsonNode? terms = joint.Length > 0 ? scenario["procurement"]!["jointPurchases"]![joint] : null;
        Quantity Take(string key, double otherwise) => inputs.Of(terms, key, $"procurement:jointPurchases:{joint}", otherwise);
        (discount, coordination, fixedShare) = (Take("discount", 0), Take("coordinationYears", 0), Take("fixedCostShare", 1));
        (Planned, Delivered, UnitFactor) = (new double[Units], new double[Units], new double[Units]);
    }

    /// <summary>What is bought.</summary>
    public BoughtSystem System { get; }

    /// <summary>How many.</summary>
    public int Units { get; }

    /// <summary>Places, in the order of delivery and round again.</summary>
    public string[] Siting { get; }

    /// <summary>Bought with it, by kind.</summary>
    public double[] Missiles { get; }

    /// <summary>Units that cover each site when the first k are at work: [k, site].</summary>
    public int[,] Cover { get; set; } = new int[0, 0];

    /// <summary>Date of the contract; infinite when there is none.</summary>
    public double Contract { get; private set; }

    /// <summary>Due dates of the units, by plan.</summary>
    public double[] Planned { get; }

    /// <summary>Dates of delivery, paid for.</summary>
    public double[] Delivered { get; }

    /// <summary>Factor on the system's price, unit by unit: discount, premium and learning.</summary>
    public double[] UnitFactor { get; }

    /// <summary>Infrastructure, once, share of air defence included.</summary>
    public double Infrastructure { get; private set; }

    /// <summary>When it was given up; infinite when it was not.</summary>
    public double Ended { get; private set; }

    /// <summary>Orders at its own date, or later.</summary>
    /// <param name="earliest">Not before.</param>
    /// <param name="x">The trial.</param>
    public void Order(double earliest, double[] x)
    {
        Ended = double.PositiveInfinity;
        Contract = Math.Max(start, earliest) + System.Decision(regime, coordination.In(x), x);
        double factor = (1 - discount.In(x)) * (1 + regime.In(x).Premium);
        for (int j = 0; j < Units; j++)
        {
            UnitFactor[j] = factor * Math.Pow(j + 1, System.Learning);
            Delivered[j] = Planned[j] = System.Delivery(Contract, j);
        }

        Infrastructure = System.Infrastructure * fixedShare.In(x);
    }

    /// <summary>Gives it up: nothing that is still to come comes, and without a contract nothing was ever due.</summary>
    public void End(double at) => Ended = at;

    /// <summary>Does not order at all.</summary>
    public void Leave()
    {
        (Contract, Ended) = (double.PositiveInfinity, double.PositiveInfinity);
        Array.Fill(Delivered, double.PositiveInfinity);
        Array.Fill(Planned, double.PositiveInfinity);
    }
}

/// <summary>An option: what it buys, and what follows where that fails.</summary>
internal sealed class BoughtOption
{
    private readonly int primary = -1;
    private readonly int first;
    private readonly bool onDelivery;
    private readonly Quantity deadline, fee;

    /// <summary>Reads an option.</summary>
    public BoughtOption(string name, JsonNode node, Dictionary<string, BoughtSystem> systems, Regime regime, JsonNode scenario, Inputs inputs, string[] missiles)
    {
        Name = name;
        JsonObject own = node["purchases"]?.AsObject() ?? [];
        Purchases = [.. own.Select(pair => new Purchase(pair.Value!, systems, regime, scenario, inputs, missiles))];
        first = Purchases.Count;
        if (node["fallback"] is JsonNode fallback)
        {
            primary = own.Select(pair => pair.Key).ToList().IndexOf(fallback["primary"]!.GetValue<string>());
            onDelivery = fallback["trigger"]?.GetValue<string>() == "firstDelivery";
            deadline = inputs.Of(fallback, "deadlineYear", $"options:{name}:fallback");
            fee = inputs.Of(fallback, "terminationFeeShare", $"options:{name}:fallback");
            Purchases.AddRange(fallback["purchases"]!.AsObject().Select(pair => new Purchase(pair.Value!, systems, regime, scenario, inputs, missiles)));
        }
    }

    /// <summary>Name in the scenario.</summary>
    public string Name { get; }

    /// <summary>Own purchases, then those of the fallback.</summary>
    public List<Purchase> Purchases { get; }

    /// <summary>Fee for ending a contract, as a share.</summary>
    public double FeeShare { get; private set; }

    /// <summary>The purchase that may be given up.</summary>
    public Purchase? Primary => primary < 0 ? null : Purchases[primary];

    /// <summary>Number of own purchases; those of the fallback follow.</summary>
    public int Own => first;

    /// <summary>Whether the fallback was used.</summary>
    public bool UsedFallback { get; private set; }

    /// <summary>Orders.</summary>
    public void Run(World world, double[] x)
    {
        UsedFallback = false;
        for (int i = 0; i < first; i++)
        {
            Purchases[i].Order(0, x);
        }

        if (Primary is not Purchase order)
        {
            return;
        }

        double until = deadline.In(x) - world.Start;
        UsedFallback = (onDelivery ? order.Planned[0] : order.Contract) > until;
        if (UsedFallback)
        {
            FeeShare = fee.In(x);
            order.End(Math.Max(0, until));
        }

        for (int i = first; i < Purchases.Count; i++)
        {
            Purchases[i].Order(until, x);
            if (!UsedFallback)
            {
                Purchases[i].Leave();
            }
        }
    }
}
