namespace CostSim.Sampling;

/// <summary>Events that share one uncertain probability: each happens where its own uniform input lies below the draw of the probability.</summary>
/// <param name="Probability">Name of the input that is the probability.</param>
/// <param name="Chances">Names of the uniform inputs that decide the events.</param>
public sealed record EventGroup(string Probability, IReadOnlyList<string> Chances);

/// <summary>
/// Draws events before their probability, so that under a net of points each event is a side of a box and no curved edge: the first event
/// happens below E[p], the next below E[p | what the first did], and so on; then the probability follows its distribution given how many
/// happened, and the uniforms of the events theirs. Only the order of drawing changes: the map preserves volume, so probability and uniforms
/// are as independent and as uniform as before.
/// </summary>
/// <remarks>
/// The probability is taken as constant on <see cref="Cells"/> cells of equal probability while the order is changed, which keeps the map
/// exact; an edge is off by less than a cell. Sequential conditional sampling after Rosenblatt (1952). Tested by <c>SharedChanceTests</c>.
/// </remarks>
internal sealed class SharedChance
{
    /// <summary>Cells of the probability's own uniform.</summary>
    internal const int Cells = 4096;

    private const double Smallest = 1.1102230246251565e-16;
    private readonly double[] _levels = new double[Cells];
    private readonly double[][] _thresholds;
    private readonly double[][] _cumulative;

    /// <summary>Prepares the map.</summary>
    /// <param name="probability">Distribution of the probability; values outside [0, 1] count as its ends.</param>
    /// <param name="events">Number of events, at least 1.</param>
    public SharedChance(Distribution probability, int events)
    {
        Events = events;
        for (int g = 0; g < Cells; g++)
        {
            _levels[g] = Math.Clamp(probability.Quantile((g + 0.5) / Cells), 0, 1);
        }

        // By number of events seen and of those that happened: what the next one has to stay below.
        _thresholds = [.. Enumerable.Range(0, events).Select(seen => new double[seen + 1])];
        for (int seen = 0; seen < events; seen++)
        {
            for (int happened = 0; happened <= seen; happened++)
            {
                double all = Weights(happened, seen - happened)[Cells];
                _thresholds[seen][happened] = all > 0 ? Weights(happened + 1, seen - happened)[Cells] / all : 0;
            }
        }

        _cumulative = [.. Enumerable.Range(0, events + 1).Select(happened => Weights(happened, events - happened))];
    }

    /// <summary>Number of events.</summary>
    public int Events { get; }

    /// <summary>Maps uniforms in place.</summary>
    /// <param name="block">Columns of <paramref name="count"/> uniforms: the events one after the other, then the probability.</param>
    /// <param name="count">Number of trials.</param>
    public void Apply(Span<double> block, int count)
    {
        for (int t = 0; t < count; t++)
        {
            int happened = 0;
            for (int k = 0; k < Events; k++)
            {
                happened += block[(k * count) + t] < _thresholds[k][happened] ? 1 : 0;
            }

            ref double last = ref block[(Events * count) + t];
            double level = Place(_cumulative[happened], ref last);
            happened = 0;
            for (int k = 0; k < Events; k++)
            {
                ref double u = ref block[(k * count) + t];
                double threshold = _thresholds[k][happened];
                if (u < threshold)
                {
                    u = Inside(level * (u / threshold));
                    happened++;
                }
                else
                {
                    u = Inside(level + ((1 - level) * ((u - threshold) / (1 - threshold))));
                }
            }
        }
    }

    private static double Inside(double u) => Math.Clamp(u, Smallest, 1 - Smallest);

    /// <summary>The uniform of the probability given what happened, and its cell's level.</summary>
    private double Place(double[] cumulative, ref double u)
    {
        double target = u * cumulative[Cells];
        (int low, int high) = (0, Cells - 1);
        while (low < high)
        {
            int middle = (low + high) >> 1;
            (low, high) = cumulative[middle + 1] > target ? (low, middle) : (middle + 1, high);
        }

        double width = cumulative[low + 1] - cumulative[low];
        double part = width > 0 ? Math.Clamp((target - cumulative[low]) / width, 0, 1) : 0.5;
        u = Inside((low + part) / Cells);
        return _levels[low];
    }

    /// <summary>Sums, up to each cell, of p^a (1 − p)^b.</summary>
    private double[] Weights(int happened, int not)
    {
        double[] sums = new double[Cells + 1];
        for (int g = 0; g < Cells; g++)
        {
            double weight = 1;
            for (int i = 0; i < happened; i++)
            {
                weight *= _levels[g];
            }

            for (int i = 0; i < not; i++)
            {
                weight *= 1 - _levels[g];
            }

            sums[g + 1] = sums[g] + weight;
        }

        return sums;
    }
}
