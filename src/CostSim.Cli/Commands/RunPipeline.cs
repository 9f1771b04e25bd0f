using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Cli.Report;
using CostSim.Compilation;
using CostSim.Plots;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>One scenario from reading to a complete results folder.</summary>
internal static class RunPipeline
{
    /// <summary>Version of the program.</summary>
    public static string Version { get; } =
        typeof(RunPipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Simulates and writes all files; the folder is valid only when this returns.</summary>
    /// <param name="read">The scenario.</param>
    /// <param name="request">How it is run.</param>
    /// <param name="place">Its place in a batch, for the progress; empty for none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="simulated">Told the trials as soon as they are there.</param>
    /// <returns>The tables, for the closing table, the folder and the trials.</returns>
    /// <exception cref="OperationCanceledException">Stopped; nothing half-written is valid.</exception>
    /// <exception cref="ResultsMovedException">Another run was faster.</exception>
    /// <exception cref="TooLargeException">It would take for ever, or more memory than there is.</exception>
    /// <exception cref="IOException">The results cannot be written.</exception>
    public static (RunTables Tables, string Folder, Sample Sample) Run(
        ReadResult read, RunRequest request, string place, CancellationToken cancellation, Action<Sample>? simulated = null)
    {
        Scenarios.Scenario scenario = read.Scenario!;
        SimulationSettings settings = request.For(scenario.Run);
        Model model = ScenarioCompiler.Compile(scenario);
        RunLimits.Demand(read, model, settings with { Trials = request.Goal(scenario.Run)?.MostTrials ?? settings.Trials }, RunLimits.Memory);
        using ResultFolder folder = ResultFolder.OpenFor(request.Output, scenario.Name + request.Ending, "summary.csv", hasOwn: true, request.Found);
        using var simulation = new TrialRun(model, settings, request, folder, place, cancellation);
        (Sample sample, Precision? precision) = simulation.Run();
        simulated?.Invoke(sample);
        CsvTable[] trials = Trials(sample, request, simulation.Streamed);
        return (Write(read, request, place, folder, sample, precision, trials, simulation.Streamed, cancellation), folder.Path, sample);
    }

    /// <summary>Writes all files of trials that have been simulated.</summary>
    /// <param name="read">The scenario.</param>
    /// <param name="request">How it was run.</param>
    /// <param name="place">Its place in a batch, for the progress; empty for none.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="sample">The trials.</param>
    /// <param name="precision">What they came to, where that was to decide their number.</param>
    /// <param name="trials">The files with a row per trial.</param>
    /// <param name="written">The one of them that is there already; null for none.</param>
    /// <param name="cancellation">Stops it.</param>
    public static RunTables Write(
        ReadResult read, RunRequest request, string place, ResultFolder folder, Sample sample, Precision? precision, IReadOnlyList<CsvTable> trials, CsvTable? written,
        CancellationToken cancellation)
    {
        Scenarios.Scenario scenario = read.Scenario!;
        using SampleFiles writing = SampleFiles.Start(folder, [.. trials.Where(table => table != written)], request.Dialect, cancellation);
        RunTables tables = TableBuilder.Build(sample, Version, precision, cancellation);
        if (request.TotalOrder > 0)
        {
            IReadOnlyList<TotalOrderRow> rows = request.Progress.Track(
                $"{place}{scenario.Name}, total-order indices", TotalOrderTable.Trials(sample, request.TotalOrder),
                progress => TotalOrderTable.Build(sample, request.TotalOrder, progress, cancellation));
            tables = tables with { Decisions = tables.Decisions with { TotalOrder = rows } };
        }

        // Figures show no more than the files hold, so that they can be redrawn from these.
        long points = Math.Min(TableBuilder.PlanePoints, request.Samples ?? long.MaxValue);
        tables = points < TableBuilder.PlanePoints ? tables with { Plane = [.. tables.Plane.GroupBy(point => point.Option).SelectMany(group => group.Take((int)points))] } : tables;
        using RunFigures? figures = request.Plots ? RunFigures.Start(folder, tables, request.Figures, cancellation) : null;
        folder.Add("scenario.resolved.json", Encoding.UTF8.GetBytes(read.ResolvedJson));
        CsvTable[] csv = [.. RunTableFiles.Of(tables), .. DecisionTableFiles.Of(tables.Decisions)];
        foreach (CsvTable table in csv)
        {
            folder.Add(table, request.Dialect, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        folder.Describe(tables.Facts.Scenario, tables.Facts.Title, [.. csv, .. trials], request.Dialect, ResultFacts.Of(DecisionScene.Of(tables)));
        Manifest manifest = Wanted(read, request) with { Trials = sample.Trials, Precision = precision, KeptTrials = sample.Kept.IsAll ? null : sample.Kept.Count };
        folder.Add("report.html", ReportPage.Write(new ReportContent(
            DecisionScene.Of(tables).In(request.Figures.Language), () => figures?.Wait() ?? [], SameAgain.OfRun(manifest), manifest.ScenarioSha256)
        { Run = tables }));
        writing.Wait();
        cancellation.ThrowIfCancellationRequested();
        folder.Complete(manifest);
        return tables;
    }

    /// <summary>The manifest that a run would write, without what only the run can tell.</summary>
    /// <exception cref="SettingsException">The design has no such number of trials.</exception>
    public static Manifest Wanted(ReadResult read, RunRequest request)
    {
        RunSettings run = read.Scenario!.Run;
        SimulationSettings settings = request.For(run);
        return new Manifest(
            Version, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read.ResolvedJson))), settings.Seed, ModelDraws.Name(settings.Design), settings.Replicates,
            settings.Trials, settings.Exact ? "exact" : "moments", null, DialectName(request.Dialect), $"layout {Sampling.Uniforms.LayoutVersion}",
            new ManifestRequest(
                Engine, request.Goal(run) is null ? settings.Trials : null, request.Samples?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all", request.Draws,
                request.Plots, request.TotalOrder, FigureOptions.Name(request.Figures),
                (request.Goal(run)?.MostTrials ?? settings.Trials) > settings.Keep ? settings.Keep : null),
            []);
    }

    /// <summary>Name of a dialect in files.</summary>
    public static string DialectName(CsvDialect dialect) => dialect == CsvDialect.Rfc4180 ? "rfc4180" : "excel-be";

    /// <summary>Fingerprint of the program's own code: equal for equal sources and compiler, whatever the machine.</summary>
    public static string Engine { get; } = Convert.ToHexStringLower(SHA256.HashData(
        ((Type[])[typeof(RunPipeline), typeof(Model), typeof(FigureSet), typeof(Words.Language)]).SelectMany(type => type.Module.ModuleVersionId.ToByteArray()).ToArray()))[..16];

    /// <summary>The files that have a row per trial, as far as they were asked for.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="streamed"><c>trials.csv</c> where its trials are not kept; otherwise null.</param>
    public static CsvTable[] Trials(Sample sample, RunRequest request, CsvTable? streamed)
    {
        long written = request.Written(sample.Trials);
        CsvTable[] trials = written == 0 ? [] : [streamed ?? RunTableFiles.Trials(sample, written)];
        return written > 0 && request.WritesDraws(written * sample.Model.Inputs.Count)
            ? [.. trials, DrawsFile.Of(sample.Draws, sample.Model, written)]
            : trials;
    }

    /// <summary>The trials of a run: simulated once, or until they tell enough; of a run too large to keep its trials are written on the way.</summary>
    private sealed class TrialRun(
        Model model, SimulationSettings settings, RunRequest request, ResultFolder folder, string place, CancellationToken cancellation) : IDisposable
    {
        private readonly ModelDraws? independent = settings.Design == TrialSpread.Mc ? new ModelDraws(model, settings, request.Tables, cancellation) : null;
        private StreamedTrials? streamed;

        /// <summary>The table that was written on the way; null where none was.</summary>
        public CsvTable? Streamed => streamed?.Table;

        public (Sample Sample, Precision? Precision) Run()
        {
            (Sample sample, Precision? precision) = request.Goal(model.Scenario.Run) is { } goal ? PrecisionRun.Run(model, settings, goal, Once) : (Once(settings), null);
            streamed?.Complete();
            return (sample, precision);
        }

        public void Dispose() => streamed?.Dispose();

        private Sample Once(SimulationSettings how)
        {
            streamed?.Dispose();
            long written = request.Written(how.Trials);
            streamed = new KeptTrials(how).IsAll || written == 0 ? null : StreamedTrials.Start(folder, model, written, request, cancellation);
            ModelDraws draws = independent ?? new ModelDraws(model, how, request.Tables, cancellation);
            Sample Simulate(TrialHandover? rows) => request.Progress.Track(
                place + model.Scenario.Name, how.Trials, progress => Simulator.Run(model, how, draws, progress, rows, cancellation));
            return streamed is null ? Simulate(null) : streamed.Simulate(Simulate);
        }
    }
}
