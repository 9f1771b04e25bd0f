using System.Text;
using System.Text.Json.Nodes;
using CostSim.Benchmarks;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Scenarios;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Input;

/// <summary>What a user can write wrong, and what is said about it.</summary>
public sealed class ScenarioReaderTests
{
    public static TheoryData<string, string, string, string, string, string> Faults => new()
    {
        // what is replaced, by what, code, JSON path, part of the message, part of the fix
        { "\"unitPriceMEur\": 100", "\"unitPriceMEuro\": 100", "CS101", "$.systems.shield.cost.unitPriceMEuro", "unitPriceMEuro", "unitPriceMEur" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": 74", "CS104", "$.threatClasses.cruise.hitProbability", "between 0 and 1, found 74", "0.74" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": \"0.6\"", "CS102", "$.threatClasses.cruise.hitProbability", "\"0.6\"", "without quotes" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": true", "CS102", "$.threatClasses.cruise.hitProbability", "true", "" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": 0,6", "CS003", "", "decimal comma", "0.6" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": 1e999", "CS005", "$.threatClasses.cruise.hitProbability", "too large", "" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": 1e-999", "CS005", "$.threatClasses.cruise.hitProbability", "too small", "" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": NaN", "CS005", "", "not a number", "finite" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": { \"type\": \"pert\", \"min\": 0.7, \"mode\": 0.5, \"max\": 0.9 }", "CS108", "$.threatClasses.cruise.hitProbability.mode", "mode is 0.5; it must lie in [0.7, 0.9]", "from 0.7 to 0.9" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": { \"type\": \"pret\", \"min\": 0.1, \"mode\": 0.5, \"max\": 0.9 }", "CS107", "$.threatClasses.cruise.hitProbability.type", "pret", "pert" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": { \"type\": \"uniform\", \"min\": 0.5, \"max\": 1.5 }", "CS104", "$.threatClasses.cruise.hitProbability", "reaches 1.5", "" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": { \"type\": \"normal\", \"mean\": 0.5, \"sd\": 0.5 }", "CS104", "$.threatClasses.cruise.hitProbability", "reaches", "" },
        { "\"hitProbability\": 0.6, ", "", "CS103", "$.threatClasses.cruise", "hitProbability", "add" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": 0.6, \"hitProbability\": 0.7", "CS004", "$.threatClasses.cruise.hitProbability", "twice", "" },
        { "\"hitProbability\": 0.6", "\"hitProbability\": 0.6, \"HITprobability\": 0.7", "CS004", "$.threatClasses.cruise.HITprobability", "case", "" },
        { "\"phase\": \"conflict\"", "\"phase\": \"conflct\"", "CS105", "$.raids.strike.phase", "conflct", "conflict" },
        { "\"system\": \"shield\"", "\"system\": \"sheild\"", "CS208", "$.options.shield.purchases.shield.system", "sheild", "shield" },
        { "\"siting\": [\"port\"]", "\"siting\": [\"prot\"]", "CS208", "$.options.shield.purchases.shield.siting[0]", "prot", "port" },
        { "\"name\": \"constant\"", "\"name\": \"../x\"", "CS201", "$.name", "name", "lower-case" },
        { "\"options\": {", "\"correlations\": [ { \"first\": \"systems:shield:cost:unitPriceMEur\", \"second\": \"economy:usdPerEuro\", \"rank\": 0.4 } ], \"options\": {", "CS230", "", "no uncertain input", "" },
        { "\"horizon\"", "\"run\": { \"design\": \"sobol\", \"trials\": 1000 }, \"horizon\"", "CS224", "$.run.trials", "the nearest are 512 and 1,024", "" },
        { "\"horizon\"", "\"run\": { \"design\": \"quasi\" }, \"horizon\"", "CS105", "$.run.design", "quasi", "sobol" },
        { "\"horizon\"", "\"run\": { \"priority\": [\"economy:usdPerEuro\"] }, \"horizon\"", "CS232", "$.run.priority[0]", "no uncertain input", "" },
        { "\"horizon\"", "\"run\": { \"until\": { \"outcome\": \"cost_mer\", \"relativeError\": 0.01 } }, \"horizon\"", "CS225", "$.run.until.outcome", "cost_mer", "cost_meur" },
        { "\"horizon\"", "\"run\": { \"until\": { \"outcome\": \"cost_meur\", \"relativeError\": 0.01, \"mostTrials\": 20000 } }, \"horizon\"", "CS223", "$.run.until.mostTrials", "16,384", "32768" },
        { "\"units\": 2", "\"units\": 2.5", "CS102", "$.options.shield.purchases.shield.units", "whole", "" },
        { "\"units\": 2", "\"units\": 0", "CS104", "$.options.shield.purchases.shield.units", "found 0", "" },
        { "\"threatClasses\": {", "\"threatClasses\": { \"drone\": { \"name\": \"Drone\", \"hitProbability\": 0.1, \"damageShare\": 0.1, \"unitCostMEur\": 1 },", "CS234", "$.threatClasses.cruise", "what an attacker costs", "unitCostMEur" },
        { "\"missile\": \"dart\"", "\"doctrine\": \"spread\"", "CS238", "$.systems.shield.engagement.classes.cruise.doctrine", "gun has none", "name the missile" },
        { "\"salvo\": 2", "\"doctrine\": \"optimal\", \"looks\": 2, \"detectionProbability\": 0.9", "CS238", "$.systems.shield.engagement.classes.cruise.detectionProbability", "not modelled", "one look" },
        { "\"priceMUsd\": 2.5", "\"priceMUsd\": 2.5, \"priceMEur\": 2", "CS213", "$.missiles.dart", "both", "" },
        { "\"delayYears\": 0.25", "\"delayYears\": 0.25, \"approvalPerYear\": 1", "CS215", "$.procurement.decision", "either", "" },
        { "\"name\": \"Port\"", "\"name\": \"Po\\u0001rt\"", "CS008", "$.sites.port.name", "U+0001, a control character", "remove" },
        { "\"name\": \"Port\"", "\"name\": \"\\u001b[31mPort\"", "CS008", "$.sites.port.name", "U+001B, a control character", "" },
        { "\"name\": \"Port\"", "\"name\": \"Port\\nHarbour\"", "CS008", "$.sites.port.name", "U+000A, a control character", "" },
        { "\"name\": \"Port\"", "\"name\": \"Po\\u0085rt\"", "CS008", "$.sites.port.name", "U+0085, a control character", "" },
        { "\"title\": \"Everything certain\"", "\"title\": \"Everything \\u202Ecertain\"", "CS008", "$.title", "U+202E, which changes the direction", "" },
        { "\"title\": \"Everything certain\"", "\"title\": \"Everything \\uFFFFcertain\"", "CS008", "$.title", "U+FFFF, which is no character", "" },
        { "\"port\": 1", "\"po\\u2066rt\": 1", "CS008", "$.raids.strike.targets", "U+2066", "" },
        { "\"valueMEurPerYear\": 1000", "\"valueMEurPerYear\": 1e300", "CS104", "$.sites.port.valueMEurPerYear", "beyond 1000000000000", "million euros" },
        { "\"valueMEurPerYear\": 1000", "\"valueMEurPerYear\": { \"type\": \"lognormal\", \"median\": 1e11, \"sigma\": 2 }", "CS104", "$.sites.port.valueMEurPerYear", "beyond 1000000000000", "" },
    };

    [Fact]
    public void More_than_a_state_can_hold_is_a_problem_with_a_place()
    {
        JsonNode root = JsonNode.Parse(TestScenarios.Constant)!;
        for (int i = 0; i < 11; i++)
        {
            root["systems"]![$"shield-{i}"] = root["systems"]!["shield"]!.DeepClone();
            root["options"]!["shield"]!["purchases"]![$"shield-{i}"] = JsonNode.Parse($$"""{ "system": "shield-{{i}}", "units": 60, "siting": ["port"] }""");
        }

        ReadResult result = Read(root.ToJsonString());
        LocatedProblem problem = Assert.Single(result.Problems, one => one.Problem.Severity == Severity.Error);
        Assert.Equal(("CS240", "$.systems"), (problem.Problem.Code, problem.Problem.Path));
        Assert.Contains("12 systems that options use need 68 bits", problem.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_may_have_lines()
    {
        ReadResult result = Read(TestScenarios.Constant.Replace("\"name\": \"Port\"", "\"name\": \"Port\", \"description\": \"One.\\n\\tTwo.\"", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Problems, one => one.Problem.Code == "CS008");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_place_and_fix(string good, string bad, string code, string path, string message, string fix)
    {
        string text = TestScenarios.Constant;
        int at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0);
        ReadResult result = Read(string.Concat(text.AsSpan(0, at), bad, text.AsSpan(at + good.Length)));
        Assert.False(result.IsValid);
        LocatedProblem problem = result.Problems.First(p => p.Problem.Code == code);
        Assert.Contains(message, problem.Problem.Message, StringComparison.Ordinal);
        Assert.Contains(fix, problem.Problem.Fix, StringComparison.Ordinal);
        if (path.Length > 0)
        {
            Assert.Equal(path, problem.Problem.Path);
        }

        int line = text[..at].Count(c => c == '\n') + 1;
        Assert.InRange(problem.Position.Line, line - 8, line + 1);
        Assert.True(problem.Position.Column >= 1);
    }

    [Theory]
    [InlineData("optimal", "\"cruise\": 17", "at most 16")]
    [InlineData("spread", "\"cruise\": 200, \"drone\": 100", "20,301")]
    public void A_raid_too_large_for_a_doctrine_is_refused(string doctrine, string attackers, string message)
    {
        string text = TestScenarios.Constant
            .Replace("\"salvo\": 2", $"\"doctrine\": \"{doctrine}\"", StringComparison.Ordinal)
            .Replace("\"cruise\": 10", attackers, StringComparison.Ordinal)
            .Replace("\"threatClasses\": {", "\"threatClasses\": { \"drone\": { \"name\": \"Drone\", \"hitProbability\": 0.1, \"damageShare\": 0.1 },", StringComparison.Ordinal);
        Problem[] problems = [.. Read(text).Problems.Select(one => one.Problem)];
        Assert.Equal(["CS239", "CS239"], problems.Select(one => one.Code));
        Assert.All(problems, one => Assert.Contains(message, one.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Line_and_column_are_counted_in_characters_from_one()
    {
        ReadResult result = Read("{\n  // é\n  \"schemaVersion\": 1, \"é\": 0, \"titel\": \"x\"\n}");
        LocatedProblem problem = result.Problems.First(p => p.Problem.Message.Contains("titel", StringComparison.Ordinal));
        Assert.Equal((3, 31), (problem.Position.Line, problem.Position.Column));
        Assert.Contains("title", problem.Problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_file_are_reported_at_once()
    {
        ReadResult result = Read(TestScenarios.Constant
            .Replace("\"hitProbability\": 0.6", "\"hitProbability\": 7", StringComparison.Ordinal)
            .Replace("\"leadYears\"", "\"leedYears\"", StringComparison.Ordinal)
            .Replace("\"salvo\": 2", "\"salvo\": \"two\"", StringComparison.Ordinal));
        Assert.Equal(["CS101", "CS102", "CS103", "CS104"], result.Problems.Select(p => p.Problem.Code).Distinct().Order());
        Assert.Equal(result.Problems.Select(p => p.Position.Line).Order(), result.Problems.Select(p => p.Position.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("null")]
    public void An_empty_file_is_called_empty(string text) => Assert.Equal("CS001", Assert.Single(Read(text).Problems).Problem.Code);

    [Fact]
    public void A_file_cut_anywhere_is_refused_without_a_crash()
    {
        byte[] whole = Encoding.UTF8.GetBytes(TestScenarios.Constant);
        for (int length = 0; length < whole.Length - 2; length += 7)
        {
            ReadResult result = ScenarioReader.Read("cut.json", whole.AsSpan(0, length));
            Assert.False(result.IsValid);
            Assert.NotEmpty(result.Problems);
        }
    }

    [Fact]
    public void Damaged_files_end_in_a_scenario_or_in_problems_that_can_be_mended()
    {
        var fuzz = new ScenarioFuzz([Encoding.UTF8.GetBytes(TestScenarios.Constant), Encoding.UTF8.GetBytes(DeskCommands.Starter())], ScenarioFileAccess.None);
        for (ulong number = 0; number < 4_000; number++)
        {
            string? fault = fuzz.Fault(fuzz.File(number), out _);
            Assert.True(fault is null, $"file {number}: {fault}");
        }
    }

    [Fact]
    public void Whatever_is_changed_in_a_sound_scenario_it_is_refused_or_runs_to_numbers_that_can_be()
    {
        var varied = new VariedScenario([TestScenarios.Constant, DeskCommands.Starter()], 128);
        int run = 0;
        for (ulong number = 0; number < 60; number++)
        {
            string folder = Directory.CreateTempSubdirectory("costsim-varied-").FullName;
            try
            {
                string? fault = VariedScenario.Fault(varied.Text(number), folder, out bool isValid);
                Assert.True(fault is null, $"scenario {number}: {fault}\n{varied.Text(number)}");
                run += isValid ? 1 : 0;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Assert.InRange(run, 15, 60);
    }

    [Theory]
    [InlineData("\"unitPriceMEur\": 100", "\"unitPriceMEur\": 235000000", "2.35e+14 euros", "write 235;")]
    [InlineData("\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"uniform\", \"min\": 2e8, \"max\": 3e8 }", "250000000 MEUR", "write 250;")]
    [InlineData("\"priceMUsd\": 2.5", "\"priceMUsd\": 1100000", "dollars", "write 1.1;")]
    [InlineData("\"leadYears\": 0.5", "\"leadYears\": 38.4", "38.4 years", "in months, write 3.2;")]
    [InlineData("\"discountRate\": 0.03", "\"discountRate\": 0.3", "above 0.2", "in per cent, write 0.003;")]
    [InlineData("\"postCostMEur\": 0.1", "\"postCostMEur\": 95000", "9.5e+10 euros", "write 0.095;")]
    [InlineData("\"supportMEurPerYear\": 6", "\"supportMEurPerYear\": 11000000", "1.1e+13 euros", "write 11;")]
    [InlineData("\"valueMEurPerYear\": 1000", "\"valueMEurPerYear\": 11000000000", "1.1e+16 euros", "write 11000;")]
    [InlineData("\"infrastructureMEur\": 30", "\"infrastructureMEur\": 60000", "6e+10 euros", "leave it")]
    [InlineData("\"onsetProbability\": 0.1", "\"onsetProbability\": 0.4", "0.4 share", "write 0.004;")]
    public void A_value_in_another_unit_is_used_and_said(string good, string bad, string message, string fix)
    {
        ReadResult read = Read(TestScenarios.Constant.Replace(good, bad, StringComparison.Ordinal));
        Assert.True(read.IsValid);
        LocatedProblem problem = Assert.Single(read.Problems);
        Assert.Equal(("CS110", Severity.Warning), (problem.Problem.Code, problem.Problem.Severity));
        Assert.Contains(message, problem.Problem.Message, StringComparison.Ordinal);
        Assert.Contains(fix, problem.Problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_shipped_gives_no_warning()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Commands.CostSimProcess.Root, "scenarios", "belgium"), "*.json"))
        {
            ReadResult read = ScenarioReader.Read(file, File.ReadAllBytes(file), ScenarioFiles.Access, file);
            Assert.DoesNotContain(read.Problems, one => one.Problem.Code == "CS110");
        }
    }

    [Fact]
    public void Depth_encoding_and_byte_order_marks_are_handled()
    {
        Assert.Equal("CS006", Assert.Single(Read(new string('[', 100_000))).Problem.Code);
        Assert.Equal("CS002", Assert.Single(ScenarioReader.Read("x", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray()).Problems).Problem.Code);
        Assert.Equal("CS002", Assert.Single(ScenarioReader.Read("x", Encoding.Latin1.GetBytes("{\"é\": 1}")).Problems).Problem.Code);
        Assert.True(ScenarioReader.Read("x", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TestScenarios.Constant)]).IsValid);

        static IReadOnlyList<LocatedProblem> Read(string text) => ScenarioReaderTests.Read(text).Problems;
    }

    [Fact]
    public void Comments_and_trailing_commas_change_nothing()
    {
        ReadResult plain = Read(TestScenarios.Constant);
        ReadResult commented = Read("// first\n" + TestScenarios.Constant.Replace("\"ten\": { \"weight\": 1,", "\"ten\": { /* here */ \"weight\": 1,", StringComparison.Ordinal)
            .Replace("\"siting\": [\"port\"]", "\"siting\": [\"port\",]", StringComparison.Ordinal));
        Assert.True(plain.IsValid);
        Assert.Equal(plain.ResolvedJson, commented.ResolvedJson);
    }

    [Fact]
    public void The_resolved_scenario_reads_back_as_itself()
    {
        ReadResult first = Read(TestScenarios.Constant);
        ReadResult second = Read(first.ResolvedJson);
        Assert.True(second.IsValid);
        Assert.Equal(first.ResolvedJson, second.ResolvedJson);
    }

    private static ReadResult Read(string text) => ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(text));
}
