using CostSim.Numerics;
using CostSim.Regression;

namespace CostSim.Decisions;

/// <summary>One side of a box: the input lies between two values.</summary>
/// <param name="Input">Number of the input.</param>
/// <param name="Low">Least value; minus infinity where it is free below.</param>
/// <param name="High">Greatest value; infinite where it is free above.</param>
/// <param name="QuasiP">Probability of as many cases by chance if this restriction did nothing, the others kept (Lempert, Groves and others 2006).</param>
public readonly record struct Restriction(int Input, double Low, double High, double QuasiP);

/// <summary>A corner of the inputs in which something happens more often than elsewhere.</summary>
/// <param name="Restrictions">What holds in it.</param>
/// <param name="Coverage">Share of all cases that lie in it.</param>
/// <param name="Density">Share of its trials that are cases.</param>
/// <param name="Mass">Share of all trials that lie in it.</param>
public sealed record Box(IReadOnlyList<Restriction> Restrictions, double Coverage, double Density, double Mass);

/// <summary>
/// Scenario discovery by the patient rule induction method (Friedman and Fisher 1999; Bryant and Lempert 2010): slices of a twentieth are peeled
/// off a box, each time the one whose loss raises the share of cases most; then sides that do not matter are dropped. Of the boxes on the way the
/// one is kept that holds the most cases beyond what chance would put there (Kavšek and Lavrač 2006). Tested by <c>VerdictTests</c>.
/// </summary>
public static class Discovery
{
    private const double Slice = 0.05;
    private const double LeastMass = 0.05;
    private const double Significant = 0.05;

    /// <summary>Boxes, each in what the ones before it left over.</summary>
    /// <param name="inputs">By input, a value per trial.</param>
    /// <param name="cases">By trial, whether it is a case.</param>
    /// <param name="most">Most boxes.</param>
    /// <param name="cancellation">Stops between slices.</param>
    /// <returns>Boxes denser than the whole, with restrictions that are unlikely to be chance; none where there is nothing to find.</returns>
    public static IReadOnlyList<Box> Find(IReadOnlyList<double[]> inputs, bool[] cases, int most = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(cases);
        int all = cases.Count(one => one);
        bool[] open = new bool[cases.Length];
        Array.Fill(open, true);
        int[][] orders = [.. inputs.Select(input => InputOrder.Of(input).Trials.ToArray())];
        var boxes = new List<Box>();
        while (boxes.Count < most)
        {
            int openCases = Enumerable.Range(0, cases.Length).Count(t => open[t] && cases[t]);
            int openTrials = open.Count(one => one);
            if (openCases < 20 || openCases == openTrials)
            {
                break;
            }

            Sides? found = Peel(inputs, orders, cases, open, openCases, cancellation);
            if (found is null || found.Restricted == 0)
            {
                break;
            }

            (int inside, int hits) = found.Count(inputs, cases, open);
            if ((double)hits / inside <= (double)openCases / openTrials)
            {
                break;
            }

            boxes.Add(new Box(
                [.. found.Inputs().Select(i => new Restriction(i, found.Low[i], found.High[i], found.QuasiP(i, inputs, cases, open)))],
                (double)hits / all, (double)hits / inside, (double)inside / cases.Length));
            bool[] taken = found.Within(inputs, open);
            for (int t = 0; t < open.Length; t++)
            {
                open[t] &= !taken[t];
            }
        }

        return boxes;
    }

    /// <summary>Peels until the box is small; keeps the best of the boxes passed, less the sides that chance explains.</summary>
    private static Sides? Peel(IReadOnlyList<double[]> inputs, int[][] orders, bool[] cases, bool[] open, int openCases, CancellationToken cancellation)
    {
        bool[] inside = [.. open];
        var sides = new Sides(inputs.Count);
        (int count, int hits) = (open.Count(one => one), openCases);
        double share = (double)openCases / count;
        int least = Math.Max(20, (int)(LeastMass * cases.Length));
        (double score, Sides? best) = (0, null);
        while (true)
        {
            (double density, int input, bool high, double edge) choice = (-1, -1, false, 0);
            int goal = Math.Max(1, (int)(Slice * count));
            for (int i = 0; i < inputs.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (bool high in (bool[])[false, true])
                {
                    (int removed, int removedHits, double edge) = Cut(inputs[i], orders[i], cases, inside, goal, high);
                    if (removed > 0 && count - removed >= least)
                    {
                        double density = (double)(hits - removedHits) / (count - removed);
                        choice = density > choice.density ? (density, i, high, edge) : choice;
                    }
                }
            }

            if (choice.input < 0 || choice.density <= (double)hits / count)
            {
                break;
            }

            sides.Restrict(choice.input, choice.high, choice.edge);
            sides.Leave(inside, inputs[choice.input], choice.input);
            (count, hits) = Counted(inside, cases);

            double gain = hits - (count * share);
            if (gain > score)
            {
                (score, best) = (gain, sides.Copy());
            }
        }

        best?.Paste(inputs, cases, open, Significant);
        return best;
    }

    /// <summary>How many trials there are, and how many of them are cases.</summary>
    private static (int Inside, int Hits) Counted(bool[] inside, bool[] cases)
    {
        (int count, int hits) = (0, 0);
        for (int t = 0; t < inside.Length && t < cases.Length; t++)
        {
            count += inside[t] ? 1 : 0;
            hits += inside[t] & cases[t] ? 1 : 0;
        }

        return (count, hits);
    }

    /// <summary>What peeling a slice off one end removes; equal values go together.</summary>
    private static (int Removed, int Hits, double Edge) Cut(double[] column, int[] order, bool[] cases, bool[] inside, int goal, bool high)
    {
        (int removed, int hits, double edge) = (0, 0, double.NaN);
        for (int k = 0; k < order.Length; k++)
        {
            int t = order[high ? order.Length - 1 - k : k];
            if (!inside[t])
            {
                continue;
            }

            if (removed >= goal && column[t] != edge)
            {
                // The side of the box is the first value that stays.
                return (removed, hits, column[t]);
            }

            edge = column[t];
            removed++;
            hits += cases[t] ? 1 : 0;
        }

        return (0, 0, double.NaN);
    }

    /// <summary>The sides of a box.</summary>
    private sealed class Sides
    {
        public Sides(int inputs)
        {
            (Low, High) = (new double[inputs], new double[inputs]);
            Array.Fill(Low, double.NegativeInfinity);
            Array.Fill(High, double.PositiveInfinity);
        }

        public double[] Low { get; private init; }

        public double[] High { get; private init; }

        public int Restricted => Inputs().Count();

        public IEnumerable<int> Inputs() => Enumerable.Range(0, Low.Length).Where(i => double.IsFinite(Low[i]) || double.IsFinite(High[i]));

        public Sides Copy() => new(0) { Low = [.. Low], High = [.. High] };

        public void Restrict(int input, bool high, double edge) => (high ? High : Low)[input] = edge;

        /// <summary>Leaves of the trials inside those that lie between the sides of an input.</summary>
        public void Leave(bool[] inside, double[] column, int input)
        {
            (double low, double high) = (Low[input], High[input]);
            for (int t = 0; t < inside.Length && t < column.Length; t++)
            {
                inside[t] &= (column[t] >= low) & (column[t] <= high);
            }
        }

        /// <summary>Of the open trials those within all sides, but for those of one input.</summary>
        public bool[] Within(IReadOnlyList<double[]> inputs, bool[] open, int without = -1)
        {
            bool[] inside = [.. open];
            foreach (int i in Inputs().Where(i => i != without))
            {
                Leave(inside, inputs[i], i);
            }

            return inside;
        }

        public (int Inside, int Hits) Count(IReadOnlyList<double[]> inputs, bool[] cases, bool[] open, int without = -1) => Counted(Within(inputs, open, without), cases);

        /// <summary>P(at least as many cases in the box | each of its trials is one as often as in the box without this restriction), binomial.</summary>
        public double QuasiP(int input, IReadOnlyList<double[]> inputs, bool[] cases, bool[] open)
        {
            (int inside, int hits) = Count(inputs, cases, open);
            (int wider, int widerHits) = Count(inputs, cases, open, input);
            double p = (double)widerHits / wider;
            return hits == 0 || p >= 1 ? 1 : SpecialFunctions.IncompleteBeta(hits, inside - hits + 1, p, 1 - p).Lower;
        }

        /// <summary>Drops restrictions that chance explains, the least telling first.</summary>
        public void Paste(IReadOnlyList<double[]> inputs, bool[] cases, bool[] open, double significant)
        {
            while (Restricted > 0)
            {
                (int input, double p) = Inputs().Select(i => (i, QuasiP(i, inputs, cases, open))).MaxBy(one => one.Item2);
                if (p <= significant)
                {
                    return;
                }

                (Low[input], High[input]) = (double.NegativeInfinity, double.PositiveInfinity);
            }
        }
    }
}
