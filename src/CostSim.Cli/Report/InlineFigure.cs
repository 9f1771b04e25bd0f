using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CostSim.Cli.Report;

/// <summary>A figure's SVG as part of a page, so that the page's typeface is its own too.</summary>
internal static partial class InlineFigure
{
    /// <summary>The drawing, its names made unique on the page.</summary>
    /// <param name="svg">The SVG.</param>
    /// <param name="name">Name of the figure; no two on a page have the same.</param>
    public static XElement Of(ReadOnlyMemory<byte> svg, string name)
    {
        XElement drawing = XElement.Parse(Encoding.UTF8.GetString(svg.Span), LoadOptions.PreserveWhitespace);
        foreach (XAttribute attribute in drawing.DescendantsAndSelf().Attributes())
        {
            attribute.Value = attribute.Name.LocalName switch
            {
                "id" => $"{name}-{attribute.Value}",
                "aria-labelledby" => string.Join(' ', attribute.Value.Split(' ').Select(id => $"{name}-{id}")),
                _ => Reference().Replace(attribute.Value, match => $"{match.Groups[1].Value}#{name}-"),
            };
        }

        return drawing;
    }

    /// <summary>A name that stands for an element: <c>url(#n1)</c>, or the whole of a link.</summary>
    [GeneratedRegex(@"(url\(|^)#(?![0-9A-Fa-f]{3,8}$)")]
    private static partial Regex Reference();
}
