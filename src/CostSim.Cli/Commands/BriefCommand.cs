using System.CommandLine;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Cli.Report;
using CostSim.Words;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim brief</c>: two pages A4 on the results of a run, from the files alone.</summary>
internal static class BriefCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("RESULTS") { Description = "Results folder of a run" };
        var language = new Option<string?>("--language") { Description = "en, nl, fr, de, or several with commas: a file for each (default: en)", HelpName = "LIST" };
        var format = new Option<string?>("--format") { Description = "html, pdf, or both with a comma (default: html); pdf needs Chromium on this machine", HelpName = "LIST" };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for the briefs (default: RESULTS)", HelpName = "DIR" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing but problems" };
        var command = new Command(
            "brief",
            """
            Write a brief of two pages A4 from the CSV files of a run, without simulating: the question, the answer and how sure it is, what it
            hangs on, where each number comes from. The page opens from disk and prints, or is saved as PDF, from any browser; --format pdf has Chromium print it, where there is one (CHROMIUM_PATH names another).

            Examples:
              costsim brief output/belgium-baseline
              costsim brief output/belgium-baseline --language nl,fr
              costsim brief output/belgium-baseline --language en,nl,fr,de --output briefs
            """)
        { path, language, format, output, quiet };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            Settings settings = Settings.Load(".");
            return Write(
                parsed.GetValue(path)!, FigureOptions.LanguagesOf(parsed.GetValue(language) ?? settings.Language), FigureOptions.PagesOf(parsed.GetValue(format)), parsed.GetValue(output), parsed.GetValue(quiet) || settings.Quiet == true, cancellation);
        })));
        return command;
    }

    private static ExitCode Write(string folder, IReadOnlyList<Language> languages, IReadOnlyList<string> formats, string? output, bool quiet, CancellationToken cancellation)
    {
        if (Manifest.Read(folder) is not { } manifest)
        {
            throw new SampleFileException($"{folder}: no complete results: there is no {Manifest.FileName}. Name the results folder of a run.");
        }

        if (ReadBack.Of(folder, () => ResultTables.Read(folder)).Run is not { } run)
        {
            throw new SampleFileException($"{folder}: the analysis of samples; a brief is written of a run, which has dates, inputs and sources.");
        }

        // Asked for before anything is written.
        PdfPrinter? printer = formats.Contains("pdf") ? PdfPrinter.Find() : null;
        string target = output ?? folder;
        Directory.CreateDirectory(target);
        using var held = FolderLock.Take(target);
        foreach (Language language in languages)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] page = ReadBack.Of(folder, () => new BriefPage(run, language, SameAgain.OfRun(manifest), manifest.ScenarioSha256).Write());
            foreach (string format in formats)
            {
                string file = Path.Combine(target, $"brief.{language.Code}.{format}");
                byte[] bytes = format == "pdf" ? printer!.Print(page) : page;
                DurableFile.Write(file, stream => stream.Write(bytes));
                if (!quiet)
                {
                    System.Console.WriteLine($"Brief: {file}{(language.HasDrafts ? $" ({language.DraftMark})" : "")}");
                }
            }
        }

        return ExitCode.Done;
    }
}
