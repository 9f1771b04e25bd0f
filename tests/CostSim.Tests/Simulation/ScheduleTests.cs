using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Tests.Simulation;

/// <summary>When options are in service, and within what money.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void Two_dates_and_two_prices_give_the_probabilities_counted_by_hand()
    {
        // Lead 0.5 or 1.9 years, slip 1.2: the first unit is there 1.2 or 2.88 years after the start, with training 0.1 and contract at 0.5.
        // The price is 50 or 150, each in half of the trials and independent of the dates.
        Sample sample = TestScenarios.Run(
            4096,
            ("systems.shield.schedule.leadYears", """{ "type": "discrete", "values": [0.5, 1.9], "weights": [1, 3] }"""),
            ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""),
            ("systems.shield.ground.availability", """{ "type": "uniform", "min": 0.5, "max": 1 }"""),
            ("decision.target", """{ "costMEur": 250, "protectedYears": 1.2 }"""));
        RunTables tables = TableBuilder.Build(sample, "test");
        ScheduleRow[] first = [.. tables.Schedule.Where(row => row.Option == "shield" && row.Milestone == "first")];
        Assert.Equal([2030, 2031, 2032, 2033], first.Select(row => row.Year));
        double standardError = Math.Sqrt(0.25 * 0.75 / 4096);
        Assert.Equal(0, first[0].Probability);
        Assert.InRange(first[1].Probability, 0.25 - (5 * standardError), 0.25 + (5 * standardError));
        Assert.Equal(1, first[2].Probability);
        Assert.Equal(1, first[3].Probability);
        Assert.Equal(0.5, first[3].WithinP50Cost, 1.0 / 4096);
        Assert.Equal(0.8, first[3].WithinP80Cost, 1.0 / 4096);

        double[] cost = sample.Column(1, Outcome.Cost).ToArray();
        double[] dates = sample.Column(1, Outcome.IocYear).ToArray();
        double p80 = cost.Order().ElementAt((int)(0.8 * 4095));
        int both = Enumerable.Range(0, 4096).Count(t => dates[t] < 2032 && cost[t] <= p80);
        Assert.Equal(both / 4096.0, first[1].WithinP80Cost, 1.5 / 4096);
        double[] protection = sample.Column(1, Outcome.ProtectedYears).ToArray();
        double p20 = protection.Order().ElementAt((int)(0.2 * 4095));
        int three = Enumerable.Range(0, 4096).Count(t => cost[t] <= p80 && protection[t] >= p20);
        Assert.Equal(three / 4096.0, first[3].WithinP80CostAndProtection, 1.5 / 4096);
        Assert.InRange(first[3].WithinP80CostAndProtection, 0.6, 0.7);

        // Less than a half of a half: what comes late costs less, discounted, and protects less.
        (double medianCost, double medianProtection) = (cost.Order().ElementAt(2047), protection.Order().ElementAt(2048));
        int two = Enumerable.Range(0, 4096).Count(t => cost[t] <= medianCost && protection[t] >= medianProtection);
        Assert.Equal(two / 4096.0, first[3].WithinP50CostAndProtection, 2.0 / 4096);
        Assert.InRange(first[3].WithinP50CostAndProtection, 0.1, 0.25 - (5 * standardError));
        Assert.InRange(first[1].WithinP80CostAndProtection, 0.1, first[1].WithinP80Cost);
        Assert.Equal(Enumerable.Range(0, 4096).Count(t => cost[t] <= 250 && protection[t] >= 1.2) / 4096.0, first[3].WithinTarget);
        Assert.All(tables.Schedule.Where(row => row.Option == "nothing"), row => Assert.Equal(0, row.Probability));
    }
}
