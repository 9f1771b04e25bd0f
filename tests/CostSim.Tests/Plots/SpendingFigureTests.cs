using System.Text;
using CostSim.Compilation;
using CostSim.Plots;
using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Plots;

/// <summary>Against the line of the ceiling stands what the ceiling covers, and nothing else.</summary>
public sealed class SpendingFigureTests
{
    [Theory]
    [InlineData("[\"units\"]")]
    [InlineData("[\"missiles\", \"initialTraining\"]")]
    public void What_is_drawn_against_the_ceiling_is_what_it_covers(string covers)
    {
        RunTables tables = Tables(("economy.acquisitionCeilingMEur", "60"), ("economy.acquisitionCeiling.covers", covers));
        TimelineRow[] covered = [.. tables.Timeline.Where(row => row.Outcome == "under_ceiling")];
        TimelineRow[] line = [.. tables.Timeline.Where(row => row.Outcome == "budget_line")];
        Assert.Equal(line.Length, covered.Length);
        Assert.All(covered.Zip(line), pair => Assert.True(pair.First.Mean <= pair.Second.Mean * (1 + 1e-12)));
        Assert.Contains(covered, row => row.Mean > 0.99 * 60);
        double Sum(string outcome) => tables.Timeline.Where(row => row.Outcome == outcome && row.Option == "shield").Sum(row => row.Mean);
        Assert.True(Sum("under_ceiling") < Sum("acquisition") + Sum("missiles") + Sum("infrastructure") - 1);

        // The same spending, with the line and without what the ceiling covers being known: only the first says what is drawn against the line.
        string Caption(RunTables of) => Encoding.UTF8.GetString(SpendingFigure.Draw(of, new FigureSettings()).Svg.Span);
        Assert.Contains("what the acquisition ceiling covers", Caption(tables), StringComparison.Ordinal);
        Assert.DoesNotContain("ceiling", Caption(tables with { Timeline = [.. tables.Timeline.Where(row => row.Outcome != "under_ceiling")] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_ceiling_there_is_no_line_and_nothing_under_it()
    {
        RunTables tables = Tables();
        Assert.DoesNotContain(tables.Timeline, row => row.Outcome is "under_ceiling" or "budget_line");
    }

    private static RunTables Tables(params (string, string)[] changes)
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, changes));
        var settings = new SimulationSettings { Trials = 64, Seed = 5, Threads = 1 };
        return TableBuilder.Build(Simulator.Run(model, settings, TestScenarios.Draws(model)), "test");
    }
}
