using CostSim.Cli.Output;
using CostSim.Tests.Commands;

namespace CostSim.Tests.Engagement;

/// <summary>
/// The layered cases of <c>scenarios/wilkening</c>, run by the program. A layer stops a warhead with K = q(1 − (1 − p)^n), layers with
/// 1 − Π(1 − K), and none of W gets through with K^W (D. A. Wilkening, "A simple model for calculating ballistic missile defense
/// effectiveness", Science &amp; Global Security 8(2), 1999); the numbers were worked out from these by hand.
/// </summary>
public sealed class LayeredDefenceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-layers-").FullName;

    [Theory]
    [InlineData("w20", 0.329475, 0.801541, 0.158452, 0.856002, 0.721883, 0.863227)]
    [InlineData("w4", 0.800875, 0.956721, 0.691798, 0.969382, 0.909723, 0.971013)]
    [InlineData("w5", 0.757627, 0.946197, 0.630920, 0.961875, 0.892684, 0.963899)]
    public void No_warhead_gets_through_with_the_probability_of_the_closed_form(
        string file, double oneOf946, double oneOf989, double one, double two, double twoFallible, double three)
    {
        string scenario = Path.Combine(CostSimProcess.Root, "scenarios", "wilkening", file + ".json");
        (int code, _, string error) = CostSimProcess.Run(folder, "validate", scenario);
        Assert.Equal((0, ""), (code, error));
        (code, _, error) = CostSimProcess.Run(
            folder, "run", scenario, "--exact", "--trials", "2", "--design", "mc", "--no-plots", "--quiet", "--output", folder);
        Assert.True(code == 0, error);

        string trials = Path.Combine(folder, "wilkening-" + file, "trials.csv");
        var found = CsvTable.Read(trials, CsvDialect.Rfc4180, row => (Option: row.Text("option"), P0: row.Number("protected_years")))
            .Take(7).ToDictionary(row => row.Option, row => row.P0);
        Assert.Equal(0, found["nothing"], 1e-12);
        (string Option, double P0)[] expected =
            [("one-946", oneOf946), ("one-989", oneOf989), ("one", one), ("two", two), ("two-fallible", twoFallible), ("three", three)];

        // The numbers are given to six digits.
        Assert.All(expected, row => Assert.InRange(found[row.Option] - row.P0, -5e-7, 5e-7));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}
