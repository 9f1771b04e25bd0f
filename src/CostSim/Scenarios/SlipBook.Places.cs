namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Fewest sites of which one can be said to be singled out, and fewest units that crowd it.</summary>
    private const int SeveralSites = 3, SeveralUnits = 4;

    /// <summary>Areas that are compared with one another.</summary>
    private const int MostAreas = 200;

    /// <summary>Sites, areas and classes that were forgotten somewhere, and units that all stand on one site.</summary>
    public void Places()
    {
        foreach (string id in scenario.Sites.Keys.Where(id => scenario.Raids.Count > 0 && !scenario.Raids.Values.Any(raid => raid.Targets.ContainsKey(id))))
        {
            Warn("CS310", $"sites:{id}", $"No raid aims at \"{id}\".", $"add \"{id}\" to targets of a raid; with 0 if it is meant");
        }

        Undefended();
        Classes();
        foreach ((string id, Holding[] own) in bought)
        {
            Crowded(id, own);
        }

        Twins();
        foreach (string id in scenario.Suppliers.Keys.Where(id => !scenario.Systems.Values.Any(system => system.Supplier == id)))
        {
            Warn("CS329", $"suppliers:{id}", $"No system names \"{id}\" as its supplier: its queue delays nothing.", $"add \"supplier\": \"{id}\" to the systems that it delivers");
        }
    }

    private void Undefended()
    {
        Holding[] all = [.. assets, .. bought.Values.SelectMany(own => own)];
        if (all.Any(holding => scenario.Systems[holding.System].Fighter is not null) || !all.Any(holding => holding.Siting.Count > 0))
        {
            return;
        }

        Programme[] programmes = [.. Used.Select(pair => pair.System.Programme).OfType<Programme>()];
        HashSet<string> places = [.. all.SelectMany(holding => holding.Siting)];
        foreach ((string id, Site site) in scenario.Sites)
        {
            bool isCovered = places.Contains(id) || places.Contains(site.Area) || programmes.Any(programme => programme.Sites.Count == 0 || programme.Sites.Contains(id));
            if (!isCovered && site.Weight > 0)
            {
                Warn("CS311", $"sites:{id}", $"Nothing of any option defends \"{id}\": it tells no option from another.", "add it or its area to the siting of a unit, or leave it out");
            }
        }
    }

    private void Classes()
    {
        HashSet<string> coming = [.. scenario.Raids.Values.SelectMany(raid => raid.Archetypes.Values).Concat(scenario.ReferenceRaid.Archetypes.Values)
            .SelectMany(archetype => archetype.Attackers).Where(pair => pair.Value > 0).Select(pair => pair.Key)];
        foreach (string id in scenario.ThreatClasses.Keys.Where(coming.Contains))
        {
            bool isMet = scenario.Systems.Values.Any(system => system.Engagement?.Classes.ContainsKey(id) == true
                || system.Programme is { } programme && (programme.HitFactor.ContainsKey(id) || programme.DamageFactor.ContainsKey(id)));
            if (!isMet)
            {
                Warn("CS312", $"threatClasses:{id}", $"\"{id}\" comes in raids, and no system may engage it.", $"add \"{id}\" to engagement.classes of the systems that can");
            }
        }
    }

    private void Crowded(string option, Holding[] own)
    {
        Holding[] grounded = [.. own.Where(holding => holding.Siting.Count > 0)];
        string[] places = [.. grounded.SelectMany(holding => holding.Siting).Distinct()];
        if (places.Length != 1 || scenario.Sites.Count < SeveralSites || grounded.Sum(holding => holding.Units) < SeveralUnits || assets.Any(asset => asset.Siting.Count > 0))
        {
            return;
        }

        string[] covered = [.. scenario.Sites.Where(pair => pair.Key == places[0] || pair.Value.Area == places[0]).Select(pair => pair.Key)];
        double weight = covered.Sum(site => scenario.Sites[site].Weight);
        bool isMain = covered.Length > 1 || weight >= scenario.Sites.Values.Sum(site => site.Weight) / 2
            || scenario.Raids.Values.Any(raid => covered.Sum(site => raid.Targets.GetValueOrDefault(site)) >= raid.Targets.Values.Sum() / 2);
        if (!isMain)
        {
            Warn("CS313", $"{grounded[0].Path}:siting", $"All {grounded.Sum(holding => holding.Units)} ground units of \"{option}\" stand at \"{places[0]}\", one of {scenario.Sites.Count} sites.",
                "list the places of the units in the order of delivery: [\"north\", \"port\", …]");
        }
    }

    /// <summary>An area one letter from another in which units stand: the site in it is not covered.</summary>
    private void Twins()
    {
        string[] areas = [.. scenario.Sites.Values.Select(site => site.Area).Where(area => area.Length > 0).Distinct().Take(MostAreas)];
        HashSet<string> sited = [.. assets.Concat(bought.Values.SelectMany(own => own)).SelectMany(holding => holding.Siting)];
        foreach ((string id, Site site) in scenario.Sites.Where(pair => pair.Value.Area.Length >= 5 && !sited.Contains(pair.Value.Area) && !sited.Contains(pair.Key)))
        {
            string? twin = areas.FirstOrDefault(area => sited.Contains(area) && area != site.Area && Spelling.Distance(area, site.Area) == 1
                && area.Where(char.IsAsciiDigit).SequenceEqual(site.Area.Where(char.IsAsciiDigit)));
            if (twin is not null)
            {
                Warn("CS330", $"sites:{id}:area", $"The area \"{site.Area}\" is one letter from \"{twin}\", in which units stand; in this one none do.", $"write \"{twin}\", if that is meant");
            }
        }
    }
}
