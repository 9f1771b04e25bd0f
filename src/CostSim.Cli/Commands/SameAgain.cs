using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary>
/// The command that makes results again to the last byte, for a POSIX shell. What settings in costsim.json or the environment could change is said
/// outright, so that the command means the same where they differ.
/// </summary>
internal static class SameAgain
{
    /// <summary>The command of a run, in its results folder: from the scenario as it was run.</summary>
    public static string OfRun(Manifest manifest)
    {
        ManifestRequest request = manifest.Request;
        string[] words = request.Words.Split(' ');
        return ShellWords.Line(
        [
            "costsim", "run", "scenario.resolved.json",

            // Where the scenario's precision decides how many trials there are, it does so again.
            .. Option("--trials", request.Trials), "--seed", Number(manifest.Seed), "--design", manifest.Design, .. Option("--replicates", manifest.Replicates > 1 ? manifest.Replicates : null),
            .. Option("--keep", request.Keep), .. Flag("--exact", manifest.Engagement == "exact"), "--samples", request.Samples,
            .. request.Draws is { } draws ? (string[])["--draws", Boolean(draws)] : [], "--total-order", Number(request.TotalOrder),
            .. words.Length == 2 ? Shown(manifest.CsvDialect, words[0], words[1], request.Figures) : [],
        ]);
    }

    /// <summary>The command of an analysis of samples, in the folder in which it was made.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="request">How it is written.</param>
    public static string OfAnalysis(AnalyzeRequest asked, RunRequest request)
    {
        string[] words = FigureOptions.Name(request.Figures).Split(' ');
        return ShellWords.Line(
        [
            "costsim", "analyze", asked.Path, .. Option("--cost", asked.Cost), .. asked.Effects.SelectMany(effect => Option("--effect", effect)),
            .. asked.Thresholds.SelectMany(threshold => Option("--threshold", threshold)), .. Option("--inputs", asked.Inputs), .. Flag("--wide", asked.Wide),
            .. asked.Trial == "trial" ? [] : Option("--trial-column", asked.Trial), .. asked.Option == "option" ? [] : Option("--option-column", asked.Option),
            .. asked.InputColumns.SelectMany(column => Option("--input", column)), .. Option("--options", asked.Order.Count == 0 ? null : string.Join(',', asked.Order)),
            .. Option("--replicates", asked.Replicates == 1 ? null : asked.Replicates), .. Option("--design", asked.Design), .. Flag("--realised", asked.Realised), .. Option("--name", asked.Name),
            .. Shown(RunPipeline.DialectName(request.Dialect), words[0], words[1], request.Plots),
        ]);
    }

    /// <summary>What decides how tables, figures and report are written.</summary>
    private static string[] Shown(string dialect, string language, string format, bool hasFigures) =>
        ["--csv-dialect", dialect, "--language", language, "--format", format, "--no-plots", Boolean(!hasFigures)];

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];

    private static string[] Option(string name, long? value) => value is { } number ? [name, Number(number)] : [];

    private static string[] Flag(string name, bool isSet) => isSet ? [name] : [];

    private static string Boolean(bool value) => value ? "true" : "false";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
