using System.Globalization;
using CostSim.Cli.Input;
using CsvHelper;

namespace CostSim.Cli.Output;

/// <summary>How CSV files are written.</summary>
internal enum CsvDialect
{
    /// <summary>Comma, decimal point, \n, no mark: RFC 4180 for programs.</summary>
    Rfc4180,

    /// <summary>Semicolon, decimal comma, \r\n, byte-order mark: a double-click in Belgian Excel.</summary>
    ExcelBe,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Name, unit included.</param>
/// <param name="Type">Frictionless type: <c>string</c>, <c>number</c>, <c>integer</c>, <c>year</c>.</param>
/// <param name="Unit">Unit; empty for none.</param>
/// <param name="Description">One sentence.</param>
internal sealed record CsvColumn(string Name, string Type, string Unit, string Description);

/// <summary>A table: its columns stated once, and how its rows are written.</summary>
/// <param name="Name">File name without ending.</param>
/// <param name="Title">What a row is.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="WriteRows">Writes the rows.</param>
internal sealed record CsvTable(string Name, string Title, IReadOnlyList<CsvColumn> Columns, long Rows, Action<CsvWriter> WriteRows)
{
    /// <summary>Writes the whole table.</summary>
    public void Write(Stream stream, CsvDialect dialect)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options(dialect), leaveOpen: true);
        writer.WriteRecord([.. Columns.Select(column => column.Name)]);
        WriteRows(writer);
        writer.Flush();
    }

    /// <summary>Writes a number so that it reads back the same; empty for what is not defined: none, or infinite.</summary>
    public static void Number(CsvWriter writer, double value)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteField(ReadOnlySpan<char>.Empty);
        }
        else
        {
            writer.WriteField(value, default);
        }
    }

    /// <summary>The dialect that a file was written in, by its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnreadableFileException">It cannot be read.</exception>
    public static CsvDialect DialectOf(string path)
    {
        using var text = new StreamReader(SourceFile.Open(path));
        return text.ReadLine()?.Contains(';', StringComparison.Ordinal) == true ? CsvDialect.ExcelBe : CsvDialect.Rfc4180;
    }

    /// <summary>Reads back a file that was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="read">Makes something of a row.</param>
    /// <param name="most">Rows read at most, from the first.</param>
    /// <exception cref="UnreadableFileException">The file is not what was written.</exception>
    public static List<T> Read<T>(string path, CsvDialect dialect, Func<CsvRow, T> read, int most = int.MaxValue)
    {
        try
        {
            CsvReaderOptions options = CsvReaderOptions.Default with
            {
                Separator = dialect == CsvDialect.Rfc4180 ? ',' : ';',
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
                MissingField = CsvMissingFieldHandling.Throw,
                TrackLineNumbers = true,
            };
            using CsvReader reader = CsvReader.Create(SourceFile.Open(path), options);
            var rows = new List<T>();
            string[]? headers = null;
            while (rows.Count < most && reader.Read())
            {
                headers ??= [.. reader.Headers!];
                rows.Add(read(new CsvRow(headers, [.. headers.Select((_, i) => reader.GetString(i))], Options(dialect).FormatProvider!)));
            }

            return rows;
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException or FormatException)
        {
            throw new UnreadableFileException($"{path}: not as it was written: {fault.Message}");
        }
    }

    private static CsvWriterOptions Options(CsvDialect dialect) => dialect == CsvDialect.Rfc4180
        ? new CsvWriterOptions
        {
            NewLine = "\n",
            FormatProvider = CultureInfo.InvariantCulture,
            Injection = CsvInjection.Escape,
        }
        : new CsvWriterOptions
        {
            Separator = ';',
            NewLine = "\r\n",
            WriteByteOrderMark = true,
            FormatProvider = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            Injection = CsvInjection.Escape,
        };
}
