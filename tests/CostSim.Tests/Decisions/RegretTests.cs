using CostSim.Statistics;
using CostSim.Tables;

namespace CostSim.Tests.Decisions;

/// <summary>Regret across scenarios, by hand.</summary>
public sealed class RegretTests
{
    [Fact]
    public void The_least_worst_option_need_not_be_preferred_anywhere()
    {
        // Benefits: calm (a 10, b 7, c 0), war (a 0, b 6, c 9).
        IReadOnlyList<RegretRow> rows = RegretTable.Of([("calm", Rows(5, ("a", 10), ("b", 7), ("c", 0))), ("war", Rows(5, ("a", 0), ("b", 6), ("c", 9))), ("other", Rows(5, ("d", 0), ("b", 6)))]);
        Assert.Equal(["a", "b", "c"], rows.Select(row => row.Option));
        Assert.Equal([9.0, 3, 10], rows.Select(row => row.WorstRegret));
        Assert.Equal(["war", "calm", "calm"], rows.Select(row => row.WorstScenario));
        Assert.Equal([4.5, 3, 5], rows.Select(row => row.MeanRegret));
        Assert.Equal([1, 0, 1], rows.Select(row => row.Preferred));
        Assert.Equal([false, true, false], rows.Select(row => row.IsLeastWorst));
    }

    [Fact]
    public void Ties_go_to_the_smaller_mean_regret_then_by_name_and_what_cannot_be_compared_is_left_out()
    {
        IReadOnlyList<RegretRow> rows = RegretTable.Of([("one", Rows(5, ("b", 1), ("a", 1))), ("two", [.. Rows(5, ("b", 2), ("a", 2)), .. Rows(6, ("a", 2), ("b", 3))])]);
        Assert.Equal(["b", "a"], rows.Select(row => row.Option));
        Assert.Equal([false, true], rows.Select(row => row.IsLeastWorst));
        Assert.Equal([0, 2], rows.Select(row => row.Preferred));

        // Largest regrets that differ by rounding alone: 0.1 + 0.2 is not 0.3. The mean regret of b is the smaller.
        IReadOnlyList<RegretRow> near = RegretTable.Of(
        [
            ("one", Rows(5, ("a", 0), ("b", 0.1 + 0.2), ("c", -1))), ("two", Rows(5, ("a", 0.3), ("b", 0), ("c", -1))), ("three", Rows(5, ("a", 0), ("b", 0.1), ("c", -1))),
        ]);
        Assert.Equal([false, true, false], near.Select(row => row.IsLeastWorst));
        Assert.Empty(RegretTable.Of([("one", Rows(5, ("a", 1), ("b", 1))), ("two", Rows(5, ("c", 1), ("d", 1)))]));
        Assert.Empty(RegretTable.Of([]));
    }

    private static AcceptabilityRow[] Rows(double threshold, params (string Option, double Benefit)[] benefits) =>
    [
        .. benefits.Select(one => new AcceptabilityRow(
            "effect", threshold, one.Option, default, new Estimate(one.Benefit, 0, 1), default,
            one.Option == benefits.Where(other => other.Benefit == benefits.Max(any => any.Benefit)).Min(other => other.Option))),
    ];
}
