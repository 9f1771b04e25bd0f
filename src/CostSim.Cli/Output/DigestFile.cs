using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>What became of a scenario, or of one outcome of one of its options, since the last complete batch.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Change"><c>new</c>, <c>unchanged</c>, <c>outcome</c>, <c>input</c>, <c>preferred</c>, or <c>lost</c> where the earlier results are gone.</param>
/// <param name="What">The input or measure that changed; empty for outcomes.</param>
/// <param name="Before">What it was, in words; empty for outcomes.</param>
/// <param name="After">What it is.</param>
/// <param name="Outcome">The change of an outcome; null for all else.</param>
internal sealed record DigestRow(string Scenario, string Change, string What = "", string Before = "", string After = "", ComparisonRow? Outcome = null)
{
    /// <summary>How many standard errors the outcome moved by; infinite where it moved without any noise.</summary>
    public double StandardErrors => Outcome!.Difference.Value == 0 ? 0 : Outcome.Difference.Value / Outcome.Difference.StandardError;
}

/// <summary><c>digest.csv</c> of a batch.</summary>
internal static class DigestFile
{
    /// <summary>Writes the file; where there is no earlier batch, there is none.</summary>
    public static void Write(string output, IReadOnlyList<DigestRow> rows, CsvDialect dialect)
    {
        string path = Path.Combine(output, "digest.csv");
        if (rows.Count > 0)
        {
            DurableFile.Write(path, stream => Table(rows).Write(stream, dialect));
        }
        else
        {
            File.Delete(path);
        }
    }

    private static CsvTable Table(IReadOnlyList<DigestRow> rows) => new(
        "digest",
        "One thing that changed in a scenario since the last complete batch",
        [
            new("scenario", "string", "", "Name of the scenario"),
            new("change", "string", "", "new, unchanged, outcome, input, preferred, or lost where the earlier results are gone"),
            new("what", "string", "", "The input or measure; empty for outcomes"),
            new("before", "string", "", "What the input or preferred option was"),
            new("after", "string", "", "What it is"),
            new("option", "string", "", "Identifier of the option, for outcomes"),
            new("outcome", "string", "", "Column of trials.csv"),
            new("mean_before", "number", "of the outcome", "Mean in the last complete batch"),
            new("mean_after", "number", "of the outcome", "Mean in this one"),
            new("difference", "number", "of the outcome", "After less before"),
            new("standard_error", "number", "of the outcome", "Its standard error"),
            new("standard_errors", "number", "", "Difference over its standard error"),
            new("paired", "boolean", "", "Whether both ran the same worlds"),
        ],
        rows.Count,
        writer => RunTableFiles.Each(writer, rows, row =>
        {
            foreach (string text in (string[])[row.Scenario, row.Change, row.What, row.Before, row.After, row.Outcome?.Option ?? "", row.Outcome?.Outcome ?? ""])
            {
                writer.WriteField(text);
            }

            RunTableFiles.Numbers(
                writer, row.Outcome?.First ?? double.NaN, row.Outcome?.Second ?? double.NaN, row.Outcome?.Difference.Value ?? double.NaN,
                row.Outcome?.Difference.StandardError ?? double.NaN, row.Outcome is null ? double.NaN : row.StandardErrors);
            writer.WriteField(row.Outcome is null ? "" : row.Outcome.IsPaired ? "true" : "false");
        }));
}
