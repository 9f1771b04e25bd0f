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

    [Fact]
    public void A_name_that_begins_with_an_at_sign_is_no_list_of_arguments()
    {
        File.WriteAllText(Path.Combine(folder, "list.json"), "--version");
        (int code, _, string error) = CostSimProcess.Run(folder, "validate", "@list.json");
        Assert.Equal(6, code);
        Assert.Contains("@list.json: there is no such file", error, StringComparison.Ordinal);
    }
}
