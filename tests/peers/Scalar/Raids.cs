using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>What one raid on one site brings in expectation: share destroyed, deaths, leakers, shots by kind, squared shots by kind.</summary>
internal sealed class Row(int missiles)
{
    /// <summary>Share of the site destroyed.</summary>
    public double Damage { get; set; }

    /// <summary>Deaths.</summary>
    public double Deaths { get; set; }

    /// <summary>Attackers that get through.</summary>
    public double Leakers { get; set; }

    /// <summary>By kind.</summary>
    public double[] Shots { get; } = new double[missiles];

    /// <summary>By kind.</summary>
    public double[] Squares { get; } = new double[missiles];

    /// <summary>Adds another, weighed.</summary>
    public void Add(Row other, double weight)
    {
        Damage += weight * other.Damage;
        Deaths += weight * other.Deaths;
        Leakers += weight * other.Leakers;
        for (int m = 0; m < Shots.Length; m++)
        {
            Shots[m] += weight * other.Shots[m];
            Squares[m] += weight * other.Squares[m];
        }
    }
}

/// <summary>A kind of raid: when, how often, on what, how large.</summary>
internal sealed record Kind(bool InPeace, bool InConflict, Quantity Rate, Quantity Dispersion, double[] Share, (int[] Attackers, Quantity Weight)[] Sizes);

/// <summary>What one raid does in one trial. Engagements, and what they add up to, are worked out once for every force that is met.</summary>
internal sealed class Raids
{
    private readonly string[] classes;
    private readonly int missiles;
    private readonly Layer[] layers;
    private readonly Vulnerability vulnerability;
    private readonly Dictionary<string, Enumeration> fights = [];
    private readonly Engagements engagements = new();
    private readonly double[] ample;
    private readonly Dictionary<string, Row> rows = [];
    private readonly Dictionary<string, Row> states = [];
    private readonly Dictionary<string, double> destroyed = [];
    private double[] trial = [];

    /// <summary>Reads raids.</summary>
    public Raids(JsonNode scenario, Layer[] layers, Vulnerability vulnerability, string[] classes, int missiles, Inputs inputs)
    {
        (this.layers, this.vulnerability, this.classes, this.missiles) = (layers, vulnerability, classes, missiles);
        ample = [.. Enumerable.Repeat(double.PositiveInfinity, missiles)];
        Campaign = (int)(scenario["referenceRaid"]!["raids"]?.GetValue<double>() ?? 1);
        string[] sites = [.. scenario["sites"]!.AsObject().Select(pair => pair.Key)];
        Kinds = [.. scenario["raids"]!.AsObject().Select(pair => Read(pair.Value!, $"raids:{pair.Key}"))];
        Reference = Read(scenario["referenceRaid"]!, "referenceRaid");

        Kind Read(JsonNode raid, string path)
        {
            double[] weights = [.. sites.Select(site => raid["targets"]?[site]?.GetValue<double>() ?? 0)];
            string phase = raid["phase"]?.GetValue<string>() ?? "conflict";
            return new(
                phase is "peace" or "always", phase is "conflict" or "always", inputs.Of(raid, "ratePerYear", path),
                inputs.Of(raid, "dispersion", path, double.PositiveInfinity), [.. weights.Select(weight => weight / weights.Sum())],
                [.. raid["archetypes"]!.AsObject().Select(pair => (
                    classes.Select(c => pair.Value!["attackers"]![c]?.GetValue<int>() ?? 0).ToArray(),
                    inputs.Of(pair.Value, "weight", $"{path}:archetypes:{pair.Key}")))]);
        }
    }

    /// <summary>In the order of the file.</summary>
    public Kind[] Kinds { get; }

    /// <summary>The raid by which protection is measured.</summary>
    public Kind Reference { get; }

    /// <summary>Reference raids in a row.</summary>
    public int Campaign { get; }

    /// <summary>Starts a trial.</summary>
    public void Run(double[] x)
    {
        trial = x;
        Forget();
    }

    /// <summary>Forgets what has been worked out.</summary>
    public void Forget()
    {
        fights.Clear();
        engagements.Clear();
        rows.Clear();
        states.Clear();
        destroyed.Clear();
    }

    /// <summary>Mean number of attackers of a raid, and what they cost.</summary>
    public (double Number, double Cost) Attackers(Kind kind, double[] unitCosts)
    {
        (double number, double cost) = (0, 0);
        for (int i = 0; i < kind.Sizes.Length; i++)
        {
            double share = Share(kind, i);
            number += share * kind.Sizes[i].Attackers.Sum();
            cost += share * kind.Sizes[i].Attackers.Select((n, c) => n == 0 ? 0 : n * unitCosts[c]).Sum();
        }

        return (number, cost);
    }

    /// <summary>In expectation over what is ready.</summary>
    /// <param name="kind">Raid.</param>
    /// <param name="site">Target.</param>
    /// <param name="units">By layer: ground units around the target, or the fleet; 0 for none.</param>
    /// <param name="programmes">Those at work at the target, a bit each.</param>
    /// <param name="conflict">Phase.</param>
    public Row Expected(Kind kind, int site, int[] units, int programmes, bool conflict)
    {
        string key = $"{Index(kind)},{site},{programmes},{conflict},{string.Join(',', units)}";
        if (!states.TryGetValue(key, out Row? sum))
        {
            states[key] = sum = new Row(missiles);
            Add(sum, kind, site, units, new int[layers.Length], 0, programmes, 1, conflict);
        }

        return sum;
    }

    /// <summary>Share of a site destroyed by reference raids in a row that find the missiles in stock, and those that earlier ones left.</summary>
    public double Destroyed(int site, int[] units, int programmes, double[] stock, bool conflict)
    {
        double[] whole = [.. stock.Select((n, m) => n >= Campaign * Most(units, m, conflict) ? double.PositiveInfinity : Math.Floor(n))];
        string start = string.Join(',', whole);
        var left = new Dictionary<string, (double[] Stock, double Left)> { [start] = (whole, 1) };
        string key = $"{site},{programmes},{conflict},{string.Join(',', units)},{start}";
        if (destroyed.TryGetValue(key, out double found))
        {
            return found;
        }

        for (int raid = 0; raid < Campaign; raid++)
        {
            var next = new Dictionary<string, (double[] Stock, double Left)>();
            foreach ((double[] have, double weight) in left.Values)
            {
                Next(next, site, units, new int[layers.Length], 0, programmes, have, weight, conflict);
            }

            left = next;
        }

        return destroyed[key] = 1 - left.Values.Sum(one => one.Left);
    }

    /// <summary>Most missiles of a kind that a reference raid can cost: all that are aboard, or every salvo at every attacker.</summary>
    private double Most(int[] units, int kind, bool conflict)
    {
        double most = 0;
        for (int l = 0; l < layers.Length; l++)
        {
            int ready = units[l] == 0 ? 0 : layers[l].Present(units[l], conflict).Max(one => one.Ready);
            double wanted = Reference.Sizes.Max(size => layers[l].Shots.Where(shot => shot.Missile == kind).Sum(shot => size.Attackers[shot.Target] * shot.Looks * shot.Salvo));
            most += ready == 0 ? 0 : Math.Min(layers[l].Missiles(ready, kind), wanted);
        }

        return most;
    }

    /// <summary>Adds what a reference raid leaves, by the missiles that are left with it.</summary>
    private void Next(
        Dictionary<string, (double[] Stock, double Left)> sum, int site, int[] units, int[] ready, int layer, int programmes, double[] stock, double weight, bool conflict)
    {
        if (layer < layers.Length)
        {
            foreach ((int n, double chance) in units[layer] == 0 ? [(0, 1.0)] : layers[layer].Present(units[layer], conflict))
            {
                ready[layer] = n;
                Next(sum, site, units, ready, layer + 1, programmes, stock, weight * chance, conflict);
            }

            return;
        }

        for (int i = 0; i < Reference.Sizes.Length; i++)
        {
            double share = Share(Reference, i);
            Enumeration? fight = share > 0 ? Fight(Reference.Sizes[i].Attackers, ready, stock) : null;
            foreach ((int[] fired, double left) in fight?.ByFired(vulnerability.Of(site, programmes).Left) ?? [])
            {
                double[] rest = [.. stock.Select((n, m) => n - fired[m])];
                string key = string.Join(',', rest);
                sum[key] = (rest, sum.GetValueOrDefault(key).Left + (weight * share * left));
            }
        }
    }

    /// <summary>Share of raids of a size; sizes without any weight are alike.</summary>
    private double Share(Kind kind, int size)
    {
        double total = kind.Sizes.Sum(one => one.Weight.In(trial));
        return total > 0 ? kind.Sizes[size].Weight.In(trial) / total : 1.0 / kind.Sizes.Length;
    }

    private int Index(Kind kind) => Array.IndexOf(Kinds, kind);

    /// <summary>Adds every combination of ready units with its probability.</summary>
    private void Add(Row sum, Kind kind, int site, int[] units, int[] ready, int layer, int programmes, double weight, bool conflict)
    {
        if (layer == layers.Length)
        {
            sum.Add(Given(kind, site, ready, programmes), weight);
            return;
        }

        foreach ((int n, double chance) in units[layer] == 0 ? [(0, 1.0)] : layers[layer].Present(units[layer], conflict))
        {
            ready[layer] = n;
            Add(sum, kind, site, units, ready, layer + 1, programmes, weight * chance, conflict);
        }
    }

    /// <summary>The same against given ready forces, in expectation over sizes.</summary>
    private Row Given(Kind kind, int site, int[] ready, int programmes)
    {
        string key = $"{Index(kind)},{site},{programmes},{string.Join(',', ready)}";
        if (rows.TryGetValue(key, out Row? row))
        {
            return row;
        }

        rows[key] = row = new Row(missiles);
        (double[] left, double[] deaths) = vulnerability.Of(site, programmes);
        for (int i = 0; i < kind.Sizes.Length; i++)
        {
            double weight = Share(kind, i);
            if (weight > 0)
            {
                Enumeration fight = Fight(kind.Sizes[i].Attackers, ready, ample);
                row.Damage += weight * (1 - fight.Survives(left));
                row.Leakers += weight * fight.Leakers.Sum();
                row.Deaths += weight * fight.Leakers.Zip(deaths, (n, each) => n * each).Sum();
                for (int m = 0; m < missiles; m++)
                {
                    row.Shots[m] += weight * fight.Shots(m);
                    row.Squares[m] += weight * fight.SquaredShots(m);
                }
            }
        }

        return row;
    }

    private Enumeration Fight(int[] attackers, int[] ready, double[] stock)
    {
        int[] met = [.. ready.Select((n, l) => Array.Exists(layers[l].Shots, shot => attackers[shot.Target] > 0) ? n : 0)];
        string key = $"{string.Join(',', attackers)};{string.Join(',', met)};{string.Join(',', stock)}";
        if (!fights.TryGetValue(key, out Enumeration? found))
        {
            fights[key] = found = new Enumeration(layers, met, attackers, stock, engagements);
        }

        return found;
    }
}
