namespace CostSim.Cli.Output;

/// <summary>
/// Results of the last complete batch whose scenarios are run again: moved to <c>.before</c>, where only the program puts anything. The manifest
/// leaves its folder first and gets its name back last, so that at no moment a manifest stands without its files; a move that was cut off is
/// finished by the next run of the scenario.
/// </summary>
internal static class KeptResults
{
    private const string Moving = Manifest.FileName + ".moving";

    /// <summary>Where results of a scenario are kept.</summary>
    /// <exception cref="IOException">A link stands there.</exception>
    public static string Folder(string output, string scenario) => PlainPath.In(output, ".before/" + scenario);

    /// <summary>Removes results that were kept, the manifest first.</summary>
    public static void Drop(string kept)
    {
        File.Delete(Path.Combine(kept, Manifest.FileName));
        DurableFile.SyncFolder(kept);
        Directory.Delete(kept, recursive: true);
    }

    /// <summary>Moves the results of a folder.</summary>
    /// <param name="folder">The results folder, held.</param>
    /// <param name="output">The output folder.</param>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="manifest">Its manifest.</param>
    public static void Keep(string folder, string output, string scenario, Manifest manifest)
    {
        string kept = Folder(output, scenario);
        if (Directory.Exists(kept))
        {
            Drop(kept);
        }

        foreach (string parent in Folders(kept, manifest))
        {
            Directory.CreateDirectory(parent);
        }

        DurableFile.SyncFolder(Path.GetDirectoryName(kept)!);
        DurableFile.SyncFolder(output);
        DurableFile.Move(Path.Combine(folder, Manifest.FileName), Path.Combine(kept, Moving));
        DurableFile.SyncFolder(kept);
        DurableFile.SyncFolder(folder);
        Finish(folder, output, scenario);
    }

    /// <summary>Finishes a move that was begun; does nothing where none was.</summary>
    /// <param name="folder">The results folder, held.</param>
    /// <param name="output">The output folder.</param>
    /// <param name="scenario">Name of the scenario.</param>
    public static void Finish(string folder, string output, string scenario)
    {
        string kept = Folder(output, scenario);
        if (Manifest.Read(kept, Moving) is not { } manifest)
        {
            return;
        }

        foreach (ManifestFile file in manifest.Files)
        {
            if (Manifest.PathOf(folder, file) is { } from && Manifest.PathOf(kept, file) is { } to && File.Exists(from))
            {
                DurableFile.Move(from, to);
            }
        }

        foreach (string parent in Folders(kept, manifest))
        {
            DurableFile.SyncFolder(parent);
        }

        DurableFile.Move(Path.Combine(kept, Moving), Path.Combine(kept, Manifest.FileName));
        DurableFile.SyncFolder(kept);
    }

    /// <summary>The folder and those inside it that files are named in.</summary>
    private static IEnumerable<string> Folders(string folder, Manifest manifest) =>
        manifest.Files.Select(file => Manifest.PathOf(folder, file)).OfType<string>().Select(path => Path.GetDirectoryName(path)!).Prepend(folder).Distinct();
}
