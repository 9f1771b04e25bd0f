using System.Text;
using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>A file that <c>extends</c> names.</summary>
/// <param name="Path">Path for messages.</param>
/// <param name="Identity">Full path: the same for the same file, however it was named.</param>
/// <param name="Content">Its bytes.</param>
public sealed record BaseFile(string Path, string Identity, byte[] Content);

/// <summary>The files that a scenario may name; each function takes the path of the file that names another, and the name.</summary>
/// <param name="Beside">Content of a file of observations; null when it cannot be had.</param>
/// <param name="Base">A scenario to extend; null when it cannot be had.</param>
public sealed record ScenarioFileAccess(Func<string, string, byte[]?> Beside, Func<string, string, BaseFile?> Base)
{
    /// <summary>No file at all.</summary>
    public static ScenarioFileAccess None { get; } = new((_, _) => null, (_, _) => null);
}

/// <summary>
/// A scenario file with the bases that its <c>extends</c> names, laid over one another from left to right, and with the values set from
/// outside on top.
/// </summary>
internal sealed class ScenarioSources(ScenarioFileAccess files)
{
    private const int LongestChain = 16;

    /// <summary>Most files that are laid over one another, a file counted as often as it is named: the time that takes is known before.</summary>
    private const int MostBases = 256;
    private readonly List<string> chain = [];
    private readonly Dictionary<string, JsonTree> trees = [];
    private readonly Dictionary<string, JsonValue?> bases = [];
    private int named;
    private readonly List<LocatedProblem> problems = [];

    /// <summary>What is wrong with the texts and with how they are combined.</summary>
    public IReadOnlyList<LocatedProblem> Problems => problems;

    /// <summary>A line of any of the files.</summary>
    public string Line(TextPosition position) => trees.TryGetValue(position.File, out JsonTree? tree) ? tree.Line(position.Line) : "";

    /// <summary>The merged tree without <c>extends</c> and <c>$schema</c>; null when a file or base cannot be used.</summary>
    /// <param name="file">Path of the scenario.</param>
    /// <param name="identity">Full path of the scenario.</param>
    /// <param name="content">Its bytes.</param>
    public JsonValue? Read(string file, string identity, ReadOnlySpan<byte> content)
    {
        JsonTree tree = JsonTree.Parse(file, content);
        trees[file] = tree;
        problems.AddRange(tree.Problems);
        if (tree.Root is not { Kind: JsonKind.Map } own)
        {
            return tree.Root;
        }

        JsonValue? below = null;
        if (own.Member("extends")?.Value is { } extends)
        {
            chain.Add(identity);
            below = Bases(extends, file);
            chain.RemoveAt(chain.Count - 1);
            if (below is null)
            {
                return null;
            }
        }

        own.Members.RemoveAll(member => member.Name is "extends" or "$schema");

        // Without a base nothing is merged: a null stays, to be explained where it stands.
        return below is null ? own : Overlay.Merge(below, own);
    }

    /// <summary>The tree with one value set: <c>systems.nasams.cost.unitPriceMEur=300</c>.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="assignment">Path with dots or colons, an equals sign, and JSON or plain text.</param>
    public JsonValue Set(JsonValue tree, string assignment)
    {
        string shown = $"--set {assignment}";
        int sign = assignment.IndexOf('=', StringComparison.Ordinal);
        string path = sign > 0 ? assignment[..sign].Trim() : "";
        string[] names = path.Split(path.Contains(':', StringComparison.Ordinal) ? ':' : '.');
        if (Array.Exists(names, name => name.Length == 0))
        {
            return Wrong(
                tree, shown, new Problem("CS013", "", $"\"{JsonValue.Clean(assignment)}\" sets nothing.", "write --set path=value, for example --set run.trials=1000"));
        }

        // Levels of the path and of the value are levels of the scenario, and count as in a file.
        JsonValue? value = names.Length < JsonTree.MaximumDepth ? Literal(assignment[(sign + 1)..].Trim(), shown, "$." + string.Join('.', names)) : null;
        if (value is null || names.Length + Depth(value) > JsonTree.MaximumDepth)
        {
            return Wrong(tree, shown, new Problem("CS006", "", $"--set goes more than {JsonTree.MaximumDepth} levels deep.", "a scenario needs fewer than 12"));
        }

        if (Characters.FirstRefused(path, false) is { } refused)
        {
            return Wrong(tree, shown, new Problem("CS008", "", $"The path has {Characters.Describe(refused)}.", Characters.Fix));
        }

        foreach (string name in names.Reverse())
        {
            var owner = new JsonValue { Kind = JsonKind.Map, Position = value.Position };
            owner.Members.Add(new JsonMember(name, value.Position, value));
            value = owner;
        }

        return Overlay.Merge(tree, value);
    }

    /// <summary>Notes what is wrong with a value that was to be set; the tree stays as it is.</summary>
    private JsonValue Wrong(JsonValue tree, string shown, Problem problem)
    {
        problems.Add(new LocatedProblem(problem, new TextPosition(shown, 1, 1), 1, ""));
        return tree;
    }

    /// <summary>JSON where it is JSON; otherwise the text itself, so that words need no quotes in a shell; null for JSON that goes too deep.</summary>
    private JsonValue? Literal(string text, string shown, string path)
    {
        JsonTree parsed = JsonTree.Parse(shown, Encoding.UTF8.GetBytes(text), path);
        trees[shown] = parsed;
        if (parsed.Problems.Any(problem => problem.Problem.Code == "CS006"))
        {
            return null;
        }

        if (parsed.Root is { } root && parsed.Problems.All(problem => problem.Problem.Code == "CS008"))
        {
            problems.AddRange(parsed.Problems);
            return root;
        }

        var plain = new JsonValue { Kind = JsonKind.Text, Position = new TextPosition(shown, 1, 1), Text = text, Length = text.Length };
        if (Characters.FirstRefused(text, Characters.IsProse(path)) is { } refused)
        {
            problems.Add(new LocatedProblem(new Problem("CS008", path, $"The text has {Characters.Describe(refused)}.", Characters.Fix), plain.Position, text.Length, parsed.Line(1)));
        }

        return plain;
    }

    /// <summary>Levels of objects and arrays; 0 for a number or a text.</summary>
    private static int Depth(JsonValue value) => value.Kind is JsonKind.Map or JsonKind.List
        ? 1 + value.Members.Select(member => member.Value).Concat(value.Items).Select(Depth).DefaultIfEmpty().Max()
        : 0;

    private JsonValue? Bases(JsonValue extends, string file)
    {
        JsonValue? merged = null;
        foreach (JsonValue item in extends.Kind == JsonKind.List ? extends.Items : [extends])
        {
            if (Base(item, file) is not { } lower)
            {
                return null;
            }

            merged = merged is null ? lower : Overlay.Merge(merged, lower);
        }

        return merged ?? Refuse(extends, "CS010", "The list of bases is empty.");
    }

    private JsonValue? Base(JsonValue item, string file)
    {
        if (item.Kind != JsonKind.Text)
        {
            return Refuse(item, "CS010", $"A base is the name of a file, found {item.Show()}.");
        }

        string name = item.Text;
        if (name.Any(c => char.IsControl(c) || c is '\\' or ':' or '~') || name.StartsWith('/') || !name.EndsWith(".json", StringComparison.Ordinal))
        {
            return Refuse(item, "CS010", $"\"{JsonValue.Clean(name)}\" is no relative name of a .json file.");
        }

        if (chain.Count > LongestChain)
        {
            return Refuse(item, "CS012", $"More than {LongestChain} files extend one another: {Chain(name)}.");
        }

        if (++named > MostBases)
        {
            return Refuse(item, "CS012", $"More than {MostBases} bases are named in all, by the scenario and by what it extends.");
        }

        if (files.Base(file, name) is not { } found)
        {
            return Refuse(item, "CS010", $"There is no scenario \"{JsonValue.Clean(name)}\" that can be read from here.");
        }

        if (found.Content.Length > ScenarioReader.LargestFile)
        {
            return Refuse(item, "CS007", $"{JsonValue.Clean(name)} has more than {ScenarioReader.LargestFile:N0} bytes.");
        }

        if (chain.Contains(found.Identity))
        {
            return Refuse(item, "CS011", $"\"{JsonValue.Clean(name)}\" extends itself: {Chain(name)}.");
        }

        // A base that is named again is the same tree: nothing that is laid over it changes it.
        if (!bases.TryGetValue(found.Identity, out JsonValue? tree))
        {
            tree = Read(found.Path, found.Identity, found.Content);
            bases[found.Identity] = tree;
        }

        return tree;
    }

    /// <summary>The files that extend one another, from the scenario to the base.</summary>
    private string Chain(string name) => string.Join(" → ", [.. chain.Select(one => JsonValue.Clean(Path.GetFileName(one))), JsonValue.Clean(Path.GetFileName(name))]);

    private JsonValue? Refuse(JsonValue item, string code, string message)
    {
        problems.Add(new LocatedProblem(
            new Problem(code, "$.extends", message, "name a scenario beside this one, below it, or elsewhere in the same folder of scenarios: \"extends\": \"baseline.json\""),
            item.Position, item.Length, Line(item.Position)));
        return null;
    }
}
