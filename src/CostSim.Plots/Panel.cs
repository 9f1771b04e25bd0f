using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>One set of axes on a sheet: ScottPlot draws the data, the sheet writes the numbers.</summary>
internal sealed class Panel : IDisposable
{
    private readonly SKRect area;
    private readonly AxisLimits limits;
    private readonly List<DrawnMark> drawn = [];

    public Panel(SKRect area, double left, double right, double bottom, double top)
    {
        this.area = area;
        limits = new AxisLimits(left, right, bottom, top);
        Plot.Axes.Frameless();
        Plot.HideGrid();
        Plot.FigureBackground.Color = Colors.Transparent;
        Plot.DataBackground.Color = Colors.Transparent;
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        Plot.Axes.SetLimits(limits);
    }

    public Plot Plot { get; } = new();

    public SKRect Area => area;

    public float X(double value) => area.Left + (float)((value - limits.Left) / (limits.Right - limits.Left) * area.Width);

    public float Y(double value) => area.Bottom - (float)((value - limits.Bottom) / (limits.Top - limits.Bottom) * area.Height);

    public void Line(double x1, double y1, double x2, double y2, Color colour, float width)
    {
        Note(colour);
        Rule(x1, y1, x2, y2, colour, width);
    }

    /// <summary>A line that nothing depends on.</summary>
    public void Rule(double x1, double y1, double x2, double y2, Color colour, float width)
    {
        ScottPlot.Plottables.LinePlot line = Plot.Add.Line(x1, y1, x2, y2);
        line.Color = colour;
        line.LineWidth = width;
        line.MarkerSize = 0;
    }

    /// <summary>A line through points.</summary>
    /// <param name="xs">Their places.</param>
    /// <param name="ys">Their places.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="width">Width, logical pixels.</param>
    /// <param name="dashes">Lengths drawn and left out in turn, logical pixels; null for a whole line.</param>
    public void Path(double[] xs, double[] ys, Color colour, float width, IReadOnlyList<float>? dashes = null)
    {
        Note(colour);
        foreach ((double[] x, double[] y) in dashes is null ? [(xs, ys)] : Dashed(xs, ys, dashes))
        {
            Plot.Add.ScatterLine(x, y, colour).LineWidth = width;
        }
    }

    /// <summary>The drawn pieces of a dashed line: cut here, since vector files know no dashes of ScottPlot's.</summary>
    private IEnumerable<(double[] Xs, double[] Ys)> Dashed(double[] xs, double[] ys, IReadOnlyList<float> dashes)
    {
        List<double> x = [xs[0]], y = [ys[0]];
        int dash = 0;
        double left = dashes[0];
        for (int i = 1; i < xs.Length; i++)
        {
            (double fromX, double fromY) = (xs[i - 1], ys[i - 1]);
            double rest = Math.Sqrt(Math.Pow(X(xs[i]) - X(fromX), 2) + Math.Pow(Y(ys[i]) - Y(fromY), 2));
            while (rest > left)
            {
                double part = left / rest;
                (fromX, fromY, rest) = (fromX + ((xs[i] - fromX) * part), fromY + ((ys[i] - fromY) * part), rest - left);
                if (dash % 2 == 0)
                {
                    yield return ([.. x, fromX], [.. y, fromY]);
                }

                (x, y, dash) = ([fromX], [fromY], dash + 1);
                left = dashes[dash % dashes.Count];
            }

            left -= rest;
            x.Add(xs[i]);
            y.Add(ys[i]);
        }

        if (dash % 2 == 0 && x.Count > 1)
        {
            yield return ([.. x], [.. y]);
        }
    }

    public void Mark(double x, double y, MarkerShape shape, float size, Color colour)
    {
        Note(colour);
        Halo(x, y, shape, size, colour);
    }

    /// <summary>A mark that nothing depends on: what sets another one off.</summary>
    public void Halo(double x, double y, MarkerShape shape, float size, Color colour)
    {
        ScottPlot.Plottables.Markers mark = Plot.Add.Markers(new Coordinates[] { new(x, y) }, shape, size, colour);
        mark.MarkerLineWidth = 2;
    }

    /// <summary>A box; where its colour is let down, it has an edge in full.</summary>
    public void Box(double x1, double x2, double y1, double y2, Color colour)
    {
        Note(colour, isEdged: true);
        ScottPlot.Plottables.Rectangle box = Plot.Add.Rectangle(x1, x2, y1, y2);
        box.FillColor = colour;
        box.LineWidth = colour.A < 255 ? 1.2f : 0;
        box.LineColor = colour.WithAlpha(1.0);
    }

    /// <summary>A band; where its colour is let down, it has edges in full.</summary>
    public void Band(double[] xs, double[] low, double[] high, Color colour)
    {
        Note(colour, isEdged: true);
        ScottPlot.Plottables.FillY band = Plot.Add.FillY(xs, low, high);
        band.FillColor = colour;
        band.LineWidth = 0;
        band.MarkerSize = 0;
        if (colour.A < 255)
        {
            Path(xs, low, colour.WithAlpha(1.0), 0.8f);
            Path(xs, high, colour.WithAlpha(1.0), 0.8f);
        }
    }

    /// <summary>The line along which a surface has a height.</summary>
    public void Contour(Coordinates3d[,] surface, double level, Color colour, float width)
    {
        Note(colour);
        ScottPlot.Plottables.ContourLines lines = Plot.Add.ContourLines(surface, 1);
        lines.ContourLineLevels = [level];
        lines.Update(surface);
        lines.LineColor = colour;
        lines.LineWidth = width;
        lines.LabelStyle.IsVisible = false;
    }

    private void Note(Color colour, bool isEdged = false) => drawn.Add(new DrawnMark(colour.WithAlpha(1.0).ToHex(), colour.A / 255.0, isEdged));

    public void Render(Sheet sheet)
    {
        _ = sheet.Canvas.Save();
        Plot.Render(sheet.Canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        sheet.Canvas.Restore();
        sheet.Note(drawn);
    }

    public void Dispose() => Plot.Dispose();
}
