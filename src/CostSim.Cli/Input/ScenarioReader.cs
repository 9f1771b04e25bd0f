using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Input;

/// <summary>What reading a scenario file gave.</summary>
/// <param name="Scenario">The scenario; null when a problem of severity error was found.</param>
/// <param name="Problems">All problems, in the order of the file.</param>
/// <param name="ResolvedJson">The scenario as canonical JSON: running it gives the same results.</param>
public sealed record ReadResult(Scenario? Scenario, IReadOnlyList<LocatedProblem> Problems, string ResolvedJson)
{
    /// <summary>Finds the place of a problem whose path is joined by colons; without the file there is none.</summary>
    internal Func<Problem, LocatedProblem> Locate { get; init; } = problem => new LocatedProblem(problem, new TextPosition("", 1, 1), 1, "");

    /// <summary>Whether it can be run.</summary>
    public bool IsValid => Scenario is not null;

    /// <summary>Warnings that the scenario accepts; they are not among the problems.</summary>
    public IReadOnlyList<AcceptedWarning> Accepted { get; init; } = [];
}

/// <summary>Reads scenario files: JSON with positions, then the shape, then the rules.</summary>
public static class ScenarioReader
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 10_000_000;

    /// <summary>The version of the file format that is read.</summary>
    private const int SchemaVersion = 1;

    /// <summary>Most problems that are collected from one file.</summary>
    private const int MostProblems = 1_000;

    /// <summary>Reads a scenario from bytes.</summary>
    /// <param name="file">Path as the user gave it, for messages.</param>
    /// <param name="content">Content of the file.</param>
    /// <param name="files">The files it may name; none without it.</param>
    /// <param name="identity">Full path of the file, to notice when it extends itself; its path as given without it.</param>
    /// <param name="settings">Values to set on top: <c>path=value</c>.</param>
    public static ReadResult Read(
        string file, ReadOnlySpan<byte> content, ScenarioFileAccess? files = null, string? identity = null, IReadOnlyList<string>? settings = null)
    {
        if (content.Length > LargestFile)
        {
            var tooLarge = new Problem("CS007", "", $"The file has {content.Length:N0} bytes; at most {LargestFile:N0} are read.", "split it");
            return new ReadResult(null, [new LocatedProblem(tooLarge, new TextPosition(file, 1, 1), 1, "")], "");
        }

        files ??= ScenarioFileAccess.None;
        var sources = new ScenarioSources(files);
        if (sources.Read(file, identity ?? file, content) is not { } root)
        {
            return new ReadResult(null, sources.Problems, "");
        }

        root = (settings ?? []).Aggregate(root, sources.Set);
        var problems = new List<LocatedProblem>(sources.Problems);
        void Report(JsonValue node, TextPosition? at, Problem problem)
        {
            // However many warnings there are, an error is among what is told.
            if (problems.Count >= MostProblems && (problem.Severity == Severity.Warning || problems.Exists(one => one.Problem.Severity == Severity.Error)))
            {
                return;
            }

            TextPosition position = at ?? node.Position;
            int length = at is null ? node.Length : problem.Path[(problem.Path.LastIndexOf('.') + 1)..].Length + 2;
            problems.Add(new LocatedProblem(problem, position, length, sources.Line(position)));
        }

        if (root.Member("schemaVersion")?.Value is { Kind: JsonKind.Number, Number: > SchemaVersion } version)
        {
            Report(version, null, new Problem(
                "CS014", "$.schemaVersion", $"The file is written for schema version {version.Text}; this program reads version {SchemaVersion}.",
                "use a newer CostSim, or write \"schemaVersion\": 1 if the file needs nothing newer"));
            return new ReadResult(null, problems, "");
        }

        var scenario = (Scenario?)new ScenarioBinder(Report, files.Beside).Record(typeof(Scenario), root, "$");
        foreach ((JsonMember first, JsonMember second, string path) in Overlay.Twins(root).Where(twin => !problems.Exists(one => one.Problem.Path == twin.Path && one.Problem.Code is ("CS004" or "CS101"))).ToArray())
        {
            Report(second.Value, second.NamePosition, new Problem(
                "CS004", path, $"The key \"{JsonValue.Clean(second.Name)}\" differs only in case or accents from \"{JsonValue.Clean(first.Name)}\" in {first.NamePosition.File}, line {first.NamePosition.Line}.",
                "write it as the other, to change that one"));
        }

        bool sound = problems.TrueForAll(p => p.Problem.Severity != Severity.Error);
        if (scenario is not null && sound)
        {
            IReadOnlyList<Problem> found = [.. ScenarioRules.Check(scenario), .. RunRules.Check(scenario.Run)];
            if (found.All(problem => problem.Severity != Severity.Error))
            {
                found = [.. found, .. ScenarioCompiler.Check(scenario), .. ScenarioSlips.Check(scenario)];
            }

            // What follows from a value in another unit is told with the value, unless the value is meant.
            string[] units = [.. problems.Where(one => one.Problem.Code == "CS110").Select(one => one.Problem.Path).Where(path => !scenario.Accept.Any(one => one.Covers("CS110", path)))];
            bool IsToldOf(Problem problem, string path) => problem.Code.StartsWith("CS3", StringComparison.Ordinal) && units.Any(unit => (unit + ".").StartsWith(path + ".", StringComparison.Ordinal));
            foreach (Problem problem in found)
            {
                (JsonValue node, string path) = Locate(root, problem.Path);
                if (!IsToldOf(problem, path))
                {
                    Report(node, null, problem with { Path = path });
                }
            }

            sound = problems.TrueForAll(p => p.Problem.Severity != Severity.Error);
        }

        IReadOnlyList<AcceptedWarning> accepted = [];
        if (scenario is not null && sound)
        {
            // What an inherited acceptance, or one under values set from outside, silences is another file's or another run's matter.
            accepted = Acceptances.TakeOut(problems, scenario.Accept);
            foreach (Problem stale in settings is { Count: > 0 } ? [] : Acceptances.Stale(scenario.Accept, problems, accepted))
            {
                (JsonValue node, string path) = Locate(root, stale.Path);
                if (node.Position.File == file)
                {
                    Report(node, null, stale with { Path = path });
                }
            }
        }

        LocatedProblem[] ordered = [.. problems.OrderBy(p => p.Position.File != file).ThenBy(p => p.Position.Line).ThenBy(p => p.Position.Column)];
        return new ReadResult(sound ? scenario : null, ordered, Canonical(root))
        {
            Accepted = accepted,
            Locate = problem =>
            {
                (JsonValue node, string path) = Locate(root, problem.Path);
                return new LocatedProblem(problem with { Path = path }, node.Position, node.Length, sources.Line(node.Position));
            },
        };
    }

    /// <summary>The node at a path of names joined by colons, or the nearest ancestor that is there.</summary>
    private static (JsonValue Node, string Path) Locate(JsonValue root, string colonPath)
    {
        JsonValue node = root;
        string path = "$";
        foreach (string name in colonPath.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node.Kind == JsonKind.List && int.TryParse(name, out int index) && index < node.Items.Count)
            {
                node = node.Items[index];
                path += $"[{index}]";
            }
            else if (node.Member(name) is { } member)
            {
                node = member.Value;
                path += "." + name;
            }
            else
            {
                break;
            }
        }

        return (node, path);
    }

    /// <summary>The tree as indented JSON without comments; numbers as they were written.</summary>
    private static string Canonical(JsonValue root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        }))
        {
            Write(writer, root);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, JsonValue node)
    {
        if (node.Loaded is { } loaded)
        {
            writer.WriteStartArray();
            foreach (double value in loaded)
            {
                writer.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
            }

            writer.WriteEndArray();
            return;
        }

        switch (node.Kind)
        {
            case JsonKind.Map:
                writer.WriteStartObject();
                foreach (JsonMember member in node.Members.Where(member => member.Name != "$schema"))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonKind.List:
                writer.WriteStartArray();
                node.Items.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case JsonKind.Text:
                writer.WriteStringValue(node.Text);
                break;
            default:
                writer.WriteRawValue(node.Text);
                break;
        }
    }
}
