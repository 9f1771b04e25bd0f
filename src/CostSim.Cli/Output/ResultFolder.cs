using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CostSim.Cli.Output;

/// <summary>
/// The results folder of one scenario: held by one run at a time, filled file by file, valid once the manifest is there. Files of an earlier
/// run that its manifest names are replaced or removed, or kept elsewhere where they belong to the last complete batch; nothing else in the
/// folder is touched. Files may be added from several threads.
/// </summary>
internal sealed class ResultFolder : IDisposable
{
    private static readonly JsonSerializerOptions JsonWithoutNulls = new(Manifest.Json)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string folder;
    private readonly FolderLock held;
    private readonly List<ManifestFile> files = [];

    private ResultFolder(string folder, FolderLock held)
    {
        this.folder = folder;
        this.held = held;
    }

    /// <summary>Path of the folder.</summary>
    public string Path => folder;

    /// <summary>Opens the folder for one run; its manifest, if any, stops being valid.</summary>
    /// <param name="output">The output folder.</param>
    /// <param name="name">Name of the results.</param>
    /// <param name="found">Fingerprint of the results that may be replaced, empty for none; any when null.</param>
    /// <exception cref="FolderInUseException">Another run holds it.</exception>
    /// <exception cref="ResultsMovedException">It holds other results by now; they stay.</exception>
    public static ResultFolder Open(string output, string name, string? found = null)
    {
        string folder = PlainPath.In(output, name);
        Directory.CreateDirectory(folder);
        var result = new ResultFolder(folder, FolderLock.Take(folder));
        if (found is not null && found != (BatchRecord.Fingerprint(folder) ?? ""))
        {
            result.Dispose();
            throw new ResultsMovedException(folder);
        }

        result.Clear(output, name);
        return result;
    }

    /// <summary>Opens the folder as <see cref="Open"/> does, unless it holds results of another kind: a run's, a sweep's and an analysis' names can be the same.</summary>
    /// <param name="output">The output folder.</param>
    /// <param name="name">Name of the results.</param>
    /// <param name="own">A file that only results of that kind have, or that only others have.</param>
    /// <param name="hasOwn">Whether they have it.</param>
    /// <param name="found">Fingerprint of the results that may be replaced, empty for none; any when null.</param>
    /// <exception cref="Commands.OtherResultsException">It holds results of another kind; they stay.</exception>
    /// <exception cref="FolderInUseException">Another run holds it.</exception>
    /// <exception cref="ResultsMovedException">It holds other results by now; they stay.</exception>
    public static ResultFolder OpenFor(string output, string name, string own, bool hasOwn, string? found = null)
    {
        string folder = PlainPath.In(output, name);
        return Manifest.Read(folder) is { } other && other.Files.Any(file => file.Name == own) != hasOwn
            ? throw new Commands.OtherResultsException($"{folder} holds other results, of a scenario, a sweep or an analysis of that name: choose another --output, or remove them.")
            : Open(output, name, found);
    }

    /// <summary>Writes a file whose content is bytes.</summary>
    public void Add(string name, ReadOnlyMemory<byte> content) => Add(name, null, stream => stream.Write(content.Span));

    /// <summary>Writes a CSV table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="cancellation">Stops within the table; nothing of it is left.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Add(CsvTable table, CsvDialect dialect, CancellationToken cancellation = default) =>
        Add(table.Name + ".csv", table.Rows, stream => table.Write(new StoppableStream(stream, cancellation), dialect));

    /// <summary>Writes the description of the tables for other programs (Frictionless Data Package).</summary>
    /// <param name="name">Name of the results.</param>
    /// <param name="title">Their title.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="dialect">Their dialect.</param>
    /// <param name="facts">What figures and reports need beside them; null where none are drawn from them.</param>
    public void Describe(string name, string title, IReadOnlyList<CsvTable> tables, CsvDialect dialect, ResultFacts? facts = null)
    {
        var package = new
        {
            name,
            title,
            resources = tables.Select(table => new
            {
                name = table.Name,
                path = table.Name + ".csv",
                type = "table",
                title = table.Title,
                encoding = "utf-8",
                dialect = new { delimiter = dialect == CsvDialect.Rfc4180 ? "," : ";" },
                schema = new
                {
                    fields = table.Columns.Select(column => new
                    {
                        name = column.Name,
                        type = column.Type,
                        unit = column.Unit,
                        description = column.Description,
                        decimalChar = column.Type == "number" && dialect == CsvDialect.ExcelBe ? "," : null,
                    }),
                    missingValues = new[] { "" },
                },
            }),
            costsim = facts,
        };
        Add(ResultFacts.FileName, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(package, JsonWithoutNulls) + "\n"));
    }

    /// <summary>Writes the manifest: from now on the results are valid. No clock goes in, so that equal runs give equal bytes.</summary>
    /// <param name="manifest">What was run; the files are added.</param>
    public void Complete(Manifest manifest)
    {
        Manifest whole = manifest with { Files = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)] };

        // The names of all files last before there is a manifest that says so.
        foreach (string parent in files.Select(file => System.IO.Path.GetDirectoryName(System.IO.Path.Combine(folder, file.Name))!).Distinct())
        {
            DurableFile.SyncFolder(parent);
        }

        DurableFile.Write(System.IO.Path.Combine(folder, Manifest.FileName), stream => stream.Write(whole.ToBytes()));
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private void Add(string name, long? rows, Action<Stream> write)
    {
        int last = name.LastIndexOf('/');
        string parent = last < 0 ? folder : PlainPath.In(folder, name[..last]);
        string path = System.IO.Path.Combine(parent, name[(last + 1)..]);
        if (!Directory.Exists(parent))
        {
            Directory.CreateDirectory(parent);
            DurableFile.SyncFolder(folder);
        }

        using var hash = SHA256.Create();
        long length = 0;
        DurableFile.Write(path, stream =>
        {
            using var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true);
            write(hashing);
            hashing.FlushFinalBlock();
            length = stream.Position;
        }, syncFolder: false);
        lock (files)
        {
            files.Add(new ManifestFile(name, length, rows, Convert.ToHexStringLower(hash.Hash!)));
        }
    }

    /// <summary>Takes away what an earlier run of this folder wrote, the manifest first, and what a killed one left unfinished.</summary>
    private void Clear(string output, string name)
    {
        foreach (string unfinished in Directory.EnumerateFiles(folder, "*" + DurableFile.Unfinished, PlainPath.Below).ToArray())
        {
            File.Delete(unfinished);
        }

        KeptResults.Finish(folder, output, name);
        string path = System.IO.Path.Combine(folder, Manifest.FileName);
        if (!File.Exists(path))
        {
            return;
        }

        // A damaged manifest names nothing that could be moved or removed safely.
        Manifest? old = Manifest.Read(folder);
        if (old is not null && BatchRecord.Read(output).Scenarios.GetValueOrDefault(name) == BatchRecord.Fingerprint(folder))
        {
            KeptResults.Keep(folder, output, name, old);
            return;
        }

        File.Delete(path);
        DurableFile.SyncFolder(folder);
        foreach (ManifestFile file in old?.Files ?? [])
        {
            if (Manifest.PathOf(folder, file) is { } full && File.Exists(full))
            {
                File.Delete(full);
            }
        }
    }
}

/// <summary>Another run changed the results of a folder in the meantime.</summary>
internal sealed class ResultsMovedException(string folder, Exception? inner = null)
    : IOException($"The results of {folder} were changed by another run meanwhile.", inner)
{
}
