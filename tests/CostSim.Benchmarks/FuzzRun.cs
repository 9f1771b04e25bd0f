using System.Globalization;
using System.Text;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;

namespace CostSim.Benchmarks;

/// <summary>Reads a great many damaged scenario files. Usage: <c>fuzz [FILES] [FIRST]</c>; two million from number 0 without them. <c>fuzz show NUMBER</c> prints one.</summary>
internal static class FuzzRun
{
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

        return FuzzLoop.Run("damaged files", Number(0, 2_000_000), Number(1, 0), _ => number =>
        {
            string? fault = fuzz.Fault(fuzz.File(number), out bool isValid);
            return (isValid ? "still valid" : "refused", fault);
        });
    }

    /// <summary>Reads damaged files of samples: <c>fuzz-samples [FILES] [FIRST]</c>, half a million from number 0 without them, or <c>fuzz-samples show NUMBER</c>.</summary>
    public static int PrintSamples(string[] arguments)
    {
        if (arguments is ["show", string which])
        {
            SampleFuzz.Show(ulong.Parse(which, CultureInfo.InvariantCulture), Console.OpenStandardOutput());
            return 0;
        }

        ulong Number(int place, ulong otherwise) => arguments.Length > place ? ulong.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
        string folder = Directory.CreateTempSubdirectory("costsim-fuzz-").FullName;
        try
        {
            return FuzzLoop.Run("damaged files of samples", Number(0, 500_000), Number(1, 0), worker =>
                new SampleFuzz(Directory.CreateDirectory(Path.Combine(folder, worker.ToString(CultureInfo.InvariantCulture))).FullName).Read);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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
