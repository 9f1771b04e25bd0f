namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Options that are the same, things with one name, and a reference that was forgotten.</summary>
    public void Options()
    {
        var known = new Dictionary<string, string>();
        foreach ((string id, PolicyOption option) in scenario.Options)
        {
            if (!known.TryAdd(Content(option), id))
            {
                Warn("CS314", $"options:{id}", $"\"{id}\" is the same as \"{known[Content(option)]}\": it buys the same under the same rules.", "change what was to differ, or remove one");
            }
        }

        Names(scenario.Options.Select(pair => (pair.Key, pair.Value.Name)), "options");
        Names(scenario.Systems.Select(pair => (pair.Key, pair.Value.Name)), "systems");
        Names(scenario.Sites.Select(pair => (pair.Key, pair.Value.Name)), "sites");
        Names(scenario.Missiles.Select(pair => (pair.Key, pair.Value.Name)), "missiles");
        Names(scenario.ThreatClasses.Select(pair => (pair.Key, pair.Value.Name)), "threatClasses");
        Reference();
    }

    private void Names(IEnumerable<(string Id, string Name)> named, string path)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string id, string name) in named)
        {
            if (!known.TryAdd(name.Trim(), id))
            {
                Warn("CS315", $"{path}:{id}:name", $"\"{id}\" and \"{known[name.Trim()]}\" are both called \"{name}\": tables and figures cannot tell them apart.", "give each a name of its own");
            }
        }
    }

    /// <summary>Without a reference that is named, the first option is it: surely not when another buys part of what it buys.</summary>
    private void Reference()
    {
        if (scenario.ReferenceOption.Length > 0 || scenario.Options.Count < 2)
        {
            return;
        }

        (string first, Dictionary<string, int> units) = (scenario.Options.Keys.First(), Units(scenario.Options.Values.First()));
        string? less = scenario.Options.Skip(1).FirstOrDefault(pair => units.Count > 0 && IsPart(Units(pair.Value), units)).Key;
        if (less is not null)
        {
            Warn("CS316", "options", $"Losses are averted against \"{first}\", the first option, though \"{less}\" buys less.", $"add \"referenceOption\": \"{less}\", or name the one that is meant");
        }
    }

    private static Dictionary<string, int> Units(PolicyOption option) =>
        option.Purchases.Values.GroupBy(purchase => purchase.System).ToDictionary(group => group.Key, group => group.Sum(purchase => purchase.Units));

    private static bool IsPart(Dictionary<string, int> one, Dictionary<string, int> other) =>
        one.All(pair => pair.Value <= other.GetValueOrDefault(pair.Key)) && one.Values.Sum() < other.Values.Sum();

    /// <summary>All that an option does, without its names, as text that is equal for equal options.</summary>
    private static string Content(PolicyOption option)
    {
        string fallback = option.Fallback is not { } other ? ""
            : $"{Content(option.Purchases.GetValueOrDefault(other.Primary)!)}|{other.DeadlineYear.Distribution.Describe()}|{other.Trigger}|{other.TerminationFeeShare?.Distribution.Describe()}|{Content(other.Purchases)}";
        return $"{option.Regime}|{Content(option.Purchases)}|{fallback}";
    }

    private static string Content(IReadOnlyDictionary<string, Purchase> purchases) => string.Join(';', purchases.Values.Select(Content));

    private static string Content(Purchase order) => string.Join('|', order.System, order.Units, order.OrderYear, order.JointPurchase,
        string.Join(',', order.Missiles.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")), string.Join(',', order.Siting));
}
