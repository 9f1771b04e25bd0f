using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Tests.Commands;

namespace CostSim.Tests.Simulation;

/// <summary>The scenarios of the library: all can be run, and each differs from the others as its title says.</summary>
public sealed class LibraryTests
{
    private static readonly string Folder = Path.Combine(CostSimProcess.Root, "scenarios", "belgium");
    private static readonly Dictionary<string, Sample> Runs = [];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scenario_is_valid_named_after_its_file_and_ends_with_sources(string file)
    {
        ReadResult read = Read(file);
        Assert.Empty(read.Problems);
        Assert.Equal("belgium-" + Path.GetFileNameWithoutExtension(file), read.Scenario!.Name);
        Model model = ScenarioCompiler.Compile(read.Scenario);
        Assert.All(model.Inputs, input => Assert.False(string.IsNullOrWhiteSpace(input.Source), $"{file}: {input.Path} has no source"));
        if (file != "baseline.json")
        {
            Assert.True(File.ReadLines(Path.Combine(Folder, file)).Count() < 110, "a variant is a few lines over a base");
        }
    }

    [Fact]
    public void In_the_grey_zone_no_missile_defence_averts_anything_to_speak_of()
    {
        Assert.True(Mean("all-options", "nasams-skyranger", Outcome.LossAverted) > 30);
        Assert.All(Run("s01-grey-zone").Model.OptionIds, option => Assert.InRange(Mean("s01-grey-zone", option, Outcome.LossAverted), -0.1, 1));
        Assert.All(Run("s01-grey-zone").Column(1, Outcome.RealisedLoss).ToArray(), loss => Assert.InRange(loss, 0, 1000));
    }

    [Fact]
    public void A_window_of_danger_makes_every_option_avert_more_and_come_sooner()
    {
        foreach (string option in (string[])["nasams-skyranger", "patriot", "layered", "samp-t"])
        {
            Assert.True(Mean("s03-window-2029", option, Outcome.LossAverted) > 1.2 * Mean("all-options", option, Outcome.LossAverted), option);
            Assert.True(Mean("s03-window-2029", option, Outcome.IocYear) < Mean("all-options", option, Outcome.IocYear) - 0.5, option);
            Assert.True(Mean("s03-window-2029", option, Outcome.Cost) > Mean("all-options", option, Outcome.Cost), option);
        }
    }

    [Fact]
    public void Joint_purchase_with_the_Dutch_brings_NASAMS_sooner()
    {
        Assert.True(Mean("s02-baseline-threat", "nasams-skyranger", Outcome.FocYear) < Mean("all-options", "nasams-skyranger", Outcome.FocYear) - 0.3);

        // Nothing changes for hardening, until the ceiling is higher in the fifth year.
        double[] Hardening(string scenario) => [.. Enumerable.Range(0, 4).Select(y =>
            Run(scenario).YearlyMean(Run(scenario).Model.OptionIds.ToList().IndexOf("hardening"), y, YearlyOutcome.Acquisition))];
        Assert.Equal(Hardening("all-options"), Hardening("s02-baseline-threat"), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void A_surprise_strike_leaves_fighters_on_the_ground()
    {
        double Gain(string scenario, string option) => Mean(scenario, option, Outcome.ProtectedYears) - Mean(scenario, "do-minimum", Outcome.ProtectedYears);
        Assert.True(Gain("s04-cruise-strike", "more-f35") < Gain("all-options", "more-f35"));
        Assert.True(Mean("s04-cruise-strike", "do-minimum", Outcome.ProtectedYears) < Mean("all-options", "do-minimum", Outcome.ProtectedYears) - 1);
    }

    [Fact]
    public void Ballistic_missiles_favour_those_who_can_stop_them()
    {
        double Lead(string scenario) => Mean(scenario, "layered", Outcome.ProtectedYears) - Mean(scenario, "nasams-skyranger", Outcome.ProtectedYears);
        Assert.True(Lead("s05-ballistic") > Lead("all-options") + 0.5);
    }

    [Fact]
    public void Saturation_by_drones_leaves_little_of_a_defence_that_does_not_shoot_at_drones()
    {
        Assert.True(Mean("s06-drone-saturation", "patriot", Outcome.ProtectedYears) < 0.25 * Mean("all-options", "patriot", Outcome.ProtectedYears));
        Assert.True(Mean("s06-drone-saturation", "hardening", Outcome.ProtectedYears) > 2 * Mean("s06-drone-saturation", "patriot", Outcome.ProtectedYears));
    }

    [Fact]
    public void American_and_European_supply_decide_who_is_late()
    {
        Assert.True(Mean("s07-us-squeeze", "more-f35", Outcome.IocYear) > Mean("all-options", "more-f35", Outcome.IocYear) + 2);
        Assert.Equal(Mean("all-options", "samp-t", Outcome.IocYear), Mean("s07-us-squeeze", "samp-t", Outcome.IocYear), 0.05);
        Assert.True(Mean("s08-european-surge", "samp-t", Outcome.IocYear) < Mean("all-options", "samp-t", Outcome.IocYear) - 0.5);
        Assert.True(Mean("s08-european-surge", "samp-t", Outcome.Cost) < Mean("all-options", "samp-t", Outcome.Cost));
    }

    [Fact]
    public void Less_money_comes_later_and_fewer_crews_protect_less()
    {
        Assert.True(Mean("s09-fiscal-squeeze", "nasams-skyranger", Outcome.IocYear) > Mean("all-options", "nasams-skyranger", Outcome.IocYear) + 1);
        Assert.True(Mean("s10-crew-limited", "nasams-skyranger", Outcome.ProtectedYears) < Mean("all-options", "nasams-skyranger", Outcome.ProtectedYears) - 0.5);
        Assert.Equal(Mean("all-options", "nasams-skyranger", Outcome.IocYear), Mean("s10-crew-limited", "nasams-skyranger", Outcome.IocYear), 1e-9);
    }

    [Theory]
    [InlineData("equal-4bn", 4000)]
    [InlineData("equal-6bn", 6000)]
    public void The_same_money_is_the_same_money(string scenario, double budget)
    {
        Assert.All(Run(scenario).Model.OptionIds.Skip(1), option => Assert.InRange(Mean(scenario, option, Outcome.Cost), 0.95 * budget, 1.05 * budget));
    }

    [Fact]
    public void Today_starts_from_what_is_decided()
    {
        Assert.True(Mean("today", "as-decided", Outcome.ProtectedYears) > Mean("all-options", "nasams-skyranger", Outcome.ProtectedYears));
        Assert.Equal(0, Mean("today", "as-decided", Outcome.LossAverted));
        Assert.All(Run("today").Model.OptionIds.Skip(1), option => Assert.InRange(Mean("today", option, Outcome.Cost), 1000, 1700));
    }

    private static double Mean(string scenario, string option, Outcome outcome)
    {
        Sample run = Run(scenario);
        double[] values = [.. run.Column(run.Model.OptionIds.ToList().IndexOf(option), outcome).ToArray().Where(value => !double.IsNaN(value))];
        return values.Average();
    }

    private static Sample Run(string scenario)
    {
        lock (Runs)
        {
            if (!Runs.TryGetValue(scenario, out Sample? run))
            {
                run = TestScenarios.Run(Read(scenario + ".json").Scenario!, 1024);
                Runs[scenario] = run;
            }

            return run;
        }
    }

    private static ReadResult Read(string file)
    {
        string path = Path.Combine(Folder, file);
        return ScenarioReader.Read(path, File.ReadAllBytes(path), ScenarioFiles.Access, path);
    }
}
