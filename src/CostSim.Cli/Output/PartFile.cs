using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Cli.Output;

/// <summary>
/// A part of a run as a file: its header as a line of JSON, the line's SHA-256, the resolved scenario, trials to be written that are not kept, the
/// record, a mark that it is whole, and the SHA-256 of all before.
/// </summary>
internal sealed class PartFile
{
    /// <summary>Ending of its name.</summary>
    public const string Ending = ".part";

    private const int LongestHeader = 1 << 16;
    private static readonly byte[] Whole = "\ncostsim-part-whole\n"u8.ToArray();

    private readonly long content;

    private PartFile(string path, PartHeader header, long content) => (Path, Header, this.content) = (path, header, content);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it is a part of.</summary>
    public PartHeader Header { get; }

    /// <summary>Writes a part while it is simulated; it is there only when it is whole, and what others left unfinished of it is gone then.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="header">What it is.</param>
    /// <param name="scenario">The resolved scenario.</param>
    /// <param name="model">The model.</param>
    /// <param name="simulate">Simulates it, handing over what is to be written.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, PartHeader header, byte[] scenario, Model model, Func<TrialHandover?, TrialRecord> simulate, CancellationToken cancellation)
    {
        // Of two machines that make the same part, one taken for dead and one in its place, each writes a file of its own; both are the same.
        DurableFile.Write(
            path,
            stream =>
            {
                using var hash = SHA256.Create();
                using (var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
                {
                    byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(header, JsonSerializerOptions.Web), (byte)'\n'];
                    hashing.Write(line);
                    hashing.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(line)) + "\n"));
                    hashing.Write(scenario);
                    using (var numbers = new NumberWriter(hashing))
                    {
                        (long first, long end) = header.Rows;
                        TrialRecord record = first == end ? simulate(null) : WithRows(new TrialHandover(model, first, end, 1), simulate, numbers, cancellation);
                        record.WriteTo(numbers);
                    }

                    hashing.Write(Whole);
                    hashing.FlushFinalBlock();
                }

                stream.Write(hash.Hash!);
            },
            $".{Environment.MachineName}-{Environment.ProcessId}");
        foreach (string left in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, $"{System.IO.Path.GetFileName(path)}.*{DurableFile.Unfinished}"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Opens a part; what it holds is read when it is asked for.</summary>
    /// <exception cref="PartException">It is no part, its header was altered, or it is not whole.</exception>
    public static PartFile Open(string path)
    {
        using FileStream stream = SourceFile.Open(path);
        byte[] start = new byte[(int)Math.Min(LongestHeader, stream.Length)];
        stream.ReadExactly(start);
        int end = Array.IndexOf(start, (byte)'\n') + 1;
        if (!start.AsSpan().StartsWith("{\"format\":\"costsim-part "u8))
        {
            throw new PartException($"{path}: no part: it does not begin as one.");
        }

        int sum = (2 * SHA256.HashSizeInBytes) + 1;
        if (end == 0 || start.Length < end + sum)
        {
            throw new PartException($"{path}: truncated: it ends within its header.");
        }

        ReadOnlySpan<byte> line = start.AsSpan(0, end);
        if (!start.AsSpan(end, sum - 1).SequenceEqual(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(line)))))
        {
            throw new PartException($"{path}: altered: its header is not what was written.");
        }

        PartHeader header = PartHeader.Read(path, line);
        var part = new PartFile(path, header, end + sum);
        byte[] last = new byte[Whole.Length];
        stream.Position = Math.Max(0, part.Length - Whole.Length);
        return part.Length - Whole.Length >= part.content + header.ScenarioBytes && stream.ReadAtLeast(last, last.Length, false) == last.Length && last.AsSpan().SequenceEqual(Whole)
            ? part
            : throw new PartException($"{path}: truncated: it ends before it is whole.");
    }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="PartException">It is not what was written.</exception>
    public void Check(CancellationToken cancellation)
    {
        using FileStream stream = SourceFile.Open(Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] room = new byte[1 << 18];
        for (long left = Length; left > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = stream.Read(room, 0, (int)Math.Min(room.Length, left));
            if (read == 0)
            {
                throw new PartException($"{Path}: truncated: it ends before it is whole.");
            }

            hash.AppendData(room, 0, read);
            left -= read;
        }

        byte[] written = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(written);
        if (!written.AsSpan().SequenceEqual(hash.GetHashAndReset()))
        {
            throw new PartException($"{Path}: altered: its SHA-256 is not the one written at its end.");
        }
    }

    /// <summary>The resolved scenario.</summary>
    /// <exception cref="PartException">It is not the one that the header names, or cannot be run as the header says.</exception>
    public ReadResult Scenario()
    {
        using FileStream stream = SourceFile.Open(Path);
        stream.Position = content;
        byte[] scenario = new byte[Header.ScenarioBytes];
        stream.ReadExactly(scenario);
        if (Convert.ToHexStringLower(SHA256.HashData(scenario)) != Header.ScenarioSha256)
        {
            throw new PartException($"{Path}: its scenario is not the one that its header names.");
        }

        ReadResult read = ScenarioReader.Read(Path, scenario);
        return read.Scenario is null || read.Scenario.Name == Header.Scenario ? read : throw new PartException($"{Path}: its scenario is called otherwise than its header says.");
    }

    /// <summary>Makes sure that it is as long as its trials need at least, before room is made for them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kept">Which trials of the run are kept.</param>
    /// <exception cref="PartException">It is shorter.</exception>
    public void CheckLength(Model model, KeptTrials kept)
    {
        (long first, long end) = Header.Rows;
        long columns = TrialRecord.KeptOutcomes(kept), held = kept.Before(Header.Blocks.EndTrial) - kept.Before(Header.Blocks.FirstTrial);
        Int128 least = (Int128)(((end - first) * Outcomes.Count) + (held * columns)) * model.OptionIds.Count * sizeof(double);
        if (Length - content - Header.ScenarioBytes < least)
        {
            throw new PartException($"{Path}: its record is shorter than that of its trials.");
        }
    }

    /// <summary>Puts it into the record of the whole run.</summary>
    /// <exception cref="PartException">It is not of this model and run; the record is of no use then.</exception>
    public void AbsorbInto(TrialRecord record)
    {
        (long first, long end) = Header.Rows;
        using NumberReader numbers = Numbers((end - first) * record.Model.OptionIds.Count * Outcomes.Count * sizeof(double));
        try
        {
            record.Absorb(Header.Blocks.FirstBlock, Header.Blocks.EndBlock, numbers);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new PartException($"{Path}: its record cannot be read: {fault.Message}");
        }
    }

    /// <summary>The trials that are to be written, block by block; each is the caller's until it asks for the next.</summary>
    public IEnumerable<TrialBlock> Rows(Model model)
    {
        (long first, long end) = Header.Rows;
        if (first == end)
        {
            yield break;
        }

        using NumberReader numbers = Numbers(0);
        var block = new TrialBlock(model.OptionIds.Count * Outcomes.Count);
        for (long at = first; at < end; at += block.Count)
        {
            (block.First, block.Count) = (at, (int)Math.Min(Simulator.BlockSize, end - at));
            block.ReadFrom(numbers);
            yield return block;
        }
    }

    private NumberReader Numbers(long place)
    {
        FileStream stream = SourceFile.Open(Path);
        stream.Position = content + Header.ScenarioBytes + place;
        return new NumberReader(stream);
    }

    /// <summary>Length without the checksum.</summary>
    private long Length => new FileInfo(Path).Length - SHA256.HashSizeInBytes;

    private static TrialRecord WithRows(TrialHandover rows, Func<TrialHandover?, TrialRecord> simulate, NumberWriter numbers, CancellationToken cancellation)
    {
        rows.Complete();
        var simulating = Task.Run(() => simulate(rows), CancellationToken.None);
        try
        {
            foreach (TrialBlock block in rows.Read(cancellation))
            {
                block.WriteTo(numbers);
            }
        }
        catch (Exception fault)
        {
            rows.Abort(fault);
            ((IAsyncResult)simulating).AsyncWaitHandle.WaitOne();
            if (fault is OperationCanceledException && simulating.IsFaulted)
            {
                simulating.GetAwaiter().GetResult();
            }

            throw;
        }

        return simulating.GetAwaiter().GetResult();
    }
}

/// <summary>A file that cannot be merged.</summary>
internal sealed class PartException(string message) : Exception(message)
{
}
