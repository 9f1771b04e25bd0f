namespace CostSim.Scenarios;

internal sealed partial class RuleBook
{
    /// <summary>A purchase of an option, or of its fallback, and the one that it stands in for.</summary>
    private sealed record Bought(string Path, Purchase Order, string Instead);

    /// <summary>A programme is at work or not, so that what is bought of it beside another is paid for nothing.</summary>
    private void Programmes(PolicyOption option, string path)
    {
        string primary = $"{path}:purchases:{option.Fallback?.Primary}";
        Bought[] all =
        [
            .. option.Purchases.Select(pair => new Bought($"{path}:purchases:{pair.Key}", pair.Value, "")),
            .. (option.Fallback?.Purchases ?? new Dictionary<string, Purchase>())
                .Select(pair => new Bought($"{path}:fallback:purchases:{pair.Key}", pair.Value, primary)),
        ];
        for (int i = 0; i < all.Length; i++)
        {
            if (scenario.Systems.GetValueOrDefault(all[i].Order.System) is { Programme: not null } programme)
            {
                Programme(all[i], all[..i], programme.Schedule.ServiceLifeYears is not null);
            }
        }
    }

    private void Programme(Bought one, Bought[] before, bool ends)
    {
        string name = one.Order.System;
        if (one.Order.Units > 1)
        {
            Add("CS216", one.Path + ":units", $"\"{name}\" is a programme, which is at work or not: {one.Order.Units} units would cost {one.Order.Units} times and work once.",
                "write 1, with the cost of the whole programme as its unit price");
        }

        Bought? first = before.FirstOrDefault(other =>
            other.Order.System == name && other.Path != one.Instead && !(ends && other.Order.OrderYear != one.Order.OrderYear));
        if (first is not null)
        {
            Add("CS216", one.Path + ":system", $"\"{name}\" is a programme that {first.Path} buys too: it would cost twice and work once.",
                "remove one of the purchases; a renewal needs a programme with serviceLifeYears and a later orderYear");
        }

        string? asset = scenario.Assets.FirstOrDefault(pair => pair.Value.System == name && pair.Value is { Units: > 0, UntilYear: null }
            && !(pair.Value.FromYear > scenario.Horizon.StartYear)).Key;
        if (asset is not null)
        {
            Add("CS216", one.Path + ":system", $"\"{name}\" is a programme that is there already, as assets:{asset}: it would cost and change nothing.",
                "remove the purchase, or say with untilYear when the asset ends");
        }
    }
}
