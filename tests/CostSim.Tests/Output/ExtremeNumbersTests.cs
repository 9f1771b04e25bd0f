using System.CommandLine;
using System.Text.RegularExpressions;
using CostSim.Cli.Commands;

namespace CostSim.Tests.Output;

/// <summary>Whatever constants a valid scenario has, no table and no JSON of its results has an infinite number or one that is none: what is not defined is empty.</summary>
public sealed partial class ExtremeNumbersTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public ExtremeNumbersTests() => File.WriteAllText(At("s.json"), DeskCommands.Starter());

    /// <summary>Values set, and options of the run.</summary>
    public static TheoryData<string[], string[]> Cases => new()
    {
        { ["systems.battery.cost.unitPriceMEur=1e12", "sites.port.valueMEurPerYear=1e12", "missiles.interceptor.priceMUsd=1e12"], [] },
        { ["systems.battery.cost.unitPriceMEur=1e-300", "sites.port.valueMEurPerYear=1e-300", "missiles.interceptor.priceMUsd=1e-300"], [] },
        { ["systems.battery.cost.unitPriceMEur=0", "systems.battery.cost.supportMEurPerYear=0", "systems.battery.cost.infrastructureMEur=0", "missiles.interceptor.priceMUsd=0", "economy.postCostMEur=0"], [] },
        { ["raids.strike.ratePerYear=0", "conflict.onsetProbability=0", "sites.port.valueMEurPerYear=0"], [] },
        { ["raids.strike.ratePerYear=300", "conflict.onsetProbability=1", "sites.port.valueMEurPerYear=1e12"], [] },
        { ["threatClasses.cruise.unitCostMEur=0"], [] },
        { ["threatClasses.cruise.unitCostMEur=1e-300", "missiles.interceptor.priceMUsd=1e12"], [] },
        { ["threatClasses.cruise.unitCostMEur=1e12", "missiles.interceptor.priceMUsd=1e-300"], ["--trials", "4096", "--keep", "1024"] },
        { ["systems.battery.engagement.classes.cruise.killProbability=0", "threatClasses.cruise.hitProbability=0"], [] },
        { ["economy.discountRate=1", "economy.usdPerEur=1e-12"], [] },
        { ["options.other={\"name\":\"The same again\",\"purchases\":{\"first\":{\"system\":\"battery\",\"units\":2,\"missiles\":{\"interceptor\":150},\"siting\":[\"port\"]}}}"], ["--total-order", "1024"] },
        { ["decision.protectedYears={\"from\":0,\"to\":1e12,\"steps\":3}"], [] },
        { [], ["--trials", "2"] },
        { [], ["--trials", "3", "--samples", "1"] },
        { ["run={\"trials\":4096,\"until\":{\"decision\":{\"measure\":\"loss_averted_meur\"},\"mostTrials\":32768}}", "options.other={\"name\":\"The same again\",\"purchases\":{\"first\":{\"system\":\"battery\",\"units\":2,\"missiles\":{\"interceptor\":150},\"siting\":[\"port\"]}}}"], ["--trials", ""] },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_infinite_is_written(string[] set, string[] options)
    {
        string[] trials = options.Contains("--trials") ? options[1].Length == 0 ? options[2..] : options : ["--trials", "256", .. options];
        string[] all = ["--quiet", "--no-plots", "--output", At("output"), .. set.SelectMany(value => (string[])["--set", value])];
        int code = Run(["run", At("s.json"), .. trials, .. all]);
        Assert.Equal(0, code);
        _ = Run(["analyze", At("output/starter"), "--quiet", "--no-plots", "--output", At("output")]);
        Scan();
        Assert.Equal(0, Run(["plot", At("output/starter"), "--quiet", "--format", "svg"]));
        Assert.Equal(0, Run(["brief", At("output/starter"), "--quiet"]));
        Assert.Equal(0, Run(["replay", At("output/starter/scenario.resolved.json"), "--trial", "1", "--json"]));
    }

    /// <summary>One option is no decision, and 1e13 no quantity: both are told.</summary>
    [Theory]
    [InlineData("options.batteries=null")]
    [InlineData("systems.battery.cost.unitPriceMEur=1e13")]
    public void What_is_no_scenario_is_not_run(string set)
    {
        Assert.Equal(4, Run(["run", At("s.json"), "--trials", "64", "--quiet", "--output", At("output"), "--set", set]));
        Assert.False(Directory.Exists(At("output")));
    }

    [Fact]
    public void Neither_is_it_in_what_several_say_together_nor_in_a_sweep()
    {
        File.WriteAllText(At("dear.json"), """{ "extends": "s.json", "name": "dear", "systems": { "battery": { "cost": { "unitPriceMEur": 1e12 } } } }""");
        File.WriteAllText(At("calm.json"), """{ "extends": "s.json", "name": "calm", "raids": { "strike": { "ratePerYear": 0 } }, "systems": { "battery": { "cost": { "unitPriceMEur": 0 } } } }""");
        string[] batch = ["run", At("s.json"), At("dear.json"), At("calm.json"), "--quiet", "--no-plots", "--trials", "128", "--output", At("output")];
        Assert.Equal(0, Run(batch));
        File.WriteAllText(At("calm.json"), File.ReadAllText(At("calm.json")).Replace("\"unitPriceMEur\": 0", "\"unitPriceMEur\": 1e-300", StringComparison.Ordinal));
        Assert.Equal(0, Run(batch));
        Assert.Equal(0, Run(["sweep", At("s.json"), "--quiet", "--trials", "64", "--vary", "systems.battery.cost.unitPriceMEur=0,1e-300,1e12", "--vary", "sites.port.valueMEurPerYear=0,1e12", "--output", At("output")]));
        Assert.Contains(At("output/digest.csv"), Directory.GetFiles(At("output")));
        Scan();
    }

    private void Scan()
    {
        foreach (string file in Directory.GetFiles(At("output"), "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".csv", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal)))
        {
            Match found = Undefined().Match(File.ReadAllText(file));
            Assert.False(found.Success, $"{Path.GetRelativePath(folder, file)}: {(found.Success ? File.ReadAllText(file).AsSpan(Math.Max(0, found.Index - 200), Math.Min(220, found.Index)).ToString() + found.Value : "")}");
        }
    }

    private static int Run(string[] command) =>
        ProgramCommands.Create().Parse(command).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null, Error = TextWriter.Null });

    private string At(string name) => Path.Combine(folder, name);

    [GeneratedRegex(@"(?<![A-Za-z])(NaN|-?Infinity|-?∞)(?![A-Za-z])")]
    private static partial Regex Undefined();
}
