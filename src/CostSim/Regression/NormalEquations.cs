using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>Sums that a least-squares fit needs: functions with functions, and functions with results. Sums of blocks add up.</summary>
internal sealed class NormalEquations(int functions, int stride)
{
    /// <summary>Products of functions, row by row; only the lower triangle is read.</summary>
    public double[] Gram { get; } = new double[functions * functions];

    /// <summary>Products of functions with results: a row per function.</summary>
    public double[] Moments { get; } = new double[functions * stride];

    /// <summary>Adds a trial whose functions are zero but for four, one after the other.</summary>
    /// <param name="first">Number of the first; there are at least three more, or the weights beyond the last function are zero.</param>
    /// <param name="weights">The four.</param>
    /// <param name="results">Results of the trial.</param>
    public void Add(int first, ReadOnlySpan<double> weights, ReadOnlySpan<double> results)
    {
        int width = Math.Min(InputBasis.Width, functions - first);
        if (width == InputBasis.Width)
        {
            AddFour(first, Lanes.Load(weights, 0), results);
            return;
        }

        for (int i = 0; i < width; i++)
        {
            double weight = weights[i];
            int row = first + i;
            for (int j = 0; j <= i; j++)
            {
                Gram[(row * functions) + first + j] += weight * weights[j];
            }

            Lanes.AddScaled(Moments.AsSpan(row * stride, stride), results, weight);
        }
    }

    /// <summary>Adds the sums of other trials, times a factor.</summary>
    public void Add(NormalEquations other, double factor)
    {
        for (int i = 0; i < Gram.Length; i++)
        {
            Gram[i] += factor * other.Gram[i];
        }

        for (int i = 0; i < Moments.Length; i++)
        {
            Moments[i] += factor * other.Moments[i];
        }
    }

    /// <summary>
    /// Solves for the coefficients by Cholesky's method. A function that the others already say, or that no trial has, gets none.
    /// </summary>
    /// <param name="coefficients">Receives a row of coefficients per function.</param>
    /// <param name="ridge">Added to every diagonal element.</param>
    /// <returns>Number of functions used.</returns>
    public int Solve(Span<double> coefficients, double ridge = 0)
    {
        double[] lower = new double[Gram.Length];
        int used = 0;
        for (int row = 0; row < functions; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = Gram[(row * functions) + column] + (row == column ? ridge : 0);
                for (int k = 0; k < column; k++)
                {
                    sum -= lower[(row * functions) + k] * lower[(column * functions) + k];
                }

                double pivot = lower[(column * functions) + column];
                if (row != column)
                {
                    lower[(row * functions) + column] = pivot > 0 ? sum / pivot : 0;
                }
                else if (sum > 1e-11 * (Gram[(row * functions) + row] + ridge))
                {
                    lower[(row * functions) + row] = Math.Sqrt(sum);
                    used++;
                }
            }
        }

        coefficients.Clear();
        for (int row = 0; row < functions; row++)
        {
            Span<double> result = coefficients.Slice(row * stride, stride);
            double pivot = lower[(row * functions) + row];
            if (pivot <= 0)
            {
                continue;
            }

            Moments.AsSpan(row * stride, stride).CopyTo(result);
            for (int k = 0; k < row; k++)
            {
                Lanes.AddScaled(result, coefficients.Slice(k * stride, stride), -lower[(row * functions) + k]);
            }

            Divide(result, pivot);
        }

        for (int row = functions - 1; row >= 0; row--)
        {
            Span<double> result = coefficients.Slice(row * stride, stride);
            double pivot = lower[(row * functions) + row];
            if (pivot <= 0)
            {
                continue;
            }

            for (int k = row + 1; k < functions; k++)
            {
                Lanes.AddScaled(result, coefficients.Slice(k * stride, stride), -lower[(k * functions) + row]);
            }

            Divide(result, pivot);
        }

        return used;
    }

    /// <summary>Sum of squares of a result that the coefficients explain.</summary>
    public double Explained(ReadOnlySpan<double> coefficients, int result)
    {
        double sum = 0;
        for (int row = 0; row < functions; row++)
        {
            sum += coefficients[(row * stride) + result] * Moments[(row * stride) + result];
        }

        return sum;
    }

    /// <summary>The same, result after result for all four functions; what it adds above the diagonal is not read.</summary>
    private void AddFour(int first, Vector256<double> weights, ReadOnlySpan<double> results)
    {
        Span<double> gram = Gram.AsSpan((first * functions) + first, (3 * functions) + InputBasis.Width);
        for (int i = 0; i < InputBasis.Width; i++)
        {
            Lanes.Store(gram, i * functions, Lanes.Load(gram, i * functions) + (weights[i] * weights));
        }

        Lanes.AddFourScaled(Moments.AsSpan(first * stride, InputBasis.Width * stride), results[..stride], weights);
    }

    private static void Divide(Span<double> values, double by)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= by;
        }
    }
}
