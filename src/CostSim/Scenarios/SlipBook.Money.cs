namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Multiplier of a budget above which it is an amount.</summary>
    private const double LargestMultiplier = 20;

    /// <summary>Price of a unit in MEUR above which the price itself is told of.</summary>
    private const double MostPrice = 10_000;

    /// <summary>Factor between a site's value and the next, and that and the median, beyond which one of them is in other units.</summary>
    private const double ValueGap = 20, ValueRange = 50;

    /// <summary>Exchange rates upside down, multipliers that are amounts or probabilities, a ceiling that buys nothing, a value in other units.</summary>
    public void Money()
    {
        Rates();
        Economy economy = scenario.Economy;
        Profile(economy.CeilingProfile, "economy:ceilingProfile", "the ceiling");
        Profile(scenario.Conflict.OnsetProfile, "conflict:onsetProfile", "the onset probability");
        if (economy.AcquisitionCeilingMEur is not null && economy.CeilingProfile.Count > 0 && economy.CeilingProfile.Max() <= 0)
        {
            Warn("CS322", "economy:ceilingProfile", "The ceiling is 0 in every year: nothing can be bought.", "write multipliers of the ceiling, 1 for the ceiling itself");
        }
        else if (economy.AcquisitionCeilingMEur is { } ceiling && economy.AcquisitionCeiling.Covers.Contains(CapitalPayment.Units))
        {
            Affordable(Mean(ceiling, 0));
        }

        Values();
    }

    private void Rates()
    {
        double rate = scenario.Economy.UsdPerEur.Distribution.Mean, quoted = scenario.Economy.QuotedUsdPerEur;
        (string path, string name, double wrong, double other) = rate < quoted
            ? ("economy:usdPerEur", "usdPerEur", rate, quoted) : ("economy:quotedUsdPerEur", "quotedUsdPerEur", quoted, rate);
        if (wrong < 0.95 && Math.Abs((1 / wrong / other) - 1) < 0.1)
        {
            Warn("CS319", path, $"{name} is {Text(wrong)} dollars for a euro, and the other rate of the scenario is {Text(other)}: this one looks like euros for a dollar.",
                $"write dollars for a euro: {Text(Math.Round(1 / wrong, 3))}");
        }
    }

    private void Profile(IReadOnlyList<double> profile, string path, string what)
    {
        if (profile.Count == 0)
        {
            return;
        }

        if (profile.Max() > LargestMultiplier)
        {
            Warn("CS320", path, $"{Text(profile.Max())} times {what} in a year: this looks like an amount, not a multiplier.", "write multipliers: 1 for the value itself, 1.5 for half as much again");
        }
        else if (profile.Max() is > 0 and < 0.1)
        {
            Warn("CS320", path, $"At most {Text(profile.Max())} times {what} in any year: this looks like a probability, not a multiplier.", "write multipliers: 1 for the value itself, 1.5 for half as much again");
        }
    }

    /// <summary>Units that all years' ceilings together do not buy one of.</summary>
    private void Affordable(double ceiling)
    {
        IReadOnlyList<double> profile = scenario.Economy.CeilingProfile;
        double all = ceiling * Enumerable.Range(0, scenario.Horizon.Years).Sum(y => profile.Count == 0 ? 1 : profile[Math.Min(y, profile.Count - 1)]);
        foreach ((string id, DefenceSystem system) in Used.Where(pair => bought.Values.Any(own => own.Any(holding => holding.System == pair.Id))))
        {
            double price = Price(system.Cost.UnitPriceMEur, system.Cost.UnitPriceMUsd) * Mean(system.Cost.CostGrowth, 1);
            if (price > all && price <= MostPrice)
            {
                Warn("CS322", "economy:acquisitionCeilingMEur", $"In {scenario.Horizon.Years} years the ceiling lets {Text(all)} MEUR be paid, less than one unit of \"{id}\" costs ({Text(price)} MEUR).", "write the ceiling in million euro a year");
                return;
            }
        }
    }

    private void Values()
    {
        (string Id, double Value)[] sites = [.. scenario.Sites.Select(pair => (pair.Key, pair.Value.ValueMEurPerYear.Distribution.Mean)).Where(site => site.Mean > 0).OrderBy(site => site.Mean)];
        if (sites.Length < 4)
        {
            return;
        }

        double median = sites[sites.Length / 2].Value;
        if (sites[1].Value > ValueGap * sites[0].Value && median > ValueRange * sites[0].Value)
        {
            Warn("CS327", $"sites:{sites[0].Id}:valueMEurPerYear", $"\"{sites[0].Id}\" is worth {Text(sites[0].Value)} MEUR a year, the next {Text(sites[1].Value)}: billions, perhaps.", $"if it was in billions, write {Text(1000 * sites[0].Value)}");
        }

        if (sites[^1].Value > ValueGap * sites[^2].Value && sites[^1].Value > ValueRange * median)
        {
            Warn("CS327", $"sites:{sites[^1].Id}:valueMEurPerYear", $"\"{sites[^1].Id}\" is worth {Text(sites[^1].Value)} MEUR a year, the next {Text(sites[^2].Value)}: thousands, perhaps.", $"if it was in thousands, write {Text(sites[^1].Value / 1000)}");
        }
    }
}
