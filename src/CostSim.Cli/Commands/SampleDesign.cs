using System.Text.Json;
using CostSim.Cli.Input;

namespace CostSim.Cli.Commands;

/// <summary>
/// How the trials of a sample were spread. Of a Latin hypercube or of Sobol' points errors are known from independent replicates only: trials are not
/// independent, so that s/√n is not the error of a mean.
/// </summary>
internal static class SampleDesign
{
    /// <summary>Said where a design is known to have no replicates, or none were told of.</summary>
    public const string Warning =
        "its errors, intervals and probabilities of being wrong take trials as independent, which those of a design are not: do not rely on them. "
        + "Draw the sample in independent replicates, one after the other, and give their number with --replicates.";

    private static readonly string[] Names = ["mc", "lhs", "sobol"];

    /// <summary>The design that was stated.</summary>
    /// <exception cref="SettingsException">There is none of that name.</exception>
    public static string? Checked(string? design) => design is null || Names.Contains(design)
        ? design
        : throw new SettingsException($"--design must be one of {string.Join(", ", Names)}, found \"{Input.JsonValue.Clean(design)}\".");

    /// <summary>What the manifest beside a run's trials says of their replicates; 1 where there is none.</summary>
    /// <param name="samples">The file of samples; only <c>trials.csv</c> is a run's own.</param>
    public static int ReplicatesBeside(string samples)
    {
        string manifest = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(samples)) ?? ".", "manifest.json");
        if (Path.GetFileName(samples) != "trials.csv" || !File.Exists(manifest))
        {
            return 1;
        }

        try
        {
            using var facts = JsonDocument.Parse(SourceFile.Read(manifest));
            return facts.RootElement.ValueKind == JsonValueKind.Object && facts.RootElement.TryGetProperty("replicates", out JsonElement found)
                && found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out int replicates) && replicates > 1 ? replicates : 1;
        }
        catch (JsonException)
        {
            return 1;
        }
    }
}
