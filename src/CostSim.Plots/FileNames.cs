namespace CostSim.Plots;

/// <summary>Parts of names of files.</summary>
internal static class FileNames
{
    /// <summary>A measure of effect: <c>protected-years</c>.</summary>
    public static string Of(string measure) => measure switch
    {
        "loss_averted_meur" => "loss-averted",
        _ => string.Concat(measure.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')),
    };
}
