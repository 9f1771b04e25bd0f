using System.Text.Json.Nodes;
using MathNet.Numerics.Distributions;

namespace CostSim.Peers.Scalar;

/// <summary>A shot of a layer at a class: missile (negative for a gun), salvo, kill probability by look.</summary>
internal sealed record Shot(int Target, int Missile, int Salvo, double[] Kills, Quantity KillProbability, Quantity Detection);

/// <summary>A system as a raid meets it.</summary>
internal sealed class Layer
{
    private readonly Quantity commonMode, channels, cycles, availability, crewed, alertPeace, alertConflict;
    private readonly Quantity home, capable, sorties, hours, coverage, alertPairs, onTime, aboard, usable;
    private readonly double[] magazine;
    private double works, targets, fitShare, patrolShare, alert, late, missilesAboard;
    private double readyPeace, readyConflict;

    public Layer(BoughtSystem system, string[] missiles, string[] classes, Inputs inputs)
    {
        Name = system.Name;
        JsonNode node = system.Node, engagement = node["engagement"]!;
        string path = $"systems:{system.Name}";
        commonMode = inputs.Of(engagement, "commonModeSuccess", $"{path}:engagement", 1);
        Shots = [.. engagement["classes"]!.AsObject().Select(pair => Read(pair.Key, pair.Value!, $"{path}:engagement:classes:{pair.Key}"))];
        magazine = [.. missiles.Select(kind => node["ground"]?["readyMissiles"]?[kind]?.GetValue<double>() ?? 0)];
        IsGround = node["ground"] is not null;
        if (IsGround)
        {
            Quantity Take(string key) => inputs.Of(node["ground"], key, $"{path}:ground", 1);
            (channels, cycles, availability, crewed) = (Take("channels"), Take("cycles"), Take("availability"), Take("crewedShare"));
            alertPeace = inputs.Of(node["ground"]!["alertShare"], "peace", $"{path}:ground:alertShare", 1);
            alertConflict = inputs.Of(node["ground"]!["alertShare"], "conflict", $"{path}:ground:alertShare", 1);
        }
        else
        {
            JsonNode fighter = node["fighter"]!;
            Quantity Take(string key, double otherwise = 0) => inputs.Of(fighter, key, $"{path}:fighter", otherwise);
            (home, capable, hours, coverage) = (Take("homeDefenceShare"), Take("missionCapableRate"), Take("hoursOnStation"), Take("patrolCoverage", 1));
            sorties = inputs.Of(fighter["patrolSorties"], "conflict", $"{path}:fighter:patrolSorties");
            onTime = inputs.Of(fighter["onTimeProbability"], "conflict", $"{path}:fighter:onTimeProbability");
            (alertPairs, aboard, usable) = (Take("alertPairs"), Take("missilesPerAircraft"), Take("usableShare", 1));
        }

        Shot Read(string target, JsonNode shot, string at) => new(
            Array.IndexOf(classes, target), shot["missile"] is JsonNode missile ? Array.IndexOf(missiles, missile.GetValue<string>()) : -1,
            shot["salvo"]?.GetValue<int>() ?? 1, new double[shot["looks"]?.GetValue<int>() ?? 1],
            inputs.Of(shot, "killProbability", at), inputs.Of(shot, "detectionProbability", at, 1));
    }

    public string Name { get; }

    public bool IsGround { get; }

    public Shot[] Shots { get; }

    /// <summary>Targets that <paramref name="units"/> can engage; aircraft are limited by their missiles.</summary>
    public double Channels(int units) => IsGround ? units * targets : 1e6;

    /// <summary>Missiles of a kind that <paramref name="units"/> units, or pairs, have for one raid.</summary>
    public double Missiles(int units, int kind) => IsGround ? units * magazine[kind] : Math.Floor((2 * units * missilesAboard) + 1e-9);

    public void Run(double[] x)
    {
        works = commonMode.In(x);
        foreach (Shot shot in Shots)
        {
            double miss = Math.Pow(1 - shot.KillProbability.In(x), shot.Salvo);
            double q = shot.Detection.In(x);
            for (int look = 0; look < shot.Kills.Length; look++)
            {
                shot.Kills[look] = q * (1 - miss);
                q = q * miss / (1 - q + (q * miss));
            }
        }

        if (IsGround)
        {
            targets = Math.Floor(channels.In(x) + 0.5) * Math.Floor(cycles.In(x) + 0.5);
            readyPeace = availability.In(x) * Math.Min(alertPeace.In(x), crewed.In(x));
            readyConflict = availability.In(x) * Math.Min(alertConflict.In(x), crewed.In(x));
        }
        else
        {
            fitShare = home.In(x) * capable.In(x);
            patrolShare = fitShare * sorties.In(x) * hours.In(x) / 48 * coverage.In(x);
            alert = Math.Floor(alertPairs.In(x) + 0.5);
            late = 1 - onTime.In(x);
            missilesAboard = aboard.In(x) * usable.In(x);
        }
    }

    /// <summary>Probability that <paramref name="ready"/> of so many units are.</summary>
    public double Ready(int units, int ready, bool conflict) =>
        (works * Binomial.PMF(conflict ? readyConflict : readyPeace, units, ready)) + (ready == 0 ? 1 - works : 0);

    /// <summary>Probabilities of so many fighter pairs for a fleet: (pairs, probability), each at most once.</summary>
    public Dictionary<int, double> Pairs(int fleet)
    {
        double fit = Math.Floor((fleet * fitShare / 2) + 1e-9);
        double patrol = Math.Min(fit, fleet * patrolShare);
        double below = Math.Floor(patrol);
        double above = patrol - below;
        var result = new Dictionary<int, double>();
        void Add(double pairs, double chance)
        {
            int n = (int)Math.Min(pairs, fit);
            result[n] = result.GetValueOrDefault(n) + chance;
        }

        Add(below, (1 - above) * late * works);
        Add(below + 1, above * late * works);
        Add(below + alert, (1 - above) * (1 - late) * works);
        Add(below + 1 + alert, above * (1 - late) * works);
        Add(0, 1 - works);
        return result;
    }
}

/// <summary>What one raid does in one trial. Engagements, and what they add up to, are worked out once for every force that is met.</summary>
internal sealed class Raids
{
    private readonly string[] sites, classes;
    private readonly int missiles;
    private readonly Layer[] layers;
    private readonly Layer[] ground;
    private readonly (int[] Attackers, Quantity Weight)[][] mixes;
    private readonly (Quantity Hit, Quantity Damage, Quantity[] HitFactors, Quantity[] DamageFactors)[,] vulnerabilities;
    private readonly double[][,] shares = new double[2][,];
    private readonly Dictionary<(int Raid, int Size, long Forces), double[]> fights = [];
    private readonly Dictionary<(int Raid, long Forces), double[]> rows = [];
    private readonly Dictionary<(int Raid, long State, int Fleet, bool Conflict), double[]> states = [];
    private readonly Dictionary<int, Dictionary<int, double>> pairs = [];
    private readonly double[] mean, variance, certain, stock, stockVariance;
    private double[] trial = [];

    public Raids(JsonNode scenario, Layer[] layers, BoughtSystem[] programmes, string[] classes, string[] missiles, Inputs inputs)
    {
        this.layers = layers;
        this.classes = classes;
        this.missiles = missiles.Length;
        ground = [.. layers.Where(layer => layer.IsGround)];
        sites = [.. scenario["sites"]!.AsObject().Select(pair => pair.Key)];
        JsonObject kinds = scenario["raids"]!.AsObject();
        Peace = kinds.Select(pair => pair.Value!["phase"]!.GetValue<string>()).ToList().IndexOf("peace");
        Conflict = 1 - Peace;
        mixes = [.. kinds.Select(pair => Mix(pair.Value!, $"raids:{pair.Key}")), Mix(scenario["referenceRaid"]!, "referenceRaid")];
        vulnerabilities = new (Quantity, Quantity, Quantity[], Quantity[])[sites.Length, classes.Length];
        for (int s = 0; s < sites.Length; s++)
        {
            for (int c = 0; c < classes.Length; c++)
            {
                JsonNode site = scenario["sites"]![sites[s]]!;
                vulnerabilities[s, c] = (Own(site, "hitProbability", s, c), Own(site, "damageShare", s, c), Factors("hitFactor", c), Factors("damageFactor", c));
            }
        }

        (shares[0], shares[1]) = (new double[sites.Length, classes.Length], new double[sites.Length, classes.Length]);
        (mean, variance, certain) = (new double[classes.Length], new double[classes.Length], new double[classes.Length]);
        (stock, stockVariance) = (new double[missiles.Length], new double[missiles.Length]);

        (int[], Quantity)[] Mix(JsonNode raid, string path) =>
            [.. raid["archetypes"]!.AsObject().Select(pair => (
                classes.Select(c => pair.Value!["attackers"]![c]?.GetValue<int>() ?? 0).ToArray(),
                inputs.Of(pair.Value, "weight", $"{path}:archetypes:{pair.Key}")))];

        Quantity Own(JsonNode site, string what, int s, int c) => site[what]?[classes[c]] is null
            ? inputs.Of(scenario["threatClasses"]![classes[c]], what, $"threatClasses:{classes[c]}")
            : inputs.Of(site[what], classes[c], $"sites:{sites[s]}:{what}");

        Quantity[] Factors(string what, int c) =>
            [.. programmes.Select(one => inputs.Of(one.Node["programme"]![what], classes[c], $"systems:{one.Name}:programme:{what}", 1))];
    }

    public int Peace { get; }

    public int Conflict { get; }

    public int Reference => 2;

    public int Sites => sites.Length;

    public int Missiles => missiles;

    /// <summary>Starts a trial.</summary>
    public void Run(double[] x)
    {
        trial = x;
        Forget();
        for (int s = 0; s < sites.Length; s++)
        {
            for (int c = 0; c < classes.Length; c++)
            {
                (Quantity hit, Quantity damage, Quantity[] hitFactors, Quantity[] damageFactors) = vulnerabilities[s, c];
                (double h, double d) = (hit.In(x), damage.In(x));
                shares[0][s, c] = 1 - (h * Math.Min(1, d));
                foreach (Quantity factor in hitFactors)
                {
                    h *= factor.In(x);
                }

                foreach (Quantity factor in damageFactors)
                {
                    d *= factor.In(x);
                }

                shares[1][s, c] = 1 - (h * Math.Min(1, d));
            }
        }
    }

    /// <summary>Forgets what has been worked out.</summary>
    public void Forget()
    {
        fights.Clear();
        rows.Clear();
        states.Clear();
        pairs.Clear();
    }

    /// <summary>In expectation over what is ready: damage to each site, leakers, shots by missile, squared shots. No fighters in peace or without missiles.</summary>
    /// <param name="raid">Raid kind.</param>
    /// <param name="units">Units of ground systems around the target, then 1 where programmes are at work.</param>
    /// <param name="fleet">Fighters; negative for none.</param>
    /// <param name="conflict">Phase.</param>
    public double[] Expected(int raid, ReadOnlySpan<int> units, int fleet, bool conflict)
    {
        long code = 0;
        foreach (int n in units)
        {
            code = (code * 64) + n;
        }

        if (states.TryGetValue((raid, code, fleet, conflict), out double[]? found))
        {
            return found;
        }

        double[] sum = new double[sites.Length + 1 + (2 * missiles)];
        int[] ready = new int[ground.Length];
        if (fleet < 0)
        {
            Add(sum, raid, units, ready, 0, 0, 1, conflict);
        }
        else
        {
            if (!pairs.TryGetValue(fleet, out Dictionary<int, double>? chances))
            {
                pairs[fleet] = chances = Array.Find(layers, layer => !layer.IsGround)!.Pairs(fleet);
            }

            foreach ((int n, double chance) in chances)
            {
                Add(sum, raid, units, ready, 0, n, chance, conflict);
            }
        }

        states[(raid, code, fleet, conflict)] = sum;
        return sum;
    }

    /// <summary>Adds every combination of ready ground units with its probability.</summary>
    private void Add(double[] sum, int raid, ReadOnlySpan<int> units, int[] ready, int g, int pairs, double weight, bool conflict)
    {
        if (weight == 0)
        {
            return;
        }

        if (g < ground.Length)
        {
            for (ready[g] = 0; ready[g] <= units[g]; ready[g]++)
            {
                Add(sum, raid, units, ready, g + 1, pairs, weight * ground[g].Ready(units[g], ready[g], conflict), conflict);
            }

            return;
        }

        double[] row = Row(raid, ready, pairs, units[^1]);
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * row[i];
        }
    }

    /// <summary>The same against given ready forces, in expectation over sizes.</summary>
    private double[] Row(int raid, int[] ready, int pairs, int programmes)
    {
        long code = Code(ready, pairs, programmes, null);
        if (rows.TryGetValue((raid, code), out double[]? found))
        {
            return found;
        }

        double[] row = new double[sites.Length + 1 + (2 * missiles)];
        (int[] Attackers, Quantity Weight)[] mix = mixes[raid];
        double total = mix.Sum(one => one.Weight.In(trial));
        for (int size = 0; size < mix.Length; size++)
        {
            double weight = mix[size].Weight.In(trial) / total;
            double[] one = Fight(raid, size, mix[size].Attackers, ready, pairs, programmes);
            for (int i = 0; i < one.Length; i++)
            {
                row[i] += weight * one[i];
            }

            for (int m = 0; m < missiles; m++)
            {
                double shots = one[sites.Length + 1 + m];
                row[sites.Length + 1 + missiles + m] += weight * shots * shots;
            }
        }

        rows[(raid, code)] = row;
        return row;
    }

    /// <summary>Forces as a number; of a raid of given attackers, only those that engage any of them.</summary>
    private long Code(int[] ready, int pairs, int programmes, int[]? attackers)
    {
        long code = programmes;
        int g = 0;
        foreach (Layer layer in layers)
        {
            int units = layer.IsGround ? ready[g++] : pairs;
            bool meets = attackers is null || Array.Exists(layer.Shots, shot => attackers[shot.Target] > 0);
            code = (code * 64) + (meets ? units : 0);
        }

        return code;
    }

    /// <summary>One raid of a size: damage to each site, leakers, shots by missile.</summary>
    private double[] Fight(int raid, int size, int[] attackers, int[] ready, int pairs, int programmes)
    {
        long code = Code(ready, pairs, programmes, attackers);
        if (fights.TryGetValue((raid, size, code), out double[]? found))
        {
            return found;
        }

        double[] result = new double[sites.Length + 1 + missiles];
        for (int c = 0; c < attackers.Length; c++)
        {
            (mean[c], variance[c], certain[c]) = (attackers[c], 0, attackers[c]);
        }

        int g = 0;
        foreach (Layer layer in layers)
        {
            int units = layer.IsGround ? ready[g++] : pairs;
            if (units > 0)
            {
                Meet(layer, units, attackers, result);
            }
        }

        double[,] left = shares[programmes];
        for (int s = 0; s < sites.Length; s++)
        {
            double survives = 1;
            for (int c = 0; c < attackers.Length; c++)
            {
                survives *= attackers[c] > 0 ? Surviving(mean[c], variance[c], certain[c], left[s, c]) : 1;
            }

            result[s] = 1 - survives;
        }

        for (int c = 0; c < attackers.Length; c++)
        {
            result[sites.Length] += mean[c];
        }

        fights[(raid, size, code)] = result;
        return result;
    }

    private void Meet(Layer layer, int units, int[] attackers, double[] result)
    {
        double everything = layer.Channels(units);
        (double channels, double channelVariance) = (everything, 0);
        for (int m = 0; m < missiles; m++)
        {
            (stock[m], stockVariance[m]) = (layer.Missiles(units, m), 0);
        }

        foreach (Shot shot in layer.Shots)
        {
            if (attackers[shot.Target] == 0)
            {
                continue;
            }

            (double before, double beforeVariance) = (channels, channelVariance);
            for (int look = 0; look < shot.Kills.Length; look++)
            {
                (double capacity, double spread) = look == 0 ? (channels, channelVariance) : (before, beforeVariance);
                bool limited = false;
                int m = shot.Missile;
                if (m >= 0)
                {
                    double salvos = stockVariance[m] > 0 ? stock[m] / shot.Salvo : Math.Floor((stock[m] / shot.Salvo) + 1e-9);
                    limited = salvos < capacity;
                    (capacity, spread) = limited ? (salvos, stockVariance[m] / (shot.Salvo * shot.Salvo)) : (capacity, spread);
                }

                int c = shot.Target;
                certain[c] = Math.Max(0, certain[c] - (spread > 0 ? everything : Math.Ceiling(capacity - 1e-9)));
                (mean[c], variance[c], double rest, double restVariance, double engaged) = Through(mean[c], variance[c], capacity, spread, shot.Kills[look]);
                if (look == 0)
                {
                    (channels, channelVariance) = limited ? (Math.Max(0, channels - engaged), channelVariance) : (rest, restVariance);
                }

                if (m >= 0)
                {
                    result[sites.Length + 1 + m] += engaged * shot.Salvo;
                    stock[m] = Math.Max(0, stock[m] - (engaged * shot.Salvo));
                    stockVariance[m] = limited ? restVariance * shot.Salvo * shot.Salvo : stockVariance[m];
                }
            }
        }
    }

    /// <summary>One pass of X attackers through C engagements, X − C normal: moments of those left on both sides, and engaged.</summary>
    private static (double Mean, double Variance, double Unused, double UnusedVariance, double Engaged) Through(
        double mean, double variance, double capacity, double capacityVariance, double kill)
    {
        double spread = variance + capacityVariance;
        double left;
        if (spread < 1e-12)
        {
            double sure = Math.Min(mean, capacity);
            left = variance + (kill * (1 - kill) * sure);
            return (mean - (kill * sure), left, Math.Max(0, capacity - sure), capacityVariance, sure);
        }

        double deviation = Math.Sqrt(spread);
        double gap = mean - capacity;
        double above = Normal.CDF(0, 1, gap / deviation);
        double density = Normal.PDF(0, 1, gap / deviation) * deviation;
        double excess = (gap * above) + density;
        double square = (((gap * gap) + spread) * above) + (gap * density);
        double engaged = Math.Clamp(mean - excess, 0, mean);
        double engagedVariance = Math.Max(0, variance + square - (excess * excess) - (2 * variance * above));
        left = variance + (kill * kill * engagedVariance) - (2 * kill * variance * (1 - above)) + (kill * (1 - kill) * engaged);
        double restVariance = Math.Max(0, capacityVariance + engagedVariance - (2 * capacityVariance * above));
        return (mean - (kill * engaged), Math.Max(0, left), Math.Max(0, capacity - engaged), restVariance, engaged);
    }

    /// <summary>E[z^L]: leakers beyond the certain ones as a matched binomial.</summary>
    private static double Surviving(double mean, double variance, double certain, double z)
    {
        double rest = Math.Max(mean - certain, 0);
        double sure = Math.Pow(z, certain);
        if (rest < 1e-12)
        {
            return sure;
        }

        double a = 1 - (variance / rest);
        return sure * (Math.Abs(a) < 1e-7 ? Math.Exp(-rest * (1 - z)) : Math.Pow(Math.Max(1 - (a * (1 - z)), 0), rest / a));
    }
}
