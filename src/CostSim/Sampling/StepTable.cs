namespace CostSim.Sampling;

/// <summary>
/// The quantile function of a distribution on finitely many values: smallest value whose cumulative probability reaches u, with the
/// two tails summed apart and a guide table for speed (Chen and Asau 1974).
/// </summary>
internal sealed class StepTable
{
    private const int Cells = 512;

    private readonly double[] _values;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly int[] _guide = new int[Cells];

    /// <summary>From values in ascending order and their weights, all positive, summing to anything.</summary>
    public StepTable(double[] values, double[] weights)
    {
        _values = values;
        _lower = new double[values.Length];
        _upper = new double[values.Length];
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        double below = 0, above = 0, mean = 0, square = 0;
        for (int i = 0; i < values.Length; i++)
        {
            below += weights[i];
            _lower[i] = Math.Min(1, below / total);
            mean += weights[i] / total * values[i];
        }

        for (int i = values.Length - 1; i >= 0; i--)
        {
            _upper[i] = Math.Min(1, above / total);
            above += weights[i];
            square += weights[i] / total * ((values[i] - mean) * (values[i] - mean));
        }

        _lower[^1] = 1;
        Mean = mean;
        StandardDeviation = Math.Sqrt(square);
        int place = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            while (_lower[place] < (double)cell / Cells && place < values.Length - 1)
            {
                place++;
            }

            // One place back, because the tails are rounded apart.
            _guide[cell] = Math.Max(0, place - 1);
        }
    }

    public double Mean { get; }

    public double StandardDeviation { get; }

    public double Minimum => _values[0];

    public double Maximum => _values[^1];

    public double LowerTail(double p) => _values[Reach(p, 1 - p, p <= 0.5)];

    public double UpperTail(double p) => _values[Reach(1 - p, p, false)];

    public double Cdf(double x)
    {
        int place = Array.BinarySearch(_values, x);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? 0 : _lower[place];
    }

    public double Survival(double x)
    {
        int place = Array.BinarySearch(_values, x);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? 1 : _upper[place];
    }

    public void Fill(ReadOnlySpan<double> u, Span<double> x)
    {
        for (int t = 0; t < u.Length; t++)
        {
            x[t] = _values[Reach(u[t], 1 - u[t], u[t] <= 0.5)];
        }
    }

    // First place whose cumulative probability reaches u, judged in the tail that u lies in.
    private int Reach(double u, double rest, bool inLower)
    {
        int place = _guide[Math.Min(Cells - 1, (int)(u * Cells))];
        if (inLower)
        {
            while (_lower[place] < u)
            {
                place++;
            }
        }
        else
        {
            while (_upper[place] > rest)
            {
                place++;
            }
        }

        return place;
    }
}
