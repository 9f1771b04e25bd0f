using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Output;

/// <summary>The first line of a part: what it is a part of, and which.</summary>
/// <param name="Format">Format of the file.</param>
/// <param name="Engine">Fingerprint of the program that made it.</param>
/// <param name="DrawLayout">How draws are addressed.</param>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="ScenarioSha256">SHA-256 of the resolved scenario, which follows.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Design">Design.</param>
/// <param name="Replicates">Replicates; 1 for independent trials.</param>
/// <param name="Trials">Trials of the run.</param>
/// <param name="Keep">Most trials kept one by one.</param>
/// <param name="Samples">Trials that the run writes: <c>all</c> or a number.</param>
/// <param name="Engagement"><c>exact</c> or <c>moments</c>.</param>
/// <param name="Parts">Number of parts.</param>
/// <param name="Part">Number of this one, from 1.</param>
/// <param name="ScenarioBytes">Length of the resolved scenario.</param>
internal sealed record PartHeader(
    string Format, string Engine, string DrawLayout, string Scenario, string ScenarioSha256, long Seed, string Design, int Replicates, long Trials, long Keep,
    string Samples, string Engagement, int Parts, int Part, int ScenarioBytes)
{
    /// <summary>The format that is written and read.</summary>
    public const string CurrentFormat = "costsim-part 3";

    /// <summary>Its blocks.</summary>
    [JsonIgnore]
    public PartOfRun Blocks => new(Part, Parts, Trials);

    /// <summary>Its trials that are written to <c>trials.csv</c> though the run does not keep them: none where it keeps all.</summary>
    [JsonIgnore]
    public (long First, long End) Rows
    {
        get
        {
            long written = Trials <= Keep ? 0 : Samples == "all" ? Trials : long.Parse(Samples, CultureInfo.InvariantCulture);
            return (Blocks.FirstTrial, Math.Clamp(written, Blocks.FirstTrial, Blocks.EndTrial));
        }
    }

    /// <summary>Name of its file.</summary>
    [JsonIgnore]
    public string FileName => NameOf(Part, Parts);

    /// <summary>Name of the file of a part.</summary>
    public static string NameOf(int part, int parts) => $"{part.ToString($"D{parts.ToString(CultureInfo.InvariantCulture).Length}", CultureInfo.InvariantCulture)}-of-{parts}{PartFile.Ending}";

    /// <summary>Name of the folder for the parts of a scenario.</summary>
    public static string FolderOf(string output, string scenario) => PlainPath.In(output, $"{scenario}.parts");

    /// <summary>Reads the first line of a part.</summary>
    /// <param name="path">The part, for messages.</param>
    /// <param name="line">The line, as it was written.</param>
    /// <exception cref="PartException">It is of another format, or says what no part can be.</exception>
    public static PartHeader Read(string path, ReadOnlySpan<byte> line)
    {
        PartHeader header;
        try
        {
            header = JsonSerializer.Deserialize<PartHeader>(line, JsonSerializerOptions.Web)!;
        }
        catch (JsonException)
        {
            throw new PartException($"{path}: no part that this program reads: its header has another form.");
        }

        return header.Format != CurrentFormat ? throw new PartException($"{path}: its format is \"{JsonValue.Clean(header.Format ?? "")}\"; this program reads \"{CurrentFormat}\".")
            : header.Fault() is { } fault ? throw new PartException($"{path}: its header is not one that this program writes: {fault}.")
            : header;
    }

    /// <summary>Why it is the header of no part: something is missing, or is no value that a run can have; null when it is one.</summary>
    public string? Fault()
    {
        static bool IsHex(string? text, int length) => text is not null && text.Length == length && text.All(char.IsAsciiHexDigitLower);
        bool isText = IsHex(Engine, 16) && IsHex(ScenarioSha256, 2 * SHA256.HashSizeInBytes) && DrawLayout is { Length: > 0 and < 64 } && !DrawLayout.Any(Characters.IsHidden)
            && Scenario is not null && ScenarioRules.IsFolderName(Scenario);
        if (!isText)
        {
            return "it does not name program and scenario as a part does";
        }

        TrialSpread[] spread = [.. Enum.GetValues<TrialSpread>().Where(one => ModelDraws.Name(one) == Design)];
        bool isRun = spread.Length == 1 && Within(NumberRanges.Trials, Trials) && Within(NumberRanges.Seed, Seed) && Within(NumberRanges.Keep, Keep) && Engagement is "exact" or "moments"
            && (spread[0] == TrialSpread.Mc ? Replicates == 1 : Within(NumberRanges.Replicates, Replicates)) && (Trials <= Keep || Replicates <= KeptTrials.MostReplicates)
            && ModelDraws.Fault(spread[0], Trials, Replicates) is null && (Samples == "all" || long.TryParse(Samples, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return !isRun ? "it asks for what no run can be asked for"
            : Parts < 1 || Parts > TrialRecord.Blocks(Trials) || Part < 1 || Part > Parts ? "it is none of the parts that the run can have"
            : ScenarioBytes is < 1 or > ScenarioReader.LargestFile ? "its scenario has a length that no scenario has"
            : null;
    }

    private static bool Within<T>(NumberRange<T> range, T number)
        where T : struct, INumber<T> => number >= range.Least && number <= range.Most;

    /// <summary>In what the runs differ of which two parts are; null when they are of the same.</summary>
    public string? Difference(PartHeader other) =>
        Engine != other.Engine || DrawLayout != other.DrawLayout ? $"another version of the program (engine {Engine}, not {other.Engine})"
        : Scenario != other.Scenario ? $"scenario \"{Scenario}\", not \"{other.Scenario}\""
        : ScenarioSha256 != other.ScenarioSha256 ? $"another version of scenario \"{Scenario}\""
        : Seed != other.Seed ? $"seed {Seed}, not {other.Seed}"
        : (Design, Replicates) != (other.Design, other.Replicates) ? $"design {Design} with {Replicates} replicates, not {other.Design} with {other.Replicates}"
        : Trials != other.Trials ? $"a run of {Trials} trials, not {other.Trials}"
        : Parts != other.Parts ? $"{Parts} parts, not {other.Parts}"
        : (Keep, Samples, Engagement) != (other.Keep, other.Samples, other.Engagement)
            ? $"--keep {Keep} --samples {Samples} and {Engagement}, not --keep {other.Keep} --samples {other.Samples} and {other.Engagement}"
        : null;
}
