using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>Contrasts of results as functions of one input, by penalised splines.</summary>
public sealed class InputContrasts : IContrastFit
{
    private readonly InputBasis basis;
    private readonly ContrastSet contrasts;
    private readonly ShrunkFit functions;
    private readonly Shrunk shrunk;
    private readonly double[] means;
    private readonly double[] level;

    internal InputContrasts(InputFit fit, InputBasis basis, ContrastSet contrasts, ShrunkFit functions, Shrunk shrunk, double[] means)
    {
        (Fit, this.basis, this.contrasts, this.functions, this.shrunk, this.means) = (fit, basis, contrasts, functions, shrunk, means);

        // What makes the mean of the fit that of the contrast.
        level = [.. contrasts.Means];
        for (int j = 0; j < means.Length; j++)
        {
            Lanes.AddScaled(level, Row(j), -means[j]);
        }
    }

    /// <summary>The input.</summary>
    public InputFit Fit { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Chances => shrunk.Chances;

    /// <inheritdoc/>
    public void Each(FittedGroup receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        double[] row = new double[contrasts.Stride];
        for (int g = 0; g < Fit.Groups; g++)
        {
            ReadOnlySpan<double> sums = Fit.Sums(g);
            int size = Fit.Trials(g).Length;
            level.CopyTo(row, 0);
            for (int j = 0; j < sums.Length; j++)
            {
                if (sums[j] != 0)
                {
                    Lanes.AddScaled(row, Row(j), sums[j] / size);
                }
            }

            receive(g, row.AsSpan(0, contrasts.Count));
        }
    }

    /// <summary>A contrast at a value of the input.</summary>
    /// <param name="x">Value; beyond the ends it counts as the end.</param>
    /// <param name="contrast">Number of the contrast.</param>
    public double At(double x, int contrast)
    {
        Span<double> weights = stackalloc double[InputBasis.Width];
        int first = basis.At(x, weights);
        double sum = level[contrast];
        for (int i = 0; i < InputBasis.Width && first + i < basis.Count; i++)
        {
            sum += weights[i] * Row(first + i)[contrast];
        }

        return sum;
    }

    /// <summary>Standard error of what one contrast has more than another at a value of the input, the bias of the penalty included (Wahba 1983).</summary>
    /// <param name="x">Value.</param>
    /// <param name="one">Number of the contrast.</param>
    /// <param name="other">Number of the other.</param>
    public double StandardErrorAt(double x, int one, int other)
    {
        Span<double> weights = stackalloc double[InputBasis.Width];
        int first = basis.At(x, weights);
        double[] values = Array.ConvertAll(means, mean => -mean);
        for (int i = 0; i < InputBasis.Width && first + i < basis.Count; i++)
        {
            values[first + i] += weights[i];
        }

        return functions.Error(shrunk, contrasts, one, other, values);
    }

    private ReadOnlySpan<double> Row(int function) => shrunk.Coefficients.AsSpan(function * contrasts.Stride, contrasts.Stride);
}
