using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>The terms of a regime: factors on time and chance, a premium, a challenge in court.</summary>
internal sealed class Regime
{
    private readonly Quantity decision, negotiation, cancellation, premium, challenge, years;

    /// <summary>Reads a regime; null for the normal one.</summary>
    public Regime(JsonNode? node, string name, Inputs inputs)
    {
        Quantity Take(string key, double otherwise) => inputs.Of(node, key, $"procurement:regimes:{name}", otherwise);
        (decision, negotiation, cancellation) = (Take("decisionFactor", 1), Take("negotiationFactor", 1), Take("cancellationFactor", 1));
        (premium, challenge, years) = (Take("pricePremium", 0), Take("legalChallengeProbability", 0), Take("legalChallengeYears", 0));
        CanBeChallenged = node?["legalChallengeProbability"] is not null;
    }

    /// <summary>Whether a legal challenge is possible.</summary>
    public bool CanBeChallenged { get; }

    /// <summary>Factors in a trial: decision, negotiation, cancellation, premium, probability and years of a challenge.</summary>
    public (double Decision, double Negotiation, double Cancellation, double Premium, double Challenge, double Years) In(double[] x) =>
        (decision.In(x), negotiation.In(x), cancellation.In(x), premium.In(x), challenge.In(x), years.In(x));
}

/// <summary>A system: what one trial says of its price and schedule, whichever option buys it.</summary>
internal sealed class BoughtSystem
{
    private readonly Price price;
    private readonly Quantity growth, learning, share, contractShare, infrastructure, trainingCost, support, posts, hours, hourCost;
    private readonly Quantity midLifeShare, midLifeAge, disposal, slip, lead, interval, training, life, delay, negotiation;
    private readonly Quantity queueProbability, queueYears, queueYear, shockProbability, shockYears, cancellationProbability;
    private readonly Quantity? queueChance, shockChance, cancellationChance, challengeChance;

    /// <summary>Reads a system.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scenario">As a run resolved it.</param>
    /// <param name="challenged">Whether an option buys it under a regime that can be challenged in court.</param>
    /// <param name="inputs">Receives its inputs.</param>
    public BoughtSystem(string name, JsonNode scenario, bool challenged, Inputs inputs)
    {
        Name = name;
        Node = scenario["systems"]![name]!;
        string path = $"systems:{name}";
        JsonNode schedule = Node["schedule"]!;
        Quantity Money(string key, double otherwise = 0) => inputs.Of(Node["cost"], key, $"{path}:cost", otherwise);
        Quantity Time(string key, double otherwise = 0) => inputs.Of(schedule, key, $"{path}:schedule", otherwise);
        price = Price.Of(inputs, Node["cost"]!, "unitPrice", $"{path}:cost");
        (growth, learning, share) = (Money("costGrowth", 1), Money("learningSlope", 1), Money("airDefenceShare", 1));
        (contractShare, infrastructure, trainingCost) = (Money("contractShare", 0.3), Money("infrastructureMEur"), Money("initialTrainingMEur"));
        (support, posts, hours, hourCost) = (Money("supportMEurPerYear"), Money("postsPerUnit"), Money("flyingHoursPerYear"), Money("flyingHourMEur"));
        (midLifeShare, midLifeAge, disposal) = (Money("midLifeShare"), Money("midLifeAgeYears", 12), Money("disposalMEur"));
        (slip, lead, interval, training) = (Time("slip", 1), Time("leadYears"), Time("intervalYears"), Time("trainingYears"));
        life = Time("serviceLifeYears", double.PositiveInfinity);
        string supplier = Node["supplier"]?.GetValue<string>() ?? "";
        JsonNode? queue = supplier.Length > 0 ? scenario["suppliers"]![supplier] : null;
        Quantity Queue(string key, double otherwise = 0) => inputs.Of(queue, key, $"suppliers:{supplier}", otherwise);
        (queueProbability, queueYears, queueYear) = (Queue("queueProbability"), Queue("queueYears"), Queue("queueYear", double.NegativeInfinity));
        queueChance = queue?["queueProbability"] is null ? null : inputs.Chance($"suppliers:{supplier}:queue");

        JsonNode decision = schedule["decision"] ?? scenario["procurement"]!["decision"]!;
        string decided = schedule["decision"] is null ? "procurement:decision" : $"{path}:schedule:decision";
        Quantity Decide(string key) => inputs.Of(decision, key, decided);
        (delay, shockProbability, shockYears) = (Decide("delayYears"), Decide("shockProbability"), Decide("shockYears"));
        cancellationProbability = Decide("cancellationProbability");
        shockChance = decision["shockProbability"] is null ? null : inputs.Chance($"{path}:politicalShock");
        cancellationChance = decision["cancellationProbability"] is null ? null : inputs.Chance($"{path}:cancellation");
        challengeChance = challenged ? inputs.Chance($"{path}:legalChallenge") : null;
        negotiation = schedule["negotiationYears"] is null
            ? inputs.Of(scenario["procurement"], "negotiationYears", "procurement")
            : Time("negotiationYears");
        BasePrice = new double[scenario["horizon"]!["years"]!.GetValue<int>()];
    }

    /// <summary>Name in the scenario.</summary>
    public string Name { get; }

    /// <summary>What the scenario says of it.</summary>
    public JsonNode Node { get; }

    /// <summary>Price of a first unit by year of payment, with growth, escalation, currency and the share of air defence.</summary>
    public double[] BasePrice { get; }

    /// <summary>Share of the price paid at contract.</summary>
    public double ContractShare { get; private set; }

    /// <summary>Exponent of learning.</summary>
    public double Learning { get; private set; }

    /// <summary>Once per purchase, share of air defence included.</summary>
    public double Infrastructure { get; private set; }

    /// <summary>Per unit at delivery, share of air defence included.</summary>
    public double TrainingCost { get; private set; }

    /// <summary>Per operational unit and year, share of air defence included.</summary>
    public double PerYear { get; private set; }

    /// <summary>Share of the unit price.</summary>
    public double MidLifeShare { get; private set; }

    /// <summary>Years from delivery.</summary>
    public double MidLifeAge { get; private set; }

    /// <summary>Per unit at retirement, share of air defence included.</summary>
    public double Disposal { get; private set; }

    /// <summary>Share of cost that is air defence's.</summary>
    public double Share { get; private set; }

    /// <summary>Years from delivery to operation.</summary>
    public double Training { get; private set; }

    /// <summary>Years from delivery to retirement; may be infinite.</summary>
    public double Life { get; private set; }

    private double Lead { get; set; }

    private double Interval { get; set; }

    private double Queue { get; set; }

    private double QueueFrom { get; set; }

    /// <summary>Starts a trial.</summary>
    public void Run(World world, double[] x)
    {
        Share = share.In(x);
        for (int y = 0; y < BasePrice.Length; y++)
        {
            BasePrice[y] = world.Price(price, x, y) * growth.In(x) * Share;
        }

        (ContractShare, Learning, Life) = (contractShare.In(x), Math.Log2(learning.In(x)), life.In(x));
        (Infrastructure, TrainingCost, Disposal) = (infrastructure.In(x) * Share, trainingCost.In(x) * Share, disposal.In(x) * Share);
        PerYear = (support.In(x) + (posts.In(x) * world.Post) + (hours.In(x) * hourCost.In(x))) * Share;
        (MidLifeShare, MidLifeAge) = (midLifeShare.In(x), midLifeAge.In(x));
        Queue = queueChance is Quantity chance && chance.In(x) < queueProbability.In(x) ? queueYears.In(x) : 0;
        QueueFrom = queueYear.In(x) - world.Start;
        (Lead, Interval, Training) = (lead.In(x) * slip.In(x), interval.In(x) * slip.In(x), training.In(x));
    }

    /// <summary>Years from order to contract under a regime; infinite when the decision is to cancel.</summary>
    public double Decision(Regime regime, double coordination, double[] x)
    {
        var terms = regime.In(x);
        if (cancellationChance is Quantity cancelled && cancelled.In(x) < cancellationProbability.In(x) * terms.Cancellation)
        {
            return double.PositiveInfinity;
        }

        // A regime shortens the decision itself and the negotiation, not a crisis that comes in between.
        double years = (delay.In(x) * terms.Decision) + (negotiation.In(x) * terms.Negotiation);
        years += shockChance is Quantity shock && shock.In(x) < shockProbability.In(x) ? shockYears.In(x) : 0;
        years += regime.CanBeChallenged && challengeChance!.Value.In(x) < terms.Challenge ? terms.Years : 0;
        return Math.Max(0, years + coordination);
    }

    /// <summary>Planned delivery of unit <paramref name="j"/>.</summary>
    public double Delivery(double contract, int j)
    {
        double due = contract + Lead + (j * Interval);
        return due >= QueueFrom ? due + Queue : due;
    }
}
