using System.Text.Json;
using System.Text.Json.Serialization;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>What figures and reports need beside the tables, as <c>datapackage.json</c> holds it under <c>costsim</c>.</summary>
/// <param name="Facts">Trials, seed and the like.</param>
/// <param name="Unit">Unit of costs; empty where it is not known.</param>
/// <param name="Options">The options in their order.</param>
/// <param name="Labels">Names of what inputs belong to, by path.</param>
internal sealed record ResultFacts(RunFacts Facts, string Unit, IReadOnlyList<OptionName> Options, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The command that makes the analysis of samples again; null for runs, whose manifest tells it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Command { get; init; }

    private const int MostYears = 200, MostOptions = 10_000;

    /// <summary>Name of the file.</summary>
    public const string FileName = "datapackage.json";

    /// <summary>The facts of a scene.</summary>
    public static ResultFacts Of(DecisionScene scene) => new(scene.Facts with { Precision = null }, scene.Unit, scene.Options, scene.Labels);

    /// <summary>Whether all is there, and each value one that results can have.</summary>
    private bool IsPlausible()
    {
        static bool IsText(string? text) => text is not null && Input.Characters.FirstRefused(text, isProse: true) is null;
        return Facts is { Years: >= 0 and <= MostYears, StartYear: >= 0 and <= 9999, PriceBase: >= 0 and <= 9999, Trials: >= 1, Seed: >= 0, Replicates: >= 1 }
            && IsText(Facts.Scenario) && IsText(Facts.Title) && IsText(Facts.Design) && IsText(Facts.Version) && IsText(Facts.ReferenceOption) && IsText(Unit)
            && Options is { Count: >= 1 and <= MostOptions } && Options.All(option => option is not null && IsText(option.Id) && IsText(option.Name))
            && Options.DistinctBy(option => option.Id).Count() == Options.Count && Labels is not null && Labels.Values.All(IsText);
    }

    /// <summary>Reads the facts of a results folder.</summary>
    /// <exception cref="Input.SampleFileException">They are not there.</exception>
    public static ResultFacts Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            using var package = JsonDocument.Parse(Input.SourceFile.Read(path));
            return package.RootElement.GetProperty("costsim").Deserialize<ResultFacts>(Manifest.Json) is { } facts && facts.IsPlausible() ? facts : throw new KeyNotFoundException();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or Input.UnreadableFileException { IsMissing: true } or InvalidOperationException)
        {
            throw new Input.SampleFileException($"{path}: does not say what the results are of: written by an older version, or changed. Run or analyze again.");
        }
    }
}
