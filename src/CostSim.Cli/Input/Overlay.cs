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

        var result = new JsonValue { Kind = JsonKind.Map, Position = upper.Position, Length = upper.Length };
        if (lower.Kind == JsonKind.Map && !IsAnotherDistribution(lower, upper))
        {
            result.Members.AddRange(lower.Members);
        }

        foreach (JsonMember member in upper.Members)
        {
            int index = result.Members.FindIndex(known => known.Name == member.Name);
            if (member.Value.Kind == JsonKind.Null)
            {
                result.Members.RemoveAll(known => known.Name == member.Name);
            }
            else if (index < 0)
            {
                result.Members.Add(member with { Value = Merge(Nothing(member.Value), member.Value) });
            }
            else
            {
                result.Members[index] = member with { Value = Merge(result.Members[index].Value, member.Value) };
            }
        }

        return result;
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
