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
            ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""));
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
        Assert.All(tables.Schedule.Where(row => row.Option == "nothing"), row => Assert.Equal(0, row.Probability));
    }
}
