using System.Text;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Scenarios;

namespace CostSim.Benchmarks;

/// <summary>
/// Scenario files that somebody or something has damaged: bytes, spans, numbers, quoted words and brackets changed at random. Each is found again
/// by its number. Reading one must end in a scenario that can be compiled, or in problems that a person can mend; in nothing else.
/// </summary>
/// <param name="seeds">Sound files, each as often as it is to be taken.</param>
/// <param name="files">The files that they name.</param>
internal sealed class ScenarioFuzz(IReadOnlyList<byte[]> seeds, ScenarioFileAccess files)
{
    private static readonly byte[][] Odd =
    [
        .. ((string[])[
            "{", "}", "[", "]", ",", ":", "\"", "null", "true", "NaN", "Infinity", "-", "0,5", "1e999", "1e-999", "-0", "99999999999999999999", "\\u0000", "\\ud800", "//", "/*", "*/",
            "\"type\":", "\"value\":", "\"extends\":", "\"file\":", "\"pert\"", "\"mixture\"", "\"metalog\"", "\u00A0", "\u201C", "\uFEFF", "é", "\u202E", "[[[[[[[[", "{\"a\":{\"a\":",
        ]).Select(Encoding.UTF8.GetBytes),
        [0x80], [0xFF], [0xC3], [0x00], [0x1B],
    ];

    private static readonly string[] Numbers =
        ["0", "-1", "1", "2", "0.5", "1.0000001", "16", "1000", "1e6", "1e15", "1e308", "-1e308", "5e-324", "2147483648", "9007199254740993", "1e-300", "100", "0.9999999999999999"];

    /// <summary>A damaged file.</summary>
    /// <param name="number">Which one; any number.</param>
    public byte[] File(ulong number)
    {
        ulong state = number;
        int Below(int bound) => (int)(Next(ref state) % (ulong)Math.Max(1, bound));
        var content = new List<byte>(seeds[Below(seeds.Count)]);
        for (int changes = 1 + Below(4); changes > 0 && content.Count > 0; changes--)
        {
            int at = Below(content.Count);
            int length = Math.Min(1 + Below(40), content.Count - at);
            switch (Below(9))
            {
                case 0:
                    content[at] = (byte)Below(256);
                    break;
                case 1:
                    content[at] ^= (byte)(1 << Below(8));
                    break;
                case 2:
                    content.RemoveRange(at, length);
                    break;
                case 3:
                    content.InsertRange(Below(content.Count), content.GetRange(at, length));
                    break;
                case 4:
                    content.InsertRange(at, Odd[Below(Odd.Length)]);
                    break;
                case 5:
                    byte[] other = seeds[Below(seeds.Count)];
                    int from = Below(other.Length);
                    content.InsertRange(at, other.AsSpan(from, Math.Min(length * 4, other.Length - from)).ToArray());
                    break;
                case 6:
                    Replace(content, at, b => b is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-', Encoding.ASCII.GetBytes(Numbers[Below(Numbers.Length)]));
                    break;
                case 7:
                    // A word for a word: keys and names trade places.
                    Replace(content, at, b => char.IsAsciiLetterOrDigit((char)b), Word(content, Below(content.Count)));
                    break;
                default:
                    content.RemoveRange(at, Below(20) == 0 ? content.Count - at : 1);
                    break;
            }
        }

        return [.. content];
    }

    /// <summary>What is wrong with what reading a file gave; null when nothing is.</summary>
    public string? Fault(byte[] content, out bool isValid)
    {
        isValid = false;
        try
        {
            ReadResult read = ScenarioReader.Read("fuzz.json", content, files, "/fuzz.json");
            isValid = read.IsValid;
            if (!read.IsValid)
            {
                return !read.Problems.Any(one => one.Problem.Severity == Severity.Error) ? "refused without a problem"
                    : read.Problems.FirstOrDefault(one => ProblemCatalogue.Find(one.Problem.Code) is null || one.Problem.Message.Length == 0 || one.Problem.Fix.Length == 0
                        || one.Position.Line < 1 || one.Position.Column < 1) is { } bare ? $"a problem without code, place, message or fix: {bare.Problem}"
                    : null;
            }

            _ = ScenarioCompiler.Compile(read.Scenario!);
            ReadResult again = ScenarioReader.Read("again.json", Encoding.UTF8.GetBytes(read.ResolvedJson));
            return again.ResolvedJson == read.ResolvedJson && again.IsValid ? null : "the resolved scenario does not read back as itself";
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }

    private static void Replace(List<byte> content, int near, Func<byte, bool> isPart, byte[] by)
    {
        int start = content.FindIndex(near, b => isPart(b));
        if (start < 0)
        {
            return;
        }

        int end = content.FindIndex(start, b => !isPart(b));
        content.RemoveRange(start, (end < 0 ? content.Count : end) - start);
        content.InsertRange(start, by);
    }

    private static byte[] Word(List<byte> content, int near) =>
        [.. content.Skip(near).SkipWhile(b => b != '"').Skip(1).TakeWhile(b => char.IsAsciiLetterOrDigit((char)b)).Take(40)];

    /// <summary>Random bits by steps of a counter (SplitMix64; Steele, Lea and Flood 2014).</summary>
    internal static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
