using System.Globalization;
using System.Text.Json;
using CostSim.Tests.Commands;
using CostSim.Words;

namespace CostSim.Tests.Browser;

/// <summary>A row of <c>acceptability.csv</c> or <c>conditional.csv</c>.</summary>
/// <param name="Measure">Measure of effect.</param>
/// <param name="Threshold">Worth of the effect.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="ProbabilityBest">Probability that it is the best.</param>
/// <param name="OnFrontier">Whether it is the best on average.</param>
/// <param name="Chance">Yearly chance of a conflict; not a number where it is open.</param>
public sealed record Row(string Measure, double Threshold, string Option, double ProbabilityBest, bool OnFrontier, double Chance);

/// <summary>The results of a small batch with a hostile title, made once by the program itself.</summary>
public sealed class WrittenReport : IDisposable
{
    /// <summary>Title of the scenario.</summary>
    public const string Attack = "</script><img src=x onerror=alert(1)> & “quoted”";

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-page-").FullName;

    public WrittenReport()
    {
        const string Baseline = "baseline.json";
        File.Copy(Path.Combine(CostSimProcess.Root, "scenarios", "belgium", Baseline), Path.Combine(folder, Baseline));
        File.WriteAllText(Path.Combine(folder, "attack.json"), JsonSerializer.Serialize(new { extends = Baseline, name = "attack", title = Attack }));
        File.WriteAllText(Path.Combine(folder, "plain.json"), JsonSerializer.Serialize(new { extends = Baseline, name = "plain" }));
        (int code, string output, string error) = CostSimProcess.Run(folder, "run", "attack.json", "plain.json", "--trials", "1024", "--samples", "none", "--quiet");
        Assert.True(code == 0, error + output);
        using var scenario = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "output", "attack", "scenario.resolved.json")));
        Names = scenario.RootElement.GetProperty("options").EnumerateObject().ToDictionary(option => option.Name, option => option.Value.GetProperty("name").GetString()!);
    }

    /// <summary>Path of the report.</summary>
    public string Report => Path.Combine(folder, "output", "attack", "report.html");

    /// <summary>Path of the batch's page.</summary>
    public string Index => Path.Combine(folder, "output", "index.html");

    /// <summary>Path of the report in a language.</summary>
    public string ReportIn(string language) => In(language, Report);

    /// <summary>Path of the batch's page in a language.</summary>
    public string IndexIn(string language) => In(language, Index);

    /// <summary>Names of the options by identifier.</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <summary>A page in a language; pages of both, which lead to each other, are written the first time that one is asked for.</summary>
    private string In(string language, string page)
    {
        string path = language == Language.English.Code ? page : Path.ChangeExtension(page, $"{language}.html");
        if (!File.Exists(path))
        {
            foreach (string results in (string[])[Path.Combine("output", "attack"), "output"])
            {
                (int code, string output, string error) = CostSimProcess.Run(folder, "plot", results, "--language", language, "--format", "svg", "--quiet");
                Assert.True(code == 0, error + output);
            }
        }

        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, true);

    /// <summary>Rows of a file that the sliders walk.</summary>
    /// <param name="table">Its name.</param>
    public IEnumerable<Row> Rows(string table)
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(folder, "output", "attack", table + ".csv")).Select(line => line.Split(','))];
        int At(string column) => Array.IndexOf(lines[0], column);
        double Number(string[] line, string column) => double.Parse(line[At(column)], CultureInfo.InvariantCulture);
        return lines.Skip(1).Select(line => new Row(
            line[At("measure")], Number(line, "threshold"), line[At("option")], Number(line, "probability_best"), line[At("on_frontier")] == "true",
            lines[0].Contains("value") ? Number(line, "value") : double.NaN));
    }
}
