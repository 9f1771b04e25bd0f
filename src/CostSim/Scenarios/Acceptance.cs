namespace CostSim.Scenarios;

/// <summary>A warning about a scenario that its author knows and means.</summary>
public sealed record Acceptance
{
    /// <summary>Code of the warning.</summary>
    [Field("Code of a warning, as it is printed.", Example = "\"CS307\"")]
    public required string Code { get; init; }

    /// <summary>Place to which it is limited.</summary>
    [Field("Place to which it is limited, with all below it: names joined by dots, as the warning shows it.", Default = "the whole scenario", Example = "\"missiles.hawk\"")]
    public string At { get; init; } = "";

    /// <summary>Why it is meant.</summary>
    [Field("Why it is meant.", Default = "none", Example = "\"No longer made.\"")]
    public string Reason { get; init; } = "";

    /// <summary>Whether it accepts a warning.</summary>
    /// <param name="code">The warning's code.</param>
    /// <param name="path">Its place in JSON form, <c>$.missiles.hawk.restockPerYear</c>.</param>
    public bool Covers(string code, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string place = Place();
        return Code == code && (place.Length == 0 || (path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] is '.' or '[')));
    }

    /// <summary>The place in JSON form; empty for the whole scenario.</summary>
    public string Place()
    {
        string dotted = At.Trim().Replace(':', '.');
        return dotted is "" or "$" ? "" : dotted.StartsWith("$.", StringComparison.Ordinal) ? dotted : "$." + dotted;
    }
}
