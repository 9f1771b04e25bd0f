using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>What a command line says is what is done: an option without its value takes no other, and a name is a name.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--output has no value: after it stands --quiet", "run", "a.json", "--output", "--quiet")]
    [InlineData("--output has no value: after it stands -q", "run", "a.json", "-o", "-q")]
    [InlineData("--cost has no value: after it stands --effect", "analyze", "s.csv", "--cost", "--effect", "e")]
    public void An_option_never_takes_another_for_its_value(string message, params string[] arguments)
    {
        (int code, string output, string error) = CostSimProcess.Run(folder, arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    /// <summary>They stand in the file as they are, so that the line which is shown has them too.</summary>
    [Theory]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u009B")]
    [InlineData("\uFFFF")]
    public void A_character_that_is_refused_does_not_reach_the_terminal(string character)
    {
        File.WriteAllText(
            Path.Combine(folder, "a.json"), TestScenarios.Constant.Replace("Everything certain", $"Every{character}thing", StringComparison.Ordinal));
        (int code, string output, string error) = CostSimProcess.Run(folder, "validate", "a.json");
        Assert.Equal(4, code);
        Assert.Contains("CS008", error, StringComparison.Ordinal);
        Assert.Contains("Every.thing", error, StringComparison.Ordinal);
        Assert.DoesNotContain(character, output + error, StringComparison.Ordinal);
    }

    /// <summary>A path or a value that goes deeper than a file may is a problem with a place, as it is in a file.</summary>
    [Theory]
    [InlineData("--set", "a.", 5000, "1", "CS006")]
    [InlineData("--set", "economy.x=", 1, "[", "CS006")]
    [InlineData("--set", "a.", 50, "{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":{\"b\":1}}}}}}}}}}}}}}", "CS006")]
    [InlineData("--set", "title=", 1, "x\u001B[31my", "CS008")]
    [InlineData("--set", "title=", 1, "\"x\\u202Ey\"", "CS008")]
    [InlineData("--set", "options.x\u001By.name=", 1, "Y", "CS008")]
    [InlineData("--vary", "a.", 5000, "1,2", "CS006")]
    [InlineData("--vary", "economy.discountRate=", 1, "1e999,1", "CS102")]
    public void What_is_set_from_outside_is_checked_as_a_file_is(string option, string path, int times, string value, string code)
    {
        File.WriteAllText(Path.Combine(folder, "a.json"), TestScenarios.Constant);
        string deep = value == "[" ? new string('[', 5000) + new string(']', 5000) : value;
        string text = times == 1 ? path + deep : string.Concat(Enumerable.Repeat(path, times)) + "b=" + deep;
        (int exit, string output, string error) = CostSimProcess.Run(folder, option == "--set" ? "validate" : "sweep", "a.json", option, text);
        Assert.Equal((4, ""), (exit, output));
        Assert.Contains($":1:1  error {code}", error, StringComparison.Ordinal);
        Assert.True(error.Length < 2000, error);
        Assert.DoesNotContain('\u001B', error);
    }

    [Theory]
    [InlineData("compare", "a", "b", "--csv", "")]
    [InlineData("run", "a.json", "--output", "")]
    [InlineData("analyze", "")]
    [InlineData("sweep", "a.json", "--vary", "economy.discountRate=-1e308:1e308:3")]
    [InlineData("sweep", "a.json", "--vary", "economy.discountRate=0:1:1001")]
    [InlineData("analyze", "a.csv", "--threshold", "0:1e300:3")]
    public void What_names_nothing_and_what_is_no_range_is_a_wrong_command_line(params string[] arguments)
    {
        (int code, string output, string error) = CostSimProcess.Run(folder, arguments);
        Assert.True(code == 2, $"{code}: {error}");
        Assert.Equal("", output.Trim());
        Assert.Contains(arguments.FirstOrDefault(argument => argument.StartsWith('-'), "SAMPLES"), error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_name_that_begins_with_an_at_sign_is_no_list_of_arguments()
    {
        File.WriteAllText(Path.Combine(folder, "list.json"), "--version");
        (int code, _, string error) = CostSimProcess.Run(folder, "validate", "@list.json");
        Assert.Equal(6, code);
        Assert.Contains("@list.json: there is no such file", error, StringComparison.Ordinal);
    }
}
