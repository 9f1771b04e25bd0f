namespace CostSim.Scenarios;

/// <summary>What a scenario must satisfy beyond its shape: references that exist, parts that belong together.</summary>
public static class ScenarioRules
{
    private static readonly string[] Reserved =
    [
        "con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"com{i}", $"lpt{i}" }),
    ];

    /// <summary>All problems of <paramref name="scenario"/>; empty when it can be compiled.</summary>
    public static IReadOnlyList<Problem> Check(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var check = new RuleBook(scenario);
        check.Whole();
        check.World();
        check.Systems();
        check.Options();
        check.Acceptances();
        return check.Problems;
    }

    /// <summary>Whether a name can name a folder on every system.</summary>
    /// <param name="name">The name.</param>
    public static bool IsFolderName(string name) => name is not null && IsSlug(name);

    internal static bool IsSlug(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-'
        && !Reserved.Contains(name);
}

/// <summary>One checking of one scenario: the problems found so far.</summary>
internal sealed partial class RuleBook(Scenario scenario)
{
    private readonly List<Problem> problems = [];

    public IReadOnlyList<Problem> Problems => problems;

    public void Whole()
    {
        if (!ScenarioRules.IsSlug(scenario.Name))
        {
            Add("CS201", "name", "The name cannot name a folder everywhere.", "use lower-case letters, digits and hyphens, at most 64, and no name reserved by Windows");
        }

        if (scenario.Options.Count == 0)
        {
            Add("CS202", "options", "There is no option to look at.", "add at least one option");
        }

        Ceiling();
        foreach ((string name, ThresholdRange range) in (ReadOnlySpan<(string, ThresholdRange)>)
            [("protectedYears", scenario.Decision.ProtectedYears), ("lossAverted", scenario.Decision.LossAverted)])
        {
            if (!(range.To > range.From))
            {
                Add("CS233", $"decision:{name}", FormattableString.Invariant($"The range ends at {range.To} and begins at {range.From}."), "let it end higher than it begins");
            }
        }

        foreach ((string id, StudySettings study) in scenario.Decision.Studies.Where(pair => pair.Value.Observes == StudyKind.Normal && !(pair.Value.Deviation > 0)))
        {
            Add("CS235", $"decision:studies:{id}", $"The observations of \"{study.Input}\" are normal, but their error has no deviation.", "add \"deviation\", in the unit of the input");
        }

        if (scenario.ReferenceOption.Length > 0)
        {
            Known(scenario.ReferenceOption, scenario.Options.Keys, "referenceOption", "option");
        }
    }

    private void Ceiling()
    {
        IReadOnlyList<CapitalPayment> covers = scenario.Economy.AcquisitionCeiling.Covers;
        if (covers.Count == 0)
        {
            Add("CS217", "economy:acquisitionCeiling:covers", "The ceiling covers no payment.", "name what it limits, or leave acquisitionCeiling out for all capital payments");
        }
        else if (scenario.Economy.AcquisitionCeilingMEur is null && covers.Distinct().Count() < Enum.GetValues<CapitalPayment>().Length)
        {
            problems.Add(new Problem("CS237", "economy:acquisitionCeiling:covers", "There is no ceiling on acquisition, so what it covers makes no difference.",
                "add acquisitionCeilingMEur, or remove acquisitionCeiling", Severity.Warning));
        }
    }

    public void World()
    {
        foreach ((string id, Raid raid) in scenario.Raids)
        {
            string path = $"raids:{id}";
            KnownKeys(raid.Targets.Keys, scenario.Sites.Keys, path + ":targets", "site");
            if (!(raid.Targets.Values.Sum() > 0))
            {
                Add("CS203", path + ":targets", "The raid has no target: the weights sum to 0.", "give at least one site a weight above 0");
            }

            Archetypes(raid.Archetypes, path);
        }

        AttackerCosts();

        if (scenario.ReferenceRaid.Phase == RaidPhase.Always)
        {
            Add("CS204", "referenceRaid:phase", "The reference raid needs one phase, not \"always\".", "write \"conflict\" or \"peace\"");
        }

        Archetypes(scenario.ReferenceRaid.Archetypes, "referenceRaid");
        if (scenario.Sites.Count == 0 || !(scenario.Sites.Values.Sum(site => site.Weight) > 0))
        {
            Add("CS203", "sites", "There is no site with a weight above 0.", "add a site");
        }

        foreach ((string id, Site site) in scenario.Sites)
        {
            KnownKeys(site.HitProbability.Keys, scenario.ThreatClasses.Keys, $"sites:{id}:hitProbability", "threat class");
            KnownKeys(site.DamageShare.Keys, scenario.ThreatClasses.Keys, $"sites:{id}:damageShare", "threat class");
            KnownKeys(site.DeathsPerHit.Keys, scenario.ThreatClasses.Keys, $"sites:{id}:deathsPerHit", "threat class");
            if (scenario.Sites.ContainsKey(site.Area))
            {
                Add("CS205", $"sites:{id}:area", $"\"{site.Area}\" is the name of a site, so it cannot name an area too.", "give the area another name");
            }
        }
    }

    /// <summary>A class without a cost would count as free, so costs are given for all that come, or for none.</summary>
    private void AttackerCosts()
    {
        if (scenario.ThreatClasses.Values.All(threat => threat.UnitCostMEur is null))
        {
            return;
        }

        var come = scenario.Raids.Values.SelectMany(raid => raid.Archetypes.Values).SelectMany(archetype => archetype.Attackers)
            .Where(attackers => attackers.Value > 0).Select(attackers => attackers.Key).ToHashSet();
        foreach ((string id, ThreatClass threat) in scenario.ThreatClasses)
        {
            if (threat.UnitCostMEur is null && come.Contains(id))
            {
                Add("CS234", $"threatClasses:{id}", $"Other classes say what an attacker costs, \"{id}\" does not, and it comes in raids.", "give it \"unitCostMEur\" too, or leave it out everywhere");
            }
        }
    }

    private void Archetypes(IReadOnlyDictionary<string, Archetype> archetypes, string path)
    {
        if (archetypes.Count is 0 or > 16)
        {
            Add("CS206", path + ":archetypes", $"A raid has 1 to 16 archetypes, found {archetypes.Count}.", "merge sizes that are alike");
        }

        foreach ((string id, Archetype archetype) in archetypes)
        {
            KnownKeys(archetype.Attackers.Keys, scenario.ThreatClasses.Keys, $"{path}:archetypes:{id}:attackers", "threat class");
        }
    }

    private void KnownKeys(IEnumerable<string> found, IEnumerable<string> known, string path, string what)
    {
        foreach (string name in found)
        {
            Known(name, known, $"{path}:{name}", what);
        }
    }

    private bool Known(string found, IEnumerable<string> known, string path, string what)
    {
        if (known.Contains(found))
        {
            return true;
        }

        string suggestion = Spelling.Suggestion(found, known);
        Add("CS208", path, $"There is no {what} called \"{found}\".", suggestion.Length > 0 ? suggestion : $"define it, or use one of: {string.Join(", ", known)}");
        return false;
    }

    private void Add(string code, string path, string message, string fix) => problems.Add(new Problem(code, path, message, fix));
}
