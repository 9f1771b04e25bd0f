namespace CostSim.Cli.Input;

/// <summary>A place in a text file: line and column in characters, both from 1.</summary>
/// <param name="File">Path as the user gave it.</param>
/// <param name="Line">Line.</param>
/// <param name="Column">Column.</param>
public readonly record struct TextPosition(string File, int Line, int Column);

/// <summary>What a JSON value is.</summary>
public enum JsonKind
{
    /// <summary>An object.</summary>
    Map,

    /// <summary>An array.</summary>
    List,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Null.</summary>
    Null,
}

/// <summary>A JSON value that knows where it stands. Members keep the file's order.</summary>
public sealed class JsonValue
{
    /// <summary>What it is.</summary>
    public required JsonKind Kind { get; init; }

    /// <summary>Where it starts.</summary>
    public required TextPosition Position { get; init; }

    /// <summary>Length in characters on its line, for marking it.</summary>
    public int Length { get; init; } = 1;

    /// <summary>The string, or the number or literal as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The number; 0 for other kinds.</summary>
    public double Number { get; init; }

    /// <summary>Members of an object.</summary>
    public List<JsonMember> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    public List<JsonValue> Items { get; } = [];

    /// <summary>Numbers read from the file that the value names; they stand for it in the resolved scenario. Null for all other values.</summary>
    public IReadOnlyList<double>? Loaded { get; set; }

    /// <summary>The member of that name; null when there is none.</summary>
    public JsonMember? Member(string name) => Members.Find(member => member.Name == name);

    /// <summary>The value in words, for messages: short, without control characters.</summary>
    public string Show() => Kind switch
    {
        JsonKind.Map => "an object",
        JsonKind.List => "an array",
        JsonKind.Text => $"the text \"{Clean(Text)}\"",
        JsonKind.Null => "null",
        _ => Clean(Text),
    };

    /// <summary>Text without control and formatting characters, which could change what a terminal shows.</summary>
    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Where(c => !Characters.IsHidden(c)));
    }

    /// <summary>Text without control and formatting characters, at most 60 long.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string clean = Printable(text);
        return clean.Length > 60 ? clean[..57] + "..." : clean;
    }
}

/// <summary>A named member of an object.</summary>
/// <param name="Name">Name.</param>
/// <param name="NamePosition">Where the name stands.</param>
/// <param name="Value">Value.</param>
public sealed record JsonMember(string Name, TextPosition NamePosition, JsonValue Value);
