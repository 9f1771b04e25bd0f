using System.Collections;
using CostSim.Cli.Input;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace CostSim.Cli;

/// <summary>
/// Settings of the program, from <c>costsim.json</c> in the current folder, then the environment (<c>COSTSIM_…</c>), then the command line:
/// the last wins. Null where nothing was said; the scenario's own settings hold then.
/// </summary>
internal sealed record Settings
{
    /// <summary>How variables of the environment begin that are settings.</summary>
    private const string Prefix = "COSTSIM_";

    /// <summary>Folder that holds the results folders.</summary>
    public string? Output { get; init; }

    /// <summary>Number of trials.</summary>
    public long? Trials { get; init; }

    /// <summary>Seed.</summary>
    public long? Seed { get; init; }

    /// <summary><c>mc</c>, <c>lhs</c> or <c>sobol</c>.</summary>
    public string? Design { get; init; }

    /// <summary>Replicates of an lhs or sobol design.</summary>
    public int? Replicates { get; init; }

    /// <summary>Whether a precision that is not reached is a failure.</summary>
    public bool? StrictPrecision { get; init; }

    /// <summary>Threads; all processors without it.</summary>
    public int? Threads { get; init; }

    /// <summary><c>all</c>, <c>none</c> or a number of trials to write to <c>trials.csv</c>.</summary>
    public string? Samples { get; init; }

    /// <summary><c>rfc4180</c> or <c>excel-be</c>.</summary>
    public string? CsvDialect { get; init; }

    /// <summary>Whether figures are left out.</summary>
    public bool? NoPlots { get; init; }

    /// <summary><c>en</c>, <c>nl</c>, <c>fr</c> or <c>de</c>, or two of them with a comma: language of figures.</summary>
    public string? Language { get; init; }

    /// <summary><c>png</c>, <c>svg</c>, <c>pdf</c>, or several with commas: files of figures.</summary>
    public string? Format { get; init; }

    /// <summary>Whether draws.csv is written; when null, up to five million numbers.</summary>
    public bool? Draws { get; init; }

    /// <summary>Base trials of total-order indices; none without it.</summary>
    public int? TotalOrder { get; init; }

    /// <summary>Most trials kept one by one.</summary>
    public long? Keep { get; init; }

    /// <summary>Whether only problems are printed.</summary>
    public bool? Quiet { get; init; }

    /// <summary>Reads the file and the environment.</summary>
    /// <param name="folder">The folder with the file.</param>
    /// <exception cref="SettingsException">A key that does not exist or is there twice, or a value that cannot be used.</exception>
    public static Settings Load(string folder)
    {
        var builder = new ConfigurationBuilder();
        if (SettingsFile.Read(folder) is { } content)
        {
            builder.Add(new NamedSettings(new JsonStreamConfigurationSource { Stream = new MemoryStream(content) }));
        }

        CheckEnvironment();
        builder.Add(new NamedSettings(new EnvironmentVariablesConfigurationSource { Prefix = Prefix }));
        return builder.Build().Get<Settings>() ?? new Settings();
    }

    /// <summary>Looks at every variable that begins as settings do.</summary>
    private static void CheckEnvironment()
    {
        var known = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            (string key, string text) = ((string)variable.Key, (string?)variable.Value ?? "");
            if (!key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            string? name = SettingNames.Of(key[Prefix.Length..]);
            string? fault = name is null || key.Contains("__", StringComparison.Ordinal) ? SettingNames.Unknown(key[Prefix.Length..])
                : !known.TryAdd(name, key) ? $"{name} is set twice, as {JsonValue.Clean(known[name])} too: keep one of the two."
                : SettingNames.Fault(name, text, $"\"{JsonValue.Clean(text)}\"", null);
            if (fault is not null)
            {
                throw new SettingsException($"{JsonValue.Clean(key)} in the environment: {fault}");
            }
        }
    }
}

/// <summary>Settings that cannot be used.</summary>
internal sealed class SettingsException(string message) : Exception(message)
{
}
