using System.CommandLine;
using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim verify</c>: are results still what was written?</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("RESULTS") { Description = "Results folders, or a folder of them", Arity = ArgumentArity.OneOrMore };
        var command = new Command(
            "verify",
            """
            Check every file of results folders against the manifest: length and SHA-256. Exit code 10 when one is missing or altered.

            Examples:
              costsim verify output/belgium-baseline
              costsim verify output
            """)
        { paths };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() => Verify(parsed.GetValue(paths)!, cancellation))));
        return command;
    }

    private static ExitCode Verify(string[] paths, CancellationToken cancellation)
    {
        ExitCode worst = ExitCode.Done;
        foreach (string path in paths)
        {
            string[] folders = !Directory.Exists(path) ? []
                : File.Exists(Path.Combine(path, Manifest.FileName)) ? [path]
                : [.. Directory.EnumerateDirectories(path).Where(IsResults).Order(StringComparer.Ordinal)];
            if (folders.Length == 0)
            {
                System.Console.Error.WriteLine($"{path}: no results folder: there is no {Manifest.FileName}.");
                worst = ScenarioCommands.Worse(worst, ExitCode.Unreadable);
            }

            foreach (string folder in folders)
            {
                cancellation.ThrowIfCancellationRequested();
                string[] damage = Manifest.Read(folder) is { } manifest
                    ? [.. manifest.Damage(folder)]
                    : [File.Exists(Path.Combine(folder, Manifest.FileName)) ? $"{Manifest.FileName}: damaged" : $"{Manifest.FileName}: missing, so the results are not complete"];
                foreach (string line in damage)
                {
                    System.Console.Error.WriteLine($"{folder}/{line}");
                }

                if (damage.Length > 0)
                {
                    worst = ScenarioCommands.Worse(worst, ExitCode.Damaged);
                }
                else
                {
                    System.Console.WriteLine($"{folder}: {Manifest.Read(folder)!.Files.Count} files, all as written");
                }
            }
        }

        return worst;
    }

    /// <summary>Whether a folder holds results, complete or not.</summary>
    private static bool IsResults(string folder) =>
        File.Exists(Path.Combine(folder, Manifest.FileName)) || File.Exists(Path.Combine(folder, "scenario.resolved.json")) || File.Exists(Path.Combine(folder, "trials.csv"));
}
