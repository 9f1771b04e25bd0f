using System.Text;
using CostSim.Cli.Output;

namespace CostSim.Tests.Output;

/// <summary>Text that a spreadsheet would run is text; numbers are numbers.</summary>
public sealed class CsvTableTests
{
    [Theory]
    [InlineData("=HYPERLINK(1)", "\"'=HYPERLINK(1)\"")]
    [InlineData("-2+3+cmd", "\"'-2+3+cmd\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("NASAMS", "NASAMS")]
    public void A_formula_is_written_as_text_and_a_negative_number_as_a_number(string text, string written)
    {
        var table = new CsvTable("t", "One", [new("text", "string", "", ""), new("number", "number", "", "")], 1, writer =>
        {
            writer.WriteField(text);
            CsvTable.Number(writer, -10.5);
            writer.EndRecord();
        });
        string Written(CsvDialect dialect)
        {
            using var stream = new MemoryStream();
            table.Write(stream, dialect);
            return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
        }

        Assert.Equal($"text,number\n{written},-10.5\n", Written(CsvDialect.Rfc4180));
        Assert.Equal($"text;number\r\n{written};-10,5\r\n", Written(CsvDialect.ExcelBe));
    }
}
