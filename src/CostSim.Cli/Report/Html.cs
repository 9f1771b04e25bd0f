using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CostSim.Cli.Report;

/// <summary>Elements of a page. Text is always encoded; only what the program itself ships goes in raw.</summary>
internal static class Html
{
    /// <summary>An element; never empty in the file, since a browser would take it for an opening tag.</summary>
    public static XElement Of(string name, params object?[] content)
    {
        var element = new XElement(name, content.Select(one => one is string text ? new XText(Clean(text)) : one));
        if (element.IsEmpty && name is not ("img" or "meta" or "input" or "br"))
        {
            element.Add("");
        }

        return element;
    }

    /// <summary>An attribute.</summary>
    public static XAttribute With(string name, string value) => new(name, Clean(value));

    /// <summary>A table with a head.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="heads">Names of the columns; those that begin with # hold numbers.</param>
    /// <param name="rows">Rows of cells: texts or elements.</param>
    public static XElement Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object>> rows)
    {
        bool[] numbers = [.. heads.Select(head => head.StartsWith('#'))];
        return Of(
            "div", With("class", "scroll"), With("tabindex", "0"), With("role", "region"), With("aria-label", caption),
            Of("table",
                Of("caption", caption),
                Of("thead", Of("tr", heads.Select((head, c) => Of("th", With("scope", "col"), numbers[c] ? With("class", "number") : null, numbers[c] ? head[1..] : head)))),
                Of("tbody", rows.Select(row => Of("tr", row.Select((text, c) => c == 0
                    ? Of("th", With("scope", "row"), numbers[c] ? With("class", "number") : null, text)
                    : Of("td", numbers[c] ? With("class", "number") : null, text)))))));
    }

    /// <summary>The whole page as UTF-8.</summary>
    public static byte[] Page(XElement html)
    {
        using var stream = new MemoryStream();
        stream.Write("<!DOCTYPE html>\n"u8);
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n", Indent = false };
        using (var writer = XmlWriter.Create(stream, settings))
        {
            html.Save(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Text without the characters that no page may hold, or that would turn the direction of what follows.</summary>
    private static string Clean(string text) => Input.Characters.Shown(text);
}

/// <summary>What the program ships and the browser must get unencoded: style, script, and data that the serialiser has made safe.</summary>
internal sealed class RawText(string text) : XText(text)
{
    /// <inheritdoc/>
    public override void WriteTo(XmlWriter writer) => writer.WriteRaw(Value);
}
