using System.Security.Cryptography;
using System.Text.Json;
using CostSim.Cli.Input;

namespace CostSim.Cli.Output;

/// <summary>
/// What the last complete batch of an output folder left, by scenario: the SHA-256 of each manifest, which stands for all results. Where a
/// scenario is run again, its results of that batch are kept (<see cref="KeptResults"/>) until the next one is complete, so that both can be compared.
/// </summary>
/// <param name="Scenarios">Fingerprint of each scenario's results in the last complete batch.</param>
/// <param name="Before">The same in the one before it, for the scenarios of the last.</param>
internal sealed record BatchRecord(SortedDictionary<string, string> Scenarios, SortedDictionary<string, string> Before)
{
    private const string FileName = "batch.json";

    /// <summary>Reads the record of an output folder; an empty one where there is none.</summary>
    /// <exception cref="UnreadableFileException">It is there and cannot be read.</exception>
    public static BatchRecord Read(string output)
    {
        try
        {
            if (JsonSerializer.Deserialize<BatchRecord>(SourceFile.Read(Path.Combine(output, FileName)), Manifest.Json) is { Scenarios: not null, Before: not null } record)
            {
                return record;
            }
        }
        catch (Exception fault) when (fault is JsonException or UnreadableFileException { IsMissing: true })
        {
            // Without it there is nothing to compare with; no result hangs on it.
        }

        return new BatchRecord([], []);
    }

    /// <summary>Stands for the results of a folder; null where they are not complete.</summary>
    /// <exception cref="UnreadableFileException">The manifest is there and cannot be read.</exception>
    public static string? Fingerprint(string folder)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(SourceFile.Read(Path.Combine(folder, Manifest.FileName))));
        }
        catch (UnreadableFileException fault) when (fault.IsMissing)
        {
            return null;
        }
    }

    /// <summary>The batch with which one is compared: the last complete one, or the one before it where nothing changed since.</summary>
    /// <param name="now">Fingerprints of the batch.</param>
    public SortedDictionary<string, string> Against(IReadOnlyDictionary<string, string> now) =>
        now.All(one => Scenarios.GetValueOrDefault(one.Key) == one.Value) ? Before : Scenarios;

    /// <summary>Removes results that were kept, unless another run is just moving some there; then a later batch does.</summary>
    private static void Drop(string output, string scenario, string kept)
    {
        try
        {
            using var held = FolderLock.Take(Path.Combine(output, scenario));
            KeptResults.Drop(kept);
        }
        catch (FolderInUseException)
        {
            // The other run has its own results to keep.
        }
    }

    /// <summary>Notes a complete batch; from now on the next is compared with it.</summary>
    /// <param name="output">The output folder.</param>
    /// <param name="now">Fingerprints of the batch.</param>
    public void Complete(string output, IReadOnlyDictionary<string, string> now)
    {
        SortedDictionary<string, string> against = Against(now);
        var next = new BatchRecord(new(Scenarios, StringComparer.Ordinal), new(Before, StringComparer.Ordinal));
        foreach ((string scenario, string fingerprint) in now)
        {
            next.Scenarios[scenario] = fingerprint;
            if (against.TryGetValue(scenario, out string? before))
            {
                next.Before[scenario] = before;
            }
        }

        DurableFile.Write(Path.Combine(output, FileName), stream => JsonSerializer.Serialize(stream, next, Manifest.Json));
        foreach (string scenario in now.Keys)
        {
            // Kept only as long as it is what the digest compares with.
            string kept = KeptResults.Folder(output, scenario);
            if (Directory.Exists(kept) && (next.Before.GetValueOrDefault(scenario) != Fingerprint(kept) || next.Before[scenario] == next.Scenarios[scenario]))
            {
                Drop(output, scenario, kept);
            }
        }
    }
}
