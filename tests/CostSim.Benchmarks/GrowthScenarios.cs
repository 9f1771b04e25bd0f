using System.Text.Json;
using System.Text.Json.Nodes;

namespace CostSim.Benchmarks;

/// <summary>Variants of the baseline that differ in size along one axis; made from the scenario file, so that they stay its relatives.</summary>
internal sealed class GrowthScenarios
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly JsonObject baseline;

    public GrowthScenarios(string file)
    {
        baseline = JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient)!.AsObject();
        baseline.Remove("$schema");

        // Trials are independent here; and not all of these inputs are in every variant.
        baseline["run"]!.AsObject().Remove("priority");
    }

    /// <summary>Writes a scenario and returns its file.</summary>
    public static string Write(JsonObject scenario, string folder, string name)
    {
        scenario["name"] = name;
        string file = Path.Combine(folder, $"{name}.json");
        File.WriteAllText(file, scenario.ToJsonString(Indented));
        return file;
    }

    /// <summary>The baseline.</summary>
    public JsonObject Same() => baseline.DeepClone().AsObject();

    /// <summary>Another horizon, years.</summary>
    public JsonObject Years(int years)
    {
        JsonObject result = Same();
        result["horizon"]!["years"] = years;
        return result;
    }

    /// <summary>So many options: fewer of the baseline's, or more of them with other numbers of units, so that other forces are met.</summary>
    public JsonObject Options(int count)
    {
        JsonObject result = Same();
        JsonObject options = result["options"]!.AsObject();
        string reference = result["referenceOption"]!.GetValue<string>();
        string[] own = [.. options.Select(pair => pair.Key).Where(id => id != reference)];
        for (int i = 0; i < own.Length; i++)
        {
            if (i + 1 >= count)
            {
                options.Remove(own[i]);
                result.Remove("correlations");
            }
        }

        for (int k = own.Length; k < count - 1; k++)
        {
            JsonObject copy = baseline["options"]![own[k % own.Length]]!.DeepClone().AsObject();
            int round = k / own.Length;
            copy["name"] = $"{copy["name"]!.GetValue<string>()} {round + 1}";
            foreach ((_, JsonNode? purchase) in copy["purchases"]!.AsObject())
            {
                int units = purchase!["units"]!.GetValue<int>();
                purchase["units"] = units == 1 ? 1 : Math.Max(2, units - round);
            }

            options[$"{own[k % own.Length]}-{round + 1}"] = copy;
        }

        return result;
    }

    /// <summary>
    /// So many uncertain distributions as there are, less those beyond the first <paramref name="kept"/> (known at a value in their middle), plus
    /// those of <paramref name="extra"/> classes of threat that no raid brings: inputs that are drawn and studied, and change nothing.
    /// </summary>
    public JsonObject Inputs(int kept, int extra)
    {
        JsonObject result = Same();
        int seen = 0;
        Fix(result, ref seen, kept);
        if (kept < int.MaxValue)
        {
            // What joins inputs, or speaks of them, has nothing to join.
            result.Remove("correlations");
            result.Remove("decision");
        }

        JsonObject classes = result["threatClasses"]!.AsObject();
        string like = classes.Select(pair => pair.Key).Last();
        for (int k = 0; k < extra; k++)
        {
            string name = $"absent-{k + 1}";
            classes[name] = classes[like]!.DeepClone();
            foreach ((_, JsonNode? site) in result["sites"]!.AsObject())
            {
                foreach (string own in (string[])["hitProbability", "damageShare"])
                {
                    JsonObject of = site![own] as JsonObject ?? [];
                    of[name] = JsonNode.Parse("""{ "type": "uniform", "min": 0.1, "max": 0.3, "source": "assumption: serves to measure" }""");
                    site[own] = of;
                }
            }
        }

        return result;
    }

    private static void Fix(JsonNode node, ref int seen, int kept)
    {
        if (node is JsonObject owner)
        {
            foreach ((string key, JsonNode? child) in owner.ToArray())
            {
                if (child is JsonObject one && one["type"] is JsonValue && Middle(one) is double middle)
                {
                    seen++;
                    if (seen > kept)
                    {
                        owner[key] = new JsonObject { ["value"] = middle, ["source"] = "assumption: its middle, to measure" };
                    }
                }
                else if (child is not null)
                {
                    Fix(child, ref seen, kept);
                }
            }
        }
    }

    private static double? Middle(JsonObject distribution)
    {
        double? Get(string key) => distribution[key]?.GetValue<double>();
        return Get("mode") ?? Get("median")
            ?? (Get("alpha") is double a && Get("beta") is double b ? a / (a + b) : (double?)null)
            ?? (Get("p5") is double low && Get("p95") is double high ? Math.Sqrt(low * high) : (double?)null)
            ?? (Get("min") is double least && Get("max") is double most ? (least + most) / 2 : (double?)null);
    }
}
