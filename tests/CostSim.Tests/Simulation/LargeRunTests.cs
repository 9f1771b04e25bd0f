using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;

namespace CostSim.Tests.Simulation;

/// <summary>A run that keeps a part of its trials says of all of them what one that keeps all says; and the same bits however it was shared out.</summary>
public sealed class LargeRunTests
{
    private static readonly Model Uncertain = ScenarioCompiler.Compile(TestScenarios.Read(
        TestScenarios.Constant,
        ("systems.shield.cost.unitPriceMEur", """{ "type": "pert", "min": 50, "mode": 100, "max": 400 }"""),
        ("systems.shield.schedule.leadYears", """{ "type": "pert", "min": 0.2, "mode": 1, "max": 6 }"""),
        ("systems.shield.engagement.classes.cruise.killProbability", """{ "type": "beta", "mean": 0.6, "ess": 10 }"""),
        ("procurement.decision.cancellationProbability", "0.3"),
        ("conflict.onsetProbability", """{ "type": "uniform", "min": 0, "max": 0.3 }"""),
        ("threatClasses.cruise.unitCostMEur", "1.5"),
        ("decision", """{ "protectedYears": { "to": 400, "steps": 5 }, "lossAverted": { "to": 20, "steps": 4 } }"""),
        ("options.fallback", """{ "name": "One at first", "purchases": { "shield": { "system": "shield", "units": 1, "missiles": { "dart": 1000 }, "siting": ["port"] } } }""")));

    public static TheoryData<TrialSpread, long, int> Designs => new() { { TrialSpread.Mc, 5000, 1 }, { TrialSpread.Lhs, 4800, 3 }, { TrialSpread.Sobol, 4096, 4 } };

    [Theory]
    [MemberData(nameof(Designs))]
    public void Sums_and_counts_of_all_trials_are_those_of_trials_that_are_kept(TrialSpread design, long trials, int replicates)
    {
        (Sample all, Sample part) = (Run(design, trials, replicates, long.MaxValue), Run(design, trials, replicates, 1024));
        RunTables exact = TableBuilder.Build(all, "v"), counted = TableBuilder.Build(part, "v");
        foreach ((SummaryRow one, SummaryRow other) in exact.Summary.Zip(counted.Summary))
        {
            Assert.Equal((one.Option, one.Outcome), (other.Option, other.Outcome));
            Same(one.Mean, other.Mean);
            Same(one.StandardError, other.StandardError);
            Same(one.StandardDeviation, other.StandardDeviation);
            Assert.Equal(one.ShareCensored, other.ShareCensored);
        }

        foreach (OutcomeInfo info in Outcomes.All)
        {
            for (int o = 0; o < 3; o++)
            {
                double origin = info.Outcome is Outcome.IocYear or Outcome.FocYear ? 2030 : 0;
                double[] sorted = [.. all.Column(o, info.Outcome).ToArray().Where(value => !double.IsNaN(value)).Order()];
                foreach (DistributionRow row in counted.Distributions.Where(row => row.Option == Uncertain.OptionIds[o] && row.Outcome == info.Column))
                {
                    // The value of rank ⌊p (n − 1)⌋ + 1, in a cell 2⁻¹¹ wide.
                    int place = (int)(row.Probability * (trials - 1));
                    double expected = place < sorted.Length ? sorted[place] : double.NaN;
                    Assert.Equal(double.IsNaN(expected), double.IsNaN(row.Value));
                    Assert.True(double.IsNaN(expected) || Math.Abs(row.Value - expected) <= Math.Abs(expected - origin) / 4096, $"{row}: {expected:R}");
                    Assert.True(info.Unit is not ("units" or "orders") || row.Value == expected);
                }
            }
        }

        Assert.Equal(exact.Exceedance, counted.Exceedance);
        Assert.All(exact.Timeline.Zip(counted.Timeline), pair =>
        {
            Same(pair.First.Mean, pair.Second.Mean);
            Assert.Equal(pair.First with { Mean = 0 }, pair.Second with { Mean = 0 });
        });
        Assert.All(exact.Exchange.Zip(counted.Exchange), pair =>
        {
            Same(pair.First.Ratio.Value, pair.Second.Ratio.Value);
            Same(pair.First.Ratio.StandardError, pair.Second.Ratio.StandardError, 1e-6);
            Same(pair.First.Leakers, pair.Second.Leakers);
        });
        foreach ((ScheduleRow one, ScheduleRow other) in exact.Schedule.Zip(counted.Schedule))
        {
            // What shares a cell with the quantile counts as within it.
            Assert.Equal(one.Probability, other.Probability);
            Assert.Equal(one.WithinP50Cost, other.WithinP50Cost, 0.01);
            Assert.Equal(one.WithinP80Cost, other.WithinP80Cost, 0.01);
        }
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void Decisions_rest_on_all_trials_where_they_can(TrialSpread design, long trials, int replicates)
    {
        (Sample all, Sample part) = (Run(design, trials, replicates, long.MaxValue), Run(design, trials, replicates, 1024));
        DecisionRows exact = DecisionTables.Build(RunStudy.Of(all) with { Inputs = null }), counted = DecisionTables.Build(RunStudy.Of(part) with { Inputs = null });
        Assert.All(exact.Frontier.Zip(counted.Frontier), pair =>
        {
            Assert.Equal((pair.First.Option, pair.First.Status), (pair.Second.Option, pair.Second.Status));
            Same(pair.First.Cost, pair.Second.Cost);
            Same(pair.First.Effect, pair.Second.Effect);
            Same(pair.First.Icer, pair.Second.Icer);
        });
        Assert.Equal((5 + (4 + 1)) * 3, exact.Acceptability.Count);
        Assert.All(exact.Acceptability.Zip(counted.Acceptability), pair =>
        {
            Assert.Equal(pair.First.ProbabilityBest, pair.Second.ProbabilityBest);
            Assert.Equal(pair.First.OnFrontier, pair.Second.OnFrontier);
            Same(pair.First.NetBenefit, pair.Second.NetBenefit);
            Same(pair.First.Regret, pair.Second.Regret);
        });
        Assert.All(exact.Information.Zip(counted.Information), pair => Same(pair.First.Value, pair.Second.Value));
        VerdictRow[] means = [.. exact.Verdicts.Where(row => row.Criterion == "mean")], others = [.. counted.Verdicts.Where(row => row.Criterion == "mean")];
        Assert.All(means.Zip(others), pair =>
        {
            Assert.Equal((pair.First.Option, pair.First.RunnerUp), (pair.Second.Option, pair.Second.RunnerUp));
            Same(pair.First.Value, pair.Second.Value);
            Same(pair.First.WrongByNoise, pair.Second.WrongByNoise, 1e-6);
        });
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void What_is_kept_are_the_first_trials_of_every_replicate_with_their_draws(TrialSpread design, long trials, int replicates)
    {
        (Sample all, Sample part) = (Run(design, trials, replicates, long.MaxValue), Run(design, trials, replicates, 1024));
        int each = (int)(trials / replicates), kept = (int)part.Kept.KeptEach;
        Assert.Equal(design == TrialSpread.Lhs ? 341 : 1024 / replicates, kept);
        int[] numbers = [.. Enumerable.Range(0, kept * replicates).Select(k => (k / kept * each) + (k % kept))];
        foreach (Outcome outcome in (Outcome[])[Outcome.Cost, Outcome.ProtectedYears, Outcome.LossAverted])
        {
            Assert.Equal(numbers.Select(t => all.Column(1, outcome).Span[t]), part.Column(1, outcome).ToArray());
        }

        Assert.Throws<InvalidOperationException>(() => part.Column(1, Outcome.Loss));
        int[] inputs = [.. Enumerable.Range(0, Uncertain.Inputs.Count)];
        double[][] draws = new SampledInputs(all).Read(inputs), own = new SampledInputs(part).Read(inputs);
        Assert.All(inputs, i => Assert.Equal(numbers.Select(t => draws[i][t]), own[i]));
        Assert.All(numbers.Select((t, k) => (t, k)), one => Assert.Equal((one.t, one.k), (part.Kept.TrialOf(one.k), part.Kept.Before(one.t))));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void Records_of_any_division_and_any_number_of_threads_are_the_run_bit_by_bit(TrialSpread design, long trials, int replicates)
    {
        foreach (long keep in (long[])[1024, long.MaxValue])
        {
            SimulationSettings settings = Settings(design, trials, replicates, keep);
            var draws = new ModelDraws(Uncertain, settings);
            RunTables whole = TableBuilder.Build(Simulator.Run(Uncertain, settings, draws), "v");
            long blocks = TrialRecord.Blocks(trials);
            foreach (int parts in (int[])[1, 2, 3, 4])
            {
                var record = new TrialRecord(Uncertain, settings, 0, blocks);
                foreach (int p in Enumerable.Range(0, parts).Reverse())
                {
                    long first = p * blocks / parts, end = (p + 1) * blocks / parts;
                    var numbers = new Numbers();
                    Simulator.RunBlocks(Uncertain, settings with { Threads = 1 + (p % 3) }, draws, first, end).WriteTo(numbers);
                    record.Absorb(first, end, numbers);
                    Assert.True(numbers.AreRead);
                }

                RunTables merged = TableBuilder.Build(record.ToSample(draws), "v");
                Assert.Equal(whole.Summary, merged.Summary);
                Assert.Equal(whole.Distributions, merged.Distributions);
                Assert.Equal(whole.Timeline, merged.Timeline);
                Assert.Equal(whole.Schedule, merged.Schedule);
                Assert.Equal(whole.Exceedance, merged.Exceedance);
                Assert.Equal(whole.Exchange, merged.Exchange);
                Assert.Equal(whole.Plane, merged.Plane);
                Assert.Equal(whole.Decisions.Frontier, merged.Decisions.Frontier);
                Assert.Equal(whole.Decisions.Acceptability, merged.Decisions.Acceptability);
                Assert.Equal(whole.Decisions.Verdicts, merged.Decisions.Verdicts);
                Assert.Equal(whole.Decisions.Information, merged.Decisions.Information);
                Assert.Equal(whole.Decisions.Sensitivity, merged.Decisions.Sensitivity);
            }
        }
    }

    [Fact]
    public void A_precision_is_judged_alike_from_kept_trials_and_from_sums()
    {
        foreach (PrecisionGoal goal in (PrecisionGoal[])[
            new() { Outcome = "cost_meur", RelativeError = 0.02, MostTrials = 65_536 },
            new() { Decision = new DecisionGoal { Measure = "protected_years" }, MostTrials = 65_536 }])
        {
            Precision Reached(long keep) => PrecisionRun.Run(
                Uncertain, Settings(TrialSpread.Mc, 2, 1, keep), goal, how => Simulator.Run(Uncertain, how, new ModelDraws(Uncertain, how))).Precision;
            (Precision exact, Precision counted) = (Reached(long.MaxValue), Reached(1024));
            Same(exact.Reached, counted.Reached, 1e-6);
            Assert.Equal(exact with { Reached = 0, PredictedTrials = 0 }, counted with { Reached = 0, PredictedTrials = 0 });
        }
    }

    [Fact]
    public void Too_many_replicates_for_sums_of_their_own_are_refused() =>
        Assert.Throws<ArgumentException>(() => new TrialRecord(Uncertain, Settings(TrialSpread.Lhs, 5140, 257, 1024), 0, 6));

    /// <summary>Numbers of a record in memory.</summary>
    private sealed class Numbers : IRecordSink, IRecordSource
    {
        private readonly Queue<long> wholes = [];
        private readonly Queue<double> reals = [];

        public bool AreRead => wholes.Count + reals.Count == 0;

        public void Whole(long value)
        {
            Assert.InRange(value, 0, long.MaxValue);
            wholes.Enqueue(value);
        }

        public void Reals(ReadOnlySpan<double> values)
        {
            foreach (double value in values)
            {
                reals.Enqueue(value);
            }
        }

        public long Whole() => wholes.Dequeue();

        public void Wholes(Span<long> values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = wholes.Dequeue();
            }
        }

        public void Reals(Span<double> values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = reals.Dequeue();
            }
        }
    }

    private static SimulationSettings Settings(TrialSpread design, long trials, int replicates, long keep) =>
        new() { Trials = trials, Seed = 9, Design = design, Replicates = replicates, Threads = 2, Keep = keep };

    private static Sample Run(TrialSpread design, long trials, int replicates, long keep)
    {
        SimulationSettings settings = Settings(design, trials, replicates, keep);
        return Simulator.Run(Uncertain, settings, new ModelDraws(Uncertain, settings));
    }

    private static void Same(Estimate expected, Estimate actual)
    {
        Same(expected.Value, actual.Value);
        Same(expected.StandardError, actual.StandardError, 1e-6);
        Assert.Equal(expected.Trials, actual.Trials);
    }

    private static void Same(double expected, double actual, double relative = 1e-9) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= relative * Math.Max(1e-3, Math.Abs(expected)), $"{expected:R} and {actual:R}");
}
