using System.Diagnostics;
using System.Globalization;
using CostSim.Cli.Commands;

namespace CostSim.Benchmarks;

/// <summary>Has all commands read forged files. Usage: <c>forged [FILES] [FIRST]</c>; two hundred from number 0 without them.</summary>
internal static class ForgedRun
{
    /// <summary>Reads them, prints what was found, and ends the program with 1 when something was.</summary>
    public static int Print(string[] arguments)
    {
        ulong Number(int place, ulong otherwise) => arguments.Length > place ? ulong.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
        (ulong count, ulong first) = (Number(0, 200), Number(1, 0));
        string root = Directory.CreateTempSubdirectory("costsim-forged-").FullName;
        TextWriter told = Console.Out;
        var clock = Stopwatch.StartNew();
        int faults = 0;
        string ends = "";
        try
        {
            // What the commands say is not what this says.
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            var forged = new ForgedFiles(root);
            forged.Prepare(DeskCommands.Starter().Replace("\"name\": \"starter\"", "\"name\": \"s\"", StringComparison.Ordinal));
            for (ulong number = first; number < first + count; number++)
            {
                foreach (string fault in forged.Faults(number))
                {
                    told.WriteLine($"{number}: {fault}");
                    faults++;
                }
            }

            ends = string.Join(", ", forged.Ends.Select(end => string.Create(CultureInfo.InvariantCulture, $"{end.Value:N0} with {(int)end.Key}")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} forged files from number {first}: {faults} faults; commands ended {ends}; {clock.Elapsed.TotalSeconds:0} s"));
        return faults == 0 ? 0 : 1;
    }
}
