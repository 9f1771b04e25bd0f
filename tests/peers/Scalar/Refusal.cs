using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>What the model knows and this program does not, by name: a scenario that uses it is refused, not passed.</summary>
internal static class Refusal
{
    /// <summary>What a scenario uses that is not known here.</summary>
    public static IEnumerable<string> Of(JsonNode scenario)
    {
        JsonNode[] decisions = [scenario["procurement"]!["decision"]!, .. scenario["systems"]!.AsObject().Select(pair => pair.Value!["schedule"]!["decision"]).OfType<JsonNode>()];
        var shots = scenario["systems"]!.AsObject().SelectMany(pair => pair.Value!["engagement"]?["classes"]?.AsObject() ?? []);
        (string What, bool IsThere)[] known =
        [
            ("decisions as competing hazards", decisions.Any(one => one["approvalPerYear"] is not null)),
            ("residual value", scenario["economy"]!["residualValue"]?.GetValue<bool>() ?? false),
            ("doctrines other than whole salvos", shots.Any(shot => (shot.Value!["doctrine"]?.GetValue<string>() ?? "wholeSalvos") != "wholeSalvos")),
            ("more than 16 programmes or layers", scenario["systems"]!.AsObject().Count > 16),
        ];
        return known.Where(one => one.IsThere).Select(one => one.What);
    }
}
