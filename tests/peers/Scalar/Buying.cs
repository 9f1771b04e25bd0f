using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>Prices, currency and the chance of conflict by year, of one trial.</summary>
internal sealed class World
{
    private readonly Quantity rate, usd, volatility, equipment, operation, post, ceiling, onset, duration;
    private readonly Quantity[] shocks;
    private readonly double quoted;

    public World(JsonNode scenario, Inputs inputs)
    {
        JsonNode economy = scenario["economy"]!;
        Start = scenario["horizon"]!["startYear"]!.GetValue<int>();
        Years = scenario["horizon"]!["years"]!.GetValue<int>();
        Quantity Take(string name) => inputs.Of(economy, name, "economy");
        (rate, usd, volatility) = (Take("discountRate"), Take("usdPerEur"), Take("usdPerEurVolatility"));
        (equipment, operation) = (Take("equipmentEscalation"), Take("operationEscalation"));
        (post, ceiling) = (Take("postCostMEur"), Take("acquisitionCeilingMEur"));
        quoted = economy["quotedUsdPerEur"]!.GetValue<double>();
        shocks = [.. Enumerable.Range(1, Years - 1).Select(y => inputs.Normal($"economy:usdPerEur:{Start + y}"))];
        onset = inputs.Of(scenario["conflict"], "onsetProbability", "conflict");
        duration = inputs.Of(scenario["conflict"], "durationYears", "conflict");
        (Discount, Usd, Equipment, Operation, Onset, Conflict) =
            (new double[Years], new double[Years], new double[Years], new double[Years], new double[Years], new double[Years]);
    }

    public int Start { get; }

    public int Years { get; }

    public double[] Discount { get; }

    public double[] Usd { get; }

    public double[] Equipment { get; }

    public double[] Operation { get; }

    public double[] Onset { get; }

    public double[] Conflict { get; }

    public double Post { get; private set; }

    public double Ceiling { get; private set; }

    public int Duration { get; private set; }

    public void Run(double[] x)
    {
        (Post, Ceiling) = (post.In(x), ceiling.In(x));
        Duration = (int)Math.Clamp(Math.Ceiling(duration.In(x)), 1, Years);
        (double sigma, double p) = (volatility.In(x), onset.In(x));
        double logarithm = Math.Log(usd.In(x));
        for (int y = 0; y < Years; y++)
        {
            logarithm += y > 0 ? sigma * (shocks[y - 1].In(x) - (sigma / 2)) : 0;
            Usd[y] = Math.Exp(logarithm);
            Discount[y] = Math.Pow(1 + rate.In(x), -(y + 0.5));
            Equipment[y] = Math.Pow(1 + equipment.In(x), y);
            Operation[y] = Math.Pow(1 + operation.In(x), y);
            Onset[y] = p * Math.Pow(1 - p, y);
        }

        for (int y = 0; y < Years; y++)
        {
            Conflict[y] = 0;
            for (int began = Math.Max(0, y + 1 - Duration); began <= y; began++)
            {
                Conflict[y] += Onset[began];
            }
        }
    }

    /// <summary>A price in MEUR in a year: its dollar share at the rate of the year, and escalation.</summary>
    public double Price(double amount, double dollarShare, int year) =>
        amount * (1 - dollarShare + (dollarShare * quoted / Usd[year])) * Equipment[year];
}

/// <summary>A system: what one trial says of its price and schedule, whichever option buys it.</summary>
internal sealed class BoughtSystem
{
    private readonly Quantity price, dollarShare, growth, share, contractShare, infrastructure, trainingCost, support, posts, midLifeShare, midLifeAge;
    private readonly Quantity slip, lead, interval, training, delay, negotiation;
    private readonly Quantity? queueChance, shockChance, cancellationChance;
    private readonly Quantity queueProbability, queueYears, shockProbability, shockYears, cancellationProbability;

    public BoughtSystem(string name, JsonNode scenario, Inputs inputs)
    {
        Name = name;
        Node = scenario["systems"]![name]!;
        string path = $"systems:{name}";
        JsonNode schedule = Node["schedule"]!;
        Quantity Money(string key, double otherwise = 0) => inputs.Of(Node["cost"], key, $"{path}:cost", otherwise);
        Quantity Time(string key, double otherwise = 0) => inputs.Of(schedule, key, $"{path}:schedule", otherwise);
        (price, dollarShare, growth, share) = (Money("unitPriceMEur"), Money("usdShare"), Money("costGrowth", 1), Money("airDefenceShare", 1));
        (contractShare, infrastructure, trainingCost) = (Money("contractShare", 0.3), Money("infrastructureMEur"), Money("initialTrainingMEur"));
        (support, posts) = (Money("supportMEurPerYear"), Money("postsPerUnit"));
        (midLifeShare, midLifeAge) = (Money("midLifeShare"), Money("midLifeAgeYears", 12));
        (slip, lead, interval, training) = (Time("slip", 1), Time("leadYears"), Time("intervalYears"), Time("trainingYears"));
        if (Node["supplier"]?.GetValue<string>() is string supplier)
        {
            JsonNode owner = scenario["suppliers"]![supplier]!;
            queueChance = inputs.Chance($"suppliers:{supplier}:queue");
            queueProbability = inputs.Of(owner, "queueProbability", $"suppliers:{supplier}");
            queueYears = inputs.Of(owner, "queueYears", $"suppliers:{supplier}");
        }

        JsonNode decision = schedule["decision"] ?? scenario["procurement"]!["decision"]!;
        string decided = schedule["decision"] is null ? "procurement:decision" : $"{path}:schedule:decision";
        delay = inputs.Of(decision, "delayYears", decided);
        if (decision["shockProbability"] is not null)
        {
            shockChance = inputs.Chance($"{path}:politicalShock");
            shockProbability = inputs.Of(decision, "shockProbability", decided);
            shockYears = inputs.Of(decision, "shockYears", decided);
        }

        if (decision["cancellationProbability"] is not null)
        {
            cancellationChance = inputs.Chance($"{path}:cancellation");
            cancellationProbability = inputs.Of(decision, "cancellationProbability", decided);
        }

        negotiation = schedule["negotiationYears"] is null
            ? inputs.Of(scenario["procurement"], "negotiationYears", "procurement")
            : Time("negotiationYears");
        UnitPrice = new double[scenario["horizon"]!["years"]!.GetValue<int>()];
    }

    public string Name { get; }

    public JsonNode Node { get; }

    /// <summary>By year, all factors included.</summary>
    public double[] UnitPrice { get; }

    public double ContractShare { get; private set; }

    public double Infrastructure { get; private set; }

    public double TrainingCost { get; private set; }

    public double PerYear { get; private set; }

    public double MidLifeShare { get; private set; }

    public double MidLifeAge { get; private set; }

    public double Share { get; private set; }

    public double Training { get; private set; }

    /// <summary>From order to contract; infinite when the decision is to cancel.</summary>
    public double Decision { get; private set; }

    private double Lead { get; set; }

    private double Interval { get; set; }

    public void Run(World world, double[] x)
    {
        Share = share.In(x);
        for (int y = 0; y < UnitPrice.Length; y++)
        {
            UnitPrice[y] = world.Price(price.In(x), dollarShare.In(x), y) * growth.In(x) * Share;
        }

        ContractShare = contractShare.In(x);
        Infrastructure = infrastructure.In(x) * Share;
        TrainingCost = trainingCost.In(x) * Share;
        PerYear = (support.In(x) + (posts.In(x) * world.Post)) * Share;
        (MidLifeShare, MidLifeAge) = (midLifeShare.In(x), midLifeAge.In(x));
        double queue = queueChance is Quantity chance && chance.In(x) < queueProbability.In(x) ? queueYears.In(x) : 0;
        (Lead, Interval) = ((lead.In(x) * slip.In(x)) + queue, interval.In(x) * slip.In(x));
        Training = training.In(x);
        Decision = delay.In(x) + negotiation.In(x);
        if (shockChance is Quantity shock && shock.In(x) < shockProbability.In(x))
        {
            Decision += shockYears.In(x);
        }

        if (cancellationChance is Quantity cancelled && cancelled.In(x) < cancellationProbability.In(x))
        {
            Decision = double.PositiveInfinity;
        }
    }

    /// <summary>Planned delivery of unit <paramref name="j"/>.</summary>
    public double Delivery(double contract, int j) => contract + Lead + (j * Interval);
}

/// <summary>A purchase of an option: which system, how many units, where they stand.</summary>
internal sealed class Purchase
{
    public Purchase(JsonNode node, Dictionary<string, BoughtSystem> systems, string[] missiles)
    {
        System = systems[node["system"]!.GetValue<string>()];
        Units = node["units"]!.GetValue<int>();
        Siting = node["siting"] is JsonArray places ? [.. places.Select(one => one!.GetValue<string>())] : [];
        Missiles = [.. missiles.Select(kind => node["missiles"]?[kind]?.GetValue<double>() ?? 0)];
        Delivered = new double[Units];
    }

    public BoughtSystem System { get; }

    public int Units { get; }

    public string[] Siting { get; }

    /// <summary>By kind.</summary>
    public double[] Missiles { get; }

    /// <summary>Units that cover each site when the first k are at work: [k, site].</summary>
    public int[,] Cover { get; set; } = new int[0, 0];

    public double Contract { get; private set; }

    public double[] Delivered { get; }

    /// <summary>Orders, or not.</summary>
    public void Order(double start, bool wanted)
    {
        Contract = wanted ? start + System.Decision : double.PositiveInfinity;
        for (int j = 0; j < Units; j++)
        {
            Delivered[j] = System.Delivery(Contract, j);
        }
    }
}

/// <summary>An option: what it buys, what follows where that fails, and what it costs.</summary>
internal sealed class BoughtOption
{
    private readonly int primary = -1;
    private readonly int first;
    private readonly Quantity deadline;
    private readonly double[] paid;
    private readonly double[] demand;

    public BoughtOption(string name, JsonNode node, Dictionary<string, BoughtSystem> systems, string[] missiles, int years, Inputs inputs)
    {
        Name = name;
        JsonObject own = node["purchases"]!.AsObject();
        Purchases = [.. own.Select(pair => new Purchase(pair.Value!, systems, missiles))];
        first = Purchases.Count;
        if (node["fallback"] is JsonNode fallback)
        {
            primary = own.Select(pair => pair.Key).ToList().IndexOf(fallback["primary"]!.GetValue<string>());
            deadline = inputs.Of(fallback, "deadlineYear", $"options:{name}:fallback");
            Purchases.AddRange(fallback["purchases"]!.AsObject().Select(pair => new Purchase(pair.Value!, systems, missiles)));
        }

        (paid, demand) = (new double[years], new double[years]);
    }

    public string Name { get; }

    public List<Purchase> Purchases { get; }

    /// <summary>Orders, pays, and returns the present value of all but the replacement of missiles.</summary>
    public double Run(World world, double[,] missilePrice, double[] x)
    {
        for (int i = 0; i < first; i++)
        {
            Purchases[i].Order(0, true);
        }

        if (primary >= 0)
        {
            double until = deadline.In(x) - world.Start;
            bool used = Purchases[primary].Contract > until;
            Purchases[primary].Order(0, !used);
            for (int i = first; i < Purchases.Count; i++)
            {
                Purchases[i].Order(until, used);
            }
        }

        double total = Pay(world);
        foreach (Purchase purchase in Purchases)
        {
            total += Cost(purchase, world, missilePrice);
        }

        return total;
    }

    /// <summary>Acquisition under the ceiling, present value; deliveries that are not paid for wait.</summary>
    private double Pay(World world)
    {
        var payments = new List<(double Due, int Number, double Amount, Purchase Purchase, int Unit)>();
        Array.Clear(demand);
        void Add(double due, double amount, Purchase purchase, int unit)
        {
            if (due < world.Years)
            {
                payments.Add((due, payments.Count, amount, purchase, unit));
                demand[(int)due] += amount;
            }
        }

        foreach (Purchase one in Purchases)
        {
            BoughtSystem system = one.System;
            double At(double date) => system.UnitPrice[(int)Math.Min(date, world.Years - 1)];
            Add(one.Contract, system.ContractShare * one.Units * At(one.Contract), one, -1);
            for (int j = 0; j < one.Units; j++)
            {
                Add(one.Delivered[j], (1 - system.ContractShare) * At(one.Delivered[j]), one, j);
                one.Delivered[j] = one.Delivered[j] < world.Years ? one.Delivered[j] : double.PositiveInfinity;
            }
        }

        payments.Sort((a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Number.CompareTo(b.Number));
        (double demanded, double before, double present) = (0, 0, 0);
        for (int y = 0; y < paid.Length; y++)
        {
            demanded += demand[y];
            double after = Math.Min(demanded, before + world.Ceiling);
            paid[y] = after - before;
            present += paid[y] * world.Discount[y];
            before = after;
        }

        double needed = 0;
        foreach ((double due, _, double amount, Purchase purchase, int unit) in payments)
        {
            needed += amount;
            double date = Complete(needed, due, world.Ceiling);
            if (unit >= 0)
            {
                purchase.Delivered[unit] = Math.Max(purchase.Delivered[unit], date);
            }
        }

        return present;
    }

    /// <summary>When so much has been paid: on the due date, or along the year's ceiling where there are arrears.</summary>
    private double Complete(double needed, double due, double ceiling)
    {
        double slack = 1e-9 * (1 + needed);
        (double before, double demanded) = (0, 0);
        for (int y = 0; y < paid.Length; y++)
        {
            double after = before + paid[y];
            if (after >= needed - slack)
            {
                bool arrears = before < demanded - slack || after < demanded + demand[y] - slack;
                return arrears ? Math.Max(due, y + Math.Clamp((needed - before) / ceiling, 0, 1)) : due;
            }

            demanded += demand[y];
            before = after;
        }

        return double.PositiveInfinity;
    }

    private static double Cost(Purchase purchase, World world, double[,] missilePrice)
    {
        BoughtSystem system = purchase.System;
        double total = 0;
        if (purchase.Contract < world.Years)
        {
            int signed = (int)purchase.Contract;
            total += system.Infrastructure * world.Discount[signed] * world.Equipment[signed];
        }

        foreach (double delivered in purchase.Delivered)
        {
            if (delivered >= world.Years)
            {
                continue;
            }

            int year = (int)delivered;
            total += system.TrainingCost * world.Discount[year] * world.Equipment[year];
            for (int m = 0; m < purchase.Missiles.Length; m++)
            {
                total += system.Share * purchase.Missiles[m] / purchase.Units * world.Discount[year] * missilePrice[m, year];
            }

            double start = delivered + system.Training;
            for (int y = (int)start; y < world.Years; y++)
            {
                total += system.PerYear * (y + 1 - Math.Max(start, y)) * world.Discount[y] * world.Operation[y];
            }

            double upgrade = delivered + system.MidLifeAge;
            if (upgrade < world.Years)
            {
                total += system.MidLifeShare * world.Discount[(int)upgrade] * system.UnitPrice[(int)upgrade];
            }
        }

        return total;
    }
}
