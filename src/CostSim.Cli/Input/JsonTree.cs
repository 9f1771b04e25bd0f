using System.Globalization;
using System.Text;
using System.Text.Json;
using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>
/// Reads JSON with comments and trailing commas into a tree that knows where everything stands, strictly: no duplicate keys, no number that
/// is infinite or underflows, UTF-8 only.
/// </summary>
public sealed class JsonTree
{
    /// <summary>Most levels that are followed: of a file, and of what is set from outside.</summary>
    public const int MaximumDepth = 64;

    private const int LongestNumber = 64;
    private const int LongestName = 256;
    private const int MostValues = 250_000;
    private const int MostProblems = 1_000;
    private readonly string file;
    private readonly byte[] bytes;
    private readonly string[] lines;
    private readonly int[] lineStarts;
    private readonly List<LocatedProblem> problems = [];
    private int values;
    private (int At, int Line, int Column) last;

    private JsonTree(string file, byte[] bytes)
    {
        this.file = file;
        this.bytes = bytes;
        var starts = new List<int> { 0 };
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                starts.Add(i + 1);
            }
        }

        lineStarts = [.. starts];
        lines = new string[lineStarts.Length];
    }

    /// <summary>The root; null when the text is not JSON.</summary>
    public JsonValue? Root { get; private set; }

    /// <summary>What is wrong with the text itself.</summary>
    public IReadOnlyList<LocatedProblem> Problems => problems;

    /// <summary>Parses a file's content.</summary>
    /// <param name="file">Path as the user gave it, for messages.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="path">Where in a scenario it stands; the root of one without it.</param>
    public static JsonTree Parse(string file, ReadOnlySpan<byte> content, string path = "$")
    {
        bool utf16 = content.Length >= 2 && ((content[0] == 0xFF && content[1] == 0xFE) || (content[0] == 0xFE && content[1] == 0xFF));
        if (content.StartsWith("\uFEFF"u8))
        {
            content = content[3..];
        }

        var tree = new JsonTree(file, content.ToArray());
        if (utf16)
        {
            tree.Fault(0, 1, "CS002", "", "The file is UTF-16, not UTF-8.", "save it again as UTF-8");
        }
        else if (FirstInvalid(tree.bytes) is { } at)
        {
            tree.Fault(at, 1, "CS002", "", $"The file is not UTF-8 (byte {at + 1} is 0x{tree.bytes[at]:X2}).", "save it again as UTF-8");
        }
        else
        {
            tree.Read(path);
        }

        return tree;
    }

    /// <summary>A line of the file, without its end.</summary>
    public string Line(int line)
    {
        if (line < 1 || line > lines.Length)
        {
            return "";
        }

        int start = lineStarts[line - 1];
        int end = line < lineStarts.Length ? lineStarts[line] - 1 : bytes.Length;
        return lines[line - 1] ??= Encoding.UTF8.GetString(bytes, start, Math.Min(end - start, 4096)).TrimEnd('\r');
    }

    private static int? FirstInvalid(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out int used) != System.Buffers.OperationStatus.Done)
            {
                return at;
            }

            at += used;
        }

        return null;
    }

    private void Read(string path)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaximumDepth,
        });
        if (bytes.All(one => one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            Fault(0, 1, "CS001", "", "The file is empty; a scenario object was expected.", "start from a copy of scenarios/belgium/baseline.json");
            return;
        }

        try
        {
            reader.Read();
            Root = Value(ref reader, path);
            if (values > MostValues)
            {
                Fault(0, 1, "CS007", "", $"The file holds more than {MostValues:N0} values.", "put long lists of observations into a CSV file beside it");
                Root = null;
                return;
            }

            if (Root.Kind == JsonKind.Null)
            {
                Fault(0, 4, "CS001", "", "The file holds null; a scenario object was expected.", "start from a copy of scenarios/belgium/baseline.json");
                Root = null;
            }

            while (reader.Read())
            {
            }
        }
        catch (JsonException fault)
        {
            Root = null;
            int line = (int)(fault.LineNumber ?? 0);
            int at = Math.Min(bytes.Length, (line < lineStarts.Length ? lineStarts[line] : 0) + (int)(fault.BytePositionInLine ?? 0));
            var found = SyntaxFault.Of(fault, bytes, at, MaximumDepth);
            Fault(found.At, found.Length, found.Code, fault.Path is { Length: > 0 } place ? place : "$", found.Message, found.Fix);
        }
    }

    private JsonValue Value(ref Utf8JsonReader reader, string path)
    {
        int at = (int)reader.TokenStartIndex;
        TextPosition position = Position(at);
        values++;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var result = new JsonValue { Kind = JsonKind.Map, Position = position };
                Members(ref reader, result, path);
                return result;
            case JsonTokenType.StartArray:
                var array = new JsonValue { Kind = JsonKind.List, Position = position };
                while (values <= MostValues && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(Value(ref reader, $"{path}[{array.Items.Count}]"));
                }

                return array;
            case JsonTokenType.String:
                return new JsonValue { Kind = JsonKind.Text, Position = position, Text = Text(ref reader, at, path), Length = reader.ValueSpan.Length + 2 };
            case JsonTokenType.Number:
                return Number(reader.ValueSpan, at, position, path);
            case JsonTokenType.Null:
                return new JsonValue { Kind = JsonKind.Null, Position = position, Text = "null", Length = 4 };
            default:
                string text = reader.TokenType == JsonTokenType.True ? "true" : "false";
                return new JsonValue { Kind = JsonKind.Boolean, Position = position, Text = text, Length = text.Length };
        }
    }

    private void Members(ref Utf8JsonReader reader, JsonValue owner, string path)
    {
        var known = new Dictionary<string, JsonMember>(StringComparer.OrdinalIgnoreCase);
        while (values <= MostValues && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int at = (int)reader.TokenStartIndex;
            string name = Text(ref reader, at, path);
            int length = reader.ValueSpan.Length + 2;
            if (name.Length > LongestName)
            {
                Fault(at, LongestName, "CS106", path, $"A key of {name.Length:N0} characters; at most {LongestName} are read.", "give it a short name");
                name = name[..LongestName];
            }

            if (known.TryGetValue(Plain(name), out JsonMember? twin))
            {
                string how = twin.Name == name ? "stands twice" : $"differs only in case or accents from \"{JsonValue.Clean(twin.Name)}\"";
                Fault(at, length, "CS004", $"{path}.{name}", $"The key \"{JsonValue.Clean(name)}\" {how}; the first is on line {twin.NamePosition.Line}.",
                    "keep one of the two");
            }

            TextPosition position = Position(at);
            reader.Read();
            var member = new JsonMember(name, position, Value(ref reader, $"{path}.{name}"));
            owner.Members.Add(member);
            known.TryAdd(Plain(name), member);
        }
    }

    /// <summary>A name in the form in which two that look alike are equal.</summary>
    internal static string Plain(string name)
    {
        try
        {
            return name.Normalize();
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    /// <summary>A text; half of a surrogate pair, which is no character, is reported and left out.</summary>
    private string Text(ref Utf8JsonReader reader, int at, string path)
    {
        try
        {
            string text = reader.GetString()!;
            bool isProse = Characters.IsProse(path);
            if (Characters.FirstRefused(text, isProse) is { } refused)
            {
                Fault(at, reader.ValueSpan.Length + 2, "CS008", path, $"The text has {Characters.Describe(refused)}.", Characters.Fix);
                return string.Concat(text.EnumerateRunes().Where(rune => Characters.FirstRefused(rune.ToString(), isProse) is null));
            }

            return text;
        }
        catch (InvalidOperationException)
        {
            Fault(at, 1, "CS003", path, "Half of a surrogate pair (\\uD800 to \\uDFFF) is no character.", "write the character itself");
            return "";
        }
    }

    private JsonValue Number(ReadOnlySpan<byte> text, int at, TextPosition position, string path)
    {
        string written = Encoding.ASCII.GetString(text[..Math.Min(text.Length, LongestNumber + 1)]);
        double number = 0;
        if (text.Length > LongestNumber)
        {
            Fault(at, 10, "CS005", path, $"The number has {text.Length} characters; at most {LongestNumber} are read.", "write it with fewer digits");
        }
        else
        {
            number = double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (!double.IsFinite(number))
            {
                Fault(at, text.Length, "CS005", path, $"{written} is too large for a number.", "write a number below 1.7e308");
                number = 0;
            }
            else if (number == 0 && written.TakeWhile(c => c is not ('e' or 'E')).Any(c => c is >= '1' and <= '9'))
            {
                Fault(at, text.Length, "CS005", path, $"{written} is too small: it would become zero.", "write 0, or a number above 1e-300");
            }
        }

        return new JsonValue { Kind = JsonKind.Number, Position = position, Text = written, Number = number, Length = text.Length };
    }

    private void Fault(int at, int length, string code, string path, string message, string fix)
    {
        if (problems.Count < MostProblems)
        {
            TextPosition position = Position(at);
            problems.Add(new LocatedProblem(new Problem(code, path, message, fix), position, length, Line(position.Line)));
        }
    }

    /// <summary>Line and column in characters of a byte. Counted on from the place asked for last, so that one long line costs no more than many.</summary>
    private TextPosition Position(int at)
    {
        int line = Array.BinarySearch(lineStarts, at);
        line = line >= 0 ? line : ~line - 1;
        (int from, int column) = line == last.Line && at >= last.At ? (last.At, last.Column) : (lineStarts[line], 0);
        column += Encoding.UTF8.GetCharCount(bytes, from, Math.Min(at, bytes.Length) - from);
        last = (at, line, column);
        return new TextPosition(file, line + 1, column + 1);
    }
}
