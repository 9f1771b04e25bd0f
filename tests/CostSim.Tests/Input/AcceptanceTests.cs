using System.Text;
using System.Text.Json;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tests.Commands;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Input;

/// <summary>Warnings that a scenario accepts: they are listed and no longer given, and nothing else changes.</summary>
public sealed class AcceptanceTests : IDisposable
{
    private const string Slip = "\"missiles\": { \"dart\": { \"name\": \"Dart\", \"priceMUsd\": 2.5, \"restockPerYear\": 0 } }";
    private static readonly string Scenario = TestScenarios.Constant.Replace("\"missiles\": { \"dart\": { \"name\": \"Dart\", \"priceMUsd\": 2.5 } }", Slip, StringComparison.Ordinal);
    private readonly Dictionary<string, string> files = new() { ["base.json"] = Scenario };
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("[\"CS307\"]", "")]
    [InlineData("[{ \"code\": \"CS307\" }]", "")]
    [InlineData("[{ \"code\": \"CS307\", \"reason\": \"No longer made.\" }]", "No longer made.")]
    [InlineData("[{ \"code\": \"CS307\", \"at\": \"missiles.dart\", \"reason\": \"No longer made.\" }]", "No longer made.")]
    [InlineData("[{ \"code\": \"CS307\", \"at\": \"missiles:dart:restockPerYear\" }]", "")]
    [InlineData("[{ \"code\": \"CS307\", \"at\": \"$.missiles.dart.restockPerYear\" }]", "")]
    public void A_warning_that_is_accepted_is_listed_and_not_given(string accept, string reason)
    {
        Assert.Equal(["CS307"], Read(Scenario).Problems.Select(one => one.Problem.Code));
        ReadResult read = Read(Accepting(accept));
        Assert.True(read.IsValid);
        Assert.Empty(read.Problems);
        AcceptedWarning accepted = Assert.Single(read.Accepted);
        Assert.Equal(("CS307", "$.missiles.dart.restockPerYear", reason), (accepted.Warning.Problem.Code, accepted.Warning.Problem.Path, accepted.Reason));
    }

    [Theory]
    [InlineData("[\"CS370\"]", "CS241", "$.accept[0]", "did you mean")]
    [InlineData("[\"CS104\"]", "CS241", "$.accept[0]", "correct what it names")]
    [InlineData("[{ \"code\": \"cs307\" }]", "CS241", "$.accept[0].code", "did you mean \"CS307\"?")]
    [InlineData("[{ \"at\": \"missiles\" }]", "CS103", "$.accept[0]", "code")]
    [InlineData("[7]", "CS102", "$.accept[0]", "")]
    [InlineData("\"CS307\"", "CS102", "$.accept", "[ … ]")]
    [InlineData("[{ \"code\": \"CS307\", \"why\": \"x\" }]", "CS101", "$.accept[0].why", "known here")]
    public void Only_warnings_that_there_are_can_be_accepted(string accept, string code, string path, string fix)
    {
        ReadResult read = Read(Accepting(accept));
        Assert.False(read.IsValid);
        Problem problem = read.Problems.First(one => one.Problem.Severity == Severity.Error).Problem;
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.Contains(fix, problem.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"CS307\", \"CS313\"]", "$.accept[1]", "remove it here", 1)]
    [InlineData("[{ \"code\": \"CS307\", \"at\": \"missiles.dar\" }]", "$.accept[0]", "it is given at missiles.dart.restockPerYear", 2)]
    public void An_acceptance_that_silences_nothing_is_a_warning(string accept, string path, string fix, int problems)
    {
        ReadResult read = Read(Accepting(accept));
        Assert.True(read.IsValid);
        Assert.Equal(problems, read.Problems.Count);
        Problem stale = read.Problems.Single(one => one.Problem.Code == "CS332").Problem;
        Assert.Equal((path, fix), (stale.Path, stale.Fix));
    }

    [Fact]
    public void What_a_base_accepts_is_accepted_above_it_and_is_not_stale_there()
    {
        files["accepting.json"] = Accepting("[\"CS307\"]");
        Assert.Single(Read("""{ "extends": "accepting.json" }""").Accepted);
        ReadResult mended = Read("""{ "extends": "accepting.json", "missiles": { "dart": { "restockPerYear": 5 } } }""");
        Assert.Empty(mended.Problems);
        Assert.Empty(mended.Accepted);
        Assert.Equal(["CS307", "CS332"], Read("""{ "extends": "accepting.json", "accept": ["CS313"] }""").Problems.Select(one => one.Problem.Code).Order());
        Assert.Equal(["CS307"], Read("""{ "extends": "accepting.json", "accept": null }""").Problems.Select(one => one.Problem.Code));
        Assert.Empty(Read(files["accepting.json"], "missiles.dart.restockPerYear=5").Problems);
    }

    [Fact]
    public void What_follows_from_a_value_in_another_unit_is_told_once_and_when_the_value_is_accepted()
    {
        string late = TestScenarios.Constant.Replace("\"leadYears\": 0.5", "\"leadYears\": 36", StringComparison.Ordinal);
        Assert.Equal(["CS110"], Read(late).Problems.Select(one => one.Problem.Code));
        Assert.Equal(["CS317"], Read(late.Replace("\"options\": {", "\"accept\": [\"CS110\"], \"options\": {", StringComparison.Ordinal)).Problems.Select(one => one.Problem.Code));
    }

    [Fact]
    public void However_many_warnings_there_are_an_error_is_told()
    {
        string sites = string.Concat(Enumerable.Range(0, 1100).Select(i => $"\"s{i}\": {{ \"name\": \"S{i}\", \"valueMEurPerYear\": 2000000 }}, "));
        ReadResult read = Read(TestScenarios.Constant.Replace("\"sites\": { ", "\"sites\": { " + sites, StringComparison.Ordinal).Replace("\"system\": \"shield\"", "\"system\": \"shelter\"", StringComparison.Ordinal));
        Assert.False(read.IsValid);
        Assert.Contains(read.Problems, one => one.Problem.Code == "CS208");
    }

    [Fact]
    public void What_is_accepted_is_in_the_resolved_scenario_and_changes_no_result()
    {
        ReadResult read = Read(Accepting("[\"CS307\"]"));
        Assert.Contains("\"accept\": [", read.ResolvedJson, StringComparison.Ordinal);
        Assert.Empty(Read(read.ResolvedJson).Problems);
        Assert.Single(Read(read.ResolvedJson).Accepted);
        double[] Costs(Scenario scenario) => TestScenarios.Run(scenario, 64).Column(1, Outcome.RealisedCost).ToArray();
        Assert.Equal(Costs(Read(Scenario).Scenario!), Costs(read.Scenario!));
        Assert.Equal(ScenarioCompiler.Compile(Read(Scenario).Scenario!).Inputs.Count, ScenarioCompiler.Compile(read.Scenario!).Inputs.Count);
    }

    [Fact]
    public void The_program_counts_what_is_accepted_and_explains_how()
    {
        File.WriteAllText(Path.Combine(folder, "open.json"), Scenario);
        File.WriteAllText(Path.Combine(folder, "accepted.json"), Accepting("[{ \"code\": \"CS307\", \"reason\": \"No longer made.\" }]"));
        (int code, string output, string error) = CostSimProcess.Run(folder, "validate", "open.json");
        Assert.Equal((0, "open.json: valid"), (code, output.Split(';')[0]));
        Assert.Contains("warning CS307", error, StringComparison.Ordinal);
        (code, output, error) = CostSimProcess.Run(folder, "validate", "accepted.json");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("accepted.json: valid, 1 warning accepted; a run takes about ", output, StringComparison.Ordinal);
        Assert.EndsWith("\n   CS307 at $.missiles.dart.restockPerYear: No longer made.\n", output, StringComparison.Ordinal);
        (code, output, error) = CostSimProcess.Run(folder, "validate", "accepted.json", "--json");
        JsonElement line = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("accepted", "CS307", "No longer made."), (line.GetProperty("severity").GetString(), line.GetProperty("code").GetString(), line.GetProperty("reason").GetString()));
        (code, output, error) = CostSimProcess.Run(folder, "run", "accepted.json", "--trials", "128", "--no-plots", "--quiet");
        Assert.Equal((0, ""), (code, error));
        (code, output, error) = CostSimProcess.Run(folder, "explain", "CS307");
        Assert.StartsWith("CS307  missiles that are never replaced (a warning)\n", output, StringComparison.Ordinal);
        Assert.Contains("\"accept\": [{ \"code\": \"CS307\"", output, StringComparison.Ordinal);
    }

    private static string Accepting(string accept) => Scenario.Replace("\"options\": {", $"\"accept\": {accept}, \"options\": {{", StringComparison.Ordinal);

    private ReadResult Read(string text, params string[] settings)
    {
        files["test.json"] = text;
        var access = new ScenarioFileAccess((_, _) => null, (_, name) => files.TryGetValue(name, out string? content) ? new BaseFile(name, name, Encoding.UTF8.GetBytes(content)) : null);
        return ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(text), access, "test.json", settings);
    }
}
