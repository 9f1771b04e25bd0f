using System.Text.Json.Nodes;
using MathNet.Numerics.Distributions;

namespace CostSim.Peers.Scalar;

/// <summary>How a layer engages a class: missile (negative for a gun), salvo, looks, single-shot kill and detection.</summary>
internal sealed class Shot(int target, int missile, int salvo, int looks, Quantity kill, Quantity detection)
{
    /// <summary>Class.</summary>
    public int Target { get; } = target;

    /// <summary>Kind of missile; negative for a gun.</summary>
    public int Missile { get; } = missile;

    /// <summary>Shots at a target in a look.</summary>
    public int Salvo { get; } = salvo;

    /// <summary>Looks.</summary>
    public int Looks { get; } = looks;

    /// <summary>Single-shot kill probability.</summary>
    public Quantity Kill { get; } = kill;

    /// <summary>Probability that a target is detected.</summary>
    public Quantity Detection { get; } = detection;
}

/// <summary>A system as a raid meets it.</summary>
internal sealed class Layer
{
    private readonly Quantity commonMode, channels, cycles, availability, crewed;
    private readonly Quantity home, capable, hours, coverage, alertPairs, aboard, usable;
    private readonly Quantity[] alertShare, sorties, onTime;
    private readonly double[] magazine;
    private readonly Dictionary<(int Units, bool Conflict), (int Ready, double Chance)[]> known = [];
    private double[] trial = [];

    /// <summary>Reads a system that engages.</summary>
    public Layer(string name, JsonNode node, string[] missiles, string[] classes, Inputs inputs)
    {
        Name = name;
        JsonNode engagement = node["engagement"]!;
        string path = $"systems:{name}";
        commonMode = inputs.Of(engagement, "commonModeSuccess", $"{path}:engagement", 1);
        Shots = [.. engagement["classes"]!.AsObject().Select(pair => Read(pair.Key, pair.Value!, $"{path}:engagement:classes:{pair.Key}"))];
        magazine = [.. missiles.Select(kind => node["ground"]?["readyMissiles"]?[kind]?.GetValue<double>() ?? 0)];
        IsGround = node["ground"] is not null;
        string kind = IsGround ? "ground" : "fighter";
        Quantity Take(string key, double otherwise) => inputs.Of(node[kind], key, $"{path}:{kind}", otherwise);
        Quantity[] ByPhase(string key, double otherwise) =>
            [.. new[] { "peace", "conflict" }.Select(phase => inputs.Of(node[kind]![key], phase, $"{path}:{kind}:{key}", otherwise))];
        (channels, cycles, availability, crewed) = (Take("channels", 0), Take("cycles", 1), Take("availability", 1), Take("crewedShare", 1));
        (home, capable, hours, coverage) = (Take("homeDefenceShare", 0), Take("missionCapableRate", 0), Take("hoursOnStation", 0), Take("patrolCoverage", 1));
        (alertPairs, aboard, usable) = (Take("alertPairs", 0), Take("missilesPerAircraft", 0), Take("usableShare", 1));
        (alertShare, sorties, onTime) = (ByPhase("alertShare", 1), ByPhase("patrolSorties", 0), ByPhase("onTimeProbability", 0));

        Shot Read(string target, JsonNode shot, string at) => new(
            Array.IndexOf(classes, target), Array.IndexOf(missiles, shot["missile"]?.GetValue<string>() ?? ""),
            shot["salvo"]?.GetValue<int>() ?? 1, shot["looks"]?.GetValue<int>() ?? 1,
            inputs.Of(shot, "killProbability", at), inputs.Of(shot, "detectionProbability", at, 1));
    }

    /// <summary>Name of the system.</summary>
    public string Name { get; }

    /// <summary>Whether units stand around sites; fighters cover all.</summary>
    public bool IsGround { get; }

    /// <summary>In the order in which classes are served.</summary>
    public Shot[] Shots { get; }

    /// <summary>Kinds of missile it fires.</summary>
    public int[] Kinds => [.. Shots.Select(shot => shot.Missile).Where(m => m >= 0).Distinct().Order()];

    /// <summary>Starts a trial.</summary>
    public void Run(double[] x)
    {
        trial = x;
        known.Clear();
    }

    /// <summary>Engagements of <paramref name="ready"/> units for each of <see cref="Shots"/>: the integer below or above, one uniform for all; missiles alone limit aircraft.</summary>
    public IEnumerable<(int[] Capacity, double Chance)> Capacities(int ready)
    {
        if (!IsGround)
        {
            return [([.. Shots.Select(_ => int.MaxValue / 4)], 1)];
        }

        double[] means = [.. Shots.Select(shot => ready * channels.In(trial) * Math.Max(cycles.In(trial), shot.Looks))];
        double[] steps = [0, .. means.Select(mean => 1 - (mean - Math.Floor(mean))).Where(at => at < 1).Distinct().Order(), 1];
        return steps.Zip(steps.Skip(1), (from, to) => (means.Select(mean => (int)Math.Floor(mean + ((from + to) / 2))).ToArray(), to - from)).Where(one => one.Item2 > 0);
    }

    /// <summary>Missiles of a kind on the launchers of <paramref name="ready"/> units, or pairs.</summary>
    public double Missiles(int ready, int kind) =>
        IsGround ? ready * magazine[kind] : Math.Floor((2 * ready * aboard.In(trial) * usable.In(trial)) + 1e-9);

    /// <summary>Kill probability of a shot, and detection, in the trial.</summary>
    public (double Kill, double Detection) Chances(Shot shot) => (shot.Kill.In(trial), shot.Detection.In(trial));

    /// <summary>How many of the units, or pairs of the fleet, a raid meets, with probabilities; 0 also when the whole layer is blind.</summary>
    public (int Ready, double Chance)[] Present(int units, bool conflict)
    {
        if (!known.TryGetValue((units, conflict), out (int, double)[]? found))
        {
            double works = commonMode.In(trial);
            var chances = new SortedDictionary<int, double> { [0] = 1 - works };
            foreach ((int ready, double chance) in IsGround ? Ground(units, conflict ? 1 : 0) : Pairs(units, conflict ? 1 : 0))
            {
                chances[ready] = chances.GetValueOrDefault(ready) + (works * chance);
            }

            known[(units, conflict)] = found = [.. chances.Where(one => one.Value > 0).Select(one => (one.Key, one.Value))];
        }

        return found;
    }

    private IEnumerable<(int Ready, double Chance)> Ground(int units, int phase)
    {
        double p = availability.In(trial) * Math.Min(alertShare[phase].In(trial), crewed.In(trial));
        return Enumerable.Range(0, units + 1).Select(ready => (ready, Binomial.PMF(p, units, ready)));
    }

    private IEnumerable<(int Ready, double Chance)> Pairs(int fleet, int phase)
    {
        double share = home.In(trial) * capable.In(trial);
        double fit = Math.Floor((fleet * share / 2) + 1e-9);
        double patrol = Math.Min(fit, fleet * share * sorties[phase].In(trial) * hours.In(trial) / 48 * coverage.In(trial));
        foreach ((double extra, double often) in Mixture(patrol))
        {
            yield return ((int)Math.Min(extra, fit), often * (1 - onTime[phase].In(trial)));
            foreach ((double alert, double chance) in Mixture(alertPairs.In(trial)))
            {
                yield return ((int)Math.Min(extra + alert, fit), often * chance * onTime[phase].In(trial));
            }
        }
    }

    /// <summary>The integer below or above, that has the mean.</summary>
    private static (double Value, double Chance)[] Mixture(double mean) =>
        [(Math.Floor(mean), 1 - (mean - Math.Floor(mean))), (Math.Floor(mean) + 1, mean - Math.Floor(mean))];
}
