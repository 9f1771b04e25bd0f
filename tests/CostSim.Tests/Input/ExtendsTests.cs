using System.Text;
using CostSim.Cli.Input;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Input;

/// <summary>Scenarios that change others, and values set from outside.</summary>
public sealed class ExtendsTests
{
    private readonly Dictionary<string, string> files = new() { ["base.json"] = TestScenarios.Constant };
    private int opened;

    [Fact]
    public void Objects_merge_null_removes_and_everything_else_replaces()
    {
        CostSim.Scenarios.Scenario scenario = Valid("""
            { "extends": "base.json", "name": "variant", "economy": { "postCostMEur": null, "discountRate": 0.05 },
              "options": { "nothing": null, "more": { "name": "More", "purchases": { "s": { "system": "shield", "units": 3, "siting": ["port"] } } } },
              "systems": { "shield": { "cost": { "unitPriceMEur": 250 } } } }
            """);
        Assert.Equal("variant", scenario.Name);
        Assert.Equal("Everything certain", scenario.Title);
        Assert.Null(scenario.Economy.PostCostMEur);
        Assert.Equal(["shield", "more"], scenario.Options.Keys);
        Assert.Equal(250, scenario.Systems["shield"].Cost.UnitPriceMEur!.Distribution.Mean);
        Assert.Equal(30, scenario.Systems["shield"].Cost.InfrastructureMEur!.Distribution.Mean);
    }

    [Fact]
    public void Bases_are_laid_over_one_another_from_left_to_right_and_can_have_bases_themselves()
    {
        files["dear.json"] = """{ "extends": "base.json", "name": "dear", "systems": { "shield": { "cost": { "unitPriceMEur": 200, "infrastructureMEur": 60 } } } }""";
        files["late.json"] = """{ "systems": { "shield": { "cost": { "unitPriceMEur": 300 }, "schedule": { "leadYears": 2 } } } }""";
        CostSim.Scenarios.Scenario scenario = Valid("""{ "extends": ["dear.json", "late.json"], "title": "Both" }""");
        Assert.Equal("dear", scenario.Name);
        Assert.Equal(300, scenario.Systems["shield"].Cost.UnitPriceMEur!.Distribution.Mean);
        Assert.Equal(60, scenario.Systems["shield"].Cost.InfrastructureMEur!.Distribution.Mean);
        Assert.Equal(2, scenario.Systems["shield"].Schedule.LeadYears!.Distribution.Mean);
    }

    [Fact]
    public void Parameters_of_a_distribution_merge_and_another_family_replaces()
    {
        files["spread.json"] = """{ "extends": "base.json", "conflict": { "durationYears": { "type": "pert", "min": 1, "mode": 2, "max": 3, "source": "assumption" } } }""";
        CostSim.Sampling.Distribution wider = Valid("""{ "extends": "spread.json", "conflict": { "durationYears": { "max": 9 } } }""").Conflict.DurationYears.Distribution;
        Assert.Equal("pert", wider.Family);
        Assert.Equal(9, wider.Maximum);
        Assert.Equal("uniform", Valid("""{ "extends": "spread.json", "conflict": { "durationYears": { "type": "uniform", "min": 1, "max": 2 } } }""").Conflict.DurationYears.Distribution.Family);
        Assert.Equal(4, Valid("""{ "extends": "spread.json", "conflict": { "durationYears": { "value": 4 } } }""").Conflict.DurationYears.Distribution.Mean);
        Assert.Equal(2, Valid("""{ "extends": "base.json", "conflict": { "durationYears": { "value": 2 } } }""").Conflict.DurationYears.Distribution.Mean);
    }

    [Fact]
    public void The_resolved_scenario_stands_alone_and_is_the_same()
    {
        ReadResult read = Read("""{ "extends": "base.json", "name": "variant", "horizon": { "years": 6 } }""", "systems.shield.cost.unitPriceMEur=120");
        ReadResult again = ScenarioReader.Read("resolved.json", Encoding.UTF8.GetBytes(read.ResolvedJson));
        Assert.True(again.IsValid);
        Assert.DoesNotContain("extends", read.ResolvedJson, StringComparison.Ordinal);
        Assert.Equal(read.ResolvedJson, again.ResolvedJson);
        Assert.Equal(120, again.Scenario!.Systems["shield"].Cost.UnitPriceMEur!.Distribution.Mean);
        Assert.Equal(6, again.Scenario.Horizon.Years);
    }

    [Theory]
    [InlineData("{ \"extends\": \"base.json\", \"sites\": { \"Port\": { \"name\": \"Port\", \"valueMEurPerYear\": 1 } } }", "$.sites.Port", null)]
    [InlineData("{ \"extends\": \"base.json\" }", "$.sites.PORT", "sites.PORT.valueMEurPerYear=1")]
    public void Another_spelling_of_a_key_of_the_base_is_refused_where_it_stands(string text, string path, string? setting)
    {
        ReadResult read = Read(text, setting is null ? [] : [setting]);
        LocatedProblem problem = read.Problems.First(one => one.Problem.Code == "CS004");
        Assert.False(read.IsValid);
        Assert.Equal(path, problem.Problem.Path);
        Assert.Contains("base.json, line ", problem.Problem.Message, StringComparison.Ordinal);
        Assert.NotEqual("base.json", problem.Position.File);
    }

    [Fact]
    public void A_key_that_is_misspelt_over_a_base_is_known_again_beside_the_one_that_was_meant()
    {
        LocatedProblem problem = Assert.Single(Read("{ \"extends\": \"base.json\", \"economy\": { \"discuontRate\": 0.1 } }").Problems);
        Assert.Equal("did you mean \"discountRate\"?", problem.Problem.Fix);
    }

    [Fact]
    public void A_problem_is_shown_in_the_file_where_it_stands()
    {
        files["wrong.json"] = "{ \"extends\": \"base.json\",\n  \"economy\": { \"discountRate\": 70 } }";
        LocatedProblem problem = Assert.Single(Read("""{ "extends": "wrong.json", "name": "variant" }""").Problems);
        Assert.Equal("CS104", problem.Problem.Code);
        Assert.Equal(new TextPosition("wrong.json", 2, 32), problem.Position);
        Assert.Contains("\"discountRate\": 70", problem.SourceLine, StringComparison.Ordinal);
        LocatedProblem set = Assert.Single(Read("""{ "extends": "base.json" }""", "economy:discountRate=70").Problems);
        Assert.Equal("--set economy:discountRate=70", set.Position.File);
        LocatedProblem odd = Assert.Single(Read("""{ "extends": "base.json" }""", "economy.discountrate=0.1").Problems);
        Assert.Equal("CS101", odd.Problem.Code);
        Assert.Contains("discountRate", odd.Problem.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"missing.json\"", "CS010")]
    [InlineData("\"/etc/base.json\"", "CS010")]
    [InlineData("\"base.txt\"", "CS010")]
    [InlineData("7", "CS010")]
    [InlineData("[]", "CS010")]
    [InlineData("\"circle.json\"", "CS011")]
    [InlineData("\"test.json\"", "CS011")]
    [InlineData("\"chain0.json\"", "CS012")]
    public void Bases_that_cannot_be_used_are_refused_where_they_are_named(string extends, string code)
    {
        files["circle.json"] = """{ "extends": "test.json" }""";
        for (int i = 0; i < 20; i++)
        {
            files[$"chain{i}.json"] = $$"""{ "extends": "chain{{i + 1}}.json" }""";
        }

        ReadResult read = Read($$"""{ "extends": {{extends}} }""");
        Assert.False(read.IsValid);
        Assert.Equal(code, Assert.Single(read.Problems).Problem.Code);
        Assert.NotEmpty(read.Problems[0].Problem.Fix);
    }

    [Theory]
    [InlineData("systems.shield.cost.unitPriceMEur=77", 77)]
    [InlineData("systems:shield:cost:unitPriceMEur = 77", 77)]
    [InlineData("systems.shield.cost.unitPriceMEur={ \"type\": \"uniform\", \"min\": 70, \"max\": 84 }", 77)]
    public void A_value_is_set_by_its_path(string assignment, double mean) =>
        Assert.Equal(mean, Read(TestScenarios.Constant, assignment).Scenario!.Systems["shield"].Cost.UnitPriceMEur!.Distribution.Mean, 1e-12);

    [Fact]
    public void Words_are_set_without_quotes_and_nonsense_is_refused()
    {
        Assert.Equal("Two words", Read(TestScenarios.Constant, "title=Two words").Scenario!.Title);
        Assert.Equal("second", Read(TestScenarios.Constant, "title=first", "title=second").Scenario!.Title);
        Assert.Equal("CS013", Assert.Single(Read(TestScenarios.Constant, "title").Problems).Problem.Code);
        Assert.Equal("CS013", Assert.Single(Read(TestScenarios.Constant, "a..b=1").Problems).Problem.Code);
    }

    [Fact]
    public void A_base_that_is_named_three_times_sixteen_levels_deep_is_read_once()
    {
        for (int i = 1; i < 15; i++)
        {
            files[$"f{i}.json"] = $$"""{ "extends": ["f{{i + 1}}.json", "f{{i + 1}}.json", "f{{i + 1}}.json"], "title": "Level {{i}}" }""";
        }

        files["f15.json"] = TestScenarios.Constant;
        CostSim.Scenarios.Scenario scenario = Valid("""{ "extends": ["f1.json", "f1.json", "f1.json"] }""");
        Assert.Equal("Level 1", scenario.Title);
        Assert.True(opened <= 48, $"{opened} openings");
    }

    [Fact]
    public void More_bases_than_can_be_laid_over_one_another_in_time_are_refused()
    {
        string names = string.Join(", ", Enumerable.Repeat("\"base.json\"", 256));
        Assert.True(Read($$"""{ "extends": [{{names}}] }""").IsValid);
        ReadResult read = Read($$"""{ "extends": [{{names}}, "base.json"] }""");
        Assert.Equal("CS012", Assert.Single(read.Problems).Problem.Code);
        Assert.Contains("256 bases", read.Problems[0].Problem.Message, StringComparison.Ordinal);
    }

    private CostSim.Scenarios.Scenario Valid(string text)
    {
        ReadResult read = Read(text);
        Assert.True(read.IsValid, string.Join("\n", read.Problems.Select(p => p.Problem.Message)));
        return read.Scenario!;
    }

    private ReadResult Read(string text, params string[] settings)
    {
        files["test.json"] = text;
        var access = new ScenarioFileAccess((_, _) => null, (_, name) =>
        {
            opened++;
            return files.TryGetValue(name, out string? content) ? new BaseFile(name, name, Encoding.UTF8.GetBytes(content)) : null;
        });
        return ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(text), access, "test.json", settings);
    }
}
