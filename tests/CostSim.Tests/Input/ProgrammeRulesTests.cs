using System.Text;
using System.Text.Json.Nodes;
using CostSim.Cli.Input;
using CostSim.Scenarios;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Input;

/// <summary>A programme is at work or not: what would be paid for a second time is refused. And a ceiling covers something.</summary>
public sealed class ProgrammeRulesTests
{
    private const string One = """{ "system": "harden", "units": 1 }""";
    private const string Two = """{ "system": "harden", "units": 2 }""";
    private const string Later = """{ "system": "harden", "units": 1, "orderYear": 2032 }""";
    private const string Instead = """{ "primary": "first", "deadlineYear": 2031, "purchases": { "third": { "system": "harden", "units": 1 } } }""";

    [Theory]
    [InlineData(One, null, null, false, null, null)]
    [InlineData(Two, null, null, false, null, "$.options.harden.purchases.first.units")]
    [InlineData(Two, null, null, true, null, "$.options.harden.purchases.first.units")]
    [InlineData(One, One, null, false, null, "$.options.harden.purchases.second.system")]
    [InlineData(One, Later, null, false, null, "$.options.harden.purchases.second.system")]
    [InlineData(One, Later, null, true, null, null)]
    [InlineData(One, One, null, true, null, "$.options.harden.purchases.second.system")]
    [InlineData(One, null, Instead, false, null, null)]
    [InlineData("""{ "system": "shield", "units": 1, "siting": ["port"] }""", One, Instead, false, null, "$.options.harden.fallback.purchases.third.system")]
    [InlineData(One, null, null, false, "{ \"system\": \"harden\", \"units\": 1 }", "$.options.harden.purchases.first.system")]
    [InlineData(One, null, null, false, "{ \"system\": \"harden\", \"units\": 1, \"untilYear\": 2031 }", null)]
    public void A_programme_is_paid_for_once(string first, string? second, string? fallback, bool ends, string? asset, string? place)
    {
        JsonNode root = JsonNode.Parse(TestScenarios.Constant)!;
        root["systems"]!["harden"] = JsonNode.Parse(
            $$"""{ "name": "Hardening", "cost": { "unitPriceMEur": 5 }, "schedule": { "leadYears": 1{{(ends ? ", \"serviceLifeYears\": 2" : "")}} }, "programme": { "valueFactor": 0.5 } }""");
        root["options"]!["harden"] = JsonNode.Parse($$"""{ "name": "Hardening", "purchases": { "first": {{first}} } }""");
        if (second is not null)
        {
            root["options"]!["harden"]!["purchases"]!["second"] = JsonNode.Parse(second);
        }

        if (fallback is not null)
        {
            root["options"]!["harden"]!["fallback"] = JsonNode.Parse(fallback);
        }

        if (asset is not null)
        {
            root["assets"] = JsonNode.Parse($$"""{ "there": {{asset}} }""");
        }

        Problem[] problems = Read(root);
        Assert.Equal(place is null ? [] : ["CS216 " + place], problems.Select(one => $"{one.Code} {one.Path}"));
        Assert.All(problems, one => Assert.NotEmpty(one.Fix));
    }

    [Theory]
    [InlineData("[]", true, "CS217", Severity.Error)]
    [InlineData("[\"unit\"]", true, "CS105", Severity.Error)]
    [InlineData("[\"units\"]", false, "CS237", Severity.Warning)]
    [InlineData("[\"units\", \"initialTraining\"]", true, null, Severity.Error)]
    public void A_ceiling_covers_kinds_of_payment_that_there_are(string covers, bool hasCeiling, string? code, Severity severity)
    {
        JsonNode root = JsonNode.Parse(TestScenarios.Constant)!;
        root["economy"]!["acquisitionCeiling"] = new JsonObject { ["covers"] = JsonNode.Parse(covers) };
        if (hasCeiling)
        {
            root["economy"]!["acquisitionCeilingMEur"] = 100;
        }

        Problem[] problems = Read(root);
        Assert.Equal(code is null ? [] : [(code, severity)], problems.Select(one => (one.Code, one.Severity)));
        Assert.All(problems, one => Assert.NotNull(ProblemCatalogue.Find(one.Code)));
    }

    private static Problem[] Read(JsonNode root) =>
        [.. ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(root.ToJsonString())).Problems.Select(one => one.Problem)];
}
