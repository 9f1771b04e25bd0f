using System.Globalization;

namespace CostSim.Cli.Report;

/// <summary>
/// The typeface of the figures for the pages, inside them: so that text in figures has the widths it was set with, and pages break where they were
/// seen to break, whatever a reader's machine has. Latin letters, digits and common signs; others come from the machine.
/// </summary>
/// <remarks>
/// Made from the fonts of the figures by <c>pyftsubset FONT --flavor=woff2 --layout-features=kern,tnum,liga,calt,ccmp,locl,mark,mkmk
/// --unicodes=U+0020-007E,U+00A0-017F,U+2010-2015,U+2018-201F,U+2020-2022,U+2026,U+202F,U+2032,U+2033,U+20AC,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265</c>.
/// </remarks>
internal static class PageFonts
{
    /// <summary>What a page's policy must allow.</summary>
    public const string Policy = "font-src data:";

    private static readonly (string Name, int Weight)[] Faces = [("Inter_400Regular", 400), ("Inter_600SemiBold", 600), ("Inter_700Bold", 700)];

    /// <summary>Style rules that define the family Inter.</summary>
    public static string Css { get; } = string.Concat(Faces.Select(face => string.Create(
        CultureInfo.InvariantCulture,
        $"@font-face {{ font-family: Inter; font-weight: {face.Weight}; src: url(data:font/woff2;base64,{Convert.ToBase64String(Shipped.Bytes(face.Name + ".woff2"))}) format(\"woff2\"); }}\n")));
}
