using System.Text.RegularExpressions;
using CostSim.Scenarios;

namespace CostSim.Tests.Commands;

/// <summary><c>costsim new</c> and <c>costsim explain</c>.</summary>
public sealed partial class DeskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_new_scenario_runs_as_it_is_and_every_quantity_of_judgement_says_so()
    {
        (int code, string text, string error) = CostSimProcess.Run(folder, "new", "my-town");
        Assert.True(code == 0, error);
        Assert.Contains("\"name\": \"my-town\"", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.Contains("\"type\":", StringComparison.Ordinal)), line => Assert.Contains("source", line, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "my-town.json"), text);
        (code, string output, error) = CostSimProcess.Run(folder, "run", "my-town.json", "--no-plots");
        Assert.True(code == 0, error);
        Assert.Empty(error);
        Assert.Contains("Two batteries", output, StringComparison.Ordinal);
        Assert.Equal(2, CostSimProcess.Run(folder, "new", "My Town").Code);
    }

    [Fact]
    public void Every_code_in_the_sources_is_explained_and_every_explanation_is_of_a_code()
    {
        string source = Path.Combine(CostSimProcess.Root, "src");
        string[] used =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "ProblemCatalogue.cs")
                .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.True(used.Length > 40);
        Assert.Equal(used, ProblemCatalogue.All.Select(kind => kind.Code));
        Assert.All(ProblemCatalogue.All, kind => Assert.True(kind.Explanation.Length > 40 && kind.Example.Length > 3, kind.Code));
    }

    [Fact]
    public void A_code_is_explained_in_any_case_and_an_unknown_one_gets_a_suggestion()
    {
        (int code, string output, _) = CostSimProcess.Run(folder, "explain", "cs104");
        Assert.Equal(0, code);
        Assert.StartsWith("CS104  outside the range\n", output, StringComparison.Ordinal);
        (code, output, _) = CostSimProcess.Run(folder, "explain");
        Assert.Equal(0, code);
        Assert.Equal(ProblemCatalogue.All.Count, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        (code, _, string error) = CostSimProcess.Run(folder, "explain", "CS1O4");
        Assert.Equal(2, code);
        Assert.Contains("There is no code CS1O4.", error, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(CS[0-9]{3})\"")]
    private static partial Regex Code();
}
