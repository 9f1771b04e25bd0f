using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Compilation;

/// <summary>Turns a scenario as written into a model as run. Expects a scenario in which <see cref="ScenarioRules"/> found no error.</summary>
public static class ScenarioCompiler
{
    /// <summary>Compiles <paramref name="scenario"/>.</summary>
    /// <exception cref="ArgumentException">A reference or combination that <see cref="ScenarioRules"/> refuses.</exception>
    public static Model Compile(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var problems = new List<Problem>();
        Model model = new ModelBuilder(scenario).Run(problems);
        return problems.Find(problem => problem.Code == "CS240") is { } tooLarge ? throw new ArgumentException(tooLarge.Message, nameof(scenario)) : model;
    }

    /// <summary>
    /// What only compilation can tell: whether the systems fit, and what is wrong with the dependence between inputs and their order. Expects that
    /// <see cref="ScenarioRules"/> found no error.
    /// </summary>
    public static IReadOnlyList<Problem> Check(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var problems = new List<Problem>();
        var builder = new ModelBuilder(scenario);
        Model model = builder.Run(problems);
        if (scenario.Run.Priority.Count > 0 || scenario.Decision.Groups.Count > 0 || scenario.Decision.Studies.Count > 0)
        {
            string[] known = [.. model.Inputs.Select(input => input.Path)];
            for (int i = 0; i < scenario.Run.Priority.Count; i++)
            {
                Uncertain(scenario.Run.Priority[i], $"run:priority:{i}", known, builder.IsNoInputHere, problems);
            }

            foreach ((string id, InputNames group) in scenario.Decision.Groups)
            {
                for (int i = 0; i < group.Inputs.Count; i++)
                {
                    Uncertain(group.Inputs[i], $"decision:groups:{id}:inputs:{i}", known, builder.IsNoInputHere, problems);
                    Learnable(group.Inputs[i], $"decision:groups:{id}:inputs:{i}", problems);
                }
            }

            foreach ((string id, StudySettings study) in scenario.Decision.Studies)
            {
                string path = $"decision:studies:{id}:input";
                Uncertain(study.Input, path, known, builder.IsNoInputHere, problems);
                Learnable(study.Input, path, problems);
                if (Inputs(known, study.Input).Count == 0 && builder.IsNoInputHere(study.Input))
                {
                    problems.Add(new Problem("CS237", path, $"{study.Input} is certain here: the study has nothing to tell.", "make the input uncertain, or leave the study out", Severity.Warning));
                }
            }
        }

        return problems;
    }

    /// <summary>Numbers of the inputs that a path names; with a * at its end, of all that begin so.</summary>
    public static IReadOnlyList<int> Inputs(IReadOnlyList<string> known, string name)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(name);
        return [.. Enumerable.Range(0, known.Count).Where(i => name.EndsWith('*') ? known[i].StartsWith(name[..^1], StringComparison.Ordinal) : known[i] == name)];
    }

    private static void Learnable(string name, string path, List<Problem> problems)
    {
        if (InputInfo.IsChance(name))
        {
            problems.Add(new Problem(
                "CS237", path, $"\"{name}\" is a throw of the dice: nothing can be learnt of it before the choice, so it is passed over.",
                "name the probability behind it, or leave it out", Severity.Warning));
        }
    }

    private static void Uncertain(string name, string path, string[] known, Func<string, bool> isNoInputHere, List<Problem> problems)
    {
        if (Inputs(known, name).Count == 0 && !isNoInputHere(name))
        {
            string suggestion = Spelling.Suggestion(name, known);
            problems.Add(new Problem("CS232", path, $"\"{name}\" is no uncertain input of this scenario.",
                suggestion.Length > 0 ? suggestion : "write the path of an input as in inputs.csv"));
        }
    }
}

/// <summary>The names of a scenario and the inputs collected so far.</summary>
internal sealed partial class ModelBuilder(Scenario scenario)
{
    private readonly InputTableBuilder inputs = new();
    private readonly string[] classes = [.. scenario.ThreatClasses.Keys];
    private readonly string[] siteIds = [.. scenario.Sites.Keys];
    private readonly string[] missileIds = [.. scenario.Missiles.Keys.Where(id => UsedMissiles(scenario).Contains(id))];
    private readonly string[] supplierIds = [.. scenario.Suppliers.Keys];
    private readonly string[] systemIds = [.. scenario.Systems.Keys.Where(id => UsedSystems(scenario).Contains(id))];

    /// <summary>
    /// Whether a name could be that of an input, but is of none here: the quantity is certain, or belongs to what no option uses. Such names are
    /// passed over, so that a scenario over another can make an input certain.
    /// </summary>
    public bool IsNoInputHere(string name)
    {
        string[] parts = (InputInfo.IsChance(name) ? name[InputInfo.Chance.Length..] : name).TrimEnd('*').Split(':');
        bool isUnused = parts.Length > 2 && parts[0] switch
        {
            "systems" => scenario.Systems.ContainsKey(parts[1]) && !systemIds.Contains(parts[1]),
            "missiles" => scenario.Missiles.ContainsKey(parts[1]) && !missileIds.Contains(parts[1]),
            _ => false,
        };
        return isUnused || inputs.Certain.Contains(name) || (name.EndsWith('*') && inputs.Certain.Any(path => path.StartsWith(name[..^1], StringComparison.Ordinal)));
    }

    public Model Run(List<Problem> problems)
    {
        EconomyPlan economy = Economy();
        ConflictPlan conflict = Conflict();
        (RaidPlan[] raids, ArchetypePlan[] archetypes) = Raids();
        MissilePlan[] missiles = Missiles();
        SupplierPlan[] suppliers = Suppliers();
        AssetPlan[] assets = [.. scenario.Assets.Values.Select(Asset)];
        string[] optionIds = [.. scenario.Options.Keys];
        OptionPlan[] options = [.. scenario.Options.Select(pair => Option(pair.Key, pair.Value))];
        SystemPlan[] systems = Systems(assets, options, problems);
        SitePlan[] sites = [.. siteIds.Select(id => Site(id, systems))];
        int reference = scenario.ReferenceOption.Length == 0 ? 0 : Index(optionIds, scenario.ReferenceOption);
        (IReadOnlyList<CorrelationGroup> groups, IReadOnlyList<Problem> faults) =
            Dependence.Build(scenario.Correlations, scenario.CorrelationRepair, inputs.Inputs, IsNoInputHere);
        problems.AddRange(faults);
        return new Model
        {
            Scenario = scenario,
            Inputs = inputs.Inputs,
            Dependence = groups,
            Events = inputs.Events,
            OptionIds = optionIds,
            RaidIds = [.. scenario.Raids.Keys],
            ThreatIds = classes,
            MissileIds = missileIds,
            Economy = economy,
            Conflict = conflict,
            Raids = raids,
            Archetypes = archetypes,
            Evaluations = [.. Evaluations(raids)],
            Sites = sites,
            Systems = systems,
            Suppliers = suppliers,
            Missiles = missiles,
            Assets = assets,
            Options = options,
            ReferenceOption = reference,
            ReferenceRaids = scenario.ReferenceRaid.Raids,
            ThreatClasses = classes.Length,
            AttackerCosts = AttackerCosts(),
        };
    }

    private static HashSet<string> UsedSystems(Scenario scenario) =>
    [
        .. scenario.Assets.Values.Select(asset => asset.System),
        .. scenario.Options.Values.SelectMany(option => option.Purchases.Values.Concat(option.Fallback?.Purchases.Values ?? [])).Select(p => p.System),
    ];

    /// <summary>Missiles that a used system fires, or that somebody has.</summary>
    private static HashSet<string> UsedMissiles(Scenario scenario) =>
    [
        .. UsedSystems(scenario).Where(scenario.Systems.ContainsKey).Select(id => scenario.Systems[id]).SelectMany(system =>
            (system.Engagement?.Classes.Values.Select(shot => shot.Missile) ?? []).Concat(system.Ground?.ReadyMissiles.Keys ?? [])),
        .. scenario.Assets.Values.SelectMany(asset => asset.Missiles.Keys),
        .. scenario.Options.Values.SelectMany(option => option.Purchases.Values.Concat(option.Fallback?.Purchases.Values ?? [])).SelectMany(p => p.Missiles.Keys),
    ];

    private static int Index(string[] names, string name)
    {
        int index = Array.IndexOf(names, name);
        return index >= 0 ? index : throw new ArgumentException($"The scenario does not define '{name}'.");
    }

    private double[] Profile(IReadOnlyList<double> profile)
    {
        double[] result = new double[scenario.Horizon.Years];
        for (int y = 0; y < result.Length; y++)
        {
            result[y] = profile.Count == 0 ? 1 : profile[Math.Min(y, profile.Count - 1)];
        }

        return result;
    }

    private int[] MissileCounts(IReadOnlyDictionary<string, int> counts)
    {
        int[] result = new int[missileIds.Length];
        foreach ((string id, int count) in counts)
        {
            result[Index(missileIds, id)] = count;
        }

        return result;
    }

    /// <summary>Sites covered by each unit: those of the named area, or the named site, in turn.</summary>
    private int[][] Covered(IReadOnlyList<string> siting, int units)
    {
        int[][] result = new int[siting.Count == 0 ? 0 : units][];
        for (int j = 0; j < result.Length; j++)
        {
            string place = siting[j % siting.Count];
            int[] inArea = [.. Enumerable.Range(0, siteIds.Length).Where(s => scenario.Sites[siteIds[s]].Area == place)];
            result[j] = inArea.Length > 0 ? inArea : [Index(siteIds, place)];
        }

        return result;
    }
}
