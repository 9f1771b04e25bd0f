namespace CostSim.Scenarios;

/// <summary>
/// What is valid in a scenario and surely not meant: warnings. The thresholds are far from what sensible scenarios hold, so that a warning is right
/// nearly always; who means it all the same accepts it in the scenario (<see cref="Scenario.Accept"/>).
/// </summary>
public static class ScenarioSlips
{
    /// <summary>All warnings about <paramref name="scenario"/>, in which <see cref="ScenarioRules"/> found no error.</summary>
    public static IReadOnlyList<Problem> Check(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var book = new SlipBook(scenario);
        book.Units();
        book.Halves();
        book.Missiles();
        book.Money();
        book.Times();
        book.Weights();
        book.Places();
        book.Options();
        book.Decisions();
        return book.Problems;
    }
}

/// <summary>One reading of one scenario: the warnings found so far, and what its options have.</summary>
internal sealed partial class SlipBook
{
    private readonly Scenario scenario;
    private readonly List<Problem> problems = [];
    private readonly Holding[] assets;
    private readonly Dictionary<string, Holding[]> bought;
    private readonly string[] used;

    public SlipBook(Scenario scenario)
    {
        this.scenario = scenario;
        assets = [.. scenario.Assets.Select(pair => new Holding($"assets:{pair.Key}", pair.Value.System, pair.Value.Units, pair.Value.Missiles, pair.Value.Siting))];
        bought = scenario.Options.ToDictionary(pair => pair.Key, pair => Bought(pair.Key, pair.Value));
        used = [.. assets.Concat(bought.Values.SelectMany(holdings => holdings)).Select(holding => holding.System).Distinct()];
    }

    /// <summary>The warnings found so far.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Calendar time at which the horizon ends.</summary>
    private int End => scenario.Horizon.StartYear + scenario.Horizon.Years;

    /// <summary>Systems that an option or an asset has, with their names, in the order of the file.</summary>
    private IEnumerable<(string Id, DefenceSystem System)> Used => scenario.Systems.Where(pair => used.Contains(pair.Key)).Select(pair => (pair.Key, pair.Value));

    private static Holding[] Bought(string id, PolicyOption option) =>
    [
        .. Orders(option.Purchases, $"options:{id}:purchases"),
        .. Orders(option.Fallback?.Purchases ?? new Dictionary<string, Purchase>(), $"options:{id}:fallback:purchases"),
    ];

    private static IEnumerable<Holding> Orders(IReadOnlyDictionary<string, Purchase> purchases, string path) =>
        purchases.Select(pair => new Holding($"{path}:{pair.Key}", pair.Value.System, pair.Value.Units, pair.Value.Missiles, pair.Value.Siting));

    private void Warn(string code, string path, string message, string fix) => problems.Add(new Problem(code, path, message, fix, Severity.Warning));

    /// <summary>Whether a quantity, or what holds without it, can be nothing but 0.</summary>
    private static bool IsZero(Quantity? quantity, double otherwise) => (quantity?.Distribution.Maximum ?? otherwise) <= 0;

    /// <summary>Whether a quantity is 0 in both phases.</summary>
    private static bool IsZero(ByPhase? phases, double otherwise) => IsZero(phases?.Peace, otherwise) && IsZero(phases?.Conflict, otherwise);

    private static double Mean(Quantity? quantity, double otherwise) => quantity?.Distribution.Mean ?? otherwise;

    /// <summary>Mean price in MEUR, a price in dollars at the mean rate of the first year.</summary>
    private double Price(Quantity? eur, Quantity? usd) => eur is not null ? eur.Distribution.Mean : Mean(usd, 0) / scenario.Economy.UsdPerEur.Distribution.Mean;

    private static string Text(double value) => FormattableString.Invariant($"{Math.Round(value, 6)}");

    /// <summary>What an option has or buys.</summary>
    /// <param name="Path">Where it stands.</param>
    /// <param name="System">Name of the system.</param>
    /// <param name="Units">How many.</param>
    /// <param name="Missiles">Missiles that come with it.</param>
    /// <param name="Siting">Areas or sites.</param>
    private sealed record Holding(string Path, string System, int Units, IReadOnlyDictionary<string, int> Missiles, IReadOnlyList<string> Siting);
}
