using System.CommandLine;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Words;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim plot</c>: the figures of results again, in another language, size or format, from the files alone.</summary>
internal static class PlotCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("RESULTS") { Description = "Results folder of a run or an analysis, or the output folder of a batch" };
        var language = new Option<string?>("--language") { Description = FigureOptions.Languages, HelpName = "CODE" };
        var format = new Option<string?>("--format") { Description = FigureOptions.Formats, HelpName = "LIST" };
        var size = new Option<string?>("--size") { Description = "slide (16:9), a4 (160 mm wide, for a page) or square (default: slide)", HelpName = "NAME" };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for the figures (default: plots in RESULTS)", HelpName = "DIR" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing but problems" };
        var command = new Command(
            "plot",
            """
            Draw all figures of results again from their CSV files, without simulating. Names of files end in language and size, where these are
            not English and slide: cost-distribution.fr.a4.pdf. Of a batch: what is preferred by scenario, and regret across scenarios.

            Examples:
              costsim plot output/belgium-baseline --language fr
              costsim plot output/belgium-baseline --language nl,fr --format pdf --size a4
              costsim plot output --language de --output slides
            """)
        { path, language, format, size, output, quiet };
        command.SetAction(parsed => (int)ScenarioCommands.Guarded(() =>
        {
            Settings settings = Settings.Load(".");
            return Plot(
                parsed.GetValue(path)!, FigureOptions.Settings(parsed.GetValue(language) ?? settings.Language, parsed.GetValue(format) ?? settings.Format, parsed.GetValue(size)),
                parsed.GetValue(output), parsed.GetValue(quiet) || settings.Quiet == true);
        }));
        return command;
    }

    private static ExitCode Plot(string folder, FigureSettings settings, string? output, bool quiet)
    {
        try
        {
            bool isBatch = File.Exists(Path.Combine(folder, "batch.csv"));
            if (!isBatch && !File.Exists(Path.Combine(folder, Manifest.FileName)))
            {
                throw new SampleFileException($"{folder}: no complete results: there is neither {Manifest.FileName} nor batch.csv.");
            }

            IReadOnlyList<Figure> figures = Draw(folder, isBatch, settings);
            string target = output ?? Path.Combine(folder, "plots");
            foreach ((string name, ReadOnlyMemory<byte> bytes) in Files(figures, settings))
            {
                string file = Path.Combine(target, name);
                Directory.CreateDirectory(target);
                DurableFile.Write(file, stream => stream.Write(bytes.Span));
            }

            if (!quiet)
            {
                Tell(figures, settings, target);
            }

            return ExitCode.Done;
        }
        catch (SampleFileException fault)
        {
            System.Console.Error.WriteLine(fault.Message);
            return ExitCode.Unreadable;
        }
    }

    /// <summary>Names of the files of figures, and their bytes.</summary>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Files(IReadOnlyList<Figure> figures, FigureSettings settings) =>
        figures.SelectMany(figure => figure.Files(settings.Formats).Select(file => ($"{figure.Name}{settings.Suffix}.{file.Ending}", file.Bytes)));

    private static IReadOnlyList<Figure> Draw(string folder, bool isBatch, FigureSettings settings)
    {
        try
        {
            if (isBatch)
            {
                return BatchFigures.Draw(folder, settings);
            }

            ResultTables tables = ResultTables.Read(folder);
            return tables.Run is { } run ? FigureSet.Draw(run, settings) : FigureSet.Draw(tables.Scene, settings);
        }
        catch (IOException fault)
        {
            throw new SampleFileException(fault.Message);
        }
    }

    private static void Tell(IReadOnlyList<Figure> figures, FigureSettings settings, string target)
    {
        foreach (Figure figure in figures)
        {
            System.Console.WriteLine($"{figure.Name}: {figure.Title}");
        }

        foreach (Language language in new[] { settings.Language, settings.Second }.OfType<Language>().Where(one => one.HasDrafts))
        {
            System.Console.WriteLine($"{language.Name}: {language.DraftMark}");
        }

        System.Console.WriteLine($"Figures: {target}");
    }
}
