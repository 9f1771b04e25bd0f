using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// A raid against layers by enumeration of every outcome: the joint distribution of the leakers of all classes and of the missiles left.
/// The oracle of <see cref="LeakerMoments"/>, and the engine of <c>--exact</c>. Right against closed forms: <c>EngagementOracleTests</c>.
/// </summary>
/// <param name="model">Model.</param>
/// <param name="layers">The layers in one trial.</param>
/// <param name="cancellation">Stops between outcomes.</param>
internal sealed class ExactRaid(Model model, LayerDraw[] layers, CancellationToken cancellation = default)
{
    private readonly int classes = model.ThreatClasses;
    private readonly int missiles = model.Missiles.Length;

    /// <summary>A stock that no raid can use up.</summary>
    public const int Endless = int.MaxValue / 4;

    /// <summary>Joint distribution of the leakers where the stock lasts: one cell per combination of counts, the last class running fastest.</summary>
    /// <param name="attackers">Attackers by class.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="shots">Receives the expected shots by kind of missile.</param>
    public double[] Run(int[] attackers, ulong forces, Span<double> shots)
    {
        int[] stock = new int[missiles];
        Array.Fill(stock, Endless);
        double[] joint = new double[Cells(attackers)];
        foreach ((int[] outcome, double probability) in Outcomes(attackers, forces, stock, shots))
        {
            int cell = 0;
            for (int c = 0; c < classes; c++)
            {
                cell = (cell * (attackers[c] + 1)) + outcome[c];
            }

            joint[cell] += probability;
        }

        return joint;
    }

    /// <summary>Every outcome with its probability: leakers by class, then missiles left in stock by kind.</summary>
    /// <param name="attackers">Attackers by class.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="stock">Missiles in stock by kind.</param>
    /// <param name="shots">Receives the expected shots by kind of missile.</param>
    public Dictionary<int[], double> Outcomes(int[] attackers, ulong forces, ReadOnlySpan<int> stock, Span<double> shots)
    {
        shots.Clear();
        var current = new Dictionary<int[], double>(WholeNumbers.Same) { [[.. attackers, .. stock]] = 1 };
        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            int units = (int)((forces >> plan.ForceShift) & plan.ForceMask);
            if (units > 0 && layers[l].Shots.Length > 0)
            {
                current = Layer(l, units, current, shots);
            }
        }

        return current;
    }

    /// <summary>E[Π z_c^L_c] over a joint distribution.</summary>
    public static double Surviving(int[] attackers, double[] joint, ReadOnlySpan<double> survival)
    {
        int[] counts = new int[attackers.Length];
        double sum = 0;
        for (int cell = 0; cell < joint.Length; cell++)
        {
            if (joint[cell] > 0)
            {
                Decode(cell, attackers, counts);
                sum += joint[cell] * Surviving(counts, survival);
            }
        }

        return sum;
    }

    /// <summary>Π z_c^L_c.</summary>
    /// <param name="leakers">L by class; what follows the classes is not looked at.</param>
    /// <param name="survival">z by class.</param>
    public static double Surviving(ReadOnlySpan<int> leakers, ReadOnlySpan<double> survival)
    {
        double product = 1;
        for (int c = 0; c < survival.Length; c++)
        {
            product *= Elementary.PowInteger(survival[c], leakers[c]);
        }

        return product;
    }

    /// <summary>Moments of the leakers by class.</summary>
    public static void Leakers(int[] attackers, double[] joint, Span<Moment> moments)
    {
        int[] counts = new int[attackers.Length];
        double[] means = new double[attackers.Length];
        double[] squares = new double[attackers.Length];
        for (int cell = 0; cell < joint.Length; cell++)
        {
            Decode(cell, attackers, counts);
            for (int c = 0; c < counts.Length; c++)
            {
                means[c] += joint[cell] * counts[c];
                squares[c] += joint[cell] * counts[c] * counts[c];
            }
        }

        for (int c = 0; c < counts.Length; c++)
        {
            moments[c] = new Moment(means[c], squares[c] - (means[c] * means[c]));
        }
    }

    private static int Cells(int[] attackers) => attackers.Aggregate(1, (product, n) => checked(product * (n + 1)));

    private static void Decode(int cell, int[] attackers, int[] counts)
    {
        for (int c = attackers.Length - 1; c >= 0; c--)
        {
            counts[c] = cell % (attackers[c] + 1);
            cell /= attackers[c] + 1;
        }
    }

    /// <summary>
    /// One layer. While it lasts, an outcome has after the missiles in stock those on the launchers, then the engagements used.
    /// </summary>
    private Dictionary<int[], double> Layer(int l, int units, Dictionary<int[], double> arriving, Span<double> shots)
    {
        LayerDraw layer = layers[l];
        var result = new Dictionary<int[], double>(WholeNumbers.Same);
        foreach ((double share, int[] engagements) in Engagements(model.Systems[l], layer, units))
        {
            var current = new Dictionary<int[], double>(WholeNumbers.Same);
            foreach ((int[] outcome, double probability) in arriving)
            {
                cancellation.ThrowIfCancellationRequested();
                int[] begun = [.. outcome, .. Enumerable.Range(0, missiles).Select(m => LayerLimits.Missiles(model.Systems[l], layer, units, m)), 0];
                current.Add(begun, probability * share);
            }

            for (int i = 0; i < layer.Shots.Length; i++)
            {
                if (layer.Shots[i].Engages)
                {
                    current = Class(new ExactShot(layer.Shots[i], layer.Controls[i], cancellation), engagements[i], current, shots);
                }
            }

            foreach ((int[] outcome, double probability) in current)
            {
                Add(result, outcome[..(classes + missiles)], probability);
            }
        }

        return result;
    }

    /// <summary>The whole numbers of engagements that the classes of a layer can have in a raid, with their probabilities: all go by one uniform number.</summary>
    private static IEnumerable<(double Share, int[] Engagements)> Engagements(SystemPlan plan, LayerDraw layer, int units)
    {
        (int Whole, double Part)[] means = [.. layer.Shots.Select(shot => LayerLimits.Split(LayerLimits.Engagements(plan, shot, units)))];
        double[] bounds = [0, .. means.Select(mean => 1 - mean.Part).Where(bound => bound < 1).Distinct().Order(), 1];
        for (int b = 1; b < bounds.Length; b++)
        {
            double last = bounds[b];
            yield return (last - bounds[b - 1], [.. means.Select(mean => mean.Whole + (mean.Part > 0 && last > 1 - mean.Part ? 1 : 0))]);
        }
    }

    private Dictionary<int[], double> Class(ExactShot shot, int engagements, Dictionary<int[], double> arriving, Span<double> shots)
    {
        var result = new Dictionary<int[], double>(WholeNumbers.Same);
        int used = classes + (2 * missiles);
        int stock = classes + shot.Missile;
        int launcher = stock + missiles;
        foreach ((int[] outcome, double probability) in arriving)
        {
            cancellation.ThrowIfCancellationRequested();
            int ready = shot.Missile < 0 ? Endless : Math.Min(outcome[stock], outcome[launcher]);
            int left = Math.Max(0, engagements - outcome[used]);
            foreach (ClassOutcome one in shot.Outcomes(outcome[shot.Class], left, ready))
            {
                int[] next = [.. outcome];
                next[shot.Class] -= one.Stopped;
                next[used] += one.Engaged;
                if (shot.Missile >= 0)
                {
                    next[launcher] -= one.Fired;
                    next[stock] -= outcome[stock] == Endless ? 0 : one.Fired;
                    shots[shot.Missile] += probability * one.Probability * one.Fired;
                }

                Add(result, next, probability * one.Probability);
            }
        }

        return result;
    }

    private static void Add(Dictionary<int[], double> distribution, int[] outcome, double probability)
    {
        _ = distribution.TryGetValue(outcome, out double before);
        distribution[outcome] = before + probability;
    }
}
