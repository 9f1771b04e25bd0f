namespace CostSim.Cli.Input;

/// <summary>
/// The columns of a file that are not read for their values. They give away rows that are no trial or observation: a label of a sum or a mean where
/// other rows have none, and a first column that counts the rows and is empty below them.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="input">The file.</param>
/// <param name="read">Places of the columns that are read.</param>
internal sealed class UnreadColumns(string path, CsvInput input, IEnumerable<int> read)
{
    private readonly int[] places = [.. Enumerable.Range(0, input.Headers.Count).Except(read)];
    private Kind[]? first;
    private long firstLine;
    private string firstLabel = "";

    /// <summary>What the first row has in a column.</summary>
    private enum Kind
    {
        Empty,
        Number,
        Text,

        // Of a sum or a mean, as all rows may have where each is the mean of something.
        Label,
    }

    /// <summary>Looks at the current row.</summary>
    /// <exception cref="SampleFileException">It is a sum or a mean, or the first row was one.</exception>
    public void Check()
    {
        if (first is null)
        {
            (first, firstLine) = ([.. places.Select(First)], input.Line);
            return;
        }

        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<byte> field = input.Span(places[i]);
            bool isText = IsText(field);
            string text = isText || first[i] == Kind.Label ? input.Text(places[i]) : "";
            if (isText && (first[i] is Kind.Text ? SummaryWords.IsTotal(text) : first[i] is not Kind.Label && SummaryWords.Begins(text)))
            {
                throw Label(places[i], input.Line, text);
            }

            if (first[i] == Kind.Label && !SummaryWords.IsTotal(text))
            {
                throw Label(places[i], firstLine, firstLabel);
            }

            if (places[i] == 0 && field.Length == 0 && first[i] == Kind.Number)
            {
                throw new SampleFileException(
                    $"{path}, line {input.Line}, {Where(0)}: empty, unlike in line {firstLine}; is this a row of sums or means? Remove it, or fill the column in.");
            }
        }
    }

    private Kind First(int place)
    {
        if (!IsText(input.Span(place)))
        {
            return input.Span(place).Length == 0 ? Kind.Empty : Kind.Number;
        }

        string text = input.Text(place);
        if (!SummaryWords.IsTotal(text))
        {
            return Kind.Text;
        }

        firstLabel = place == 0 ? throw Label(place, input.Line, text) : text;
        return Kind.Label;
    }

    private string Where(int place) => input.Headers[place].Length == 0 ? "the names of the rows" : $"column \"{JsonValue.Clean(input.Headers[place])}\"";

    private SampleFileException Label(int place, long line, string text) =>
        new($"{path}, line {line}, {Where(place)}: \"{JsonValue.Clean(text)}\" is no trial: remove rows of sums and means.");

    /// <summary>Whether a field is something else than digits with signs around them.</summary>
    private static bool IsText(ReadOnlySpan<byte> field) => field.Length > 0 && field[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.' or (byte)',');
}
