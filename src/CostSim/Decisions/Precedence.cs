using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// How ties are decided, everywhere alike. Values count as equal when they differ by no more than their rounding: 256 units in the last place of the
/// largest of the numbers that they were computed from. Of equal options the one with the lower mean cost is taken, of those that also cost the
/// same the first by name, so that the order in which options are given never matters. Tested by <c>TieTests</c>.
/// </summary>
public sealed class Precedence
{
    /// <summary>Rounding that a computed value may have, as a share of the numbers that it was computed from: 2⁻⁴⁴, 256 units in the last place.</summary>
    public const double Rounding = 1 / 17_592_186_044_416.0;

    private readonly int[] order;

    /// <summary>The precedence of some options.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="cost">Their mean costs.</param>
    public Precedence(IReadOnlyList<string> names, IReadOnlyList<double> cost)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(cost);
        double slack = Rounding * cost.Select(Math.Abs).DefaultIfEmpty(0).Max();
        List<int> left = [.. Enumerable.Range(0, names.Count).OrderBy(d => names[d], StringComparer.Ordinal)];
        order = new int[left.Count];
        for (int i = 0; i < order.Length; i++)
        {
            double least = left.Min(d => cost[d]);
            order[i] = left.First(d => !(cost[d] - least > slack));
            _ = left.Remove(order[i]);
        }
    }

    /// <summary>Numbers of the options, the one that is taken before all others first.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>The precedence of options with costs trial by trial.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="cost">By option, a cost per trial.</param>
    public static Precedence Of(IReadOnlyList<string> names, IReadOnlyList<double[]> cost) => new(names, [.. cost.Select(one => Moments.Of(one).Mean)]);

    /// <summary>What net benefits λ · effect − cost may differ by rounding alone.</summary>
    /// <param name="threshold">λ, cost per unit of effect.</param>
    /// <param name="cost">Costs of the options.</param>
    /// <param name="effect">Effects of the options.</param>
    public static double Slack(double threshold, ReadOnlySpan<double> cost, ReadOnlySpan<double> effect)
    {
        double most = 0;
        for (int d = 0; d < cost.Length; d++)
        {
            most = Math.Max(most, Math.Abs(threshold * effect[d]) + Math.Abs(cost[d]));
        }

        return Rounding * most;
    }

    /// <summary>What values may differ by rounding alone, when they were computed from nothing larger than themselves.</summary>
    /// <param name="values">The values; infinite ones do not count.</param>
    public static double Slack(ReadOnlySpan<double> values)
    {
        double most = 0;
        foreach (double value in values)
        {
            most = double.IsFinite(value) ? Math.Max(most, Math.Abs(value)) : most;
        }

        return Rounding * most;
    }

    /// <summary>The option with the highest value; of equal ones the first of the precedence.</summary>
    /// <param name="values">By option, a value.</param>
    public int Best(ReadOnlySpan<double> values) => Best(values, Slack(values));

    /// <summary>The option with the highest value; of those that fall short of it by no more than a slack the first of the precedence.</summary>
    /// <param name="values">By option, a value.</param>
    /// <param name="slack">What values may differ by rounding alone.</param>
    public int Best(ReadOnlySpan<double> values, double slack)
    {
        double most = double.NegativeInfinity;
        foreach (double value in values)
        {
            most = Math.Max(most, value);
        }

        foreach (int d in order)
        {
            if (values[d] >= most - slack)
            {
                return d;
            }
        }

        return order[0];
    }

    /// <summary>The best option and the one that comes next; −1 where there is none.</summary>
    /// <param name="values">By option, a value.</param>
    /// <param name="slack">What values may differ by rounding alone.</param>
    public (int First, int Second) BestTwo(ReadOnlySpan<double> values, double slack)
    {
        int first = Best(values, slack);
        if (values.Length < 2)
        {
            return (first, -1);
        }

        double[] others = values.ToArray();
        others[first] = double.NegativeInfinity;
        double most = others.Max();
        foreach (int d in order)
        {
            if (d != first && !(others[d] < most - slack))
            {
                return (first, d);
            }
        }

        return (first, -1);
    }
}
