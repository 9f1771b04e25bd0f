using ScottPlot;

namespace CostSim.Benchmarks;

/// <summary>Two rows of panels, one column for each axis: seconds above, megabytes below.</summary>
internal static class GrowthPlot
{
    private static readonly string[] AxisNames = ["trials", "options", "inputs", "years"];

    /// <summary>Draws the figure.</summary>
    public static void Save(IReadOnlyList<GrowthPoint> points, string file)
    {
        Multiplot sheet = new();
        sheet.AddPlots(2 * AxisNames.Length);
        sheet.Layout = new ScottPlot.MultiplotLayouts.Grid(2, AxisNames.Length);
        for (int a = 0; a < AxisNames.Length; a++)
        {
            GrowthPoint[] own = [.. points.Where(p => p.Axis == AxisNames[a]).OrderBy(p => p.Size)];
            string axis = AxisNames[a] == "trials" ? "thousand trials" : AxisNames[a];
            double unit = AxisNames[a] == "trials" ? 1000 : 1;
            double[] sizes = [.. own.Select(p => p.Size / unit)];
            Draw(sheet.GetPlot(a), axis, "processor time, s", sizes, [.. own.Select(p => p.SimulateSeconds)], [.. own.Select(p => p.RunSeconds)], a == 0);
            Draw(sheet.GetPlot(AxisNames.Length + a), axis, "MB", sizes, [.. own.Select(p => p.SimulateMegabytes)], [.. own.Select(p => p.RunMegabytes)], false);
        }

        sheet.SavePng(file, 1440, 720);
    }

    private static void Draw(Plot plot, string axis, string unit, double[] sizes, double[] simulate, double[] run, bool legend)
    {
        ScottPlot.Plottables.Scatter one = plot.Add.Scatter(sizes, simulate);
        one.LegendText = "simulation, one thread";
        ScottPlot.Plottables.Scatter all = plot.Add.Scatter(sizes, run);
        all.LegendText = "command run, no figures";
        plot.XLabel(axis);
        plot.YLabel(unit);
        plot.Axes.SetLimits(0, sizes.DefaultIfEmpty(1).Max() * 1.05, 0, Math.Max(simulate.DefaultIfEmpty(1).Max(), run.DefaultIfEmpty(1).Max()) * 1.1);
        if (legend)
        {
            plot.ShowLegend(Alignment.UpperLeft);
        }
        else
        {
            plot.HideLegend();
        }
    }
}
