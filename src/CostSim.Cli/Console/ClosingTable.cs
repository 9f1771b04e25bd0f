using CostSim.Simulation;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Console;

/// <summary>The table at the end of a run: each option with its headline figures and their standard errors.</summary>
internal static class ClosingTable
{
    private static readonly string[] Headers =
        ["Option", "Life-cycle cost (MEUR)", "Protected years", "Loss averted (MEUR)", "First capability (median)"];

    /// <summary>Prints the table.</summary>
    public static void Print(RunTables tables, IAnsiConsole console)
    {
        if (System.Console.IsOutputRedirected)
        {
            // Nobody's window: wide enough that no cell is broken.
            console.Profile.Width = 140;
        }

        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (string header in Headers)
        {
            table.AddColumn(new TableColumn(new Text(header)) { Alignment = header == "Option" ? Justify.Left : Justify.Right });
        }

        foreach (OptionName option in tables.Options)
        {
            SummaryRow Row(Outcome outcome) => tables.Summary.First(
                row => row.Option == option.Id && row.Outcome == Outcomes.All[(int)outcome].Column);
            table.AddRow(
                new Text(Input.JsonValue.Printable(option.Name)),
                new Text(Error(Row(Outcome.Cost))),
                new Text(Error(Row(Outcome.ProtectedYears))),
                new Text(Error(Row(Outcome.LossAverted))),
                new Text(FirstCapability(Row(Outcome.IocYear), tables)));
        }

        console.Write(table);
    }

    private static string Error(SummaryRow row) => Rounding.WithError(row.Mean, row.StandardError);

    private static string FirstCapability(SummaryRow row, RunTables tables)
    {
        if (row.ShareCensored >= 1)
        {
            return "nothing bought";
        }

        string median = double.IsNaN(row.P50)
            ? $"after {tables.Facts.StartYear + tables.Facts.Years - 1}"
            : Rounding.WithError(row.P50, MedianError(row, tables)).Replace(",", "", StringComparison.Ordinal);
        string never = row.ShareCensored < 0.0005 ? "under 0.1 % never" : $"{row.ShareCensored * 100:0.0} % never";
        return row.ShareCensored > 0 ? $"{median}; {never}" : median;
    }

    /// <summary>√(p(1−p)/n) over the density at the median, which is read off the 49 % and 51 % quantiles.</summary>
    private static double MedianError(SummaryRow row, RunTables tables)
    {
        double At(double probability) => tables.Distributions.First(
            one => one.Option == row.Option && one.Outcome == row.Outcome && Math.Abs(one.Probability - probability) < 1e-9).Value;
        return 0.5 / Math.Sqrt(tables.Facts.Trials) * (At(0.51) - At(0.49)) / 0.02;
    }
}
