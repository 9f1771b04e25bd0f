using System.Text.Unicode;
using CsvHelper;

namespace CostSim.Cli.Input;

/// <summary>
/// A CSV file of somebody else, read strictly: UTF-8 (or UTF-16 with a mark), one separator throughout, sound quotes that end on their line, every row
/// as long as the header, no two columns of one name. A header that is one shorter than every row leaves the first field unnamed: the names of the
/// rows, as R writes them.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    /// <summary>Largest row, in bytes: what guards memory against a file without line breaks.</summary>
    private const int LargestRow = 1 << 26;

    private readonly string path;
    private readonly CsvReader reader;
    private readonly RowNames? rowNames;
    private readonly string[] headers;
    private readonly int[] unnamed;
    private long emptyLine;

    private CsvInput(string path, CsvReader reader, CsvForm form, bool isHeaderShort)
    {
        (this.path, this.reader, Form, rowNames) = (path, reader, form, isHeaderShort ? new RowNames(form.Separator) : null);
        headers = [.. isHeaderShort ? [""] : Array.Empty<string>(), .. reader.Headers!.Select(header => header.Trim())];
        CheckHeadings();
        int[] all = [.. Enumerable.Range(0, headers.Length)];
        unnamed = [.. all.Where(i => i > 0 && headers[i].Length == 0)];
        foreach (IGrouping<string, int> twins in all.Where(i => headers[i].Length > 0).GroupBy(i => headers[i]).Where(twins => twins.Count() > 1))
        {
            throw new SampleFileException($"{path}: column \"{JsonValue.Clean(twins.Key)}\" is there {twins.Count()} times, as columns {string.Join(" and ", twins.Select(i => i + 1))}: rename or remove all but one.");
        }
    }

    /// <summary>Names of the columns; the first is empty where it holds names of rows.</summary>
    public IReadOnlyList<string> Headers => headers;

    /// <summary>How numbers are written.</summary>
    public CsvForm Form { get; }

    /// <summary>Whether rows have names that stand without quotes under a header that is one shorter.</summary>
    public bool HasBareNames => rowNames is { AreBare: true };

    /// <summary>Line in which the current row begins, from 1.</summary>
    public long Line => reader.LineNumber;

    /// <summary>Opens a file of samples, whose rows may have names.</summary>
    /// <exception cref="SampleFileException">Not a CSV file with a header.</exception>
    public static CsvInput Open(string path) => Open(path, () => SourceFile.Open(path), mayNameRows: true);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its name in messages.</param>
    /// <param name="open">Opens its content from the beginning.</param>
    /// <param name="mayNameRows">Whether a header that is one shorter than the rows is one of named rows.</param>
    /// <exception cref="SampleFileException">Not a CSV file with a header.</exception>
    public static CsvInput Open(string path, Func<Stream> open, bool mayNameRows)
    {
        CsvForm form = CsvForm.Read(path, open);
        CsvReaderOptions options = CsvReaderOptions.Default with
        {
            Separator = form.Separator,
            MalformedData = CsvMalformedDataHandling.Throw,
            MissingField = CsvMissingFieldHandling.Throw,

            // Rows of another length are refused here too, with what is likely wrong with them.
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = LargestRow,
            TrimWhitespace = true,
            TrackLineNumbers = true,
        };
        CsvReader? reader = null;
        try
        {
            int header;
            using (var peek = CsvReader.Create(open(), options))
            {
                header = peek.Headers!.Count;
                mayNameRows &= header > 1 && peek.Read() && peek.FieldCount == header + 1;
            }

            // Of a single column an empty line is a value that is missing.
            reader = CsvReader.Create(open(), options with { SkipEmptyLines = header > 1 });
            return new CsvInput(path, reader, form, mayNameRows);
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException or SampleFileException)
        {
            reader?.Dispose();
            throw fault as SampleFileException ?? Unreadable(path, fault);
        }
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="SampleFileException">A row of another length than the header, or with unsound quotes.</exception>
    public bool Read()
    {
        while (Next())
        {
            CheckText();
            if (headers.Length == 1 && reader.FieldCount == 1 && reader.IsEmpty(0) && !reader.RawRecord.Contains((byte)'"'))
            {
                emptyLine = emptyLine > 0 ? emptyLine : Line;
                continue;
            }

            if (emptyLine > 0)
            {
                throw new SampleFileException($"{path}, line {emptyLine}, column \"{JsonValue.Clean(headers[0])}\": the value is missing.");
            }

            CheckLength();
            return true;
        }

        return !(rowNames is { MayBeThousands: true })
            ? false
            : throw new SampleFileException($"{path}, line 2: the row has a field more than the header: a name, or the half of a number that was cut at its thousands separator? Give every column a heading, and write numbers without separators.");
    }

    /// <summary>A field of the current row as it is read, in UTF-8.</summary>
    public ReadOnlySpan<byte> Span(int place) => reader.GetSpan(place);

    /// <summary>A field of the current row.</summary>
    public string Text(int place) => reader.GetString(place);

    /// <summary>A field of the current row as the name of a trial or an option.</summary>
    /// <exception cref="SampleFileException">It has characters that cannot be seen, by which two names could look alike.</exception>
    public string Name(int place)
    {
        string name = Text(place).Trim();
        return name.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 && name.Any(Characters.IsHidden)
            ? throw new SampleFileException(FormattableString.Invariant(
                $"{path}, line {Line}, column {(headers[place].Length == 0 ? "1" : $"\"{JsonValue.Clean(headers[place])}\"")}: \"{JsonValue.Clean(name)}\" has U+{(int)name.First(Characters.IsHidden):X4} in it, which cannot be seen; remove that."))
            : name;
    }

    /// <summary>A field of the current row as a number.</summary>
    /// <exception cref="SampleFileException">It is missing or not a finite number.</exception>
    public double Number(int place) => Form.TryParse(Span(place), out double value)
        ? value
        : throw new SampleFileException($"{path}, line {Line}, column \"{JsonValue.Clean(headers[place])}\": {NumberFault.Of(Text(place), Form)}.");

    /// <summary>Place of a column.</summary>
    /// <exception cref="SampleFileException">There is none of that name.</exception>
    public int Place(string name)
    {
        int place = Array.IndexOf(headers, name);
        if (place >= 0)
        {
            return place;
        }

        string suggestion = Scenarios.Spelling.Suggestion(name, headers);
        throw new SampleFileException(
            $"{path}: there is no column \"{JsonValue.Clean(name)}\". Its columns are {string.Join(", ", headers.Take(40).Select(JsonValue.Clean))}. {suggestion}".TrimEnd());
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void CheckLength()
    {
        if (reader.FieldCount != headers.Length)
        {
            string rule = rowNames is not null ? $"the first row has {headers.Length} and the header {headers.Length - 1}" : $"the header has {headers.Length}";
            string hint = reader.FieldCount > headers.Length ? " Numbers must not have thousands separators, and text with a separator in it needs quotes." : "";
            throw new SampleFileException($"{path}, line {Line}: the row has {reader.FieldCount} fields where {rule}.{hint}");
        }

        if (rowNames?.Fault(reader, headers.Length) is { } fault)
        {
            throw new SampleFileException($"{path}, line {Line}: the row has a field more than the header{fault}.");
        }

        foreach (int place in unnamed)
        {
            if (!reader.IsEmpty(place))
            {
                throw new SampleFileException($"{path}, line {Line}: column {place + 1} has a value, \"{JsonValue.Clean(Text(place))}\", but no name in the header.");
            }
        }
    }

    private void CheckHeadings()
    {
        for (int place = 0; place < headers.Length; place++)
        {
            foreach (char wrong in headers[place].Where(c => Characters.IsHidden(c) || c == '\uFFFD').Take(1))
            {
                throw new SampleFileException(FormattableString.Invariant(
                    $"{path}, line 1: the heading of column {place + 1}, \"{JsonValue.Clean(headers[place])}\", has {(wrong == '\uFFFD' ? "bytes that are no UTF-8" : $"U+{(int)wrong:X4}")} in it: remove what cannot be seen, or save the file as UTF-8."));
            }
        }
    }

    /// <summary>Refuses bytes that are no UTF-8 and zeros among them, wherever they stand in the row: they come of another encoding or of damage.</summary>
    private void CheckText()
    {
        ReadOnlySpan<byte> row = reader.RawRecord;
        if (!row.Contains((byte)0) && Utf8.IsValid(row) && row.IndexOf("\uFFFD"u8) < 0)
        {
            return;
        }

        int place = Enumerable.Range(0, reader.FieldCount).First(i => Span(i).Contains((byte)0) || Text(i).Contains('\uFFFD', StringComparison.Ordinal));
        throw new SampleFileException(
            $"{path}, line {Line}, {(place < headers.Length && headers[place].Length > 0 ? $"column \"{JsonValue.Clean(headers[place])}\"" : $"column {place + 1}")}: \"{JsonValue.Clean(Text(place))}\" has bytes that are no text in UTF-8: save the file as UTF-8.");
    }

    private bool Next()
    {
        try
        {
            return reader.Read();
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException)
        {
            throw Unreadable(path, fault);
        }
    }

    private static SampleFileException Unreadable(string path, Exception fault)
    {
        string text = fault.Message;
        bool Says(string words) => text.Contains(words, StringComparison.Ordinal);
        string? quotes = Says("line break inside") ? "a quote is not closed on its line"
            : Says("after the closing quote") ? "there is text behind a closing quote"
            : Says("inside an unquoted field") ? "there is a quote inside a field that does not begin with one"
            : null;
        string line = fault is CsvFormatException { LineNumber: > 0 and long number } ? FormattableString.Invariant($", line {number}") : "";
        return new($"{path}{line}: {(quotes is null ? $"not a CSV file that can be read: {JsonValue.Printable(text)}" : $"{quotes}; close each quote before the next separator, write a quote inside a text twice, and leave out line breaks.")}");
    }
}
