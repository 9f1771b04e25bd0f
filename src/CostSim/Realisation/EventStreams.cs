using CostSim.Compilation;

namespace CostSim.Realisation;

/// <summary>Names of the streams of chance events: by what happens, never by its place in a list.</summary>
internal static class EventStreams
{
    /// <summary>All names of a model.</summary>
    public static IEnumerable<string> All(Model model) =>
    [
        Onset,
        .. model.RaidIds.SelectMany(raid => (IEnumerable<string>)
        [
            Count(raid), Place(raid), .. model.ThreatIds.Select(threat => Hit(raid, threat)),
            .. model.Systems.SelectMany(system => (IEnumerable<string>)
            [
                Ready(raid, system.Id), Engagements(raid, system.Id),
                .. model.ThreatIds.SelectMany(threat => (IEnumerable<string>)[Detected(raid, system.Id, threat), Kill(raid, system.Id, threat)]),
            ]),
        ]),
    ];

    /// <summary>Year in which the conflict begins.</summary>
    public const string Onset = "chance:conflict:onset";

    /// <summary>How many raids of a kind come in a year.</summary>
    public static string Count(string raid) => $"chance:raids:{raid}:count";

    /// <summary>Where, how large, when.</summary>
    public static string Place(string raid) => $"chance:raids:{raid}:place";

    /// <summary>Who of a class hits, of those that get through.</summary>
    public static string Hit(string raid, string threat) => $"chance:raids:{raid}:hits:{threat}";

    /// <summary>How many units of a system are ready.</summary>
    public static string Ready(string raid, string system) => $"chance:raids:{raid}:ready:{system}";

    /// <summary>Whether a system has the engagement more that its mean leaves open.</summary>
    public static string Engagements(string raid, string system) => $"chance:raids:{raid}:engagements:{system}";

    /// <summary>How many of a class a system detects.</summary>
    public static string Detected(string raid, string system, string threat) => $"chance:raids:{raid}:detected:{system}:{threat}";

    /// <summary>How many of a class a system stops, look by look.</summary>
    public static string Kill(string raid, string system, string threat) => $"chance:raids:{raid}:kills:{system}:{threat}";
}
