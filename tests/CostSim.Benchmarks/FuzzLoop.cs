using System.Diagnostics;
using System.Globalization;

namespace CostSim.Benchmarks;

/// <summary>Goes through numbered files on all cores: counts how they end, keeps what is wrong, and takes time and memory.</summary>
internal static class FuzzLoop
{
    private const long MostManaged = 200_000_000;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    /// <summary>Reads the files, prints what was found.</summary>
    /// <param name="what">What the files are, in the plural.</param>
    /// <param name="count">How many.</param>
    /// <param name="first">Number of the first.</param>
    /// <param name="start">Gives each worker what reads a file: how it ended, and what is wrong with that, null for nothing.</param>
    /// <returns>What the program ends with: 1 when something was found.</returns>
    public static int Run(string what, ulong count, ulong first, Func<int, Func<ulong, (string Outcome, string? Fault)>> start)
    {
        int workers = Environment.ProcessorCount;
        var outcomes = new Dictionary<string, long>[workers];
        var slowest = new (TimeSpan Took, ulong File)[workers];
        var largest = new (long Bytes, ulong File)[workers];
        var at = new (ulong File, long Since)[workers];
        var faults = new List<string>();
        long managed = 0;
        var clock = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(w => new Thread(() => Work(w)))];
        Array.ForEach(threads, thread => thread.Start());
        while (!threads.All(thread => thread.Join(500)))
        {
            managed = Math.Max(managed, GC.GetTotalMemory(false));
            if (at.Any(one => one.Since > 0 && Stopwatch.GetElapsedTime(one.Since) > Hang))
            {
                (ulong file, _) = at.Where(one => one.Since > 0).MinBy(one => one.Since);
                Console.WriteLine($"file {file}: not read after {Hang.TotalSeconds:0} s");
                return 1;
            }
        }

        if (managed > MostManaged)
        {
            faults.Add($"{managed:N0} bytes of managed memory, more than {MostManaged:N0}");
        }

        faults.ForEach(Console.WriteLine);
        string ended = string.Join(", ", outcomes.SelectMany(one => one).GroupBy(pair => pair.Key, pair => pair.Value).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum():N0} {group.Key}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} {what} from number {first}: {ended}; {faults.Count} faults; slowest {slowest.Max().Took.TotalMilliseconds:0} ms (file {slowest.Max().File}), most allocated {largest.Max().Bytes / 1e6:0.0} MB (file {largest.Max().File}), managed memory at most {managed / 1e6:0} MB, all memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB, {clock.Elapsed.TotalSeconds:0} s"));
        return faults.Count == 0 ? 0 : 1;

        void Work(int worker)
        {
            Func<ulong, (string Outcome, string? Fault)> read = start(worker);
            var mine = new Dictionary<string, long>();
            for (ulong number = first + (ulong)worker; number < first + count; number += (ulong)workers)
            {
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                at[worker] = (number, Stopwatch.GetTimestamp());
                (string outcome, string? fault) = read(number);
                TimeSpan took = Stopwatch.GetElapsedTime(at[worker].Since);
                slowest[worker] = took > slowest[worker].Took ? (took, number) : slowest[worker];
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                largest[worker] = allocated > largest[worker].Bytes ? (allocated, number) : largest[worker];
                mine[outcome] = mine.GetValueOrDefault(outcome) + 1;
                if (fault is not null)
                {
                    lock (faults)
                    {
                        faults.Add($"file {number}: {fault}");
                    }
                }
            }

            (outcomes[worker], at[worker]) = (mine, default);
        }
    }
}
