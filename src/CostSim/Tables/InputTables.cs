using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Regression;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>What hangs on which input: value of information, studies, sensitivity, switch points, discovery. Inputs are read some at a time.</summary>
/// <param name="study">Costs, effects and inputs.</param>
/// <param name="rows">What was found without inputs; the rest is added to it.</param>
internal sealed class InputTables(DecisionStudy study, DecisionRows rows)
{
    /// <summary>Thresholds at which the value of information is worked out, at most.</summary>
    private const int MostThresholds = 21;

    /// <summary>Inputs among which corners are looked for: those that matter most on their own.</summary>
    private const int MostDiscovered = 20;

    /// <summary>Trials in which corners are looked for, at most.</summary>
    private const int MostSearched = 1 << 15;

    private readonly EffectMeasure[] measures = StudyResults.Measures(study);
    private readonly int options = study.Options.Count;
    private readonly Dictionary<(string Measure, double Threshold), double> perfect =
        rows.Information.GroupBy(row => (row.Measure, row.Threshold)).ToDictionary(same => same.Key, same => same.First().Value.Value);

    /// <summary>Fills the tables.</summary>
    public DecisionRows Build()
    {
        if (measures.Length == 0)
        {
            return rows;
        }

        int[] preferred = [.. measures.Select(measure => StudyResults.Preferred(study, measure))];
        Result[] results = StudyResults.Of(study, measures, preferred);
        bool[][] loses = [.. results[^measures.Length..].Select(result => Array.ConvertAll(result.Values, value => value > 0))];
        var table = new ResponseTable([.. results.Select(result => result.Values)], study.Replicates);
        Increments[] increments = new Increments[measures.Length], headline = new Increments[measures.Length];
        Workers.For(measures.Length, study.Threads, m =>
        {
            increments[m] = new Increments(study.Of(measures[m]), table, Places(m), [.. Thin(measures[m])]);
            headline[m] = new Increments(study.Of(measures[m]), table, Places(m), [measures[m].Headline]);
        }, study.Cancellation);
        var sensitivity = new SensitivityRows(results, study.Threads, study.Cancellation);
        InputRows[] found = Each(study.Inputs!, table, (i, fit) => Look(i, fit, sensitivity, increments, headline));
        IReadOnlyList<SensitivityRow>[] events = Each(study.Events, table, (i, fit) => sensitivity.OfEvent(study.Events!.Names[i], fit));
        IReadOnlyList<SensitivityRow>[] luck = Each(study.Luck, table, (i, fit) => sensitivity.Of(study.Luck!.Names[i], fit));
        var groups = new InformationRow[study.Groups.Count][];
        var corners = new DiscoveryRow[measures.Length][];
        Workers.For(groups.Length + corners.Length, study.Threads, i =>
        {
            if (i < groups.Length)
            {
                groups[i] = [.. Group(study.Groups[i], table, increments)];
            }
            else
            {
                int m = i - groups.Length;
                corners[m] = [.. Discover(measures[m], preferred[m], loses[m], found, m)];
            }
        }, study.Cancellation);
        return rows with
        {
            Information = [.. rows.Information, .. found.SelectMany(one => one.Information), .. groups.SelectMany(one => one)],
            Studies = [.. found.SelectMany(one => one.Studies)],
            Sensitivity = [.. found.SelectMany(one => one.Sensitivity), .. events.SelectMany(one => one), .. luck.SelectMany(one => one)],
            BreakEven = [.. found.SelectMany(one => one.BreakEven)],
            Discovery = [.. corners.SelectMany(one => one)],
            Conditional = [.. study.Held.SelectMany(Hold)],
        };
    }

    private sealed record InputRows(
        IReadOnlyList<InformationRow> Information, IReadOnlyList<StudyRow> Studies, IReadOnlyList<SensitivityRow> Sensitivity,
        IReadOnlyList<BreakEvenRow> BreakEven, double[] Importance);

    /// <summary>Fits the results on each of some inputs, as many at a time as are well read.</summary>
    private T[] Each<T>(IInputColumns? inputs, ResponseTable table, Func<int, InputFit, T> look)
    {
        var found = new T[inputs?.Names.Count ?? 0];
        int batch = (int)Math.Clamp((inputs?.NumbersAtOnce ?? 0) / study.Trials, 1, Math.Max(1, found.Length));
        for (int from = 0; from < found.Length; from += batch)
        {
            int[] numbers = [.. Enumerable.Range(from, Math.Min(batch, found.Length - from))];
            double[][] columns = inputs!.Read(numbers);
            Workers.For(
                numbers.Length, study.Threads, i => found[numbers[i]] = look(numbers[i], InputFit.Of(columns[i], table, study.Cancellation)), study.Cancellation);
        }

        return found;
    }

    private ResultPlaces Places(int measure) => new(0, options * (measure + 1));

    private InputRows Look(int input, InputFit fit, SensitivityRows sensitivity, Increments[] increments, Increments[] headline)
    {
        string name = study.Inputs!.Names[input];
        var information = new List<InformationRow>();
        var studies = new List<StudyRow>();
        var breakEven = new List<BreakEvenRow>();
        for (int m = 0; m < measures.Length; m++)
        {
            EffectMeasure measure = measures[m];
            IReadOnlyList<double> thresholds = increments[m].Thresholds;
            LearningValue[] values = PartialInformation.At(increments[m], fit);
            information.AddRange(thresholds.Select((threshold, i) => Information(measure, threshold, name, values[i])));
            foreach (Experiment experiment in study.Experiments.Where(one => one.Input == input))
            {
                foreach (int size in experiment.Sizes)
                {
                    double[] worth = SampleInformation.At(increments[m], fit, experiment, size);
                    studies.AddRange(thresholds.Select((threshold, i) => new StudyRow(
                        measure.Name, threshold, experiment.Name, name, size, values[i].Value with { Value = worth[i] },
                        experiment.FixedCost + (size * experiment.CostPerObservation))));
                }
            }

            breakEven.AddRange(BreakEven.Of(headline[m], fit).Select(point => new BreakEvenRow(
                measure.Name, measure.Headline, name, point, study.Options[point.From], study.Options[point.To])));
        }

        return new InputRows(
            information, studies, sensitivity.Of(name, fit), breakEven, [.. measures.Select((_, m) => fit.FirstOrder((options * (measures.Length + 1)) + m).Value)]);
    }

    /// <summary>A row with its share of the value of perfect information at the same threshold, which no part of it can exceed.</summary>
    private InformationRow Information(EffectMeasure measure, double threshold, string input, LearningValue learning)
    {
        double all = perfect[(measure.Name, threshold)];
        Estimate value = learning.Value with { Value = Math.Min(learning.Value.Value, all) };
        return new InformationRow(measure.Name, threshold, input, value, all > 0 ? value.Value / all : 0, double.NaN) { IsDistinguishable = learning.IsDistinguishable };
    }

    private IEnumerable<InformationRow> Group(InputGroup group, ResponseTable table, Increments[] increments)
    {
        var fit = GroupFit.Of(study.Inputs!.Read(group.Inputs), table, study.Cancellation);
        for (int m = 0; m < measures.Length; m++)
        {
            LearningValue[] values = PartialInformation.At(increments[m], fit);
            for (int i = 0; i < values.Length; i++)
            {
                yield return Information(measures[m], increments[m].Thresholds[i], $"(group {group.Name})", values[i]);
            }
        }
    }

    /// <summary>What would be chosen where an input is known, at each worth of the effect.</summary>
    private IEnumerable<ConditionalRow> Hold(HeldInput held)
    {
        EffectMeasure measure = measures.First(one => one.Name == held.Measure);
        DecisionSample sample = study.Of(measure);
        IReadOnlyList<RankWindow> windows = HeldChoice.Along(study.Inputs!.Read([held.Input])[0]);
        var found = new HeldOption[windows.Count][][];
        Workers.For(found.Length, study.Threads, i => found[i] = HeldChoice.At(sample, windows[i], measure.Thresholds), study.Cancellation);
        return found.SelectMany((worths, w) => worths.SelectMany((options, i) => options.Select(option => new ConditionalRow(
            measure.Name, study.Inputs.Names[held.Input], Value(windows[w]), measure.Thresholds[i], study.Options[option.Option],
            option.ProbabilityBest, option.ExpectedNetBenefit, option.IsBestOnAverage, option.WrongByNoise)
        {
            AmongBest = option.ProbabilityAmongBest,
            Bounds = option.Bounds,
        })));
    }

    private static HeldValue Value(RankWindow window) => new(window.Value, window.Low, window.High, window.Trials.Length);

    private IEnumerable<DiscoveryRow> Discover(EffectMeasure measure, int preferred, bool[] loses, InputRows[] found, int m)
    {
        int trials = Math.Min(MostSearched, study.Trials);
        int[] inputs =
        [
            .. Enumerable.Range(0, found.Length).Where(i => found[i].Importance[m] > 0).OrderByDescending(i => found[i].Importance[m]).ThenBy(i => i).Take(MostDiscovered),
        ];
        double[][] columns = [.. study.Inputs!.Read(inputs).Select(column => column[..trials])];
        IReadOnlyList<Box> boxes = Discovery.Find(columns, loses[..trials], cancellation: study.Cancellation);
        for (int b = 0; b < boxes.Count; b++)
        {
            int winner = StudyResults.Winner(study, measure, Enumerable.Range(0, trials)
                .Where(t => boxes[b].Restrictions.All(side => columns[side.Input][t] >= side.Low && columns[side.Input][t] <= side.High)));
            foreach (Restriction side in boxes[b].Restrictions)
            {
                yield return new DiscoveryRow(
                    measure.Name, measure.Headline, study.Options[preferred], b + 1, boxes[b], study.Inputs.Names[inputs[side.Input]], side, study.Options[winner]);
            }
        }
    }

    /// <summary>Evenly chosen thresholds, both ends and the headline included.</summary>
    private static IEnumerable<double> Thin(EffectMeasure measure)
    {
        IReadOnlyList<double> thresholds = measure.Thresholds;
        int count = Math.Min(MostThresholds, thresholds.Count);
        IEnumerable<double> even = Enumerable.Range(0, count).Select(i => thresholds[count == 1 ? 0 : (int)((long)i * (thresholds.Count - 1) / (count - 1))]);
        return even.Concat(thresholds.Where(one => one == measure.Headline)).Distinct().Order();
    }
}
