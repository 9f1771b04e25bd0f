using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CostSim.Plots;

/// <summary>Makes an SVG deterministic and accessible: Skia numbers clip paths from a counter of the process and writes no title.</summary>
internal static partial class SvgFile
{
    private const string Families = "font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\"";

    public static byte[] Finish(ReadOnlySpan<byte> svg, int width, int height, string title, string description, string language)
    {
        string text = Encoding.UTF8.GetString(svg);
        Dictionary<string, string> names = [];
        foreach (Match match in Id().Matches(text))
        {
            _ = names.TryAdd(match.Groups[1].Value, "n" + (names.Count + 1).ToString(CultureInfo.InvariantCulture));
        }

        text = Reference().Replace(text, m => m.Groups[1].Value + names.GetValueOrDefault(m.Groups[2].Value, m.Groups[2].Value) + m.Groups[3].Value);
        text = Family().Replace(text, Families);
        string root = string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" height=\"{height}\" " +
            $"viewBox=\"0 0 {width} {height}\" lang=\"{language}\" role=\"img\" aria-labelledby=\"title desc\">\n" +
            $"<title id=\"title\">{WebUtility.HtmlEncode(title)}</title>\n<desc id=\"desc\">{WebUtility.HtmlEncode(description)}</desc>");
        return Encoding.UTF8.GetBytes(Root().Replace(text, _ => root, 1));
    }

    [GeneratedRegex("\\bid=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("(\\bid=\"|url\\(#|href=\"#)([^\")]+)(\"|\\))")]
    private static partial Regex Reference();

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex Family();

    [GeneratedRegex("<svg[^>]*>")]
    private static partial Regex Root();
}
