using CsvHelper;

namespace CostSim.Cli.Input;

/// <summary>
/// A CSV file of somebody else, read strictly: one separator throughout, sound quotes, every row as long as the header, no two columns of one name.
/// A header that is one shorter than every row leaves the first field unnamed: the names of the rows, as R writes them.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    private readonly string path;
    private readonly CsvReader reader;
    private readonly bool isHeaderShort;
    private readonly string[] headers;
    private readonly int[] unnamed;
    private long emptyLine;

    private CsvInput(string path, CsvReader reader, CsvForm form, bool isHeaderShort)
    {
        (this.path, this.reader, Form, this.isHeaderShort) = (path, reader, form, isHeaderShort);
        headers = [.. isHeaderShort ? [""] : Array.Empty<string>(), .. reader.Headers!.Select(header => header.Trim())];
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
        var form = CsvForm.Of(FirstLine(open) ?? throw new SampleFileException($"{path}: the file is empty."));
        CsvReaderOptions options = CsvReaderOptions.Default with
        {
            Separator = form.Separator,
            MalformedData = CsvMalformedDataHandling.Throw,
            MissingField = CsvMissingFieldHandling.Throw,
            TrimWhitespace = true,
            TrackLineNumbers = true,
        };
        try
        {
            int header;
            using (var peek = CsvReader.Create(open(), options))
            {
                header = peek.Headers!.Count;
                mayNameRows &= header > 1 && peek.Read() && peek.FieldCount == header + 1;
            }

            // Of a single column an empty line is a value that is missing.
            return new CsvInput(path, CsvReader.Create(open(), options with { SkipEmptyLines = header > 1 }), form, mayNameRows);
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="SampleFileException">A row of another length than the header, or with unsound quotes.</exception>
    public bool Read()
    {
        while (Next())
        {
            if (headers.Length == 1 && reader.FieldCount == 1 && reader.IsEmpty(0))
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

        return false;
    }

    /// <summary>A field of the current row as it is read, in UTF-8.</summary>
    public ReadOnlySpan<byte> Span(int place) => reader.GetSpan(place);

    /// <summary>A field of the current row.</summary>
    public string Text(int place) => reader.GetString(place);

    /// <summary>A field of the current row as a number.</summary>
    /// <exception cref="SampleFileException">It is missing or not a finite number.</exception>
    public double Number(int place) => Form.TryParse(Span(place), out double value)
        ? value
        : throw new SampleFileException($"{path}, line {Line}, column \"{JsonValue.Clean(headers[place])}\": {Form.Fault(Text(place))}.");

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
            string rule = isHeaderShort ? $"the first row has {headers.Length} and the header {headers.Length - 1}" : $"the header has {headers.Length}";
            string hint = reader.FieldCount > headers.Length ? " Numbers must not have thousands separators, and text with a separator in it needs quotes." : "";
            throw new SampleFileException($"{path}, line {Line}: the row has {reader.FieldCount} fields where {rule}.{hint}");
        }

        if (isHeaderShort && reader.IsEmpty(headers.Length - 1))
        {
            throw new SampleFileException(
                $"{path}, line {Line}: the row has a field more than the header, and its last field is empty: end the header with the same separator, or the rows without it.");
        }

        foreach (int place in unnamed)
        {
            if (!reader.IsEmpty(place))
            {
                throw new SampleFileException($"{path}, line {Line}: column {place + 1} has a value, \"{JsonValue.Clean(Text(place))}\", but no name in the header.");
            }
        }
    }

    private static string? FirstLine(Func<Stream> open)
    {
        using var text = new StreamReader(open());
        string? line = text.ReadLine();
        while (line is not null && line.Length == 0)
        {
            line = text.ReadLine();
        }

        return line;
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

    private static SampleFileException Unreadable(string path, Exception fault) => new($"{path}: not a CSV file that can be read: {JsonValue.Printable(fault.Message)}");
}
