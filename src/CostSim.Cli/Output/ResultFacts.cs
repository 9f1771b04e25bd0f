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

    /// <summary>Name of the file.</summary>
    public const string FileName = "datapackage.json";

    /// <summary>The facts of a scene.</summary>
    public static ResultFacts Of(DecisionScene scene) => new(scene.Facts with { Precision = null }, scene.Unit, scene.Options, scene.Labels);

    /// <summary>Reads the facts of a results folder.</summary>
    /// <exception cref="Input.SampleFileException">They are not there.</exception>
    public static ResultFacts Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            using var package = JsonDocument.Parse(Input.SourceFile.Read(path));
            return package.RootElement.GetProperty("costsim").Deserialize<ResultFacts>(Manifest.Json) is { Facts: not null, Unit: not null, Options: not null, Labels: not null } facts
                ? facts
                : throw new KeyNotFoundException();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or Input.UnreadableFileException { IsMissing: true })
        {
            throw new Input.SampleFileException($"{path}: does not say what the results are of: written by an older version, or changed. Run or analyze again.");
        }
    }
}
