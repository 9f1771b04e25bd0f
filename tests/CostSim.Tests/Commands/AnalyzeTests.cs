using System.Globalization;
using CostSim.Cli.Input;
using CostSim.Decisions;
using CostSim.Tables;
using CostSim.Tests.Regression;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary><c>costsim analyze</c> as a user meets it.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private static readonly string Baseline = Path.Combine(CostSimProcess.Root, "scenarios", "belgium", "baseline.json");
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_runs_own_files_give_the_decisions_that_the_run_wrote_to_the_last_digit() => SameDecisions("mc");

    [Fact]
    [Trait("Suite", "Long")]
    public void A_runs_own_files_give_the_decisions_under_a_design_too() => SameDecisions("sobol");

    private void SameDecisions(string design)
    {
        string study = """decision.studies={"firing":{"input":"systems:nasams:engagement:classes:cruise:killProbability","observes":"binomial","sizes":[5,20],"costPerObservationMEur":1.2}}""";
        string groups = """decision.groups={"prices":{"inputs":["systems:nasams:cost:*","systems:f35:cost:unitPriceMEur"]}}""";
        (int code, _, string error) = CostSimProcess.Run(
            folder, "run", Baseline, "--trials", "1024", "--design", design, "--no-plots", "--set", study, "--set", groups, "--set", "decision.target={\"costMEur\":6000,\"protectedYears\":8}");
        Assert.True(code == 0, error);
        (code, string output, error) = CostSimProcess.Run(folder, "analyze", "output/belgium-baseline", "--threads", "1");
        Assert.True(code == 0, error);
        Assert.Contains("mean prefers", output, StringComparison.Ordinal);
        foreach (string name in (string[])["frontier", "acceptability", "verdicts", "value_of_information", "studies", "sensitivity", "breakeven", "discovery", "conditional", "flexibility"])
        {
            Assert.Equal(Text("belgium-baseline", name), Text("belgium-baseline-analysis", name));
        }

        Assert.Contains("(group prices)", Text("belgium-baseline", "value_of_information"), StringComparison.Ordinal);
        Assert.Contains(",target,", Text("belgium-baseline", "verdicts"), StringComparison.Ordinal);
        Assert.Equal(2 * 2 * 21, Text("belgium-baseline", "studies").Split('\n').Count(row => row.Contains(",firing,", StringComparison.Ordinal)));
        Assert.Equal(1025, File.ReadLines(Path.Combine(folder, "output", "belgium-baseline", "draws.csv")).Count());
    }

    [Fact]
    public void What_differs_from_a_run_that_kept_some_of_its_trials_is_said()
    {
        Write("s.json", [TestScenarios.Constant.Replace("\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"uniform\", \"min\": 50, \"max\": 150 }", StringComparison.Ordinal)]);
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "s.json", "--trials", "2048", "--design", "mc", "--keep", "1024", "--no-plots");
        Assert.True(code == 0, error);
        (code, _, error) = CostSimProcess.Run(folder, "analyze", "output/constant");
        Assert.True(code == 0, error);
        Assert.Contains("the run kept 1,024 of its 2,048 trials one by one, and here all 2,048 of trials.csv are", error, StringComparison.Ordinal);
    }

    /// <summary>An input of 0 and 1 that alone decides: between the two, with half of the trials below. Columns without any say have a share of 0, not less.</summary>
    [Fact]
    public void An_input_of_two_values_switches_between_them_and_no_share_is_negative()
    {
        double[][] idle = [.. Enumerable.Range(0, 8).Select(i => RegressionTests.Normal($"idle{i}", 100))];
        Write("switch.csv",
        [
            "cost_A,cost_B,effect_A,effect_B,on," + string.Join(',', idle.Select((_, i) => $"idle{i}")),
            .. Enumerable.Range(0, 100).Select(t => $"10,{20 + (t % 3)},1,{(t % 2 == 0 ? "2.5" : "0.5")},{(t + 1) % 2},{string.Join(',', idle.Select(column => Number(column[t])))}"),
        ]);
        (int code, _, string error) = CostSimProcess.Run(
            folder, ["analyze", "switch.csv", "--wide", "--cost", "cost", "--effect", "effect", "--threshold", "20", "--input", "on", .. idle.SelectMany((_, i) => (string[])["--input", $"idle{i}"]), "--no-plots"]);
        Assert.True(code == 0, error);
        string[] row = Assert.Single(Text("switch-analysis", "breakeven").Split('\n')[1..], line => line.Length > 0).Split(',');
        Assert.Equal(["effect", "20", "on", "0.5", "A", "B", "0", "1", "0.5"], row.Select(field => field.Trim()));
        string[][] shares = [.. Text("switch-analysis", "sensitivity").Split('\n')[1..].Where(line => line.Length > 0).Select(line => line.Split(','))];
        Assert.All(shares, one => Assert.True(double.Parse(one[3], CultureInfo.InvariantCulture) >= 0));
        Assert.Contains(shares, one => one[3] == "0" && double.Parse(one[4], CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [InlineData("lhs", true)]
    [InlineData("sobol", true)]
    [InlineData("mc", false)]
    public void A_design_without_replicates_is_told_that_its_errors_are_not_known(string design, bool told)
    {
        Write("designed.csv", ["cost_A,cost_B,effect_A,effect_B", .. Enumerable.Range(0, 40).Select(t => $"10,{20 + (t % 3)},1,{2 + (t % 5)}")]);
        string[] command = ["analyze", "designed.csv", "--wide", "--cost", "cost", "--effect", "effect", "--threshold", "20", "--no-plots", "--design", design];
        (int code, _, string error) = CostSimProcess.Run(folder, command);
        Assert.Equal(0, code);
        Assert.Equal(told, error.Contains("--replicates", StringComparison.Ordinal));
        (code, _, error) = CostSimProcess.Run(folder, [.. command, "--replicates", "4"]);
        Assert.Equal(0, code);
        Assert.DoesNotContain("--replicates", error, StringComparison.Ordinal);
        (code, _, error) = CostSimProcess.Run(folder, [.. command[..^1], "halton"]);
        Assert.NotEqual(0, code);
        Assert.Contains("halton", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_stay_in_their_file_say_the_same_as_inputs_in_memory()
    {
        double[] cost = RegressionTests.Normal("c", 400), x = RegressionTests.Uniform("x", 400), y = RegressionTests.Uniform("y", 400);
        Write("inputs.csv", ["trial,x,y", .. x.Select((value, t) => $"{t},{Number(value)},{Number(y[t])}").Reverse()]);
        var study = new DecisionStudy
        {
            Options = ["a", "b"],
            Cost = [new double[400], [.. cost.Zip(x, (c, u) => c + (3 * u) - 1.5)]],
            Measures = [new EffectMeasure("effect", [new double[400], [.. y]], [0, 1, 2], 1)],
            Groups = [new InputGroup("both", [0, 1])],
            Inputs = new HeldInputs(["x", "y"], [x, y]),
            Threads = 2,
        };
        DecisionRows held = DecisionTables.Build(study);
        var filed = new FiledInputs(Path.Combine(folder, "inputs.csv"), new SampleRequest("trial", null, ["x", "y"]));
        DecisionRows read = DecisionTables.Build(study with { Inputs = filed });
        Assert.Equal(held.Information, read.Information);
        Assert.Equal(held.Sensitivity, read.Sensitivity);
        Assert.NotEmpty(read.Sensitivity);

        // One column at a time gives the same again.
        Assert.Equal(held.Sensitivity, DecisionTables.Build(study with { Inputs = new OneAtATime(filed) }).Sensitivity);
    }

    private sealed class OneAtATime(IInputColumns inputs) : IInputColumns
    {
        public IReadOnlyList<string> Names => inputs.Names;

        public long NumbersAtOnce => 1;

        public double[][] Read(IReadOnlyList<int> inputs1)
        {
            return inputs.Read(inputs1);
        }
    }

    [Fact]
    public void Order_of_rows_form_and_threads_make_no_difference()
    {
        double[] cost = RegressionTests.Normal("c", 500), effect = RegressionTests.Normal("e", 500), x = RegressionTests.Uniform("x", 500);
        var rows = new List<string>();
        var wide = new List<string> { "trial,cost_a,cost_b,effect_a,effect_b,x" };
        for (int t = 0; t < 500; t++)
        {
            string b = Number(10 + cost[t]), gain = Number(2 + effect[t] + x[t]);
            rows.Add($"{t},a,10,2");
            rows.Add($"{t},b,{b},{gain}");
            wide.Add($"{t},10,{b},2,{gain},{Number(x[t])}");
        }

        Write("long.csv", ["trial,option,cost,effect", .. rows]);
        Write("mixed.csv", ["trial,option,cost,effect", .. rows.AsEnumerable().Reverse()]);
        Write("wide.csv", wide);
        Write("x.csv", ["trial,x", .. x.Select((value, t) => $"{t},{Number(value)}").Reverse()]);
        Write("excel.csv", ["trial;option;cost;effect", .. rows.Select(row => row.Replace(',', ';').Replace('.', ','))]);
        string[] how = ["--cost", "cost", "--effect", "effect", "--threshold", "0:10:11"];
        Analyze("long.csv", [.. how, "--inputs", "x.csv", "--threads", "2"]);
        Analyze("mixed.csv", [.. how, "--inputs", "x.csv", "--threads", "1"]);
        Analyze("wide.csv", [.. how, "--wide", "--input", "x"]);
        Analyze("excel.csv", [.. how, "--inputs", "x.csv"]);
        foreach (string name in (string[])["frontier", "acceptability", "verdicts", "value_of_information", "sensitivity", "breakeven", "discovery"])
        {
            string expected = Text("long-analysis", name);
            Assert.Equal(expected, Text("mixed-analysis", name));
            Assert.Equal(expected, Text("wide-analysis", name));
            Assert.Equal(expected, Text("excel-analysis", name));
        }
    }

    [Theory]
    [InlineData("0,a,1,2\n0,b,1,2\n1,a,1,2\n", "trial 1, which is in line 4, has no row of option \"b\"")]
    [InlineData("0,a,1,2\n0,b,NaN,2\n", "line 3, column \"cost\": \"NaN\" is not a finite number")]
    [InlineData("0,a,1,2\n0,b,much,2\n", "line 3, column \"cost\": \"much\" is not a finite number")]
    [InlineData("0,a,1,2\n0,b,,2\n", "line 3, column \"cost\": the value is missing")]
    [InlineData("0,a,1,2\n0,b,1,2\n0,a,1,2\n", "line 4: trial 0 of option \"a\" is there twice; the first is in line 2")]
    [InlineData("0,a,1,2\n1,a,1,2\n", "there is only one option, \"a\"")]
    [InlineData("", "there is no row below the header")]
    public void What_is_wrong_with_samples_is_named(string rows, string message)
    {
        File.WriteAllText(Path.Combine(folder, "bad.csv"), "trial,option,cost,effect\n" + rows);
        (int code, _, string error) = CostSimProcess.Run(folder, "analyze", "bad.csv", "--cost", "cost", "--effect", "effect", "--threshold", "1,2");
        Assert.Equal(6, code);
        Assert.Contains("bad.csv", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output", "bad-analysis")));
    }

    [Fact]
    public void Wrong_requests_are_refused()
    {
        Write("s.csv", ["trial,option,cost_meur,realised_loss_meur", "0,a,1,2", "0,b,2,3", "1,a,1,2", "1,b,2,3"]);
        Write("x.csv", ["trial,x", "0,1", "1,2"]);
        Write("y.csv", ["trial,x", "0,1", "2,2"]);
        string[] how = ["analyze", "s.csv", "--cost", "cost_meur", "--effect", "realised_loss_meur", "--threshold", "1"];
        Expect(2, "luck would be counted", [.. how, "--inputs", "x.csv"]);
        Expect(2, "need --cost, --effect and --threshold", "analyze", "s.csv");
        Expect(6, "no column \"costs\"", "analyze", "s.csv", "--cost", "costs", "--effect", "cost_meur", "--threshold", "1");
        Expect(6, "there is no such file", "analyze", "none.csv", "--cost", "a", "--effect", "b", "--threshold", "1");
        Expect(6, "trial 1 of the samples", "analyze", "s.csv", "--cost", "cost_meur", "--effect", "cost_meur", "--threshold", "1", "--inputs", "y.csv");
        Write("z.csv", ["trial,option,cost,a/b,a b", "0,a,1,2,3", "0,b,2,3,4"]);
        Expect(2, "Figures of \"a/b\" and \"a b\" would have the same file name, …-a-b", "analyze", "z.csv", "--cost", "cost", "--effect", "a/b", "--effect", "a b", "--threshold", "1");
        (int code, string output, string error) = CostSimProcess.Run(folder, how);
        Assert.True(code == 0, error);
        Assert.Contains("No value of information", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "output", "s-analysis", "value_of_information.csv")));
    }

    private void Expect(int code, string message, params string[] arguments)
    {
        (int found, _, string error) = CostSimProcess.Run(folder, arguments);
        Assert.True(found == code && error.Contains(message, StringComparison.Ordinal), $"{found}: {error}");
    }

    private void Analyze(string file, string[] how)
    {
        (int code, _, string error) = CostSimProcess.Run(folder, ["analyze", file, .. how]);
        Assert.True(code == 0, error);
    }

    private void Write(string name, IEnumerable<string> lines) => File.WriteAllText(Path.Combine(folder, name), string.Join('\n', lines) + "\n");

    private string Text(string results, string name) => File.ReadAllText(Path.Combine(folder, "output", results, name + ".csv"));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
