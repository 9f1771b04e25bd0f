namespace CostSim.Scenarios;

internal sealed partial class RuleBook
{
    public void Options()
    {
        foreach ((string id, Asset asset) in scenario.Assets)
        {
            Placed(asset.System, asset.Siting, asset.Missiles, $"assets:{id}");
        }

        foreach ((string id, PolicyOption option) in scenario.Options)
        {
            string path = $"options:{id}";
            if (option.Regime != "normal")
            {
                Known(option.Regime, scenario.Procurement.Regimes.Keys, path + ":regime", "regime");
            }

            Purchases(option.Purchases, path + ":purchases");
            Programmes(option, path);
            if (option.Fallback is { } fallback)
            {
                Known(fallback.Primary, option.Purchases.Keys, path + ":fallback:primary", "purchase of this option");
                Purchases(fallback.Purchases, path + ":fallback:purchases");
                if (fallback.Purchases.Count == 0)
                {
                    Add("CS220", path + ":fallback:purchases", "The fallback buys nothing.", "add a purchase");
                }
            }
        }
    }

    private void Purchases(IReadOnlyDictionary<string, Purchase> purchases, string path)
    {
        foreach ((string id, Purchase purchase) in purchases)
        {
            Placed(purchase.System, purchase.Siting, purchase.Missiles, $"{path}:{id}");
            if (purchase.JointPurchase.Length > 0)
            {
                Known(purchase.JointPurchase, scenario.Procurement.JointPurchases.Keys, $"{path}:{id}:jointPurchase", "joint purchase");
            }
        }
    }

    private void Placed(string system, IReadOnlyList<string> siting, IReadOnlyDictionary<string, int> missiles, string path)
    {
        KnownKeys(missiles.Keys, scenario.Missiles.Keys, path + ":missiles", "missile");
        if (!Known(system, scenario.Systems.Keys, path + ":system", "system"))
        {
            return;
        }

        bool onGround = scenario.Systems[system].Ground is not null;
        if (onGround && siting.Count == 0)
        {
            Add("CS221", path, $"\"{system}\" is ground-based and stands nowhere.", "add \"siting\": a list of areas or sites");
        }
        else if (!onGround && siting.Count > 0)
        {
            Add("CS222", path + ":siting", $"\"{system}\" covers every site, so it has no siting.", "remove siting");
        }

        string[] places = [.. scenario.Sites.Keys, .. scenario.Sites.Values.Select(site => site.Area).Where(area => area.Length > 0).Distinct()];
        for (int i = 0; i < siting.Count; i++)
        {
            Known(siting[i], places, $"{path}:siting:{i}", "site or area");
        }
    }
}
