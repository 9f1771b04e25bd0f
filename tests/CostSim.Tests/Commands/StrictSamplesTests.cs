using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Decisions;

namespace CostSim.Tests.Commands;

/// <summary>Samples that would be read as something else than they are: each is refused with its line, or read as meant.</summary>
public sealed class StrictSamplesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n\"1\",100,130,1.0,1.5\n\"2\",101,131,1.0,1.5\n\"3\",99,129,1.0,1.5\n")]
    [InlineData("\"\",cost_A,cost_B,effect_A,effect_B\n\"1\",100,130,1.0,1.5\n\"2\",101,131,1.0,1.5\n\"3\",99,129,1.0,1.5\n")]
    [InlineData("\tcost_A\tcost_B\teffect_A\teffect_B\nr1\t100\t130\t1.0\t1.5\nr2\t101\t131\t1.0\t1.5\nr3\t99\t129\t1.0\t1.5\n")]
    [InlineData("cost_A;cost_B;effect_A;effect_B\r\n100,0;130;1;1,5\r\n101;131;1;1,5\r\n99;129;1;1,5\r\n")]
    [InlineData(" cost_A , cost_B, effect_A, \"effect_B\" \n100, 130, 1.0, 1.5\n\n101, 131, 1.0, 1.5\n+99,1.29E2,.1e1,\"1.5\"\n")]
    [InlineData("note,cost_A,cost_B,effect_A,effect_B,\na,100,130,1.0,1.5,\nb,101,131,1.0,1.5,\nc,99,129,1.0,1.5,\n")]
    public void Sound_samples_are_read_as_they_are_meant(string text)
    {
        DecisionStudy study = Study(text);
        Assert.Equal(["A", "B"], study.Options);
        Assert.Equal([100, 101, 99], study.Cost[0]);
        Assert.Equal([130, 131, 129], study.Cost[1]);
        Assert.Equal([1, 1, 1], study.Measures[0].Effect[0]);
        Assert.Equal([1.5, 1.5, 1.5], study.Measures[0].Effect[1]);
    }

    [Theory]
    [InlineData("1100,1300,1,1.5\n1,101,1301,1,1.5\n", "line 3: the row has 5 fields where the header has 4")]
    [InlineData("1,100,1300,1,1.5\n1101,1301,1,1.5\n", "line 3: the row has 4 fields where the first row has 5 and the header 4")]
    [InlineData("1,100,1300,1,1.5\n1,101,1301,1,1.5\n", "line 3: the row has a field more than the header, and \"1\" is no name of a row")]
    [InlineData("1100,1300,1,1.5\n1101,1301,1\n", "line 3: the row has 3 fields")]
    [InlineData("1100,1300,1\n1101,1301,1\n", "line 2: the row has 3 fields")]
    [InlineData("1,2,1100,1300,1,1.5\n", "line 2: the row has 6 fields")]
    [InlineData("1100,1300,1,1.5,\n1101,1301,1,1.5,\n", "line 2: the row has a field more than the header, and its last field is empty")]
    [InlineData("1100,1300,1,\"1.5\n1101,1301,1,1.5\n", "line 2: a quote is not closed on its line")]
    [InlineData("1100,1300,1,1\".5\n", "quote inside")]
    [InlineData("1100,1300,1,NaN\n", "line 2, column \"effect_B\": \"NaN\" is not a finite number")]
    [InlineData("1,100,1300,1,1.5\n2,101,1301,1,1.5\n3,099,1299,1,1.5\n", "line 4, column \"cost_A\": \"099\" begins with a zero, as the rest of a number that was cut")]
    [InlineData("1,2,1,1\n1100,Infinity,1,1\n", "line 3, column \"cost_B\": \"Infinity\" is not a finite number")]
    [InlineData("1,2,1,1\n1100,1e999,1,1\n", "line 3, column \"cost_B\": \"1e999\" is not a finite number")]
    [InlineData("\"1,100\",1300,1,1\n", "line 2, column \"cost_A\": \"1,100\" has a comma; a decimal point and no thousands separators")]
    [InlineData("1100,0x10,1,1\n", "line 2, column \"cost_B\": \"0x10\" is not a finite number")]
    [InlineData("1100,NA,1,1\n", "line 2, column \"cost_B\": \"NA\" is not a finite number")]
    [InlineData("1100,1300,,1\n", "line 2, column \"effect_A\": the value is missing")]
    [InlineData("1100,1300, ,1\n", "line 2, column \"effect_A\": the value is missing")]
    public void A_row_that_is_not_as_the_header_says_is_named(string rows, string message) => Refused("cost_A,cost_B,effect_A,effect_B\n" + rows, message);

    [Theory]
    [InlineData("cost_A;cost_B;effect_A;effect_B\n100.5;130.5;1.0;1.5\n", "line 2, column \"cost_A\": \"100.5\" has a decimal point or thousands separators; between semicolons a decimal comma is expected")]
    [InlineData("cost_A\tcost_B\teffect_A\teffect_B\n100,5\t130,5\t1\t1,5\n", "line 2, column \"cost_A\": \"100,5\" has a comma; a decimal point")]
    [InlineData("cost_A,cost_B,cost_A,effect_A,effect_B\n1,2,9,1,2\n", "column \"cost_A\" is there 2 times, as columns 1 and 3")]
    [InlineData("note,cost_A,cost_B, note,effect_A,effect_B\n1,2,3,9,1,2\n", "column \"note\" is there 2 times")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,\n1,100,130,1,1.5\n", "line 2: column 5 has a value, \"1.5\", but no name")]
    [InlineData("iteration,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n2,1,2,1,2\nSum,2,4,2,4\n", "line 4, column \"iteration\": \"Sum\" is no trial")]
    [InlineData("Trial,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n2,1,2,1,2\nMean of all,1,2,1,2\n", "line 4, column \"Trial\": \"Mean of all\" is no trial")]
    [InlineData("trial,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n2,1,2,1,2\nx,1,2,1,2\n", "line 4, column \"trial\": trial \"x\" is no number, unlike trial \"1\" of line 2")]
    [InlineData("trial,cost_A,cost_B,effect_A,effect_B\na,1,2,1,2\nb,1,2,1,2\n3,1,2,1,2\n", "line 4, column \"trial\": trial \"3\" is a number, unlike trial \"a\"")]
    [InlineData("trial,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n,1,2,1,2\n", "line 3, column \"trial\": the trial is missing")]
    [InlineData("trial,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n2,1,2,1,2\n1.0,1,2,1,2\n", "line 4: trial 1 is there twice; the first is in line 2")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n2,1,2,1,2\nTotal,2,4,2,4\n", "line 4, the names of the rows: \"Total\" is no trial")]
    [InlineData("psa,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n,2,4,2,4\n", "line 3, column \"psa\": the trial is missing")]
    [InlineData("world,cost_A,cost_B,effect_A,effect_B\n1,1,2,1,2\n2,1,2,1,2\ntotaal,2,4,2,4\n", "line 4, column \"world\": \"totaal\" is no trial")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,note\n1,2,1,2,\n1,2,1,2,\n2,4,2,4,Average:\n", "line 4, column \"note\": \"Average:\" is no trial")]
    [InlineData("Cost_A,cost_B,cost_C,effect_A,effect_B,effect_C\n1,2,3,9,2,3\n", "there is no \"cost_A\" beside \"effect_A\"; \"Cost_A\" is not spelt like \"cost_A\"")]
    [InlineData("Cost_A,cost_B,cost_C,Effect_A,effect_B,effect_C\n1,2,3,9,2,3\n", "\"Effect_A\" is not spelt like \"effect_A\"")]
    [InlineData("cost_A,cost_B,costC,effect_A,effect_B,effectC\n1,2,0,9,2,20\n", "\"costC\" is not spelt like the others; \"effectC\" is not spelt like the others")]
    [InlineData("cost_A,cost_B,costs_C,effect_A,effect_B,effects_C\n1,2,0,9,2,20\n", "\"costs_C\" is not spelt like the others")]
    [InlineData("cost_A,cost_B,C_cost,effect_A,effect_B,C_effect\n1,2,0,9,2,20\n", "\"C_cost\" is not spelt like the others")]
    [InlineData("cost.A,cost_B,cost_C,effect.A,effect_B,effect_C\n1,2,3,9,2,3\n", "\"cost.A\" is not spelt like \"cost_A\"")]
    [InlineData("cost_A,cost_B,cost_c,effect_A,effect_B,effect_C\n1,2,3,9,2,3\n", "there is no \"cost_C\" beside \"effect_C\"")]
    [InlineData("cost_A,cost_B,cost_C,effect_A,effect_B\n1,2,3,9,2\n", "there is no \"effect_C\" beside \"cost_C\"")]
    [InlineData("cost_A,cost_B,cost_Total,effect_A,effect_B,effect_Total\n1,2,3,9,2,3\n", "column \"cost_Total\" names no option")]
    public void Headings_and_labels_that_mean_something_else_are_named(string text, string message) => Refused(text, message);

    [Fact]
    public void Options_that_are_named_are_all_that_counts()
    {
        DecisionStudy study = Study("cost_A,cost_B,cost_discounted_A,effect_A,effect_B,effect size\n1,2,3,4,5,6\n3,4,5,6,7,8\n", Wide with { Order = ["B", "A"], InputColumns = ["effect size"] });
        Assert.Equal(["B", "A"], study.Options);
        Assert.Equal([2, 4], study.Cost[0]);
        Assert.Equal([6, 8], study.Inputs!.Read([0])[0]);
    }

    [Theory]
    [InlineData("1,A,0,0,5\n1,B,0,17,37\n2,A,0,0,5\n2,B,0,13,5\n", "column \"p\": trial 1 has 5 in line 2 (option \"A\") and 37 in line 3 (option \"B\")")]
    [InlineData("1,A,0,0,5\n2,A,0,0,5\n2,B,0,13,5\n1,B,0,17,5.5\n", "column \"p\": trial 1 has 5 in line 2 (option \"A\") and 5.5 in line 5 (option \"B\")")]
    [InlineData("1,A,0,0,5\n1,B,0,17,\n", "line 3, column \"p\": the value is missing")]
    [InlineData("1,A,0,0,5\n1,B,0,17,5\nMean,A,0,0,5\nMean,B,0,17,5\n", "line 4, column \"trial\": \"Mean\" is no trial")]
    [InlineData("1,A,0,0,5\n1,B,0,17,5\n1,Total,0,17,5\n", "line 4, column \"option\": \"Total\" is no option")]
    [InlineData("1,A,0,0,5\n1,,0,17,5\n", "line 3, column \"option\": the option is missing")]
    [InlineData("1,A,0,0,5\n1,B,0,17,5\n01,A,0,17,5\n", "line 4: trial 1 of option \"A\" is there twice; the first is in line 2")]
    public void An_input_has_one_value_in_a_trial(string rows, string message) => Refused("trial,option,cost,effect,p\n" + rows, message, Long with { InputColumns = ["p"] });

    [Fact]
    public void Rows_in_any_order_are_the_same_trials_with_their_inputs()
    {
        int[] descending = [.. Enumerable.Range(0, 1100).Reverse()];
        string rows = string.Concat(Enumerable.Range(0, 1100).Select(t => $"{t},A,{t},1,{t}\n")) + string.Concat(descending.Select(t => $"{t},B,{2 * t},3,{t}.0\n"));
        DecisionStudy study = Study("trial,option,cost,effect,p\n" + rows, Long with { InputColumns = ["p"] });
        Assert.Equal(Enumerable.Range(0, 1100).Select(t => (double)t), study.Cost[0]);
        Assert.Equal(Enumerable.Range(0, 1100).Select(t => 2.0 * t), study.Cost[1]);
        Assert.Equal(study.Cost[0], study.Inputs!.Read([0])[0]);
    }

    [Theory]
    [InlineData("trial,x\n2,1\n10,2\n100000,3\n")]
    [InlineData("trial,x\n1e5,3\n1e1,2\n2.0,1\n")]
    [InlineData("\"\",x\n2,1\n10,2\n100000,3\n")]
    public void Trials_are_compared_as_numbers(string inputs)
    {
        File.WriteAllText(Path.Combine(folder, "x.csv"), inputs);
        DecisionStudy study = Study(RExponent, Long with { Inputs = Path.Combine(folder, "x.csv") });
        Assert.Equal(["x"], study.Inputs!.Names);
        Assert.Equal([1, 2, 3], study.Inputs.Read([0])[0]);
        Assert.Equal([2, 1, 3], study.Measures[0].Effect[1]);
    }

    [Theory]
    [InlineData("trial,x\n2,1\n10,2\n", "trial 1e+05 of the samples has no row")]
    [InlineData("trial,x\n2,1\n9,2\n10,2\n100000,3\n", "trial 9 of the inputs has no row")]
    [InlineData("trial,x\n2,1\n100000,3\n", "trial 10 of the samples has no row")]
    [InlineData("trial,x\na,1\nb,3\nc,4\n", "trial 2 of the samples has no row")]
    [InlineData("x,y\n2,1\n100000,3\n", "there is no column \"trial\"")]
    public void A_trial_without_a_match_is_the_one_that_is_named(string inputs, string message)
    {
        File.WriteAllText(Path.Combine(folder, "x.csv"), inputs);
        Refused(RExponent, message, Long with { Inputs = Path.Combine(folder, "x.csv") });
    }

    [Theory]
    [InlineData("20,000,30,000", "20, then 000. Are there thousands separators")]
    [InlineData("1,000", "1, then 000")]
    [InlineData("10,050", "10, then 050")]
    [InlineData("300,200,100", "300, then 200")]
    [InlineData("1,1", "does not rise")]
    [InlineData("0:20,000:5", "without thousands separators")]
    [InlineData("10:0:5", "must rise")]
    [InlineData("0:10:2.5", "2 to 10,001 worths")]
    [InlineData("NaN", "takes 0:2000:41")]
    [InlineData("1,", "takes 0:2000:41")]
    public void Worths_that_do_not_rise_are_asked_about(string text, string message) =>
        Assert.Contains(message, Assert.Throws<SettingsException>(() => Worths.Of(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0:10:5", new[] { 0, 2.5, 5, 7.5, 10 })]
    [InlineData("-100,-50,0,1e3", new[] { -100.0, -50, 0, 1000 })]
    [InlineData("100,200,500", new[] { 100.0, 200, 500 })]
    [InlineData("7", new[] { 7.0 })]
    public void Worths_that_rise_are_taken(string text, double[] expected) => Assert.Equal(expected, Worths.Of(text));

    private const string RExponent = "trial,option,cost,effect\n2,A,0,0\n2,B,1,2\n10,A,0,0\n10,B,1,1\n1e+05,A,0,0\n1e+05,B,1,3\n";

    private static AnalyzeRequest Long { get; } = new("", null, "cost", ["effect"], ["1"], "trial", "option", false, [], [], 1, false, null);

    private static AnalyzeRequest Wide { get; } = Long with { Wide = true };

    private DecisionStudy Study(string text, AnalyzeRequest? asked = null)
    {
        string path = Path.Combine(folder, "samples.csv");
        File.WriteAllText(path, text);
        return AnalyzedSamples.OfOthers((asked ?? Wide) with { Path = path }, RunRequest.From(new Settings(), false));
    }

    private void Refused(string text, string message, AnalyzeRequest? asked = null)
    {
        string found = Assert.Throws<SampleFileException>(() => Study(text, asked)).Message;
        Assert.Contains(message, found, StringComparison.Ordinal);
        Assert.Contains(".csv", found, StringComparison.Ordinal);
    }
}
