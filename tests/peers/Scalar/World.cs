using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>Prices, currency and the chance of conflict by year, of one trial.</summary>
internal sealed class World
{
    private readonly Quantity rate, usd, volatility, equipment, operation, post, ceiling, stretch, onset, duration, life;
    private readonly Quantity[] shocks;
    private readonly double[] ceilingProfile, onsetProfile;
    private readonly double quoted;

    /// <summary>Reads what the scenario says of the world.</summary>
    public World(JsonNode scenario, Inputs inputs)
    {
        JsonNode economy = scenario["economy"]!;
        Start = (int)scenario["horizon"]!["startYear"]!.GetValue<double>();
        Years = scenario["horizon"]!["years"]!.GetValue<int>();
        Quantity Take(string name, double otherwise = 0) => inputs.Of(economy, name, "economy", otherwise);
        (rate, usd, volatility) = (Take("discountRate"), Take("usdPerEur"), Take("usdPerEurVolatility"));
        (equipment, operation) = (Take("equipmentEscalation"), Take("operationEscalation"));
        (post, ceiling, stretch) = (Take("postCostMEur"), Take("acquisitionCeilingMEur", double.PositiveInfinity), Take("stretchPenalty"));
        life = Take("statisticalLifeMEur");
        quoted = economy["quotedUsdPerEur"]?.GetValue<double>() ?? 1.16;
        shocks = economy["usdPerEurVolatility"] is null ? [] : [.. Enumerable.Range(1, Years - 1).Select(y => inputs.Normal($"economy:usdPerEur:{Start + y}"))];
        onset = inputs.Of(scenario["conflict"], "onsetProbability", "conflict");
        duration = inputs.Of(scenario["conflict"], "durationYears", "conflict");
        HasCeiling = economy["acquisitionCeilingMEur"] is not null;
        ceilingProfile = Profile(economy["ceilingProfile"]);
        onsetProfile = Profile(scenario["conflict"]!["onsetProfile"]);
        (Discount, Usd, Equipment, Operation) = (new double[Years], new double[Years], new double[Years], new double[Years]);
        (Onset, Conflict, Ceiling) = (new double[Years], new double[Years], new double[Years]);
    }

    /// <summary>Calendar year that begins at time 0.</summary>
    public int Start { get; }

    /// <summary>Years of the horizon.</summary>
    public int Years { get; }

    /// <summary>Discount factor by year.</summary>
    public double[] Discount { get; }

    /// <summary>USD per EUR by year.</summary>
    public double[] Usd { get; }

    /// <summary>Real price of equipment by year, 1 in the first.</summary>
    public double[] Equipment { get; }

    /// <summary>Real price of operation by year, 1 in the first.</summary>
    public double[] Operation { get; }

    /// <summary>Probability that a conflict begins, by year.</summary>
    public double[] Onset { get; }

    /// <summary>Probability of conflict, by year.</summary>
    public double[] Conflict { get; }

    /// <summary>Whether there is a ceiling at all.</summary>
    public bool HasCeiling { get; }

    /// <summary>What may be paid for acquisition, by year; infinite without a ceiling.</summary>
    public double[] Ceiling { get; }

    /// <summary>Yearly cost of a post.</summary>
    public double Post { get; private set; }

    /// <summary>Value of a statistical life; 0 keeps deaths apart.</summary>
    public double Life { get; private set; }

    /// <summary>Growth of a price for every year by which the ceiling stretches its payment.</summary>
    public double Stretch { get; private set; }

    /// <summary>Years that a conflict lasts.</summary>
    public int Duration { get; private set; }

    /// <summary>Starts a trial.</summary>
    public void Run(double[] x)
    {
        (Post, Stretch, Life) = (post.In(x), stretch.In(x), life.In(x));
        Duration = (int)Math.Clamp(Math.Ceiling(duration.In(x)), 1, Years);
        double sigma = volatility.In(x), logarithm = Math.Log(usd.In(x)), none = 1;
        for (int y = 0; y < Years; y++)
        {
            logarithm += y > 0 && shocks.Length > 0 ? sigma * (shocks[y - 1].In(x) - (sigma / 2)) : 0;
            Usd[y] = Math.Exp(logarithm);
            Discount[y] = Math.Pow(1 + rate.In(x), -(y + 0.5));
            Equipment[y] = Math.Pow(1 + equipment.In(x), y);
            Operation[y] = Math.Pow(1 + operation.In(x), y);
            Ceiling[y] = ceiling.In(x) * At(ceilingProfile, y);
            double p = Math.Min(1, onset.In(x) * At(onsetProfile, y));
            Onset[y] = p * none;
            none *= 1 - p;
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

    /// <summary>A price in MEUR in a year: its dollar share, or all of it where it is in dollar, at the rate of the year, and escalation.</summary>
    public double Price(Price price, double[] x, int year)
    {
        double amount = price.Amount.In(x), share = price.DollarShare.In(x);
        double converted = price.IsDollar ? amount / Usd[year] : amount * (1 - share + (share * quoted / Usd[year]));
        return converted * Equipment[year];
    }

    /// <summary>Value of a profile in a year; its last goes on.</summary>
    public static double At(double[] profile, int year) => profile.Length == 0 ? 1 : profile[Math.Min(year, profile.Length - 1)];

    private static double[] Profile(JsonNode? node) => node is JsonArray list ? [.. list.Select(one => one!.GetValue<double>())] : [];
}

/// <summary>A price as the scenario quotes it.</summary>
internal readonly record struct Price(Quantity Amount, Quantity DollarShare, bool IsDollar)
{
    /// <summary>Reads <c>nameMEur</c> or <c>nameMUsd</c>.</summary>
    public static Price Of(Inputs inputs, JsonNode owner, string name, string path) => owner[$"{name}MUsd"] is null
        ? new(inputs.Of(owner, $"{name}MEur", path), inputs.Of(owner, "usdShare", path), false)
        : new(inputs.Of(owner, $"{name}MUsd", path), default, true);
}
