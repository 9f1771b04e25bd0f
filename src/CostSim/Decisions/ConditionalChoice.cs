using CostSim.Numerics;
using CostSim.Regression;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>An option where an input is held at a value.</summary>
/// <param name="Option">Number of the option.</param>
/// <param name="ProbabilityBest">Probability that its net benefit is the highest, the other inputs as uncertain as they are; 0 to 1, and 1 over all options.</param>
/// <param name="ExpectedNetBenefit">Expected λ · effect − cost, MEUR.</param>
/// <param name="IsBestOnAverage">Whether its expected net benefit is the highest.</param>
/// <param name="WrongByNoise">For the best: bound on the probability that the sampling of trials hides a better one; otherwise not a number.</param>
public sealed record HeldOption(int Option, Estimate ProbabilityBest, Estimate ExpectedNetBenefit, bool IsBestOnAverage, double WrongByNoise);

/// <summary>
/// What would be chosen, and how surely, if one input were known to have a value: by regression of net benefits and of which option is best on
/// that input, no new trials. Averaged over the trials it gives back the shares and means of all. Tested by <c>ConditionalChoiceTests</c> against closed forms.
/// </summary>
public static class ConditionalChoice
{
    /// <summary>The options at one worth of the effect, at every value.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="along">The input and the values at which it is held.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <returns>By value, the options in the order given.</returns>
    public static HeldOption[][] At(DecisionSample sample, FitAtValues along, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(along);
        int options = sample.Options.Count;
        HeldResults held = along.Fit(2 * options, (t, row) =>
        {
            row.Clear();
            for (int d = 0; d < options; d++)
            {
                row[d] = (threshold * sample.Effect[d][t]) - sample.Cost[d][t];
            }

            row[options + Best.Of(row[..options])] = 1;
        });
        return [.. along.Values.Select((_, v) => Options(held, v, options))];
    }

    /// <summary>
    /// Round values between the ends of an input, the outermost hundredths of its values left out: 1, 1.5, 2, 3, 4, 5, 7 times a power of ten where it
    /// spans much, even steps otherwise.
    /// </summary>
    /// <param name="sorted">Values of the input, ascending.</param>
    public static IReadOnlyList<double> RoundValues(ReadOnlySpan<double> sorted)
    {
        (double low, double high) = (sorted[sorted.Length / 100], sorted[sorted.Length - 1 - (sorted.Length / 100)]);
        if (!(high > low))
        {
            return [low];
        }

        var values = new List<double>();
        if (low > 0 && high >= 8 * low)
        {
            foreach (double power in Powers())
            {
                values.AddRange(((double[])[1, 1.5, 2, 3, 4, 5, 7]).Select(digits => power > 0 ? digits * power : digits / -power).Where(value => value >= low && value <= high));
            }
        }
        else
        {
            double step = Powers().SelectMany(power => ((double[])[1, 2, 5]).Select(digits => power > 0 ? digits * power : digits / -power)).First(one => (high - low) / one <= 16);
            for (double k = Math.Ceiling(low / step); k * step <= high; k++)
            {
                values.Add(step < 1 ? k / Math.Round(1 / step) : k * step);
            }
        }

        return values;
    }

    /// <summary>Powers of ten from 1e-12 to 1e12; those below 1 as the negative of their reciprocal, so that dividing by it rounds only once.</summary>
    private static IEnumerable<double> Powers()
    {
        double power = 1e12;
        for (int k = 0; k < 12; k++, power /= 10)
        {
            yield return -power;
        }

        for (int k = 0; k <= 12; k++, power *= 10)
        {
            yield return power;
        }
    }

    private static HeldOption[] Options(HeldResults held, int value, int options)
    {
        double[] benefits = [.. Enumerable.Range(0, options).Select(d => held.At(value, d))];
        int best = Best.Of(benefits);

        // A fit can leave 0 to 1 by its own error.
        double[] shares = [.. Enumerable.Range(0, options).Select(d => Math.Clamp(held.At(value, options + d), 0, 1))];
        double sum = shares.Sum();
        double wrong = 0;
        for (int d = 0; d < options; d++)
        {
            if (d != best)
            {
                Estimate ahead = held.Of(value, best, d);
                wrong += ahead.StandardError > 0 ? SpecialFunctions.StudentT(-ahead.Value / ahead.StandardError, held.Blocks - 1).Lower : ahead.Value > 0 || d > best ? 0 : 0.5;
            }
        }

        return
        [
            .. Enumerable.Range(0, options).Select(d => new HeldOption(
                d, held.Of(value, options + d) with { Value = shares[d] / sum }, held.Of(value, d), d == best, d == best ? Math.Min(1, wrong) : double.NaN)),
        ];
    }
}
