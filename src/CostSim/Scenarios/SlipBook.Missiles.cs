namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Full loads of all launchers of an option above which a stock is a slip of the pen.</summary>
    private const double MostLoads = 100;

    /// <summary>Times the price of its launcher above which the price of a missile is.</summary>
    private const double DearMissile = 2;

    /// <summary>Launchers without missiles, missiles without launchers, and stocks and prices out of all proportion.</summary>
    public void Missiles()
    {
        foreach ((string id, DefenceSystem system) in Used)
        {
            Aboard(id, system);
        }

        var told = new HashSet<string>();
        foreach ((string id, Holding[] own) in bought)
        {
            Option([.. assets, .. own], id, told);
        }

        foreach (Holding asset in assets)
        {
            Asset(asset, told);
        }

        foreach ((string id, Missile missile) in scenario.Missiles.Where(pair => IsZero(pair.Value.RestockPerYear, 1)))
        {
            if (assets.Concat(bought.Values.SelectMany(own => own)).Any(holding => holding.Missiles.GetValueOrDefault(id) > 0))
            {
                Warn("CS307", $"missiles:{id}:restockPerYear", $"Of \"{id}\" none that is fired is ever replaced: restockPerYear is 0.", "leave restockPerYear out for no limit, or write how many a year can be had");
            }
        }
    }

    private void Aboard(string id, DefenceSystem system)
    {
        IReadOnlyDictionary<string, Shot> classes = system.Engagement?.Classes ?? new Dictionary<string, Shot>();
        foreach ((string missile, int ready) in system.Ground?.ReadyMissiles ?? new Dictionary<string, int>())
        {
            string path = $"systems:{id}:ground:readyMissiles:{missile}";
            Shot[] shots = [.. classes.Values.Where(shot => shot.Missile == missile)];
            if (shots.Length == 0)
            {
                Warn("CS303", path, $"\"{id}\" has \"{missile}\" ready and fires it at no class.", $"add \"missile\": \"{missile}\" to a class of engagement, or remove it");
            }
            else if (ready < shots.Max(shot => shot.Doctrine == FireDoctrine.WholeSalvos ? shot.Salvo : 1))
            {
                Warn("CS304", path, $"A unit of \"{id}\" has {ready} \"{missile}\" ready and fires {shots.Max(shot => shot.Salvo)} at a target.", "write how many missiles are on the launchers of a unit");
            }
        }

        double price = Price(system.Cost.UnitPriceMEur, system.Cost.UnitPriceMUsd);
        foreach (string missile in Fired(id).Where(scenario.Missiles.ContainsKey))
        {
            Missile kind = scenario.Missiles[missile];
            double each = Price(kind.PriceMEur, kind.PriceMUsd);
            if (price > 0 && each > DearMissile * price)
            {
                Warn("CS306", $"missiles:{missile}", $"One \"{missile}\" ({Text(each)} MEUR) is dearer than a unit of \"{id}\" that fires it ({Text(price)} MEUR).", "write both prices in millions");
            }
        }
    }

    private void Option(Holding[] all, string option, HashSet<string> told)
    {
        foreach (Holding own in all.Where(holding => !holding.Path.StartsWith("assets:", StringComparison.Ordinal)))
        {
            foreach (string missile in Fired(own.System).Where(missile => !all.Any(holding => holding.Missiles.GetValueOrDefault(missile) > 0)))
            {
                Warn("CS302", own.Path, $"\"{own.System}\" fires \"{missile}\", of which \"{option}\" has none: its launchers stay empty.", $"add \"missiles\": {{ \"{missile}\": … }} to the purchase");
            }

            foreach ((string missile, int count) in own.Missiles.Where(pair => pair.Value > 0 && !all.Any(holding => Fired(holding.System).Contains(pair.Key))))
            {
                Warn("CS303", $"{own.Path}:missiles:{missile}", $"{count} \"{missile}\" are bought, and nothing that \"{option}\" has fires them.", "buy the missile that the launchers fire");
            }
        }

        foreach (string missile in all.SelectMany(holding => holding.Missiles.Keys).Distinct())
        {
            double load = all.Where(holding => Fired(holding.System).Contains(missile)).Sum(holding => holding.Units * Load(holding.System, missile));
            double stock = all.Sum(holding => holding.Missiles.GetValueOrDefault(missile));
            Holding largest = all.MaxBy(holding => holding.Missiles.GetValueOrDefault(missile))!;
            if (load > 0 && stock > MostLoads * load && told.Add($"{largest.Path}:missiles:{missile}"))
            {
                Warn("CS305", $"{largest.Path}:missiles:{missile}", $"{stock:N0} \"{missile}\" are {stock / load:N0} full loads of all that fires them.", "write the number of missiles, not their cost");
            }
        }
    }

    /// <summary>An asset whose missiles no option has, or whose missiles no option fires.</summary>
    private void Asset(Holding asset, HashSet<string> told)
    {
        Holding[] all = [.. assets, .. bought.Values.SelectMany(own => own)];
        foreach (string missile in Fired(asset.System).Where(missile => asset.Units > 0 && !all.Any(holding => holding.Missiles.GetValueOrDefault(missile) > 0)))
        {
            if (told.Add($"{asset.System} {missile}"))
            {
                Warn("CS302", asset.Path, $"\"{asset.System}\" fires \"{missile}\", which no asset and no option has: its launchers stay empty.", $"add \"missiles\": {{ \"{missile}\": … }} to the asset");
            }
        }

        foreach ((string missile, int count) in asset.Missiles.Where(pair => pair.Value > 0 && !all.Any(holding => Fired(holding.System).Contains(pair.Key))))
        {
            Warn("CS303", $"{asset.Path}:missiles:{missile}", $"{count} \"{missile}\" are there, and nothing that any option has fires them.", "name the missile that the launchers fire");
        }
    }

    private IEnumerable<string> Fired(string system) =>
        scenario.Systems.GetValueOrDefault(system)?.Engagement?.Classes.Values.Select(shot => shot.Missile).Where(missile => missile.Length > 0).Distinct() ?? [];

    private double Load(string system, string missile) => scenario.Systems[system] is { Fighter: { } fighter } ? Mean(fighter.MissilesPerAircraft, 0)
        : scenario.Systems[system].Ground?.ReadyMissiles.GetValueOrDefault(missile) ?? 0;
}
