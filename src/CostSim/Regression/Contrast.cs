using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>A weighted sum of results, for example how much more net benefit one option has than another.</summary>
/// <param name="Terms">Numbers of results, and their factors; none for zero.</param>
public sealed record Contrast(params IReadOnlyList<(int Result, double Factor)> Terms)
{
    /// <summary>The weighted sum of some results.</summary>
    internal double Of(ReadOnlySpan<double> results)
    {
        double sum = 0;
        for (int i = 0; i < Terms.Count; i++)
        {
            (int result, double factor) = Terms[i];
            sum += factor * results[result];
        }

        return sum;
    }
}

/// <summary>Contrasts that are fitted together, on one input after the other: what does not depend on the input is worked out once.</summary>
public sealed class ContrastSet
{
    private readonly Contrast[] contrasts;

    /// <summary>Takes contrasts of some results.</summary>
    /// <param name="results">The results.</param>
    /// <param name="contrasts">The contrasts.</param>
    public ContrastSet(ResponseTable results, IReadOnlyList<Contrast> contrasts)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(contrasts);
        (Results, this.contrasts) = (results, [.. contrasts]);
        Stride = Lanes.Padded(contrasts.Count);
        Means = new double[Stride];
        Squares = new double[Stride];
        for (int c = 0; c < Count; c++)
        {
            double rest = 0;
            for (int t = 0; t < results.Trials && contrasts[c].Terms.Count > 0; t++)
            {
                rest += contrasts[c].Of(results.Row(t));
            }

            rest /= results.Trials;
            Means[c] = contrasts[c].Of(results.Means) + rest;
            Squares[c] = SquaresOf(contrasts[c], rest);
        }
    }

    /// <summary>Number of contrasts.</summary>
    public int Count => contrasts.Length;

    /// <summary>The results.</summary>
    internal ResponseTable Results { get; }

    /// <summary>Length of a row of values, one per contrast.</summary>
    internal int Stride { get; }

    /// <summary>Mean of each contrast over all trials.</summary>
    internal double[] Means { get; }

    /// <summary>Sum of squares of each about its mean.</summary>
    internal double[] Squares { get; }

    /// <summary>A contrast.</summary>
    internal Contrast this[int contrast] => contrasts[contrast];

    /// <summary>Sum of squares about the mean of what one contrast has more than another.</summary>
    internal double SquaresBetween(int one, int other) =>
        SquaresOf(new Contrast([.. contrasts[one].Terms, .. contrasts[other].Terms.Select(term => (term.Result, -term.Factor))]), 0);

    private double SquaresOf(Contrast contrast, double mean)
    {
        double sum = 0;
        for (int t = 0; t < Results.Trials && contrast.Terms.Count > 0; t++)
        {
            double apart = contrast.Of(Results.Row(t)) - mean;
            sum += apart * apart;
        }

        return sum;
    }
}
