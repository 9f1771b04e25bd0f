using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>What stands in the middle of a year: units by site and layer, programmes by site, missiles by kind.</summary>
internal sealed class Forces(int sites, int layers, int missiles)
{
    /// <summary>Ground units around a site, or the fleet: [site][layer].</summary>
    public int[][] Units { get; } = [.. Enumerable.Range(0, sites).Select(_ => new int[layers])];

    /// <summary>Programmes at work by site, a bit each.</summary>
    public int[] Programmes { get; } = new int[sites];

    /// <summary>Missiles owned, by kind.</summary>
    public double[] Stock { get; } = new double[missiles];

    /// <summary>Equal for equal forces.</summary>
    public string Key => string.Join(';', Units.Select(row => string.Join(',', row)).Append(string.Join(',', Programmes)).Append(string.Join(',', Stock)));
}

/// <summary>Units that are there without being paid for.</summary>
internal sealed record Asset(string System, int Units, double From, double Until, string[] Siting, double[] Missiles);

/// <summary>Places what an option has at a time.</summary>
internal sealed class Places
{
    private readonly (string Name, string Area)[] sites;
    private readonly Asset[] assets;
    private readonly Layer[] layers;
    private readonly string[] programmes;
    private readonly bool[][] covers;
    private readonly int missiles;

    /// <summary>Reads sites and assets.</summary>
    public Places(JsonNode scenario, Layer[] layers, string[] programmes, bool[][] covers, string[] missiles)
    {
        (this.layers, this.programmes, this.covers, this.missiles) = (layers, programmes, covers, missiles.Length);
        sites = [.. scenario["sites"]!.AsObject().Select(pair => (pair.Key, pair.Value!["area"]?.GetValue<string>() ?? ""))];
        double start = scenario["horizon"]!["startYear"]!.GetValue<double>();
        assets = [.. (scenario["assets"]?.AsObject() ?? []).Select(pair => new Asset(
            pair.Value!["system"]!.GetValue<string>(), pair.Value["units"]!.GetValue<int>(),
            (pair.Value["fromYear"]?.GetValue<double>() ?? start) - start, (pair.Value["untilYear"]?.GetValue<double>() ?? double.PositiveInfinity) - start,
            pair.Value["siting"] is JsonArray places ? [.. places.Select(one => one!.GetValue<string>())] : [],
            [.. missiles.Select(kind => pair.Value["missiles"]?[kind]?.GetValue<double>() ?? 0)]))];
    }

    /// <summary>What an option has at a time.</summary>
    public Forces At(BoughtOption option, double time)
    {
        var forces = new Forces(sites.Length, layers.Length, missiles);
        foreach (Asset asset in assets.Where(one => one.From <= time && time < one.Until))
        {
            Place(forces, asset.System, asset.Siting, Enumerable.Range(0, asset.Units));
            for (int m = 0; m < missiles; m++)
            {
                forces.Stock[m] += asset.Missiles[m];
            }
        }

        foreach (Purchase purchase in option.Purchases)
        {
            BoughtSystem system = purchase.System;
            Place(forces, system.Name, purchase.Siting, Enumerable.Range(0, purchase.Units).Where(
                j => purchase.Delivered[j] + system.Training <= time && time < purchase.Delivered[j] + system.Life));
            for (int m = 0; m < missiles; m++)
            {
                forces.Stock[m] += purchase.Missiles[m] / purchase.Units * purchase.Delivered.Count(date => date <= time);
            }
        }

        return forces;
    }

    /// <summary>Puts units, by their number in the order of delivery, where they belong.</summary>
    private void Place(Forces forces, string system, string[] siting, IEnumerable<int> units)
    {
        int layer = Array.FindIndex(layers, one => one.Name == system), programme = Array.IndexOf(programmes, system);
        foreach (int j in units)
        {
            for (int s = 0; s < sites.Length; s++)
            {
                if (programme >= 0)
                {
                    forces.Programmes[s] |= covers[programme][s] ? 1 << programme : 0;
                }
                else if (layer >= 0 && (!layers[layer].IsGround || (siting.Length > 0 && Covers(siting[j % siting.Length], s))))
                {
                    forces.Units[s][layer]++;
                }
            }
        }
    }

    private bool Covers(string place, int site) =>
        sites.Any(one => one.Area == place) ? sites[site].Area == place : sites[site].Name == place;
}
