using System.Text;

namespace CostSim.Benchmarks;

/// <summary>Damages a file of samples: fields, separators, quotes, rows and headings, then bytes.</summary>
/// <param name="below">Random whole number from 0 up to a bound.</param>
internal sealed class SampleDamage(Func<int, int> below)
{
    private static readonly string[] Fields =
    [
        "", " ", "\"", "\"\"", "\"5\"", "\"1,000\"", "1,000", "1.000,5", "1 000", "1'000", "1\u00A0000", "099", "-0", "1e5", "1E+05", "1d5", "NA", "NaN", "Infinity", "-", "#N/A", "TRUE", "2024-01-31", "5%",
        "\u20AC5", "1e308", "1e400", "1e-400", "-1e30", "\0", "5\0", "\uFEFF", "\u2212" + "5", "Total", "Mean", "A", "B", "a", "A ", "trial", "cost", "cost_A", "1", "2", "3", "01", "1.0", "1e0", "99999999999999999999",
    ];

    private static readonly byte[][] Odd = [.. ((string[])["\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", " ", "\uFEFF", "#", "sep=;\n", "-", ".", "e", "0", "é", "\u200B"]).Select(Encoding.UTF8.GetBytes), [0x00], [0x80], [0xFF], [0xFF, 0xFE], [0x1A]];

    /// <summary>Whether two headings have changed places, so that columns mean each other.</summary>
    public bool SwapsHeadings { get; private set; }

    /// <summary>The content of a damaged file.</summary>
    /// <param name="sound">What it is laid out like.</param>
    /// <param name="lines">Its lines before.</param>
    public byte[] Of(SampleCase sound, List<List<string>> lines)
    {
        List<List<string>> changed = [.. lines.Select(line => line.ToList())];
        int changes = 1 + (below(2) * below(3)), bytes = below(2) == 0 ? 0 : changes;
        for (int i = bytes; i < changes; i++)
        {
            Change(changed);
        }

        var content = new List<byte>(Encoding.UTF8.GetBytes(sound.Text(changed)));
        for (int i = 0; i < bytes && content.Count > 0; i++)
        {
            Change(content);
        }

        return below(10) == 0 ? [.. Encoding.UTF8.Preamble, .. content] : [.. content];
    }

    private void Change(List<List<string>> lines)
    {
        int row = below(lines.Count), other = below(lines.Count);
        List<string> fields = lines[row];
        int place = below(fields.Count);
        switch (below(11))
        {
            case 0 or 1 or 2 when fields.Count > 0:
                fields[place] = Fields[below(Fields.Length)];
                break;
            case 3:
                lines.Insert(other, [.. fields]);
                break;
            case 4 when lines.Count > 1:
                lines.RemoveAt(row);
                break;
            case 5:
                (lines[row], lines[other]) = (lines[other], lines[row]);
                break;
            case 6 when fields.Count > 1:
                fields.RemoveAt(place);
                break;
            case 7:
                fields.Insert(place, Fields[below(Fields.Length)]);
                break;
            case 8 when lines[0].Count > 1:
                int from = below(lines[0].Count), to = below(lines[0].Count);
                (lines[0][from], lines[0][to]) = (lines[0][to], lines[0][from]);
                SwapsHeadings |= from != to;
                break;
            case 9 when lines[0].Count > 1:
                lines[0].RemoveAt(below(lines[0].Count));
                break;
            default:
                lines[0][below(lines[0].Count)] = Fields[below(Fields.Length)];
                break;
        }
    }

    private void Change(List<byte> content)
    {
        int at = below(content.Count), length = Math.Min(1 + below(20), content.Count - at);
        switch (below(7))
        {
            case 0:
                content[at] = (byte)below(256);
                break;
            case 1:
                content[at] ^= (byte)(1 << below(8));
                break;
            case 2:
                content.RemoveRange(at, length);
                break;
            case 3:
                content.InsertRange(below(content.Count), content.GetRange(at, length));
                break;
            case 4:
                content.RemoveRange(at, below(10) == 0 ? content.Count - at : 1);
                break;
            default:
                content.InsertRange(at, Odd[below(Odd.Length)]);
                break;
        }
    }
}
