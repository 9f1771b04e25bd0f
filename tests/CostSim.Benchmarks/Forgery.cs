using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CostSim.Benchmarks;

/// <summary>Changes files so that their checksums are right and their content is not. Each says what it changed; <c>below</c> gives a random whole number below another.</summary>
internal static class Forgery
{
    private static readonly string[] Odd =
        ["-1", "0", "1e308", "-1e308", "1e999", "1e18", "9223372036854775807", "2147483648", "0.5", "null", "true", "[]", "{}", "\"\"", "\"x\"", "\"../../outside/x\"", "\"/etc/passwd\"", "\"a\\u001b[31m\"", "\"NaN\"", "\"Infinity\""];

    private static readonly string[] OddCells = ["-1", "", "1e308", "-1e308", "NaN", "Infinity", "∞", "x", "../../outside/x", "99999999999", "0", "0.5", "=1+1", "\u202Ex"];

    /// <summary>Whether a manifest that is only sealed anew is the same to the byte.</summary>
    public static bool IsFaithful(string folder)
    {
        string path = Path.Combine(folder, Cli.Output.Manifest.FileName);
        byte[] was = File.ReadAllBytes(path);
        Seal(path, JsonNode.Parse(was)!);
        return was.AsSpan().SequenceEqual(File.ReadAllBytes(path));
    }

    /// <summary>Another manifest, sealed.</summary>
    public static string Manifest(string folder, Func<int, int> below)
    {
        string path = Path.Combine(folder, Cli.Output.Manifest.FileName);
        JsonNode node = JsonNode.Parse(File.ReadAllText(path))!;
        string what = Change(node, below);
        Seal(path, node);
        return $"manifest: {what}";
    }

    /// <summary>Another content of a file that the manifest names, under a manifest that agrees with it.</summary>
    public static string Table(string folder, Func<int, int> below)
    {
        string manifest = Path.Combine(folder, Cli.Output.Manifest.FileName);
        JsonNode sealedNode = JsonNode.Parse(File.ReadAllText(manifest))!;
        JsonArray files = sealedNode["files"]!.AsArray();
        JsonNode entry = files[below(files.Count)]!;
        string name = entry["name"]!.GetValue<string>(), path = Path.Combine(folder, name), what;
        if (name.EndsWith(".json", StringComparison.Ordinal))
        {
            what = Json(path, below);
        }
        else if (name.EndsWith(".csv", StringComparison.Ordinal))
        {
            what = Csv(path, below);
        }
        else
        {
            File.WriteAllText(path, "");
            what = "emptied";
        }

        byte[] content = File.ReadAllBytes(path);
        entry["bytes"] = content.Length;
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content));
        Seal(manifest, sealedNode);
        return $"{name}: {what}";
    }

    private static string Csv(string path, Func<int, int> below)
    {
        List<string> lines = [.. File.ReadAllLines(path)];
        int line = below(lines.Count);
        string was = lines[line], what;
        switch (below(6))
        {
            case 0:
                lines.RemoveRange(line, Math.Min(lines.Count - line, 1 + below(lines.Count)));
                what = $"lines from {line} on removed";
                break;
            case 1:
                lines.Insert(line, was);
                what = $"line {line} doubled";
                break;
            default:
                string[] cells = was.Split(',');
                int cell = below(cells.Length);
                string odd = OddCells[below(OddCells.Length)];
                what = $"line {line} cell {cell}: {cells[cell]} → {odd}";
                cells[cell] = odd;
                lines[line] = string.Join(',', cells);
                break;
        }

        File.WriteAllText(path, string.Concat(lines.Select(one => one + "\n")));
        return what;
    }

    /// <summary>Another content of a JSON file.</summary>
    public static string Json(string path, Func<int, int> below)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(path))!;
        string what = Change(node, below);
        File.WriteAllText(path, node.ToJsonString());
        return $"{Path.GetFileName(path)}: {what}";
    }

    /// <summary>Another header of a part, with both checksums.</summary>
    public static string Header(string path, Func<int, int> below)
    {
        byte[] content = File.ReadAllBytes(path);
        int end = Array.IndexOf(content, (byte)'\n');
        JsonNode header = JsonNode.Parse(content.AsSpan(0, end))!;
        string what = Change(header, below);
        byte[] line = Encoding.UTF8.GetBytes(header.ToJsonString() + "\n");
        byte[] rest = content[(end + 1 + 65)..^32];
        WritePart(path, [.. line, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(line)) + "\n"), .. rest]);
        return $"part header: {what}";
    }

    /// <summary>Other numbers in a part, with its checksum.</summary>
    public static string Record(string path, Func<int, int> below)
    {
        byte[] content = File.ReadAllBytes(path)[..^32];
        int start = Array.IndexOf(content, (byte)'\n') + 66, kind = below(6);
        int at = kind == 0 ? start + below(Math.Min(3000, content.Length - start - 40)) : start + below(content.Length - start - 40);
        var record = new List<byte>(content);
        switch (kind)
        {
            case 0:
            case 1:
                record[at] = (byte)below(256);
                break;
            case 2:
                byte[] number = new byte[8];
                BinaryPrimitives.WriteDoubleLittleEndian(number, double.Parse(((string[])["NaN", "Infinity", "-1e308", "1e308", "-1", "0"])[below(6)], CultureInfo.InvariantCulture));
                record.RemoveRange(at, 8);
                record.InsertRange(at, number);
                break;
            case 3:
                record.RemoveRange(at, Math.Min(1 + below(4000), record.Count - at - 21));
                break;
            case 4:
                record.InsertRange(at, Enumerable.Repeat((byte)0xFF, 1 + below(9)));
                break;
            default:
                for (int i = 0; i < 8; i++)
                {
                    record[at + i] = 0;
                }

                break;
        }

        WritePart(path, [.. record]);
        return $"part record: kind {kind} at {at}";
    }

    private static void WritePart(string path, byte[] content) => File.WriteAllBytes(path, [.. content, .. SHA256.HashData(content)]);

    /// <summary>Changes one to three places of JSON.</summary>
    private static string Change(JsonNode node, Func<int, int> below)
    {
        var said = new List<string>();
        for (int changes = 1 + below(3); changes > 0; changes--)
        {
            JsonNode[] owners = [.. Owners(node)];
            JsonNode owner = owners[below(owners.Length)];
            var odd = JsonNode.Parse(Odd[below(Odd.Length)]);
            if (owner is JsonObject map)
            {
                string key = map.Count == 0 ? "more" : map.ElementAt(below(map.Count)).Key;
                switch (below(6))
                {
                    case 0:
                        map.Remove(key);
                        said.Add($"{map.GetPath()}.{key} removed");
                        break;
                    case 1:
                        map["more"] = odd;
                        said.Add($"{map.GetPath()}.more = {odd?.ToJsonString()}");
                        break;
                    default:
                        map[key] = odd;
                        said.Add($"{map.GetPath()}.{key} = {odd?.ToJsonString()}");
                        break;
                }
            }
            else if (owner is JsonArray list)
            {
                int place = below(list.Count);
                said.Add($"{list.GetPath()}[{place}]");
                if (list.Count == 0 || below(3) == 0)
                {
                    list.Add(odd);
                }
                else if (below(2) == 0)
                {
                    list.RemoveAt(place);
                }
                else
                {
                    list[place] = odd;
                }
            }
        }

        return string.Join(" and ", said);
    }

    private static IEnumerable<JsonNode> Owners(JsonNode? node)
    {
        if (node is JsonObject or JsonArray)
        {
            yield return node;
            IEnumerable<JsonNode?> inside = node is JsonObject map ? map.Select(one => one.Value) : node.AsArray();
            foreach (JsonNode owner in inside.SelectMany(Owners).ToArray())
            {
                yield return owner;
            }
        }
    }

    /// <summary>Seals a manifest as the program does: its own hash without the seal, which keeps its place.</summary>
    private static void Seal(string path, JsonNode node)
    {
        JsonNode open = node.DeepClone();
        open.AsObject().Remove("seal");
        node["seal"] = Convert.ToHexStringLower(SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(open, Cli.Output.Manifest.Json)));
        File.WriteAllBytes(path, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(node, Cli.Output.Manifest.Json));
    }
}
