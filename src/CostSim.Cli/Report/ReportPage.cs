using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>
/// One page that holds everything: answer, slider, figures, tables, inputs with their sources. Opens from disk, asks nothing of the network, can be
/// read without script and printed.
/// </summary>
internal static class ReportPage
{
    /// <summary>From this size on a figure goes in as a picture: many marks are smaller so.</summary>
    private const int LargestSvg = 120_000;

    /// <summary>Writes the page.</summary>
    public static byte[] Write(ReportContent content)
    {
        object?[] before = [AnswerSection.Write(content), SliderSection.Write(content)], after = [new TableSection(content).Write(), Reproduce(content)];
        IReadOnlyList<Figure> figures = content.Figures();
        return Shell(
            content.Title, content.Language,
            [
                Of("header", Of("h1", content.Title), Of("p", With("class", "note"), Subtitle(content))),
                Of("main",
                    before,
                    figures.Count > 0 ? Of("section", Of("h2", content.Language.Text("report.figures")), figures.Select(figure => Figure(figure, content.Language, content.Folder))) : null,
                    after),
            ]);
    }

    /// <summary>A page with the style and script of all pages, and a policy that allows nothing else.</summary>
    public static byte[] Shell(string title, Language language, IReadOnlyList<XElement> body) => Shell(title, language.Code, "report.css", "report.js", body);

    /// <summary>A page with a style and perhaps a script, and a policy that allows nothing else.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="language">Code of its language.</param>
    /// <param name="css">Name of its style.</param>
    /// <param name="js">Name of its script; null for none.</param>
    /// <param name="body">What it holds.</param>
    public static byte[] Shell(string title, string language, string css, string? js, IReadOnlyList<XElement> body)
    {
        string style = PageFonts.Css + Shipped.Text(css);
        string? script = js is null ? null : Shipped.Text(js);
        string policy = $"default-src 'none'; img-src data:; style-src '{Sha256(style)}'; script-src {(script is null ? "'none'" : $"'{Sha256(script)}'")}; {PageFonts.Policy}; base-uri 'none'; form-action 'none'";
        return Page(Of(
            "html", With("lang", language),
            Of("head",
                Of("meta", With("charset", "utf-8")),
                Of("meta", With("http-equiv", "Content-Security-Policy"), With("content", policy)),
                Of("meta", With("name", "viewport"), With("content", "width=device-width, initial-scale=1")),
                Of("title", title),
                Of("style", new RawText(style))),
            Of("body", body, script is null ? null : Of("script", new RawText(script)))));
    }

    private static string Subtitle(ReportContent content)
    {
        RunFacts facts = content.Scene.Facts;
        string years = facts.Years > 0 ? content.Language.Text("report.years", ("first", Language.Year(facts.StartYear)), ("last", Language.Year(facts.StartYear + facts.Years - 1))) + " " : "";
        return years + FootLine.Of(content.Language, facts);
    }

    /// <summary>A figure with the link to its data.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="folder">What links to files begin with.</param>
    public static XElement Figure(Figure figure, Language language, string folder)
    {
        return Of(
            "figure",
            figure.Svg.Length > LargestSvg ? Picture(figure) : InlineFigure.Of(figure.Svg, figure.Name),
            Of("figcaption", $"{figure.Title}. {figure.Caption}. ", Of("a", With("href", folder + FigureData.File(figure.Name)), language.Text("report.figures.data"))));
    }

    private static XElement Picture(Figure figure) => Of(
        "img", With("src", $"data:image/png;base64,{Convert.ToBase64String(figure.Png.Span)}"), With("alt", figure.AltText),
        With("width", "960"), With("height", Math.Round(960.0 * figure.Height / figure.Width).ToString(CultureInfo.InvariantCulture)));

    private static XElement? Reproduce(ReportContent content) => content.Command.Length == 0 ? null : Of(
        "section", Of("h2", content.Language.Text("report.brief.again")),
        Of("p", content.Language.Text("report.brief.again-text")),
        Of("p", Of("code", content.Command)),
        content.Hash.Length > 0 ? Of("p", With("class", "note"), content.Language.Text("report.again.hash", ("hash", content.Hash))) : null);

    private static string Sha256(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
