using Microsoft.Extensions.Configuration;

namespace CostSim.Cli;

/// <summary>
/// Settings of the program, from <c>costsim.json</c> in the current folder, then the environment (<c>COSTSIM_…</c>), then the command line:
/// the last wins. Null where nothing was said; the scenario's own settings hold then.
/// </summary>
internal sealed record Settings
{
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
    /// <exception cref="SettingsException">A key that does not exist or a value of the wrong kind.</exception>
    public static Settings Load(string folder)
    {
        string file = Path.GetFullPath(Path.Combine(folder, "costsim.json"));
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder().AddJsonFile(file, optional: true).AddEnvironmentVariables("COSTSIM_").Build();
        }
        catch (InvalidDataException fault)
        {
            throw new SettingsException($"{file}: {fault.InnerException?.Message ?? fault.Message}");
        }

        string[] known = [.. typeof(Settings).GetProperties().Select(p => p.Name)];
        var normalised = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection section in configuration.GetChildren())
        {
            // COSTSIM_CSV_DIALECT, "csv-dialect" and "csvDialect" are the same setting.
            string key = section.Key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
            if (!known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                string suggestion = Scenarios.Spelling.Suggestion(key, known);
                throw new SettingsException($"Unknown setting \"{section.Key}\" in costsim.json or the environment. {suggestion}".TrimEnd());
            }

            normalised[key] = section.Value;
        }

        try
        {
            return new ConfigurationBuilder().AddInMemoryCollection(normalised).Build().Get<Settings>() ?? new Settings();
        }
        catch (InvalidOperationException fault)
        {
            throw new SettingsException($"A setting has the wrong kind: {fault.Message}");
        }
    }
}

/// <summary>Settings that cannot be used.</summary>
internal sealed class SettingsException(string message) : Exception(message)
{
}
