using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>One set of axes on a sheet: ScottPlot draws the data, the sheet writes the numbers.</summary>
internal sealed class Panel : IDisposable
{
    private readonly SKRect area;
    private readonly AxisLimits limits;

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
        ScottPlot.Plottables.LinePlot line = Plot.Add.Line(x1, y1, x2, y2);
        line.Color = colour;
        line.LineWidth = width;
        line.MarkerSize = 0;
    }

    public void Path(double[] xs, double[] ys, Color colour, float width)
    {
        ScottPlot.Plottables.Scatter path = Plot.Add.ScatterLine(xs, ys, colour);
        path.LineWidth = width;
    }

    public void Mark(double x, double y, MarkerShape shape, float size, Color colour)
    {
        ScottPlot.Plottables.Markers mark = Plot.Add.Markers(new Coordinates[] { new(x, y) }, shape, size, colour);
        mark.MarkerLineWidth = 2;
    }

    public void Box(double x1, double x2, double y1, double y2, Color colour)
    {
        ScottPlot.Plottables.Rectangle box = Plot.Add.Rectangle(x1, x2, y1, y2);
        box.FillColor = colour;
        box.LineWidth = 0;
    }

    public void Band(double[] xs, double[] low, double[] high, Color colour)
    {
        ScottPlot.Plottables.FillY band = Plot.Add.FillY(xs, low, high);
        band.FillColor = colour;
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }

    public void Render(Sheet sheet)
    {
        _ = sheet.Canvas.Save();
        Plot.Render(sheet.Canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        sheet.Canvas.Restore();
    }

    public void Dispose() => Plot.Dispose();
}
