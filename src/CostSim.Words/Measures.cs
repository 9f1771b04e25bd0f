namespace CostSim.Words;

/// <summary>Names of measures of effect for people; the names of other models' columns are kept as they are.</summary>
public static class Measures
{
    /// <summary>Its name: protected years.</summary>
    /// <param name="language">The language.</param>
    /// <param name="measure">Column of the effect.</param>
    public static string Measure(this Language language, string measure) => Named(language, measure, "");

    /// <summary>One unit of it: protected year.</summary>
    /// <param name="language">The language.</param>
    /// <param name="measure">Column of the effect.</param>
    public static string MeasureUnit(this Language language, string measure) => Named(language, measure, ".one");

    private static string Named(Language language, string measure, string ending)
    {
        ArgumentNullException.ThrowIfNull(language);
        return measure switch
        {
            "protected_years" => language.Text("words.measure.protected-years" + ending),
            "loss_averted_meur" => language.Text("words.measure.loss-averted" + ending),
            _ => language.Text("words.measure.other" + ending, ("name", measure)),
        };
    }
}
