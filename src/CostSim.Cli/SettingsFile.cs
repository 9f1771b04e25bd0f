using CostSim.Cli.Input;

namespace CostSim.Cli;

/// <summary><c>costsim.json</c>: read strictly, so that nothing in it is passed over or taken for something else.</summary>
internal static class SettingsFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "costsim.json";

    /// <summary>Largest file that is read, bytes.</summary>
    private const int Largest = 100_000;

    /// <summary>Content of the file in a folder, checked; null where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="SettingsException">It is not JSON, or holds what no setting is; all of it is told, each with its place.</exception>
    /// <exception cref="UnreadableFileException">It is there and cannot be read.</exception>
    public static byte[]? Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!Path.Exists(path))
        {
            return null;
        }

        byte[] content = SourceFile.ReadAtMost(path, Largest);
        if (content.Length > Largest)
        {
            throw new SettingsException($"{Name}: more than {Largest:N0} bytes. Settings are a few lines.");
        }

        string[] problems = [.. Problems(content)];
        return problems.Length == 0 ? content : throw new SettingsException(string.Join('\n', problems));
    }

    private static IEnumerable<string> Problems(byte[] content)
    {
        if (content.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return [$"{Name}:1:1: the file is empty: remove it, or write {{ }}."];
        }

        var tree = JsonTree.Parse(Name, content);
        string[] wrong = [.. tree.Problems.Where(problem => problem.Problem.Code != "CS001").Select(problem => At(problem.Position, $"{problem.Problem.Message} Fix: {problem.Problem.Fix}."))];
        if (wrong.Length > 0)
        {
            return wrong;
        }

        return tree.Root is { Kind: JsonKind.Map } root
            ? Members(root)
            : [At(tree.Root?.Position ?? new TextPosition(Name, 1, 1), "settings are an object: { \"trials\": 4096 }.")];
    }

    private static IEnumerable<string> Members(JsonValue root)
    {
        var known = new Dictionary<string, JsonMember>();
        foreach (JsonMember member in root.Members)
        {
            if (SettingNames.Of(member.Name) is not { } name)
            {
                yield return At(member.NamePosition, SettingNames.Unknown(member.Name));
            }
            else if (!known.TryAdd(name, member))
            {
                yield return At(member.NamePosition, $"{name} is set twice, first on line {known[name].NamePosition.Line} as \"{JsonValue.Clean(known[name].Name)}\": keep one of the two.");
            }
            else if (SettingNames.Fault(name, member.Value.Text, member.Value.Show(), member.Value.Kind) is { } fault)
            {
                yield return At(member.Value.Position, fault);
            }
        }
    }

    private static string At(TextPosition at, string message) => $"{at.File}:{at.Line}:{at.Column}: {message}";
}
