using CostSim.Cli.Output;
using CostSim.Cli.Report;
using CostSim.Plots;

namespace CostSim.Cli.Commands;

/// <summary>What the scenarios of a batch say together: written by one run at a time.</summary>
/// <param name="request">How they were run.</param>
/// <param name="cancellation">Stops the wait for another run.</param>
internal sealed class BatchTogether(RunRequest request, CancellationToken cancellation)
{
    /// <summary>How long another run may take to write what its scenarios say together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Writes it, if no other run changes the scenarios while they are read.</summary>
    /// <param name="done">The scenarios, in order.</param>
    /// <param name="isComplete">Whether every scenario is done: then the next batch is compared with this one.</param>
    /// <exception cref="ResultsMovedException">Another run changed them.</exception>
    /// <exception cref="FolderInUseException">Another run was writing all the time.</exception>
    public ExitCode Write(IReadOnlyList<BatchEntry> done, bool isComplete)
    {
        using FolderLock held = FolderLock.Await(request.Output, Patience, cancellation);
        string[] folders = [.. done.Where(entry => entry.State == BatchState.Done).Select(entry => Path.Combine(request.Output, entry.Scenario))];
        string?[] found = [.. folders.Select(BatchRecord.Fingerprint)];
        string? Moved() => folders.Zip(found).FirstOrDefault(one => one.Second is null || BatchRecord.Fingerprint(one.First) != one.Second).First;
        Digest digest;
        try
        {
            digest = ReadBack.Fitting(request.Output, () => WriteFiles(done));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && Moved() is { } folder)
        {
            // What is read while another run replaces it may be wrong in any way.
            throw new ResultsMovedException(folder, fault);
        }

        if (Moved() is { } moved)
        {
            throw new ResultsMovedException(moved);
        }

        if (isComplete)
        {
            digest.Complete();
        }

        if (!request.Quiet)
        {
            foreach (string line in digest.Lines())
            {
                System.Console.WriteLine(line);
            }

            string[] together = [.. ((string[])["index.html", "batch.csv", "regret.csv", "digest.csv"]).Where(name => File.Exists(Path.Combine(request.Output, name)))];
            System.Console.WriteLine($"Together: {string.Join(", ", together.Select((name, i) => i == 0 ? Path.Combine(request.Output, name) : name))}");
        }

        return ExitCode.Done;
    }

    private Digest WriteFiles(IReadOnlyList<BatchEntry> done)
    {
        var digest = Digest.Of(request.Output, done);
        BatchFiles.Write(request.Output, done, digest.Rows, request.Dialect);
        var batch = BatchTables.Read(request.Output);
        IReadOnlyList<Figure> figures = request.Plots ? BatchFigures.Draw(batch, request.Figures) : [];
        byte[] page = new IndexPage(batch, request.Figures.Language) { Figures = figures }.Write();
        DurableFile.Write(Path.Combine(request.Output, "index.html"), stream => stream.Write(page));
        foreach ((string name, ReadOnlyMemory<byte> bytes) in PlotCommand.Files(figures, request.Figures))
        {
            string plots = PlainPath.In(request.Output, "plots");
            Directory.CreateDirectory(plots);
            DurableFile.Write(Path.Combine(plots, name), stream => stream.Write(bytes.Span));
        }

        return digest;
    }
}
