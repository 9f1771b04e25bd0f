using System.Text;
using CostSim.Benchmarks;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Decisions;

namespace CostSim.Tests.Commands;

/// <summary>The same samples in every way that people and programs lay out files, sound and unsound: read with the right numbers, or refused with the place.</summary>
public sealed class RowsAsWrittenTests : IDisposable
{
    private const string Wide = "cost_A,cost_B,effect_A,effect_B\n100,130,1,1.5\n101,131,1,1.5\n   \n99,129,1,1.5\n";
    private const string Long = "trial,option,cost,effect\n1,A,100,1\n1,B,130,1.5\n2,A,101,1\n2,B,131,1.5\n3,A,99,1\n3,B,129,1.5\n";
    private const string WithInputs = "trial,x\n1,7\n2,8.5\n3,-9\n";

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Wide)]
    [InlineData("\n\ncost_A,cost_B,effect_A,effect_B\n\n100,130,1,1.5\n101,131,1,1.5\n\n\n99,129,1,1.5\n\n")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\r100,130,1,1.5\r101,131,1,1.5\r99,129,1,1.5")]
    [InlineData("cost_A|cost_B|effect_A|effect_B\r\n100|130|1|1.5\r\n101|131|1|1.5\r\n99|129|1|1.5")]
    [InlineData("cost_A\tcost_B\teffect_A\teffect_B\n100\t130\t1\t1.5\n101\t131\t1\t1.5\n99\t129\t1\t1.5\n")]
    [InlineData("cost_A;cost_B;effect_A;effect_B;note, if any;\n100;130;1;1,5;;\n101;131;1;1,5;a, b;\n99;129;1;1,5;;\n")]
    [InlineData("\"cost_A\",\"cost_B\",\"effect_A\",\"effect_B\",\"a;b|c\"\n\"100\",\"130\",\"1\",\"1.5\",\"\"\n\"101\",\"131\",\"1\",\"1.5\",\"x, \"\"y\"\"\"\n\"99\",\"129\",\"1\",\"1.5\",\n")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,,,\n100,130,1,1.5,,,\n101,131,1,1.5,,,\n99,129,1,1.5,,,\n")]
    [InlineData("empty,effect_B,cost_B,effect_A,cost_A\n,1.5,130,1,100\n,1.5,131,1,101\n,1.5,129,1,99\n")]
    [InlineData("sim,cost_A,cost_B,effect_A,effect_B\n3,99,129,1,1.5\n1e0,100,130,1,1.5\n02,101,131,1,1.5\n")]
    [InlineData("trial,statistic,cost_A,cost_B,effect_A,effect_B\nb,mean,101,131,1,1.5\na,mean,100,130,1,1.5\nc,mean,99,129,1,1.5\n")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,100,130,1,1.5\n2,101,131,1,1.5\n3,99,129,1,1.5\n")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\nr1,100,130,1,1.5\nr2,101,131,1,1.5\nr3,99,129,1,1.5\n")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,x\n1,100,130,1,1.5,7\n2,101,131,1,1.5,8\n3,99,129,1,1.5,9\n")]
    [InlineData("note,cost_A,cost_B,effect_A,effect_B\n\"1\",standard,100,130,1,1.5\n\"2\",all,101,131,1,1.5\n\"3\",,99,129,1,1.5\n")]
    public void Sound_wide_samples(string text) => Same(Study(Encoding.UTF8.GetBytes(text), isWide: true));

    [Fact]
    public void Inputs_beside_names_of_rows_without_quotes()
    {
        string path = Path.Combine(folder, "samples.csv");
        File.WriteAllText(path, "cost_A,cost_B,effect_A,effect_B,x\n1,100,130,1,1.5,7\n2,101,131,1,1.5,8\n3,99,129,1,1.5,9\n");
        DecisionStudy study = AnalyzedSamples.OfOthers(new AnalyzeRequest(path, null, "cost", ["effect"], ["1"], "trial", "option", true, [], ["x"], 1, false, null), RunRequest.From(new Settings(), false));
        Same(study);
        Assert.Equal([7, 8, 9], study.Inputs!.Read([0])[0]);
    }

    [Theory]
    [InlineData(Long)]
    [InlineData("option,effect,trial,cost\nB,1.5,3,129\nA,1,2,101\nB,1.5,1,130\nA,1,1,100\nB,1.5,2,131\nA,1,3,99\n")]
    [InlineData("trial,option,cost,effect\n1,\"A \",100,1\n1, B ,130,1.5\n2,A,101,1\n2,\"\u00A0B\",131,1.5\n3.0,\"A\",99,1\n03,B,129,1.5\n")]
    [InlineData("trial;option;cost;effect\n1;A;100;1\n1;B;130;1,5\n2;A;1,01e2;1\n2;B;131;1,5\n3;A;99;1\n3;B;129;1,5\n")]
    [InlineData("trial,option,cost,effect\n\"1\",1,A,100,1\n\"2\",1,B,130,1.5\n\"3\",2,A,101,1\n\"4\",2,B,131,1.5\n\"5\",3,A,99,1\n\"6\",3,B,129,1.5\n")]
    [InlineData("trial,option,arm,cost,effect\n1,A,standard care,100,1\n1,B,new drug,130,1.5\n2,A,standard care,101,1\n2,B,new drug,131,1.5\n3,A,standard care,99,1\n3,B,new drug,129,1.5\n")]
    public void Sound_long_samples(string text) => Same(Study(Encoding.UTF8.GetBytes(text), isWide: false));

    [Fact]
    public void Encodings_that_say_what_they_are_are_read()
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            Same(Study([.. encoding.Preamble, .. encoding.GetBytes(Wide)], isWide: true));
            Assert.Null(ObservationFile.Read("f.csv", null, _ => [.. encoding.Preamble, .. encoding.GetBytes("years\n1.5\n2\n")], out double[] values));
            Assert.Equal([1.5, 2], values);
        }
    }

    [Fact]
    public void Encodings_that_do_not_are_refused_with_the_line()
    {
        RefusedBytes(Encoding.Unicode.GetBytes(Wide), "line 1: the heading of column 1, \"cost_A\", has U+0000");
        RefusedBytes(Encoding.Latin1.GetBytes(Wide.Replace("\n99", "\nx\u00E9", StringComparison.Ordinal)), "has bytes that are no text in UTF-8");
        RefusedBytes(Encoding.Latin1.GetBytes("not\u00E9,cost_A,cost_B,effect_A,effect_B\n1,1,1,1,1\n"), "line 1: the heading of column 1, \"not\uFFFD\", has bytes that are no UTF-8");
        RefusedBytes(Encoding.UTF8.GetBytes("cost_A\u200B,cost_B,effect_A,effect_B\n1,1,1,1\n"), "line 1: the heading of column 1, \"cost_A\", has U+200B");
        RefusedBytes(Encoding.UTF8.GetBytes("\uFEFF\uFEFF" + Wide), "U+FEFF");
        RefusedBytes([0x50, 0x4B, 3, 4, 0, 0, 8, 0, 10, 0xFF, 0xFE, 10], "line 1");
        RefusedBytes([], "the file is empty");
        RefusedBytes([.. Encoding.UTF8.Preamble, 10, 13, 10], "the file is empty");
    }

    [Theory]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,4\ncost_A,cost_B,effect_A,effect_B\n5,6,7,8\n", "line 3, column \"cost_A\": \"cost_A\" is not a finite number")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\nMEUR,MEUR,years,years\n1,2,3,4\n", "line 2, column \"cost_A\": \"MEUR\" is not a finite number")]
    [InlineData("A,B,A,B\ncost,cost,effect,effect\n1,2,3,4\n", "column \"A\" is there 2 times")]
    [InlineData("# made by a model\ncost_A,cost_B,effect_A,effect_B\n1,2,3,4\n", "line 2: the row has 4 fields where the header has 1")]
    [InlineData("# made, by, a, model\ncost_A,cost_B,effect_A,effect_B\n1,2,3,4\n", "no column begins with \"cost_\"")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,4\n# rest\n5,6,7,8\n", "line 3: the row has 1 field")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,4\n,,,\n", "line 3, column \"cost_A\": the value is missing")]
    [InlineData("sep=;\ncost_A;cost_B;effect_A;effect_B\n1;2;3;4\n", "line 1: \"sep=;\" is a hint for Excel and no header: remove the line")]
    [InlineData("sep=,\ncost_A,cost_B,effect_A,effect_B\n1,2,3,4\n", "line 1: \"sep=,\" is a hint")]
    [InlineData("cost_A,cost_B;effect_A,effect_B\n1,2,3,4\n", "line 1: the headings are separated by more than one of")]
    [InlineData("cost_A,cost_B;effect_A,effect_B\n1,2;3,4\n", "line 1: the headings are separated by more than one of")]
    [InlineData("cost_A:cost_B:effect_A:effect_B\n1:2:3:4\n", "there is no \"effect_A:cost_B")]
    [InlineData("cost_A cost_B effect_A effect_B\n1 2 3 4\n", "there is no \"effect_A cost_B effect_A effect_B\"")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,\n1,2,3,4\n", "line 2: the row has 4 fields where the header has 5")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,4,\n", "line 2: the row has a field more than the header, and its last field is empty")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,4\n1,2,3,4,\n", "line 3: the row has 5 fields")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,4\n1,2,3\n", "line 3: the row has 3 fields")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,3,\"4\n1,2,3,4\n", "line 2")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,note\n1,2,3,4,\"a\n5,6,7,8,b\"\n1,2,3,4,c\n", "line 2")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,2,\"3\"3,4\n", "line 2")]
    [InlineData("cost_A,\"cost_B,effect_A,effect_B\n1,2,3,4\n", "line 1")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,,3,4\n1,,3,4\n", "line 2, column \"cost_B\": the value is missing")]
    [InlineData("cost_A,cost_B,effect_A\n1,2,3\n", "there is no \"effect_B\" beside \"cost_B\"")]
    [InlineData("cost_A,effect_A,effect_B\n1,2,3\n", "there is no \"cost_B\" beside \"effect_B\"")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n", "there is no row below the header")]
    [InlineData("run,cost_A,cost_B,effect_A,effect_B\n1,1,2,3,4\n2,5,6,7,8\n,6,8,10,12\n", "line 4, column \"run\": empty, unlike in line 2")]
    [InlineData("run,cost_A,cost_B,effect_A,effect_B\n1,1,2,3,4\n2,5,6,7,8\nGrand total,6,8,10,12\n", "line 4, column \"run\": \"Grand total\" is no trial")]
    [InlineData("run,cost_A,cost_B,effect_A,effect_B\nTotal,6,8,10,12\n1,1,2,3,4\n2,5,6,7,8\n", "line 2, column \"run\": \"Total\" is no trial")]
    [InlineData("run,cost_A,cost_B,effect_A,effect_B\nrun 1,1,2,3,4\nrun 2,5,6,7,8\nMOYENNE :,6,8,10,12\n", "line 4, column \"run\": \"MOYENNE :\" is no trial")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,note\n1,2,3,4,ok\n5,6,7,8,ok\n6,8,10,12,Total\n", "line 4, column \"note\": \"Total\" is no trial")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,note\n6,8,10,12,Mean (SD)\n1,2,3,4,\n5,6,7,8,\n", "line 2, column \"note\": \"Mean (SD)\" is no trial")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,note\n1,2,3,4,\n6,8,10,12,\u2211\n", "line 3, column \"note\": \"\u2211\" is no trial")]
    [InlineData("cost_A,cost_B,effect_A,effect_B,note\n1,2,3,4,\n6,8,10,12,[Std. dev.]\n", "line 3, column \"note\": \"[Std. dev.]\" is no trial")]
    [InlineData("trial,cost_A,cost_B,effect_A,effect_B\n1,1,2,3,4\n2,5,6,7,8\n\u03A3,6,8,10,12\n", "line 4, column \"trial\": \"\u03A3\" is no trial")]
    [InlineData("trial,cost_A,cost_B,effect_A,effect_B\n1,100,130,1,1.5,0.3\n2,101,131,1,1.5,0.4\n3,99,129,1,1.5,0.1\n", "line 2: the row has a field more than the header: is its first field a name, or is the last heading missing")]
    [InlineData("run,cost_A,cost_B,effect_A,effect_B\na,100,130,1,1.5,0.3\nb,101,131,1,1.5,0.4\n", "line 2: the row has a field more than the header: is its first field a name")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,100,1300,1,1.5\n2,250,1301,1,1.5\n3,310,1301,1,1.5\n", "line 2: the row has a field more than the header: a name, or the half of a number")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n1,100,1300,1,1.5\n3,250,1301,1,1.5\n", "line 3: the row has a field more than the header, and \"3\" is no name of a row")]
    [InlineData("cost_A,cost_B,effect_A,effect_B\n900.5,1,100,1,1.5\n901,1,250,1,1.5\n", "line 2: the row has a field more than the header, and \"900.5\" is no name of a row")]
    public void Unsound_wide_samples(string text, string message) => Refused(text, true, message);

    [Theory]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\n2,A,1,1\n", "trial 2, which is in line 4, has no row of option \"B\"")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\n2,A,1,1\n2,b,1,1\n", "Is \"b\", in line 5, the same option? Spell it alike")]
    [InlineData("trial,option,cost,effect\n1,F-35,1,1\n1,B,1,1\n2,F 35,1,1\n2,B,1,1\n", "Is \"F-35\", in line 2, the same option")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\n1,A,2,2\n", "line 4: trial 1 of option \"A\" is there twice; the first is in line 2")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\n1e0,\"A \",2,2\n", "line 4: trial 1 of option \"A\" is there twice; the first is in line 2")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\ntrial,option,cost,effect\n2,A,1,1\n2,B,1,1\n", "line 4, column \"trial\": trial \"trial\" is no number, unlike trial \"1\" of line 2")]
    [InlineData("trial,option,cost,effect\n-,-,MEUR,years\n1,A,1,1\n1,B,1,1\n", "line 2, column \"cost\": \"MEUR\" is not a finite number")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\nall,A,2,2\n", "line 4, column \"trial\": \"all\" is no trial")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,B,1,1\n1,grand total,2,2\n", "line 4, column \"option\": \"grand total\" is no option")]
    [InlineData("trial,option,cost,effect\n1,A,1,1\n1,,1,1\n", "line 3, column \"option\": the option is missing")]
    [InlineData("trial,option,cost,effect\n,A,1,1\n1,B,1,1\n", "line 2, column \"trial\": the trial is missing")]
    [InlineData("Trial,option,cost,effect\n1,A,1,1\n1,B,1,1\n", "there is no column \"trial\"")]
    [InlineData("trial,option,cost,effects\n1,A,1,1\n1,B,1,1\n", "there is no column \"effect\"")]
    [InlineData("trial,option,cost,effect,cost\n1,A,1,1,1\n1,B,1,1,1\n", "column \"cost\" is there 2 times, as columns 3 and 5")]
    [InlineData("trial,option,cost,effect\n1,A,1,100,1\n1,B,1,300,1.5\n", "line 3: the row has a field more than the header, and \"1\" is no name of a row")]
    [InlineData("trial,option,cost,effect\n\"1,000\",A,1,1\n1,A,1,1\n\"1,000\",B,1,1\n1,B,1,1\n", "line 3, column \"trial\": trial \"1\" is a number, unlike trial \"1,000\"")]
    [InlineData("trial\toption\tcost\teffect\n1.000\tA\t1\t1\n1\tA\t1\t1\n", "line 3: trial 1.000 of option \"A\" is there twice")]
    [InlineData("trial,option,cost,effect,note\n1,A,1,1,ok\n1,B,1,1,ok\n2,A,1,1,total\n2,B,1,1,total\n", "line 4, column \"note\": \"total\" is no trial")]
    [InlineData("trial,option,cost,effect\n1,A\u200B,1,1\n1,A,1,1\n", "line 2, column \"option\": \"A\" has U+200B in it")]
    public void Unsound_long_samples(string text, string message) => Refused(text, false, message);

    [Theory]
    [InlineData(WithInputs)]
    [InlineData("x;trial\n-9;3\n8,5;2,0\n7;1e0\n")]
    [InlineData("\"\",\"x\"\n\"1\",7\n\"2\",8.5\n\"3\",-9\n")]
    [InlineData("x\n1,7\n2,8.5\n3,-9\n", "the row has 2 fields where the header has 1")]
    [InlineData("Sim\tx\n3\t-9\n1\t7\n2\t8.5\n")]
    [InlineData("trial,x\n1,7\n2,8.5\n", "trial 3 of the samples has no row in the other file")]
    [InlineData("trial,x\n1,7\n2,8.5\n3,-9\n4,0\n", "trial 4 of the inputs has no row in the other file")]
    [InlineData("trial,x\n1,7\n2,8.5\n3,-9\n3,-9\n", "line 5: trial 3 is there twice; the first is in line 4")]
    [InlineData("trial,x\n1,7\n2,8.5\n3,-9\nMean,2\n", "line 5, column \"trial\": \"Mean\" is no trial")]
    [InlineData("trial,x\n1,7\n2,8.5\n3,-9\n,2\n", "line 5, column \"trial\": the trial is missing")]
    [InlineData("trial,x,y\n1,7,a\n2,8.5,b\n3,-9,c\n", "line 2, column \"y\": \"a\" is not a finite number")]
    [InlineData("trial,x,x\n1,7,7\n2,8.5,7\n3,-9,7\n", "column \"x\" is there 2 times")]
    [InlineData("trial,x\n1,7\ntrial,x\n2,8.5\n3,-9\n", "line 3, column \"trial\": trial \"trial\" is no number")]
    [InlineData("run,x\n1,7,0.5\n2,8.5,0.6\n3,-9,0.1\n", "line 2: the row has a field more than the header: is its first field a name, or is the last heading missing")]
    [InlineData("x\n\"1\",7\n\"2\",8.5\n\"3\",-9\n", "the row has 2 fields where the header has 1")]
    [InlineData("x,y\n\"1\",7,0\n\"2\",8.5,0\n\"3\",-9,0\n")]
    [InlineData("x,y\n\"1\",7,0\n2,8.5,0\n3,-9,0\n", "line 3: the row has a field more than the header, and its first field is in quotes or not")]
    [InlineData("trial,x\n1,7,0.5\n2,8.5,0.6\n3,-9,0.1\n", "line 2: the row has a field more than the header")]
    public void A_file_of_inputs(string text, string? message = null)
    {
        File.WriteAllText(Path.Combine(folder, "inputs.csv"), text);
        if (message is not null)
        {
            Refused(Long, false, message, "inputs.csv");
            return;
        }

        DecisionStudy study = Study(Encoding.UTF8.GetBytes(Long), false, "inputs.csv");
        Assert.Equal([7, 8.5, -9], study.Inputs!.Read([0])[0]);
    }

    [Trait("Suite", "Long")]
    [Fact]
    public void Damaged_samples_end_in_the_numbers_that_stand_in_them_or_in_a_refusal()
    {
        var fuzz = new SampleFuzz(folder);
        int read = 0;
        for (ulong number = 0; number < 3_000; number++)
        {
            (string outcome, string? fault) = fuzz.Read(number);
            Assert.True(fault is null, $"file {number}: {fault}");
            read += outcome == "read" ? 1 : 0;
        }

        Assert.InRange(read, 300, 2_700);
    }

    private static void Same(DecisionStudy study)
    {
        Assert.Equal(["A", "B"], study.Options);
        Assert.Equal([100, 101, 99], study.Cost[0]);
        Assert.Equal([130, 131, 129], study.Cost[1]);
        Assert.Equal([1, 1, 1], study.Measures[0].Effect[0]);
        Assert.Equal([1.5, 1.5, 1.5], study.Measures[0].Effect[1]);
    }

    private DecisionStudy Study(byte[] content, bool isWide, string? inputs = null)
    {
        string path = Path.Combine(folder, "samples.csv");
        File.WriteAllBytes(path, content);
        return AnalyzedSamples.OfOthers(
            new AnalyzeRequest(path, inputs is null ? null : Path.Combine(folder, inputs), "cost", ["effect"], ["1"], "trial", "option", isWide, [], [], 1, false, null), RunRequest.From(new Settings(), false));
    }

    private void Refused(string text, bool isWide, string message, string? inputs = null) => RefusedBytes(Encoding.UTF8.GetBytes(text), message, isWide, inputs);

    private void RefusedBytes(byte[] content, string message, bool isWide = true, string? inputs = null)
    {
        string found = Assert.Throws<SampleFileException>(() => Study(content, isWide, inputs)).Message;
        Assert.Contains(message, found, StringComparison.Ordinal);
        Assert.Contains(inputs ?? "samples.csv", found, StringComparison.Ordinal);
        Assert.DoesNotContain(found, char.IsControl);
    }
}
