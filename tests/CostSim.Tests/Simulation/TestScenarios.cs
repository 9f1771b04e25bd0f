using System.Text;
using System.Text.Json.Nodes;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>Small scenarios written as JSON, so that tests read as a user's file does.</summary>
internal static class TestScenarios
{
    /// <summary>One site, one class, one ground-based system, everything certain.</summary>
    public const string Constant = """
        {
          "schemaVersion": 1, "name": "constant", "title": "Everything certain",
          "horizon": { "startYear": 2030, "years": 4, "priceBase": 2030 },
          "economy": { "discountRate": 0.03, "usdPerEur": 1.25, "postCostMEur": 0.1 },
          "conflict": { "onsetProbability": 0.1, "durationYears": 2 },
          "threatClasses": { "cruise": { "name": "Cruise missile", "hitProbability": 0.6, "damageShare": 0.25 } },
          "raids": { "strike": { "name": "Strike", "phase": "conflict", "ratePerYear": 2, "targets": { "port": 1 },
            "archetypes": { "ten": { "weight": 1, "attackers": { "cruise": 10 } } } } },
          "referenceRaid": { "archetypes": { "ten": { "weight": 1, "attackers": { "cruise": 10 } } } },
          "sites": { "port": { "name": "Port", "valueMEurPerYear": 1000 } },
          "procurement": { "decision": { "delayYears": 0.25 }, "negotiationYears": 0.25 },
          "missiles": { "dart": { "name": "Dart", "priceMUsd": 2.5 } },
          "systems": { "shield": {
            "name": "Shield",
            "cost": { "unitPriceMEur": 100, "contractShare": 0.4, "infrastructureMEur": 30, "initialTrainingMEur": 5, "supportMEurPerYear": 6, "postsPerUnit": 20 },
            "schedule": { "leadYears": 0.5, "intervalYears": 1, "slip": 1.2, "trainingYears": 0.1 },
            "engagement": { "classes": { "cruise": { "killProbability": 0.7, "salvo": 2, "missile": "dart" } } },
            "ground": { "channels": 9, "readyMissiles": { "dart": 24 } } } },
          "options": {
            "nothing": { "name": "Nothing" },
            "shield": { "name": "Shield", "purchases": { "shield": { "system": "shield", "units": 2, "missiles": { "dart": 1000 }, "siting": ["port"] } } }
          }
        }
        """;

    /// <summary>A part of the constant scenario as JSON, by names joined by dots.</summary>
    public static string Part(string path) =>
        path.Split('.').Aggregate(JsonNode.Parse(Constant)!, (node, name) => node[name]!).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    /// <summary>A scenario changed by code, as indented JSON.</summary>
    public static string Changed(string json, Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(json)!;
        change(root);
        return root.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>The constant scenario with changes: each sets the value at a path of names joined by dots.</summary>
    public static Scenario Read(string json, params (string Path, string Value)[] changes)
    {
        JsonNode root = JsonNode.Parse(json)!;
        foreach ((string path, string value) in changes)
        {
            string[] names = path.Split('.');
            JsonNode at = root;
            foreach (string name in names[..^1])
            {
                at = at[name] ??= new JsonObject();
            }

            if (value.Length == 0)
            {
                at.AsObject().Remove(names[^1]);
            }
            else
            {
                at[names[^1]] = JsonNode.Parse(value);
            }
        }

        ReadResult result = ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(root.ToJsonString()));
        Assert.True(result.IsValid, string.Join("\n", result.Problems.Select(p => p.Problem.Message + " " + p.Problem.Path)));
        return result.Scenario!;
    }

    /// <summary>Simulates the constant scenario with changes.</summary>
    public static Sample Run(long trials, params (string Path, string Value)[] changes) => Run(Read(Constant, changes), trials);

    /// <summary>Simulates a scenario.</summary>
    public static Sample Run(Scenario scenario, long trials, int threads = 1, bool exact = false)
    {
        Model model = ScenarioCompiler.Compile(scenario);
        return Simulator.Run(model, new SimulationSettings { Trials = trials, Seed = 5, Threads = threads, Exact = exact }, Draws(model));
    }

    /// <summary>Draws of a model's inputs.</summary>
    public static IInputDraws Draws(Model model) => new ModelDraws(model, new SimulationSettings { Trials = 1, Seed = 5 });
}
