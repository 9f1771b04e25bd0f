using System.Diagnostics;
using System.Globalization;
using System.Text;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;

namespace CostSim.Benchmarks;

/// <summary>Reads a great many damaged scenario files. Usage: <c>fuzz [FILES] [FIRST]</c>; two million from number 0 without them. <c>fuzz show NUMBER</c> prints one.</summary>
internal static class FuzzRun
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    /// <summary>Reads them, prints what was found, and ends the program with 1 when something was.</summary>
    public static int Print(string[] arguments)
    {
        ulong Number(int place, ulong otherwise) => arguments.Length > place ? ulong.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
        var fuzz = new ScenarioFuzz(Seeds("scenarios/belgium"), Files("scenarios/belgium"));
        if (arguments is ["show", string which])
        {
            Console.OpenStandardOutput().Write(fuzz.File(ulong.Parse(which, CultureInfo.InvariantCulture)));
            return 0;
        }

        (ulong count, ulong first) = (Number(0, 2_000_000), Number(1, 0));
        int workers = Environment.ProcessorCount;
        var read = new long[workers];
        var valid = new long[workers];
        var slowest = new TimeSpan[workers];
        var at = new (ulong File, long Since)[workers];
        var faults = new List<string>();
        var clock = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(w => new Thread(() => Work(w)))];
        Array.ForEach(threads, thread => thread.Start());
        while (!threads.All(thread => thread.Join(1000)))
        {
            if (at.Any(one => one.Since > 0 && Stopwatch.GetElapsedTime(one.Since) > Hang))
            {
                (ulong file, _) = at.MinBy(one => one.Since);
                Console.WriteLine($"file {file}: not read after {Hang.TotalSeconds:0} s");
                return 1;
            }
        }

        faults.ForEach(Console.WriteLine);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{read.Sum():N0} damaged files from number {first}: {valid.Sum():N0} still valid, {faults.Count} faults; slowest {slowest.Max().TotalMilliseconds:0} ms, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} MB, {clock.Elapsed.TotalSeconds:0} s"));
        return faults.Count == 0 ? 0 : 1;

        void Work(int worker)
        {
            for (ulong number = first + (ulong)worker; number < first + count; number += (ulong)workers)
            {
                byte[] content = fuzz.File(number);
                at[worker] = (number, Stopwatch.GetTimestamp());
                string? fault = fuzz.Fault(content, out bool isValid);
                TimeSpan took = Stopwatch.GetElapsedTime(at[worker].Since);
                slowest[worker] = took > slowest[worker] ? took : slowest[worker];
                read[worker]++;
                valid[worker] += isValid ? 1 : 0;
                if (fault is not null)
                {
                    lock (faults)
                    {
                        faults.Add($"file {number}: {fault}");
                    }
                }
            }

            at[worker] = default;
        }
    }

    /// <summary>Runs varied scenarios of the library: <c>vary [SCENARIOS] [FIRST]</c>, a thousand from number 0 without them, <c>vary show NUMBER</c>, or <c>vary write FOLDER COUNT FIRST</c>, the first so many valid ones as files; ends the program with 1 when something was found.</summary>
    public static int PrintVaried(string[] arguments)
    {
        string[] library = [.. Directory.EnumerateFiles("scenarios/belgium", "*.json").Order(StringComparer.Ordinal)
            .Select(file => ScenarioReader.Read(file, File.ReadAllBytes(file), ScenarioFiles.Access, Path.GetFullPath(file)).ResolvedJson)];
        var varied = new VariedScenario([.. Enumerable.Repeat(DeskCommands.Starter(), 4 * library.Length), .. library], 256);
        if (arguments is ["show", string which])
        {
            Console.WriteLine(varied.Text(ulong.Parse(which, CultureInfo.InvariantCulture)));
            return 0;
        }

        if (arguments is ["write", string target, string many, string from])
        {
            return Write(varied, target, int.Parse(many, CultureInfo.InvariantCulture), ulong.Parse(from, CultureInfo.InvariantCulture));
        }

        ulong Number(int place, ulong otherwise) => arguments.Length > place ? ulong.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
        (ulong count, ulong first) = (Number(0, 1_000), Number(1, 0));
        (int valid, int faults) = (0, 0);
        var numbers = Enumerable.Range(0, (int)count).Select(i => first + (ulong)i);
        Parallel.ForEach(numbers, number =>
        {
            string folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"costsim-vary-{Environment.ProcessId}-{number}"));
            string? fault = VariedScenario.Fault(varied.Text(number), folder, out bool isValid);
            _ = isValid ? Interlocked.Increment(ref valid) : 0;
            if (fault is not null)
            {
                Interlocked.Increment(ref faults);
                Console.WriteLine($"scenario {number}: {fault}");
            }

            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} varied scenarios from number {first}: {valid:N0} valid and run, {faults} faults"));
        return faults == 0 ? 0 : 1;
    }

    private static int Write(VariedScenario varied, string folder, int count, ulong number)
    {
        Directory.CreateDirectory(folder);
        for (int written = 0; written < count; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"varied-{number}");
            string text = varied.Text(number).Replace("\"name\": \"varied\"", $"\"name\": \"{name}\"", StringComparison.Ordinal);
            string file = Path.Combine(folder, name + ".json");
            if (ScenarioReader.Read(file, Encoding.UTF8.GetBytes(text), ScenarioFileAccess.None, Path.GetFullPath(file)).IsValid)
            {
                File.WriteAllText(file, text);
                written++;
            }
        }

        return 0;
    }

    /// <summary>The starter mostly, since small files are read fast; the library in between.</summary>
    private static byte[][] Seeds(string folder)
    {
        byte[] starter = Encoding.UTF8.GetBytes(DeskCommands.Starter());
        byte[][] library = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return [.. Enumerable.Repeat(starter, 40 * library.Length), .. library];
    }

    private static ScenarioFileAccess Files(string folder)
    {
        var known = Directory.EnumerateFiles(folder, "*.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        return new ScenarioFileAccess(
            (_, name) => name.EndsWith(".csv", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes("years\n1\n2\n3.5\n") : null,
            (_, name) => known.TryGetValue(name, out byte[]? content) ? new BaseFile(name, "/" + name, content) : null);
    }
}
