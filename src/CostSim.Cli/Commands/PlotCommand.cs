using System.CommandLine;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Cli.Report;
using CostSim.Plots;
using CostSim.Words;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim plot</c>: the figures and the report of results again, in another language, size or format, from the files alone.</summary>
internal static class PlotCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("RESULTS") { Description = "Results folder of a run or an analysis, or the output folder of a batch" };
        var language = new Option<string?>("--language") { Description = FigureOptions.Languages, HelpName = "CODE" };
        var format = new Option<string?>("--format") { Description = FigureOptions.Formats, HelpName = "LIST" };
        var size = new Option<string?>("--size") { Description = "slide (16:9), a4 (160 mm wide, for a page) or square (default: slide)", HelpName = "NAME" };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for figures and report (default: plots in RESULTS, and RESULTS)", HelpName = "DIR" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing but problems" };
        var command = new Command(
            "plot",
            """
            Draw all figures of results again from their CSV files, and write the report with them, without simulating. Names of files end in language
            and size, where these are not English and slide: cost-distribution.fr.a4.pdf, report.fr.a4.html; an English report is report.en.html, so that the
            run's own stays. Of a batch: what is preferred by scenario, and regret across scenarios; its page is index.fr.html.

            Examples:
              costsim plot output/belgium-baseline --language fr
              costsim plot output/belgium-baseline --language nl,fr --format pdf --size a4
              costsim plot output --language de --output slides
            """)
        { path, language, format, size, output, quiet };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            Settings settings = Settings.Load(".");
            return Plot(
                parsed.GetValue(path)!, FigureOptions.Settings(parsed.GetValue(language) ?? settings.Language, parsed.GetValue(format) ?? settings.Format, parsed.GetValue(size)),
                parsed.GetValue(output), parsed.GetValue(quiet) || settings.Quiet == true, cancellation);
        })));
        return command;
    }

    private static ExitCode Plot(string folder, FigureSettings settings, string? output, bool quiet, CancellationToken cancellation)
    {
        bool isBatch = File.Exists(Path.Combine(folder, "batch.csv"));
        if (!isBatch && !File.Exists(Path.Combine(folder, Manifest.FileName)))
        {
            throw new SampleFileException($"{folder}: no complete results: there is neither {Manifest.FileName} nor batch.csv.");
        }

        string target = output ?? PlainPath.In(folder, "plots"), pages = output ?? folder;
        Directory.CreateDirectory(pages);
        using var held = FolderLock.Take(pages);
        (IReadOnlyList<Figure> figures, string name, byte[] page) = ReadBack.Of(folder, () => Draw(folder, isBatch, settings, pages, cancellation));
        foreach ((string file, ReadOnlyMemory<byte> bytes) in Files(figures, settings).Select(file => (Path.Combine(target, file.Name), file.Bytes)).Append((Path.Combine(pages, name), page)))
        {
            cancellation.ThrowIfCancellationRequested();
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            DurableFile.Write(file, stream => stream.Write(bytes.Span));
        }

        if (!quiet)
        {
            Tell(figures, settings, target, Path.Combine(pages, name));
        }

        return ExitCode.Done;
    }

    /// <summary>Names of the files of figures, and their bytes.</summary>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Files(IReadOnlyList<Figure> figures, FigureSettings settings) =>
        figures.SelectMany(figure => figure.Files(settings.Formats).Select(file => ($"{figure.Name}{settings.Suffix}.{file.Ending}", file.Bytes)));

    private static (IReadOnlyList<Figure> Figures, string Name, byte[] Page) Draw(string folder, bool isBatch, FigureSettings settings, string pages, CancellationToken cancellation)
    {
        string links = Links(folder, pages);
        if (isBatch)
        {
            var batch = BatchTables.Read(folder);
            IReadOnlyList<Figure> drawn = BatchFigures.Draw(batch, settings);
            var index = new IndexPage(batch, settings.Language)
            {
                Figures = drawn,
                Folder = links,
                Report = scenario => $"{links}{scenario}/{ReportOf(Path.Combine(folder, scenario), settings.Language)}",
            };
            return (drawn, PageName("index", settings.Language, settings.Second, settings.Size), index.Write());
        }

        ResultTables tables = ResultTables.Read(folder);
        IReadOnlyList<Figure> figures = tables.Run is { } run ? FigureSet.Draw(run, settings, null, cancellation) : FigureSet.Draw(tables.Scene, settings, null, cancellation);
        Manifest manifest = Manifest.Read(folder) ?? throw new SampleFileException($"{folder}: {Manifest.FileName} is damaged.");
        bool isRun = tables.Run is not null;
        var report = new ReportContent(
            tables.Scene.In(settings.Language), () => figures, isRun ? SameAgain.OfRun(manifest) : tables.Command ?? "", isRun ? manifest.ScenarioSha256 : "")
        { Run = tables.Run, Folder = links };
        return (figures, PageName("report", settings.Language, settings.Second, settings.Size), ReportPage.Write(report));
    }

    /// <summary>Name of a page in a language: <c>report.fr.html</c>; in English too, so that the page of the run stays as its manifest says.</summary>
    private static string PageName(string name, Language language, Language? second, FigureSize size) =>
        $"{name}{(language == Language.English && second is null ? ".en" : "")}{new FigureSettings(size) { Language = language, Second = second }.Suffix}.html";

    /// <summary>The report of a scenario in a language, where there is one; otherwise the run's.</summary>
    private static string ReportOf(string folder, Language language)
    {
        string own = PageName("report", language, null, FigureSize.Slide);
        bool isRuns = Manifest.Read(folder)?.Request.Words.Split(' ', ',')[0] == language.Code;
        return !isRuns && File.Exists(Path.Combine(folder, own)) ? own : "report.html";
    }

    /// <summary>How the files of results are reached from a folder of pages: empty where they are beside it.</summary>
    private static string Links(string folder, string pages)
    {
        string path = Path.GetRelativePath(pages, folder);
        return path == "." ? "" : string.Concat(path.Split(Path.DirectorySeparatorChar).Select(part => Uri.EscapeDataString(part) + "/"));
    }

    private static void Tell(IReadOnlyList<Figure> figures, FigureSettings settings, string target, string page)
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
        System.Console.WriteLine($"{(Path.GetFileName(page).StartsWith("index", StringComparison.Ordinal) ? "Page" : "Report")}: {page}");
    }
}
