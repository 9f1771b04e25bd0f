using CostSim.Cli.Input;

namespace CostSim.Cli.Commands;

/// <summary>Samples with a row per trial and a column per outcome and option: cost_A, cost_B, effect_A, effect_B.</summary>
internal static class WideSamples
{
    /// <summary>Reads the samples of all options, or of those asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="headers">Names of its columns.</param>
    /// <param name="trial">Column that numbers the trials; null where rows are trials in turn.</param>
    /// <param name="outcomes">What names of columns begin with: the cost, then the effects.</param>
    /// <param name="inputs">Columns that are inputs, whatever they are called.</param>
    /// <param name="order">The options asked for; null for all, in ordinal order.</param>
    /// <exception cref="SampleFileException">An option of which a column is missing or spelt otherwise.</exception>
    public static SampleColumns Read(
        string path, IReadOnlyList<string> headers, string? trial, IReadOnlyList<string> outcomes, IReadOnlyList<string> inputs, IReadOnlyList<string>? order)
    {
        string[] own = [.. headers.Where(header => header != trial && !inputs.Contains(header))];
        string[] options = order is null ? All(path, own, outcomes) : [.. order];
        string[] columns = [.. options.SelectMany(option => outcomes.Select(outcome => $"{outcome}_{option}"))];
        SampleColumns flat = SampleFile.Read(path, new SampleRequest(trial, null, columns));
        return flat with { Options = options, Columns = [.. options.Select((_, o) => flat.Columns[0].Skip(o * outcomes.Count).Take(outcomes.Count).ToArray())] };
    }

    /// <summary>All options of which there is any column, in ordinal order.</summary>
    private static string[] All(string path, string[] headers, IReadOnlyList<string> outcomes)
    {
        var found = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var misspelt = new List<string>();
        foreach (string header in headers)
        {
            // cost_meur_A belongs to cost_meur, not to cost, where both are asked for.
            string? outcome = outcomes.Where(one => IsOf(header, one)).MaxBy(one => one.Length);
            if (outcome is null)
            {
                if (IsOption(header, headers, outcomes))
                {
                    misspelt.Add(header);
                }

                continue;
            }

            string option = header[(outcome.Length + 1)..];
            if (!header.StartsWith(outcome + "_", StringComparison.Ordinal))
            {
                if (header[outcome.Length] == '_' || headers.Any(other => outcomes.Any(one => one != outcome && IsOf(other, one) && other[(one.Length + 1)..] == option)))
                {
                    misspelt.Add(header);
                }
            }
            else if (option.Length == 0 || SummaryWords.IsTotal(option))
            {
                throw new SampleFileException($"{path}: column \"{JsonValue.Clean(header)}\" names no option: remove it, or name the options with --options.");
            }
            else
            {
                found.TryAdd(option, []);
                found[option].Add(outcome);
            }
        }

        string[] gaps = [.. found.SelectMany(pair => outcomes.Except(pair.Value).Select(outcome => $"there is no \"{outcome}_{pair.Key}\" beside \"{pair.Value[0]}_{pair.Key}\""))];
        string[] faults = [.. gaps, .. misspelt.Select(header => $"\"{header}\" is not spelt like {Like(header, outcomes)}")];
        return faults.Length > 0 ? throw new SampleFileException($"{path}: {JsonValue.Printable(string.Join("; ", faults))}. Each option needs {Needs(outcomes)}; mend the headings, or say which options are meant with --options.")
            : found.Count == 0 ? throw new SampleFileException($"{path}: no column begins with \"{outcomes[0]}_\". Its columns are {string.Join(", ", headers.Take(40).Select(JsonValue.Clean))}.")
            : [.. found.Keys];
    }

    /// <summary>Whether a heading begins as that of an outcome, whatever the case and the sign between it and the option.</summary>
    private static bool IsOf(string header, string outcome) =>
        header.Length > outcome.Length && header.StartsWith(outcome, StringComparison.OrdinalIgnoreCase) && "_.- ".Contains(header[outcome.Length], StringComparison.Ordinal);

    /// <summary>
    /// Whether a heading without such a sign is still one of an option: it begins or ends with an outcome, and all the others have a column with the
    /// same rest, as costC and effectC, or C_cost and C_effect.
    /// </summary>
    private static bool IsOption(string header, string[] headers, IReadOnlyList<string> outcomes)
    {
        bool Begins(string rest) => rest.Length > 0 && outcomes.All(one => headers.Contains(one + rest, StringComparer.OrdinalIgnoreCase));
        bool Ends(string rest) => rest.Length > 0 && outcomes.All(one => headers.Contains(rest + one, StringComparer.OrdinalIgnoreCase));
        return outcomes.Any(one => (header.StartsWith(one, StringComparison.OrdinalIgnoreCase) && Begins(header[one.Length..]))
            || (header.EndsWith(one, StringComparison.OrdinalIgnoreCase) && Ends(header[..^one.Length])));
    }

    private static string Like(string header, IReadOnlyList<string> outcomes) =>
        outcomes.Where(one => IsOf(header, one)).MaxBy(one => one.Length) is { } outcome ? $"\"{outcome}_{header[(outcome.Length + 1)..]}\"" : "the others";

    private static string Needs(IReadOnlyList<string> outcomes) => string.Join(" and ", outcomes.Select(outcome => $"{outcome}_NAME"));
}
