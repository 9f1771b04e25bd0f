using System.Globalization;

namespace CostSim.Benchmarks;

/// <summary>How a file of samples is laid out.</summary>
internal enum SampleShape
{
    /// <summary>A row per trial, rows are trials in turn.</summary>
    Wide,

    /// <summary>A row per trial with its number, a note and an input.</summary>
    WideNumbered,

    /// <summary>A row per trial with a quoted name that has no heading, as R writes it.</summary>
    WideNamed,

    /// <summary>A row per trial and option.</summary>
    Long,

    /// <summary>The same with an input in it.</summary>
    LongShared,

    /// <summary>A row per trial and option, and a file of inputs.</summary>
    LongBeside,
}

/// <summary>Sound samples, made of a number: as a table of texts, a header first, and what separates them.</summary>
/// <param name="Shape">How they are laid out.</param>
/// <param name="Separator">Comma, semicolon (with decimal commas), tab or bar.</param>
/// <param name="NewLine">End of a line.</param>
/// <param name="Samples">Lines of fields.</param>
/// <param name="Inputs">Lines of the file of inputs; empty without one.</param>
internal sealed record SampleCase(SampleShape Shape, char Separator, string NewLine, List<List<string>> Samples, List<List<string>> Inputs)
{
    /// <summary>Whether a row is a whole trial.</summary>
    public bool IsWide => Shape is SampleShape.Wide or SampleShape.WideNumbered or SampleShape.WideNamed;

    /// <summary>Columns of the samples that are asked for as inputs.</summary>
    public IReadOnlyList<string> InputColumns => Shape is SampleShape.WideNumbered or SampleShape.LongShared ? ["x"] : [];

    /// <summary>Samples of two to ten trials and two or three options.</summary>
    /// <param name="below">Random whole number from 0 up to a bound.</param>
    public static SampleCase Of(Func<int, int> below)
    {
        var shape = (SampleShape)below(6);
        char separator = ",,;;\t|"[below(6)];
        string[] options = below(2) == 0 ? ["A", "B"] : ["do minimum", "Patriot", "NASAMS"];
        int trials = 2 + below(9);
        string Number()
        {
            double value = Math.Round((below(20_000) - 5_000) / 7.0 * Math.Pow(10, below(5) - 2), 1 + below(6));
            string text = value.ToString(below(12) == 0 ? "0.###e+0" : "R", CultureInfo.InvariantCulture);
            return separator == ';' ? text.Replace('.', ',') : text;
        }

        string[] heads = [.. options.SelectMany(option => new[] { $"cost_{option}", $"effect_{option}" })];
        List<string>[] inputs = [.. Enumerable.Range(1, trials).Select(t => new List<string> { $"{t}", Number(), Number() })];
        List<List<string>> samples = shape switch
        {
            SampleShape.Wide => [[.. heads], .. inputs.Select(_ => heads.Select(_ => Number()).ToList())],
            SampleShape.WideNumbered => [["trial", "note", .. heads, "x"], .. inputs.Select(row => Fields([row[0], "ok", .. heads.Select(_ => Number()), row[1]]))],
            SampleShape.WideNamed => [[.. heads], .. inputs.Select(row => Fields([$"\"r{row[0]}\"", .. heads.Select(_ => Number())]))],
            SampleShape.LongShared => [["trial", "option", "cost", "effect", "x"], .. inputs.SelectMany(row => options.Select(option => new List<string> { row[0], option, Number(), Number(), row[1] }))],
            _ => [["trial", "option", "cost", "effect"], .. inputs.SelectMany(row => options.Select(option => new List<string> { row[0], option, Number(), Number() }))],
        };
        return new SampleCase(shape, separator, below(3) == 0 ? "\r\n" : "\n", samples, shape == SampleShape.LongBeside ? [["trial", "x", "y"], .. inputs] : []);
    }

    private static List<string> Fields(List<string> fields) => fields;

    /// <summary>Fields as the text of a file.</summary>
    public string Text(List<List<string>> lines) => string.Concat(lines.Select(line => string.Join(Separator, line) + NewLine));
}
