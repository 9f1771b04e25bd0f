using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>Share of replacing a missile that is air defence's: that of the systems with which an option has it, weighed by how many each has.</summary>
internal sealed class Attribution
{
    private readonly (int Kind, double Number, Quantity Share)[] listed;
    private readonly int missiles;

    /// <summary>Reads which missiles come with which systems.</summary>
    public Attribution(JsonNode scenario, JsonNode option, string[] missiles, Inputs inputs)
    {
        this.missiles = missiles.Length;
        listed = [.. (scenario["assets"]?.AsObject() ?? [])
            .Concat(option["purchases"]?.AsObject() ?? [])
            .Concat(option["fallback"]?["purchases"]?.AsObject() ?? [])
            .SelectMany(holder => (holder.Value!["missiles"]?.AsObject() ?? []).Select(pair => (
                Array.IndexOf(missiles, pair.Key), pair.Value!.GetValue<double>(), Share(holder.Value["system"]!.GetValue<string>()))))];

        Quantity Share(string system) => inputs.Of(scenario["systems"]![system]!["cost"], "airDefenceShare", $"systems:{system}:cost", 1);
    }

    /// <summary>By kind; 1 where no one has any.</summary>
    public double[] In(double[] x)
    {
        double[] shares = new double[missiles];
        for (int m = 0; m < missiles; m++)
        {
            var of = listed.Where(one => one.Kind == m && one.Number > 0).ToArray();
            shares[m] = of.Length == 0 ? 1 : of.Sum(one => one.Number * one.Share.In(x)) / of.Sum(one => one.Number);
        }

        return shares;
    }
}
