using CostSim.Decisions;

namespace CostSim.Tests.Decisions;

/// <summary>Efficiency frontiers that others have published, and the cases in which frontiers go wrong.</summary>
public sealed class FrontierTests
{
    /// <summary>Source; costs; effects; status of each (F on the frontier, D dominated, E by a mix of two); incremental ratios from the cheapest on.</summary>
    public static TheoryData<string, double[], double[], string, double[]> Published => new()
    {
        { "seven options, computed elsewhere", [0, 1000, 3000, 2500, 3600, 1400, 5200], [0, 40, 70, 45, 95, 52, 100], "FFEDFFF", [25, 33.3333333333, 51.1627906977, 320] },
        { "HERC, six options (dampack, heemod)", [5000, 12000, 10000, 25000, 35000, 55000], [1, 1.5, 2, 3, 4, 5], "FDFEFF", [5000, 12500, 20000] },
        { "near ties (dampack)", [163771.0, 164848.7, 163765.1], [6.48273, 6.52861, 6.52861], "DDF", [] },
        {
            "HIV, five intervals of screening (dampack)", [26000, 27000, 28020, 28440, 29440],
            [277.25 / 12, 277.57 / 12, 277.78 / 12, 277.83 / 12, 277.76 / 12], "FFFFD", [37500, 58285.714286, 100800]
        },

        // The published cohort worked through 20 years to full precision; heemod prints 6275.95560.
        { "HIV, two drugs or one, costs discounted 6 % (Briggs et al.; heemod)", [44663.45356369667, 50601.651331203706], [7.99120664584088, 8.93738889164347], "FF", [6275.955603531767] },

        // Published 2198.486665: the same within the rounding of the published effects, 1e-8 of 0.0445.
        { "hip replacement (Briggs et al.; heemod)", [512.434658, 610.311818], [14.6531896, 14.69770986], "FF", [2198.4858129759] },
        { "the least effective is not the cheapest", [3, 1, 5], [1, 2, 4], "DFF", [2] },
        { "equal effects", [3, 1, 2], [4, 4, 4], "DFD", [] },
        { "equal costs", [2, 2, 2], [1, 3, 2], "DFD", [] },
        { "identical options both stay", [5, 3, 3, 5], [2, 1, 1, 2], "FFFF", [2, 2] },
        { "identical options that are dominated", [5, 5, 1], [1, 1, 2], "DDF", [] },
        { "one option", [7], [0], "F", [] },
        { "each dominated by the next", [4, 3, 2, 1], [1, 2, 3, 4], "DDDF", [] },
        { "negative effects", [0, 10, 20], [-5, -3, -4], "FFD", [5] },
        { "the origin is an option", [0, 0, 4], [0, 1, 3], "DFF", [2] },
        { "on the line between two: a mix gives as much", [0, 1, 2], [0, 1, 2], "FEF", [1] },
        { "negative costs", [-10, -4, 0], [0, 3, 4], "FFF", [2, 4] },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Frontiers(string source, double[] cost, double[] effect, string statuses, double[] ratios)
    {
        FrontierPlace[] places = Frontier.Of(cost, effect);
        string found = string.Concat(places.Select(place => place.Status switch { FrontierStatus.Frontier => 'F', FrontierStatus.Dominated => 'D', _ => 'E' }));
        Assert.True(statuses == found, $"{source}: {found}");
        double[] rising = [.. places.Where(place => place.Previous >= 0).Select(place => place.Icer).Order()];
        Assert.Equal(ratios.Length, rising.Length);
        Assert.All(ratios.Zip(rising), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(Enumerable.Range(0, cost.Length), places.Select(place => place.Option));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Order_of_the_options_makes_no_difference(string source, double[] cost, double[] effect, string statuses, double[] ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        int[] order = [.. Enumerable.Range(0, cost.Length).Reverse()];
        FrontierPlace[] places = Frontier.Of([.. order.Select(d => cost[d])], [.. order.Select(d => effect[d])]);
        string found = string.Concat(places.Reverse().Select(place => place.Status switch { FrontierStatus.Frontier => 'F', FrontierStatus.Dominated => 'D', _ => 'E' }));
        Assert.True(statuses == found, $"{source}: {found}");
    }
}
