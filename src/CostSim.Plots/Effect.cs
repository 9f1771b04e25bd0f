namespace CostSim.Plots;

/// <summary>Names of measures of effect for people; the names of other models' columns are kept as they are.</summary>
internal static class Effect
{
    public static string Unit(string measure) => measure switch
    {
        "protected_years" => "protected year",
        "loss_averted_meur" => "euro of loss averted",
        _ => $"unit of {measure}",
    };

    public static string File(string measure) => measure switch
    {
        "protected_years" => "protected-years",
        "loss_averted_meur" => "loss-averted",
        _ => string.Concat(measure.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')),
    };

    /// <summary>Name of the axis along which the worth of the effect runs.</summary>
    public static string Worth(string measure, string unit) => $"Worth of one {Unit(measure)}{(unit.Length == 0 ? "" : measure == "loss_averted_meur" ? ", EUR" : $", {unit}")}";
}
