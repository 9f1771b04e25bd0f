using ScottPlot;

namespace CostSim.Plots;

/// <summary>
/// A smoothed density of points on a grid: a product of normal kernels of Scott's width (1992), and the heights above which shares of the points
/// lie (Hyndman 1996). A drawing, not an estimate.
/// </summary>
internal sealed class Density
{
    private const int Cells = 56;
    private readonly double[] heights;

    private Density(Coordinates3d[,] grid, double[] heights) => (Grid, this.heights) = (grid, heights);

    /// <summary>The density by place.</summary>
    public Coordinates3d[,] Grid { get; }

    /// <summary>The density of points; null where they do not spread.</summary>
    /// <param name="points">Finite points.</param>
    public static Density? Of(Coordinates[] points)
    {
        Axis x = new([.. points.Select(p => p.X)]);
        Axis y = new([.. points.Select(p => p.Y)]);
        if (!(x.Width > 0 && y.Width > 0))
        {
            return null;
        }

        // Kernels of a point at all places of either axis: the density is their product, summed over points.
        double[][] alongX = x.Kernels();
        double[][] alongY = y.Kernels();
        var grid = new Coordinates3d[Cells, Cells];
        for (int row = 0; row < Cells; row++)
        {
            for (int column = 0; column < Cells; column++)
            {
                double sum = 0;
                double[] ofX = alongX[column], ofY = alongY[row];
                for (int p = 0; p < ofX.Length; p++)
                {
                    sum += ofX[p] * ofY[p];
                }

                grid[row, column] = new Coordinates3d(x.At(column), y.At(row), sum);
            }
        }

        return new Density(grid, [.. points.Select(point => Height(grid, x, y, point)).OrderDescending()]);
    }

    /// <summary>The height above which a share of the points lies.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    public double Level(double share) => heights[Math.Clamp((int)(share * heights.Length), 0, heights.Length - 1)];

    private static double Height(Coordinates3d[,] grid, Axis x, Axis y, Coordinates point)
    {
        (int column, double right) = x.Cell(point.X);
        (int row, double up) = y.Cell(point.Y);
        double low = (grid[row, column].Z * (1 - right)) + (grid[row, column + 1].Z * right);
        double high = (grid[row + 1, column].Z * (1 - right)) + (grid[row + 1, column + 1].Z * right);
        return (low * (1 - up)) + (high * up);
    }

    /// <summary>Places along one axis.</summary>
    private sealed class Axis
    {
        private readonly double[] values;
        private readonly double low;
        private readonly double step;

        public Axis(double[] values)
        {
            this.values = values;
            double mean = values.Average();
            Width = Math.Sqrt(values.Average(v => (v - mean) * (v - mean))) * Math.Pow(values.Length, -1.0 / 6);
            low = values.Min() - (3 * Width);
            step = (values.Max() + (3 * Width) - low) / (Cells - 1);
        }

        public double Width { get; }

        public double At(int place) => low + (place * step);

        public (int Place, double Share) Cell(double value)
        {
            double at = (value - low) / step;
            int place = Math.Clamp((int)at, 0, Cells - 2);
            return (place, at - place);
        }

        public double[][] Kernels() => [.. Enumerable.Range(0, Cells).Select(place => values.Select(v => Math.Exp(-0.5 * (v - At(place)) * (v - At(place)) / (Width * Width))).ToArray())];
    }
}
