using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CostSim.Cli.Input;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>The program as a user meets it: exit codes, messages, files.</summary>
public sealed class ProgramTests : IDisposable
{
    private static readonly string Baseline = Path.Combine(CostSimProcess.Root, "scenarios", "belgium", "baseline.json");
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_baseline_writes_every_file_of_the_contract()
    {
        (int code, string output, string error) = CostSimProcess.Run(folder, "run", Baseline, "--trials", "512");
        Assert.True(code == 0, error);
        foreach (string option in (string[])["Do minimum", "Patriot", "21 more F-35s"])
        {
            Assert.Contains(option, output, StringComparison.Ordinal);
        }

        string results = Path.Combine(folder, "output", "belgium-baseline");
        foreach (string name in (string[])["manifest.json", "scenario.resolved.json", "inputs.csv", "trials.csv", "draws.csv", "exchange.csv", "verdicts.csv", "sensitivity.csv", "breakeven.csv", "discovery.csv", "summary.csv", "distributions.csv", "timeline.csv", "schedule.csv", "exceedance.csv", "frontier.csv", "acceptability.csv", "value_of_information.csv", "conditional.csv", "flexibility.csv", "datapackage.json"])
        {
            Assert.True(File.Exists(Path.Combine(results, name)), name);
        }

        string[] figures =
        [
            "acceptability-loss-averted", "acceptability-protected-years", "break-even-loss-averted", "break-even-protected-years", "cost-curve", "cost-distribution",
            "cost-effectiveness-plane", "delivery", "exceedance", "expected-loss-loss-averted", "expected-loss-protected-years", "interceptions", "joint-confidence", "protection-fan",
            "sensitivity-choice-loss-averted", "sensitivity-choice-protected-years", "sensitivity-cost", "spending", "value-of-information-loss-averted",
            "value-of-information-protected-years",
        ];
        Assert.Equal(
            [.. figures.SelectMany(figure => (string[])[$"{figure}.png", $"{figure}.svg"])],
            Directory.GetFiles(Path.Combine(results, "plots")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.StartsWith("input,unit,distribution,mean,sd,p05,p50,p95,source\n", File.ReadAllText(Path.Combine(results, "inputs.csv")), StringComparison.Ordinal);
        Assert.StartsWith("option,threat_class,attackers,stopped,share_stopped,standard_error,trials\n", File.ReadAllText(Path.Combine(results, "interceptions.csv")), StringComparison.Ordinal);
        string[] trials = File.ReadAllLines(Path.Combine(results, "trials.csv"));
        Assert.StartsWith("trial,option,cost_meur,loss_averted_meur,protected_years,loss_meur,realised_loss_meur,realised_cost_meur,ioc_year,foc_year,units,fallback_used,cancelled,interceptors_fired,leakers", trials[0], StringComparison.Ordinal);
        Assert.Equal(1 + (512 * 6), trials.Length);
        Assert.Empty(Directory.GetFiles(results, "*tmp*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_manifest_lists_every_file_with_its_hash()
    {
        Assert.Equal(0, CostSimProcess.Run(folder, "run", Write(TestScenarios.Constant), "--trials", "64", "--no-plots").Code);
        string results = Path.Combine(folder, "output", "constant");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "manifest.json")));
        JsonElement[] files = [.. manifest.RootElement.GetProperty("files").EnumerateArray()];
        Assert.Equal(
            Directory.GetFiles(results).Select(f => Path.GetFileName(f)!).Where(n => n != "manifest.json").Order(StringComparer.Ordinal),
            files.Select(f => f.GetProperty("name").GetString()!));
        foreach (JsonElement file in files)
        {
            byte[] content = File.ReadAllBytes(Path.Combine(results, file.GetProperty("name").GetString()!));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.GetProperty("sha256").GetString());
            Assert.Equal(content.Length, file.GetProperty("bytes").GetInt64());
        }
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Two_runs_and_any_number_of_threads_give_the_same_bytes()
    {
        string[] hashes = [.. ((string[])["1", "2", "2"]).Select((threads, i) =>
        {
            Assert.Equal(0, CostSimProcess.Run(folder, "run", Baseline, "--trials", "3000", "--threads", threads, "--output", $"o{i}", "-q").Code);
            string results = Path.Combine(folder, $"o{i}", "belgium-baseline");
            return string.Join("\n", Directory.GetFiles(results, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetRelativePath(results, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));
        })];
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[1], hashes[2]);
        Assert.Contains("plots/", hashes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Narrower_vectors_change_no_byte_of_the_tables() => SameTables("mc", "256", ["", "DOTNET_EnableAVX2=0"], ["2", "2"]);

    [Theory]
    [Trait("Suite", "Long")]
    [InlineData("mc")]
    [InlineData("sobol")]
    public void Neither_threads_nor_vectors_change_a_byte_of_the_tables(string design) => SameTables(
        design, "2048", ["", "", "", "DOTNET_EnableAVX512=0", "DOTNET_EnableAVX2=0", "DOTNET_EnableHWIntrinsic=0"], ["1", "2", "7", "2", "2", "2"]);

    private void SameTables(string design, string trials, string[] settings, string[] threads)
    {
        string[] hashes = [.. settings.Select((setting, i) =>
        {
            string[] arguments = ["run", Baseline, "--design", design, "--trials", trials, "--threads", threads[i], "--no-plots", "--output", $"{design}{i}", "-q"];
            (int code, _, string error) = CostSimProcess.Run(folder, setting, arguments);
            Assert.True(code == 0, error);
            string results = Path.Combine(folder, $"{design}{i}", "belgium-baseline");
            return string.Join("\n", Directory.GetFiles(results, "*.csv").Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));
        })];
        Assert.All(hashes, hash => Assert.Equal(hashes[0], hash));
    }

    [Theory]
    [InlineData("sobol", "100000", "the nearest are 65,536 and 131,072")]
    [InlineData("lhs", "1000", "the nearest are 992 and 1,008")]
    [InlineData("soble", "1024", "did you mean \"sobol\"?")]
    public void A_design_that_cannot_be_had_ends_with_2_and_what_can(string design, string trials, string said)
    {
        (int code, _, string error) = CostSimProcess.Run(folder, "run", Baseline, "--design", design, "--trials", trials);
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    [Fact]
    public void A_precision_that_is_not_reached_is_said_and_can_be_a_failure()
    {
        string reachable = TestScenarios.Constant.Replace("\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"uniform\", \"min\": 80, \"max\": 120 }", StringComparison.Ordinal)
            .Replace("\"horizon\"", "\"run\": { \"until\": { \"outcome\": \"cost_meur\", \"relativeError\": 0.01 } }, \"horizon\"", StringComparison.Ordinal);
        (int code, string output, string error) = CostSimProcess.Run(folder, "run", Write(reachable), "--no-plots", "--samples", "none", "--strict-precision");
        Assert.True(code == 0, error);
        Assert.Contains("32,768 trials", output, StringComparison.Ordinal);
        Assert.Contains("farthest from it: shield", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Not confirmed", output, StringComparison.Ordinal);

        string narrow = reachable.Replace("0.01 }", "0.00001, \"mostTrials\": 40000 }", StringComparison.Ordinal);
        (code, output, _) = CostSimProcess.Run(folder, "run", Write(narrow), "--no-plots", "--samples", "none", "--strict-precision");
        Assert.Equal(5, code);
        Assert.Contains("Not confirmed; about ", output, StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "output", "constant", "manifest.json")));
        Assert.False(manifest.RootElement.GetProperty("precision").GetProperty("isReached").GetBoolean());
        Assert.Equal(0, CostSimProcess.Run(folder, "run", Write(narrow), "--no-plots", "--samples", "none", "-q").Code);
    }

    [Fact]
    public void Observations_are_read_from_beside_the_scenario_and_not_through_links()
    {
        File.WriteAllText(Path.Combine(folder, "delays.csv"), "years\n1\n2\n3\n");
        string scenario = Write(TestScenarios.Constant.Replace(
            "\"leadYears\": 0.5", "\"leadYears\": { \"type\": \"empirical\", \"values\": \"delays.csv\" }", StringComparison.Ordinal));
        Assert.Equal(0, CostSimProcess.Run(folder, "validate", scenario).Code);
        File.Move(Path.Combine(folder, "delays.csv"), Path.Combine(folder, "elsewhere.csv"));
        File.CreateSymbolicLink(Path.Combine(folder, "delays.csv"), Path.Combine(folder, "elsewhere.csv"));
        (int code, _, string error) = CostSimProcess.Run(folder, "validate", scenario);
        Assert.Equal(4, code);
        Assert.Contains("CS109", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_resolved_scenario_gives_the_same_results_again()
    {
        Assert.Equal(0, CostSimProcess.Run(folder, "run", Write(TestScenarios.Constant), "--trials", "64", "--no-plots").Code);
        string first = Path.Combine(folder, "output", "constant");
        Assert.Equal(0, CostSimProcess.Run(folder, "run", Path.Combine(first, "scenario.resolved.json"), "--trials", "64", "--no-plots", "-o", "again").Code);
        foreach (string file in Directory.GetFiles(first))
        {
            Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(folder, "again", "constant", Path.GetFileName(file))));
        }
    }

    [Theory]
    [InlineData("\"unitPriceMEur\"", "\"unitPriceMEru\"", "did you mean \"unitPriceMEur\"?")]
    [InlineData("\"hitProbability\": 0.6", "\"hitProbability\": 0,6", "write 0.6")]
    [InlineData("\"hitProbability\": 0.6", "\"hitProbability\": 1e999", "too large")]
    [InlineData("\"leadYears\": 0.5", "\"leadYears\": { \"type\": \"pert\", \"min\": 3, \"mode\": 1, \"max\": 5 }", "mode is 1; it must lie in [3, 5]")]
    public void An_invalid_scenario_ends_with_4_a_place_and_no_files(string good, string bad, string said)
    {
        string file = Write(TestScenarios.Constant.Replace(good, bad, StringComparison.Ordinal));
        foreach (string command in (string[])["run", "validate"])
        {
            (int code, string _, string error) = CostSimProcess.Run(folder, command, file);
            Assert.Equal(4, code);
            Assert.Contains(said, error, StringComparison.Ordinal);
            Assert.Matches(@"test\.json:\d+:\d+  error CS\d+", error);
            Assert.DoesNotContain("   at CostSim", error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    [Fact]
    public void A_missing_file_ends_with_6_and_the_nearest_name()
    {
        Write(TestScenarios.Constant);
        (int code, string _, string error) = CostSimProcess.Run(folder, "run", "tets.json");
        Assert.Equal(6, code);
        Assert.Contains("test.json", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rnu")]
    [InlineData("run")]
    [InlineData("run", "test.json", "--trails", "5")]
    [InlineData("run", "test.json", "--trials", "1")]
    [InlineData("run", "test.json", "--samples", "some")]
    [InlineData("run", "test.json", "--csv-dialect", "excel")]
    public void A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        Write(TestScenarios.Constant);
        (int code, string output, string error) = CostSimProcess.Run(folder, arguments);
        Assert.Equal(2, code);
        Assert.NotEmpty(output + error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_come_from_the_file_and_the_command_line_wins()
    {
        Write(TestScenarios.Constant);
        File.WriteAllText(Path.Combine(folder, "costsim.json"), """{ "trials": 32, "noPlots": true, "samples": "none" }""");
        Assert.Equal(0, CostSimProcess.Run(folder, "run", "test.json").Code);
        string manifest = Path.Combine(folder, "output", "constant", "manifest.json");
        Assert.Contains("\"trials\": 32", File.ReadAllText(manifest), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "output", "constant", "trials.csv")));
        Assert.Equal(0, CostSimProcess.Run(folder, "run", "test.json", "--trials", "16").Code);
        Assert.Contains("\"trials\": 16", File.ReadAllText(manifest), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "costsim.json"), """{ "trails": 32 }""");
        Assert.Equal(2, CostSimProcess.Run(folder, "run", "test.json").Code);
    }

    [Fact]
    public void The_excel_dialect_has_semicolons_decimal_commas_and_a_mark()
    {
        Assert.Equal(0, CostSimProcess.Run(folder, "run", Write(TestScenarios.Constant), "--trials", "8", "--no-plots", "--csv-dialect", "excel-be").Code);
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, "output", "constant", "summary.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        string text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("option;outcome;unit;mean", text, StringComparison.Ordinal);
        Assert.Matches(@";\d+,\d+;", text);
        Assert.Contains("\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_in_the_repository_is_the_one_that_is_printed()
    {
        (int code, string output, string _) = CostSimProcess.Run(folder, "schema");
        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(Path.Combine(CostSimProcess.Root, "scenarios", "costsim.schema.json")), output);
        using var schema = JsonDocument.Parse(output);
        Assert.Contains("unitPriceMEur", output, StringComparison.Ordinal);
        Assert.Equal("$schema", schema.RootElement.GetProperty("definitions").GetProperty("scenarioOverlay").GetProperty("properties").EnumerateObject().First().Name);
    }

    [Fact]
    public void Any_trial_of_a_run_is_told_again_exactly()
    {
        Assert.Equal(0, CostSimProcess.Run(folder, "run", Baseline, "--trials", "1100", "--no-plots", "--quiet").Code);
        string results = Path.Combine(folder, "output", "belgium-baseline");
        string[] rows = File.ReadAllLines(Path.Combine(results, "trials.csv"));
        string[] header = rows[0].Split(',');
        foreach (int trial in (int[])[0, 1023, 1024, 1099])
        {
            (int code, string output, string _) = CostSimProcess.Run(
                folder, "replay", Path.Combine(results, "scenario.resolved.json"), "--trial", $"{trial}", "--trials", "1100", "--json");
            Assert.Equal(0, code);
            using var account = JsonDocument.Parse(output);
            JsonElement[] options = [.. account.RootElement.GetProperty("options").EnumerateArray()];
            Assert.Equal(6, options.Length);
            for (int o = 0; o < 6; o++)
            {
                string[] row = rows[1 + (trial * 6) + o].Split(',');
                Assert.Equal(row[1], options[o].GetProperty("option").GetString());
                JsonElement[] outcomes = [.. options[o].GetProperty("outcomes").EnumerateArray()];
                for (int i = 0; i < outcomes.Length; i++)
                {
                    Assert.Equal(header[2 + i], outcomes[i].GetProperty("outcome").GetString());
                    JsonElement value = outcomes[i].GetProperty("value");
                    Assert.Equal(row[2 + i], value.ValueKind == JsonValueKind.Null ? "" : value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
    }

    [Fact]
    public void A_trial_is_told_in_words_and_a_wrong_question_is_refused()
    {
        (int code, string output, string _) = CostSimProcess.Run(folder, "replay", Baseline, "--trial", "7", "--option", "nasams-else-f35");
        Assert.Equal(0, code);
        Assert.Contains("systems:nasams:cost:unitPriceMEur", output, StringComparison.Ordinal);
        Assert.Contains("== NASAMS, else F-35s (nasams-else-f35) ==", output, StringComparison.Ordinal);
        Assert.DoesNotContain("(patriot)", output, StringComparison.Ordinal);
        Assert.Contains("realised_loss_meur", output, StringComparison.Ordinal);
        Assert.Matches("Drones over sensitive sites, [0-9]+ raid", output);
        (int outside, string _, string error) = CostSimProcess.Run(folder, "replay", Baseline, "--trial", "16384");
        Assert.Equal(2, outside);
        Assert.Contains("16,383", error, StringComparison.Ordinal);
        (int unknown, string _, string hint) = CostSimProcess.Run(folder, "replay", Baseline, "--trial", "1", "--option", "patriots");
        Assert.Equal(2, unknown);
        Assert.Contains("patriot", hint, StringComparison.Ordinal);
        Assert.Equal(6, CostSimProcess.Run(folder, "replay", "missing.json", "--trial", "1").Code);
        Assert.Equal(2, CostSimProcess.Run(folder, "replay", Baseline).Code);
    }

    [Fact]
    public void Every_quantity_of_the_baseline_has_a_source()
    {
        ReadResult read = ScenarioReader.Read(Baseline, File.ReadAllBytes(Baseline));
        Assert.True(read.IsValid);
        using var document = JsonDocument.Parse(read.ResolvedJson);
        var bare = new List<string>();
        int found = 0;
        Walk(document.RootElement, "$");
        Assert.Empty(bare);
        Assert.True(found > 150);

        void Walk(JsonElement element, string path)
        {
            if (element.ValueKind == JsonValueKind.Object && (element.TryGetProperty("type", out _) || element.TryGetProperty("value", out _)))
            {
                found++;
                if (!element.TryGetProperty("source", out JsonElement source) || source.GetString()!.Length < 8)
                {
                    bare.Add(path);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Walk(property.Value, $"{path}.{property.Name}");
                }
            }
        }
    }

    private string Write(string text)
    {
        string file = Path.Combine(folder, "test.json");
        File.WriteAllText(file, text);
        return "test.json";
    }
}
