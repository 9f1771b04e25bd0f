using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Engagement;
using CostSim.Plots;
using CostSim.Realisation;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Tests.Plots;
using CostSim.Valuation;

namespace CostSim.Tests.Simulation;

/// <summary>Whoever is stopped ends soon, wherever he is: within a trial, within the study of the decision, between figures, within a table.</summary>
public sealed class StoppingTests
{
    /// <summary>Far longer than stopping takes, and far shorter than the work.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>Fifteen attackers and four shots at each in three looks, shared out by dynamic programming: a block of 1,024 trials takes minutes.</summary>
    private static readonly (string, string)[] Heavy =
    [
        ("raids.strike.archetypes.ten.attackers.cruise", "15"),
        ("systems.shield.engagement.classes.cruise", """{ "killProbability": 0.7, "salvo": 4, "missile": "dart", "doctrine": "optimal", "looks": 3 }"""),
        ("systems.shield.ground", """{ "channels": 1000, "readyMissiles": { "dart": 10000 }, "cycles": 100 }"""),
        ("options.shield.purchases.shield", """{ "system": "shield", "units": 100, "missiles": { "dart": 100000 }, "siting": ["port"] }"""),
    ];

    private static readonly Model Uncertain = ScenarioCompiler.Compile(TestScenarios.Read(
        TestScenarios.Constant,
        ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""),
        ("systems.shield.engagement.classes.cruise.killProbability", """{ "type": "beta", "mean": 0.6, "ess": 10 }"""),
        ("conflict.onsetProbability", """{ "type": "uniform", "min": 0, "max": 0.3 }""")));

    [Fact]
    public async Task A_block_of_minutes_ends_when_it_is_stopped()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, Heavy));
        using var stop = new CancellationTokenSource();
        var settings = new SimulationSettings { Trials = 1024, Seed = 5 };
        Task simulating = Task.Run(() => Simulator.Run(model, settings, new ModelDraws(model, settings), cancellation: stop.Token));
        await Task.Delay(300);
        Assert.False(simulating.IsCompleted);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => simulating.WaitAsync(Soon));
    }

    [Fact]
    public void A_trial_ends_wherever_much_is_worked_out()
    {
        var stopped = new CancellationToken(canceled: true);
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, Heavy));
        var settings = new SimulationSettings { Trials = 1024, Seed = 5 };
        double[] draws = new double[model.Inputs.Count];
        new ModelDraws(model, settings).Fill(3, 1, draws);
        ShotPlan shots = model.Systems[0].Shots[0];
        var control = new FireControl(shots, stopped);
        control.Begin(draws);
        Assert.ThrowsAny<OperationCanceledException>(() => control.Plan(0, 16, 100, 100));

        // By station: raids against forces, then what happens to be fought. What is not stopped is what they are given.
        var free = new TrialRunner(model, false);
        free.Group.Take(draws);
        free.BeginForces();
        free.Prepare(0);
        var exact = new ExactRaid(model, [.. free.Forces.Groups.Select(layer => layer.Of(0))], stopped);
        Assert.ThrowsAny<OperationCanceledException>(() => exact.Run([16], model.Systems[0].Place, new double[model.Missiles.Length]));
        var effects = new EffectStation(model, free.Group, free.Forces, false, stopped);
        Assert.ThrowsAny<OperationCanceledException>(effects.BeginGroup);
        var realised = new RealisedStation(model, free.Forces.Layers, stopped);
        Assert.ThrowsAny<OperationCanceledException>(() => realised.Run(new TrialAddress(5, 3), free.World, free.Forces.Placed, free.Costs, draws));
        Assert.ThrowsAny<OperationCanceledException>(() => TrialReplay.Run(model, settings, 3, stopped));
    }

    [Fact]
    public async Task What_goes_wrong_in_one_worker_ends_the_others_and_is_thrown_as_it_is()
    {
        // Ten thousand million trials, of which the first fails.
        var settings = new SimulationSettings { Trials = 10_000_000_000, Seed = 5, Threads = 2, Keep = 1024 };
        Task memory = Task.Run(() => Simulator.Run(Uncertain, settings, new Draws(new ModelDraws(Uncertain, settings)) { First = () => throw new InsufficientMemoryException() }));
        await Assert.ThrowsAsync<InsufficientMemoryException>(() => memory.WaitAsync(Soon));
        Task disk = Task.Run(() => Simulator.Run(Uncertain, settings, new Draws(new ModelDraws(Uncertain, settings)) { First = () => throw new IOException() }));
        await Assert.ThrowsAsync<IOException>(() => disk.WaitAsync(Soon));
    }

    [Fact]
    public void The_tables_of_a_run_end_while_the_first_inputs_are_read()
    {
        using var stop = new CancellationTokenSource();
        var settings = new SimulationSettings { Trials = 4096, Seed = 5 };
        var draws = new Draws(new ModelDraws(Uncertain, settings));
        Sample sample = Simulator.Run(Uncertain, settings, draws);
        _ = TableBuilder.Build(sample, "v", cancellation: stop.Token);
        int all = draws.Some;
        (draws.Some, draws.OfSome) = (0, stop.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => TableBuilder.Build(sample, "v", cancellation: stop.Token));
        Assert.InRange(draws.Some, 1, 1);
        Assert.True(all > 4);
    }

    [Fact]
    public void A_study_ends_between_worths_and_between_inputs()
    {
        using var stop = new CancellationTokenSource();
        var settings = new SimulationSettings { Trials = 4096, Seed = 5 };
        DecisionStudy study = RunStudy.Of(Simulator.Run(Uncertain, settings, new ModelDraws(Uncertain, settings)), stop.Token);
        var inputs = new Inputs(study.Inputs!, stop);
        Assert.ThrowsAny<OperationCanceledException>(() => DecisionTables.Build(study with { Inputs = inputs }));
        Assert.Equal(1, inputs.Reads);

        using var early = new CancellationTokenSource();
        DecisionSample sample = study.Of(study.Measures[0]) with { Cancellation = default };
        var totals = new Totals(new SampledMeasure(sample, study.Measures[0].Thresholds), early);
        DecisionStudy other = study with { Cancellation = early.Token, Measures = [study.Measures[0] with { Totals = totals }] };
        Assert.ThrowsAny<OperationCanceledException>(() => DecisionTables.Build(other));
        Assert.Equal(1, totals.Asked);
    }

    [Fact]
    public void Figures_end_between_two()
    {
        using var stop = new CancellationTokenSource();
        int drawn = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => FigureSet.Draw(
            SyntheticTables.Make(3),
            new FigureSettings(),
            one =>
            {
                _ = Interlocked.Increment(ref drawn);
                stop.Cancel();
            },
            stop.Token));
        Assert.InRange(drawn, 1, Environment.ProcessorCount);
    }

    [Fact]
    public void A_table_ends_within_it_and_nothing_of_it_is_left()
    {
        string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;
        try
        {
            using var stop = new CancellationTokenSource();
            using ResultFolder results = ResultFolder.Open(folder, "results");
            long rows = 0;
            var table = new CsvTable("long", "A row", [new CsvColumn("number", "integer", "", "A number.")], 1_000_000_000, writer =>
            {
                for (; rows < 1_000_000_000; rows++)
                {
                    if (rows == 1000)
                    {
                        stop.Cancel();
                    }

                    writer.WriteField(rows, default);
                    writer.EndRecord();
                }
            });
            Assert.ThrowsAny<OperationCanceledException>(() => results.Add(table, CsvDialect.Rfc4180, stop.Token));
            Assert.InRange(rows, 1000, 100_000);
            Assert.Empty(Directory.EnumerateFiles(results.Path, "long*"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Draws that tell when the first trial is asked for, and when some inputs alone are.</summary>
    private sealed class Draws(IInputDraws draws) : IInputDraws
    {
        public Action First { get; init; } = () => { };

        public Action OfSome { get; set; } = () => { };

        public int Some { get; set; }

        public void Fill(long firstTrial, int count, Span<double> destination)
        {
            if (firstTrial == 0)
            {
                First();
            }

            draws.Fill(firstTrial, count, destination);
        }

        public void Fill(long firstTrial, int count, IReadOnlyList<int> inputs, Span<double> destination)
        {
            Some++;
            OfSome();
            draws.Fill(firstTrial, count, inputs, destination);
        }
    }

    /// <summary>Inputs that are read one at a time, of which the first stops the study.</summary>
    private sealed class Inputs(IInputColumns columns, CancellationTokenSource stop) : IInputColumns
    {
        public int Reads { get; private set; }

        public IReadOnlyList<string> Names => columns.Names;

        public long NumbersAtOnce => 1;

        public double[][] Read(IReadOnlyList<int> inputs)
        {
            Reads++;
            stop.Cancel();
            return [.. inputs.Select(_ => new double[4096])];
        }
    }

    /// <summary>What trials say together, of which the first worth that is asked for stops the study.</summary>
    private sealed class Totals(IMeasureTotals totals, CancellationTokenSource stop) : IMeasureTotals
    {
        public int Asked { get; private set; }

        public long Trials => totals.Trials;

        public Estimate Cost(int option) => totals.Cost(option);

        public Estimate Effect(int option) => totals.Effect(option);

        public CoMoments Joint(int option, int other = -1) => totals.Joint(option, other);

        public ThresholdResult At(int place)
        {
            Asked++;
            stop.Cancel();
            return totals.At(place);
        }
    }
}
