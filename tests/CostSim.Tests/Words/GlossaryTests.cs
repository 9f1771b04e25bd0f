using System.Reflection;
using System.Text.RegularExpressions;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Cli.Report;
using CostSim.Compilation;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Tests.Commands;
using CostSim.Words;

namespace CostSim.Tests.Words;

/// <summary>The glossary is whole: four languages, the same placeholders, nothing asked for that is missing, nothing that is not used.</summary>
public partial class GlossaryTests
{
    private static readonly string[] Codes = ["en", "nl", "fr", "de"];

    [Fact]
    public void Every_entry_has_all_four_languages_and_nothing_else() =>
        Assert.All(Glossary.Entries.Values, entry =>
        {
            Assert.Equal(Codes.Order(), entry.Texts.Keys.Order());
            Assert.All(entry.Texts.Values, text => Assert.False(string.IsNullOrWhiteSpace(text), entry.Key));
            Assert.All(entry.Texts.Values, text => Assert.Equal(text.Trim(), text));
        });

    [Fact]
    public void Every_language_has_the_same_placeholders() =>
        Assert.All(Glossary.Entries.Values, entry => Assert.All(entry.Texts, text =>
            Assert.Equal((entry.Key, string.Join(' ', Sorted(entry.Texts["en"]))), (entry.Key, string.Join(' ', Sorted(text.Value))))));

    [Fact]
    public void Braces_hold_placeholders_only() =>
        Assert.All(Glossary.Entries.Values.SelectMany(entry => entry.Texts.Values), text =>
            Assert.Equal(text.Count(letter => letter is '{' or '}'), 2 * Glossary.Placeholders(text).Count));

    [Fact]
    public void Every_text_that_is_asked_for_is_there_and_every_text_is_asked_for()
    {
        string[] asked = [.. Sources().SelectMany(source => Key().Matches(source)).Select(match => match.Groups[1].Value).Distinct()];
        string[] missing = [.. asked.Where(key => !Glossary.Entries.Keys.Any(one => one == key || (one.StartsWith(key, StringComparison.Ordinal) && (key[^1] is '.' or '-' || one[key.Length] == '.'))))];
        Assert.True(missing.Length == 0, "Missing: " + string.Join(", ", missing));
        string[] idle = [.. Glossary.Entries.Keys.Where(one => !one.StartsWith("terms.", StringComparison.Ordinal) && !one.StartsWith("names.", StringComparison.Ordinal)
            && !asked.Any(key => one == key || (one.StartsWith(key, StringComparison.Ordinal) && (key[^1] is '.' or '-' || one[key.Length] == '.'))))];
        Assert.True(idle.Length == 0, "Not used: " + string.Join(", ", idle));
    }

    [Fact]
    public void Spaces_before_french_signs_do_not_break() =>
        Assert.All(Glossary.Entries.Values, entry => Assert.DoesNotMatch("[ \\w][:;?!%»]|« ", entry.Texts["fr"].Replace("\u00A0:", "", StringComparison.Ordinal)));

    [Fact]
    public void Every_name_and_every_input_of_the_scenario_library_is_in_the_glossary()
    {
        string[] files = Directory.GetFiles(Path.Combine(CostSimProcess.Root, "scenarios", "belgium"), "*.json");
        List<string> missing = [];
        foreach (string file in files)
        {
            Scenarios.Scenario scenario = ScenarioReader.Read(file, File.ReadAllBytes(file), ScenarioFiles.Access, Path.GetFullPath(file), []).Scenario!;
            IReadOnlyDictionary<string, string> labels = TableBuilder.Labels(scenario);
            missing.AddRange(labels.Values.Concat(scenario.Options.Values.Select(option => option.Name)).Append(scenario.Title).Where(name => !Names.IsKnown(name)));
            missing.AddRange(ScenarioCompiler.Compile(scenario).Inputs.SelectMany(input => InputName.Unknown(input.Path, labels)));
            missing.AddRange(scenario.Decision.Groups.Keys.Where(group => !Glossary.Entries.ContainsKey("figures.group." + group)));
        }

        Assert.True(missing.Count == 0, string.Join(", ", missing.Distinct()));
    }

    [Fact]
    public void Every_unit_of_an_input_is_in_the_glossary()
    {
        string[] units = [.. typeof(Scenarios.Scenario).Assembly.GetTypes().Where(type => type.Namespace == typeof(Scenarios.Scenario).Namespace)
            .SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(Scenarios.Quantity))
            .Select(property => property.GetCustomAttribute<Scenarios.FieldAttribute>()?.Unit ?? "").Where(unit => unit.Length > 0 && unit != "of the property").Distinct()];
        Assert.True(units.Length > 10);
        Assert.DoesNotContain(units.Append("standard deviations"), unit => !ReportTerms.IsKnownUnit(unit));
    }

    private static IEnumerable<string> Sorted(string text) => Glossary.Placeholders(text).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(CostSimProcess.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex("\"((?:words|figures|report|terms)\\.(?!html|css|js)[a-z0-9.-]+)\"")]
    private static partial Regex Key();
}
