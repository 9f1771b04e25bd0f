namespace CostSim.Cli.Input;

/// <summary>
/// Lays JSON trees over one another (RFC 7396: objects merge, null removes, everything else replaces). Values keep the place they were
/// written at, so that a problem is shown where it can be mended.
/// </summary>
internal static class Overlay
{
    /// <summary>The lower tree with the upper laid over it.</summary>
    public static JsonValue Merge(JsonValue lower, JsonValue upper)
    {
        if (upper.Kind != JsonKind.Map)
        {
            return upper;
        }

        var members = new OrderedDictionary<string, JsonMember>();
        if (lower.Kind == JsonKind.Map && !IsAnotherDistribution(lower, upper))
        {
            foreach (JsonMember member in lower.Members)
            {
                _ = members.TryAdd(member.Name, member);
            }
        }

        foreach (JsonMember member in upper.Members)
        {
            if (member.Value.Kind == JsonKind.Null)
            {
                _ = members.Remove(member.Name);
            }
            else
            {
                JsonValue below = members.TryGetValue(member.Name, out JsonMember? known) ? known.Value : Nothing(member.Value);
                members[member.Name] = member with { Value = Merge(below, member.Value) };
            }
        }

        var result = new JsonValue { Kind = JsonKind.Map, Position = upper.Position, Length = upper.Length };
        result.Members.AddRange(members.Values);
        return result;
    }

    /// <summary>Keys of a merged tree that differ only in case or accents from one below: another spelling of the same, which would stand beside it.</summary>
    public static IEnumerable<(JsonMember First, JsonMember Second, string Path)> Twins(JsonValue tree, string path = "$")
    {
        var known = new Dictionary<string, JsonMember>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonMember member in tree.Members)
        {
            string at = $"{path}.{member.Name}";
            if (!known.TryAdd(JsonTree.Plain(member.Name), member))
            {
                yield return (known[JsonTree.Plain(member.Name)], member, at);
            }

            foreach ((JsonMember, JsonMember, string) inside in Twins(member.Value, at))
            {
                yield return inside;
            }
        }

        for (int i = 0; i < tree.Items.Count; i++)
        {
            foreach ((JsonMember, JsonMember, string) inside in Twins(tree.Items[i], $"{path}[{i}]"))
            {
                yield return inside;
            }
        }
    }

    /// <summary>
    /// A quantity of another kind replaces the one below: parameters of two families never make sense together, so no result that plain
    /// merging could give is lost.
    /// </summary>
    private static bool IsAnotherDistribution(JsonValue lower, JsonValue upper)
    {
        string? Kind(JsonValue node) => node.Member("type")?.Value is { Kind: JsonKind.Text } type ? type.Text : node.Member("value") is null ? null : "value";
        return Kind(upper) is { } now && Kind(lower) is { } before && now != before;
    }

    private static JsonValue Nothing(JsonValue like) => new() { Kind = JsonKind.Null, Position = like.Position };
}
