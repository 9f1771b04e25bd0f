using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CostSim.Cli.Input;

namespace CostSim.Cli.Output;

/// <summary>A file of the results folder.</summary>
internal sealed record ManifestFile(string Name, long Bytes, long? Rows, string Sha256);

/// <summary>What of the request decides the bytes of the results, beside the scenario.</summary>
/// <param name="Engine">Fingerprint of the program's own code.</param>
/// <param name="Trials">Trials asked for; null where a precision decides.</param>
/// <param name="Samples">Trials written: <c>all</c> or a number.</param>
/// <param name="Draws">Whether draws were asked for; null where their size decides.</param>
/// <param name="Figures">Whether figures are drawn.</param>
/// <param name="TotalOrder">Base trials of total-order indices; 0 for none.</param>
/// <param name="Words">Language and formats of figures.</param>
/// <param name="Keep">Most trials kept one by one, where the run has or may have more; otherwise null.</param>
internal sealed record ManifestRequest(
    string Engine, long? Trials, string Samples, bool? Draws, bool Figures, int TotalOrder, string Words = "",
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Keep = null);

/// <summary>What a results folder holds, with which a reader can check it, and a later run can tell whether it would write the same again.</summary>
internal sealed record Manifest(
    string Version, string ScenarioSha256, long Seed, string Design, int Replicates, long Trials, string Engagement, Simulation.Precision? Precision, string CsvDialect, string DrawLayout,
    ManifestRequest Request, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>
    /// Trials kept one by one, on which rests what needs single trials: verdicts but the mean, information in part, sensitivity, switch points, corners,
    /// the cloud of the plane, joint confidence with protection. Null where all were.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? KeptTrials { get; init; }

    /// <summary>SHA-256 of the file as it would be without this line: with it the manifest vouches for itself too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Seal { get; init; }

    private const long MostTrials = 1L << 32;
    private const int MostReplicates = 65_535;

    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Json { get; } = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new FiniteNumbers() } };

    /// <summary>Reads the manifest of a folder; null where there is none or it is damaged.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Name of the file, where it is not the usual one.</param>
    public static Manifest? Read(string folder, string name = FileName)
    {
        try
        {
            byte[] bytes = SourceFile.Read(Path.Combine(folder, name));
            var manifest = JsonSerializer.Deserialize<Manifest>(bytes, Json);
            return manifest is not null && manifest.IsPlausible() && manifest.ToBytes().AsSpan().SequenceEqual(bytes) ? manifest : null;
        }
        catch (Exception fault) when (fault is JsonException or UnreadableFileException { IsMissing: true })
        {
            return null;
        }
    }

    /// <summary>Whether all is there, and each value one that the program writes: the seal vouches for the bytes, not for what they say.</summary>
    private bool IsPlausible()
    {
        static bool IsText(string? text) => text is not null && text.Length <= 1000 && !text.Any(Input.Characters.IsHidden);
        bool isRequest = Request is { Trials: null or (>= 1 and <= MostTrials), Keep: null or >= 1, TotalOrder: >= 0 } && IsText(Request.Engine) && IsText(Request.Samples) && IsText(Request.Words);
        return isRequest && IsText(Version) && IsText(ScenarioSha256) && IsText(DrawLayout) && Seed >= 0 && (Design is "mc" or "lhs" or "sobol" or "given")
            && (Replicates is >= 1 and <= MostReplicates) && (Trials is >= 1 and <= MostTrials) && (KeptTrials is null or (>= 1 and <= MostTrials))
            && (Engagement is "exact" or "moments") && (CsvDialect is "rfc4180" or "excel-be")
            && Files is not null && Files.All(file => file is { Name: not null, Sha256: not null, Bytes: >= 0, Rows: null or >= 0 }) && Files.DistinctBy(file => file.Name).Count() == Files.Count;
    }

    /// <summary>The file, sealed.</summary>
    public byte[] ToBytes()
    {
        Manifest open = this with { Seal = null };
        string seal = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(open, Json)));
        return JsonSerializer.SerializeToUtf8Bytes(open with { Seal = seal }, Json);
    }

    /// <summary>Path of one of its files; null for a name that leads out of the folder or through a link.</summary>
    public static string? PathOf(string folder, ManifestFile file) => PlainPath.Find(folder, file.Name);

    /// <summary>What is wrong with the files, one sentence each; empty when all are as they were written.</summary>
    public IEnumerable<string> Damage(string folder)
    {
        foreach (ManifestFile file in Files)
        {
            if (PathOf(folder, file) is not { } path)
            {
                yield return $"{Input.JsonValue.Clean(file.Name)}: the name leads out of the folder, or through a link";
            }
            else if (!File.Exists(path))
            {
                yield return $"{Input.JsonValue.Clean(file.Name)}: missing";
            }
            else if (new FileInfo(path).Length is long length && length != file.Bytes)
            {
                yield return $"{file.Name}: {length:N0} bytes, expected {file.Bytes:N0}";
            }
            else if (DamageOf(path, file) is { } damage)
            {
                yield return damage;
            }
        }
    }

    private static string? DamageOf(string path, ManifestFile file)
    {
        try
        {
            using FileStream stream = SourceFile.Open(path);
            string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            return hash == file.Sha256 ? null : $"{file.Name}: SHA-256 {hash}, expected {JsonValue.Clean(file.Sha256)}";
        }
        catch (UnreadableFileException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>What a run that was asked for would do otherwise than the one that wrote this; null when nothing.</summary>
    public string? Difference(Manifest wanted) =>
        Version != wanted.Version || Request.Engine != wanted.Request.Engine ? "another version of the program"
        : ScenarioSha256 != wanted.ScenarioSha256 ? "the scenario changed"
        : Seed != wanted.Seed ? "another seed"
        : (Design, Replicates) != (wanted.Design, wanted.Replicates) ? "another design"
        : Request.Trials != wanted.Request.Trials ? "another number of trials"
        : Engagement != wanted.Engagement || CsvDialect != wanted.CsvDialect || DrawLayout != wanted.DrawLayout || Request != wanted.Request ? "other options"
        : null;
}
