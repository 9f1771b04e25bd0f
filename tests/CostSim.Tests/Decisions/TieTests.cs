using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Cli.Report;
using CostSim.Decisions;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Tests.Regression;

namespace CostSim.Tests.Decisions;

/// <summary>Options that are equally good: trials are shared, means decided by cost and name, and the order of the options changes nothing.</summary>
public sealed class TieTests
{
    private const int Trials = 640;

    /// <summary>
    /// Five options: a twin pair, a third that is the same in four trials of ten but for rounding, and two of their own. Names are not in the order of
    /// the columns.
    /// </summary>
    private static (string Name, double[] Cost, double[] Effect)[] Options
    {
        get
        {
            double[] cost = [.. RegressionTests.Normal("tie-cost", Trials).Select(z => 100 + (10 * z))];
            double[] effect = [.. RegressionTests.Normal("tie-effect", Trials).Select(z => 3 + z)];
            double[] x = RegressionTests.Uniform("tie-x", Trials);
            return
            [
                ("m", cost, effect),
                ("k", [.. cost], [.. effect]),
                ("z", [.. cost.Select((c, t) => t % 5 < 2 ? c + 0.1 + 0.2 - 0.3 : c + (20 * (x[t] - 0.5)))], [.. effect]),
                ("b", [.. cost.Select((_, t) => 101 + (30 * (x[t] - 0.5)))], [.. effect.Select((_, t) => 2.7 + (0.2 * x[t]))]),
                ("n", new double[Trials], new double[Trials]),
            ];
        }
    }

    [Fact]
    public void A_trial_is_shared_among_those_that_are_best_in_it()
    {
        (string Name, double[] Cost, double[] Effect)[] options = Options;
        foreach (double worth in (double[])[0, 20, 33, 60])
        {
            ThresholdResult result = NetBenefit.At(new DecisionSample([.. options.Select(one => one.Name)], [.. options.Select(one => one.Cost)], [.. options.Select(one => one.Effect)]), worth);
            double[] shares = new double[5], squares = new double[5], among = new double[5];
            for (int t = 0; t < Trials; t++)
            {
                decimal[] benefits = [.. options.Select(one => Math.Round(((decimal)worth * (decimal)one.Effect[t]) - (decimal)one.Cost[t], 9))];
                int tied = benefits.Count(one => one == benefits.Max());
                for (int d = 0; d < 5; d++)
                {
                    double share = benefits[d] == benefits.Max() ? 1.0 / tied : 0;
                    (shares[d], squares[d], among[d]) = (shares[d] + share, squares[d] + (share * share), among[d] + (share > 0 ? 1 : 0));
                }
            }

            for (int d = 0; d < 5; d++)
            {
                Assert.Equal(shares[d] / Trials, result.Options[d].ProbabilityBest.Value, 1e-12);
                Assert.Equal(among[d] / Trials, result.Options[d].ProbabilityAmongBest, 1e-12);
                double variance = (squares[d] / Trials) - (shares[d] / Trials * (shares[d] / Trials));
                Assert.Equal(Math.Sqrt(Math.Max(0, variance) / Trials), result.Options[d].ProbabilityBest.StandardError, 1e-7);
            }

            Assert.Equal(result.Options[0].ProbabilityBest, result.Options[1].ProbabilityBest);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_order_of_the_options_changes_no_number_and_no_sentence(int replicates)
    {
        (string[] files, string[] sentences) = Told([0, 1, 2, 3, 4], replicates);
        Assert.Contains(sentences, sentence => sentence.Contains("counting ties", StringComparison.Ordinal));
        foreach (int[] order in (int[][])[[4, 3, 2, 1, 0], [1, 4, 0, 2, 3], [2, 0, 3, 4, 1]])
        {
            (string[] others, string[] told) = Told(order, replicates);
            Assert.Equal(files, others);
            Assert.Equal(sentences, told);
        }
    }

    [Fact]
    public void Equal_means_go_to_the_cheaper_then_by_name()
    {
        // Net benefit 1 for all at a worth of 1: costs 2, 1, 1 with effects 3, 2, 2.
        var precedence = new Precedence(["a", "c", "b"], [2, 1, 1 + 1e-15]);
        Assert.Equal([2, 1, 0], precedence.Order.ToArray());
        Assert.Equal(2, precedence.Best([1, 1, 1 - 1e-16]));
        Assert.Equal(0, precedence.Best([1.001, 1, 1]));
        Assert.Equal((2, 1), precedence.BestTwo([1, 1, 1], 1e-13));
        Assert.Equal((0, -1), new Precedence(["a"], [1]).BestTwo([5], 0));
        double[] Same(double value) => [value, value, value, value];
        foreach (string[] names in (string[][])[["dear", "left", "right"], ["dear", "right", "left"]])
        {
            var sample = new DecisionSample(names, [Same(2), Same(1), Same(1)], [Same(3), Same(2), Same(2)]);
            Assert.All(Verdicts.At(sample, 1), verdict => Assert.Equal("left", names[verdict.Option]));
            Assert.Equal("left", names[NetBenefit.At(sample, 1).Options.Single(option => option.IsBestOnAverage).Option]);
        }
    }

    [Fact]
    public void Twins_are_not_wrong_to_choose_between_and_few_trials_are_never_sure()
    {
        double[] benefit = RegressionTests.Normal("twin", 1000);
        DecisionSample Of(int trials) => new(["a", "b"], [new double[trials], new double[trials]], [benefit[..trials], benefit[..trials]]);
        Assert.Equal(0, Verdicts.At(Of(1000), 1)[0].WrongByNoise, 1e-12);
        Assert.Equal(0.25, Verdicts.At(Of(2), 1)[0].WrongByNoise);
        Assert.True(double.IsNaN(Verdicts.At(Of(1), 1)[0].WrongByNoise));

        // A constant lead: no spread to judge by, and a sign test on ten trials goes no lower than 2⁻¹⁰.
        var lead = new DecisionSample(["a", "b"], [new double[10], Enumerable.Repeat(1.0, 10).ToArray()], [new double[10], new double[10]]);
        Assert.Equal(1.0 / 1024, Verdicts.At(lead, 1)[0].WrongByNoise);
    }

    private static (string[] Files, string[] Sentences) Told(int[] order, int replicates)
    {
        (string Name, double[] Cost, double[] Effect)[] options = [.. order.Select(o => Options[o])];
        var study = new DecisionStudy
        {
            Options = [.. options.Select(one => one.Name)],
            Cost = [.. options.Select(one => one.Cost)],
            Measures = [new EffectMeasure("effect", [.. options.Select(one => one.Effect)], [0, 20, 33, 60], 60, 3)],
            HasFallback = [.. options.Select(one => one.Name is "k" or "m" or "n")],
            Groups = [new InputGroup("both", [0, 1])],
            Experiments = [new Experiment("study", 0, ObservationKind.Normal, 0.3, [4], 0, 0)],
            Held = [new HeldInput("effect", 0)],
            Inputs = new HeldInputs(["x", "y"], [RegressionTests.Uniform("tie-x", Trials), RegressionTests.Normal("tie-effect", Trials)]),
            Replicates = replicates,
            CostTarget = 100,
        };
        DecisionRows rows = DecisionTables.Build(study);
        string[] files = [.. DecisionTableFiles.Of(rows).SelectMany(table =>
        {
            using var stream = new MemoryStream();
            table.Write(stream, CsvDialect.Rfc4180);
            return System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Select(line => $"{table.Name}: {line}");
        }).Order(StringComparer.Ordinal)];
        var facts = new RunFacts("ties", "Ties", 0, 0, 0, Trials, 0, "given", replicates, "1", "");
        var scene = new DecisionScene([.. study.Options.Select(id => new OptionName(id, id))], rows, facts, "");
        var sentences = new AnswerSentences(scene);
        IReadOnlyList<Figure> figures = FigureSet.Draw(scene, new FigureSettings { Formats = FigureFormats.None });
        return (
            files,
            [
                sentences.Finding("effect"), .. sentences.NetBenefit("effect"), .. sentences.Qualifications("effect"), .. sentences.Information("effect"),
                .. sentences.Corner("effect"), .. sentences.Drivers("effect", 9), .. sentences.Switches(9), .. figures.Select(figure => figure.Title),
            ]);
    }
}
