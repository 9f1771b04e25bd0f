using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Settings from <c>costsim.json</c> and the environment: what cannot be used is told with its place, and of several sources the last wins.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public SettingsTests() => File.WriteAllText(Path.Combine(folder, "a.json"), TestScenarios.Constant);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("""{"seed":[9]}""", "costsim.json:1:9: seed takes a whole number in decimal digits, without quotes; found an array.")]
    [InlineData("""{"trials":"many"}""", "costsim.json:1:11: trials takes a whole number in decimal digits, without quotes; found the text \"many\".")]
    [InlineData("""{"seed":{"a":1}}""", "costsim.json:1:9: seed takes a whole number in decimal digits, without quotes; found an object.")]
    [InlineData("""{"seed":null}""", "costsim.json:1:9: seed takes a whole number in decimal digits, without quotes; found null.")]
    [InlineData("""{"seed":"0x40"}""", "costsim.json:1:9: seed takes a whole number in decimal digits, without quotes; found the text \"0x40\".")]
    [InlineData("""{"seed":0x40}""", "costsim.json:1:10: Not JSON here")]
    [InlineData("""{"seed":1.5}""", "costsim.json:1:9: seed takes a whole number")]
    [InlineData("""{"quiet":"true"}""", "costsim.json:1:10: quiet takes true or false, without quotes; found the text \"true\".")]
    [InlineData("""{"output":5}""", "costsim.json:1:11: output takes a text in quotes; found 5.")]
    [InlineData("""{"output":""}""", "costsim.json:1:11: output is empty")]
    [InlineData("{\n  \"sead\": 1 }", "costsim.json:2:3: There is no setting \"sead\". did you mean \"seed\"?")]
    [InlineData("""{"seed":1,"seed":2}""", "costsim.json:1:11: The key \"seed\" stands twice")]
    [InlineData("{\"csvDialect\":\"rfc4180\",\n\"csv_dialect\":\"rfc4180\"}", "costsim.json:2:1: csvDialect is set twice, first on line 1 as \"csvDialect\"")]
    [InlineData("""{"csvDialect":"excel"}""", "costsim.json:1:15: --csv-dialect takes rfc4180 or excel-be")]
    [InlineData("""{"trials":1}""", "costsim.json:1:11: --trials must lie between 2 and")]
    [InlineData("""{"threads":99999999999}""", "costsim.json:1:12: threads takes a smaller number")]
    [InlineData("""{"samples":true}""", "costsim.json:1:12: samples takes \"all\", \"none\" or a number")]
    [InlineData("[]", "costsim.json:1:1: settings are an object")]
    [InlineData("null", "costsim.json:1:1: settings are an object")]
    [InlineData("", "costsim.json:1:1: the file is empty")]
    [InlineData("""{"seed":1""", "costsim.json:1:10: The file ends")]
    public void What_cannot_be_used_is_told_with_its_place(string settings, string message)
    {
        File.WriteAllText(Path.Combine(folder, "costsim.json"), settings);

        // What the command line says instead does not hide it.
        (int code, string output, string error) = CostSimProcess.Run(folder, "run", "a.json", "--trials", "16", "--seed", "3", "--no-plots");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    [Theory]
    [InlineData("COSTSIM_TRIALS=0x40", "COSTSIM_TRIALS in the environment: trials takes a whole number")]
    [InlineData("COSTSIM_TRIALS=", "COSTSIM_TRIALS in the environment: trials takes a whole number")]
    [InlineData("COSTSIM_TRIALS=1", "COSTSIM_TRIALS in the environment: --trials must lie between")]
    [InlineData("COSTSIM_QUIET=yes", "COSTSIM_QUIET in the environment: quiet takes true or false")]
    [InlineData("COSTSIM_TRAILS=64", "There is no setting \"TRAILS\". did you mean \"trials\"?")]
    [InlineData("COSTSIM_TRIALS__0=64", "There is no setting \"TRIALS__0\"")]
    [InlineData("COSTSIM_FORMAT=p\u001B[31m", "found \"p[31m\"")]
    public void A_variable_that_cannot_be_used_is_told(string variable, string message)
    {
        (int code, _, string error) = CostSimProcess.Run(folder, variable, ["run", "a.json", "--trials", "16", "--no-plots"]);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    [Theory]
    [InlineData("csvDialect")]
    [InlineData("csv-dialect")]
    [InlineData("csv_dialect")]
    [InlineData("CSV_DIALECT")]
    public void The_environment_goes_before_the_file_and_the_command_line_before_both_however_they_are_spelt(string key)
    {
        File.WriteAllText(Path.Combine(folder, "costsim.json"), $$"""{ "{{key}}": "excel-be", "trials": 16, "no_plots": true, "total-order": 0 }""");
        Assert.Equal(';', Separator("COSTSIM_TRIALS=32"));
        Assert.Equal(',', Separator("COSTSIM_CSV_DIALECT=rfc4180"));
        Assert.Equal(',', Separator("COSTSIM_CSVDIALECT=rfc4180"));
        Assert.Equal(';', Separator("COSTSIM_CSV_DIALECT=rfc4180", "--csv-dialect", "excel-be"));
        Assert.False(Directory.Exists(Path.Combine(folder, "output", "constant", "plots")));
    }

    private char Separator(string variable, params string[] options)
    {
        (int code, _, string error) = CostSimProcess.Run(folder, variable, ["run", "a.json", "--quiet", .. options]);
        Assert.True(code == 0, error);
        return File.ReadAllText(Path.Combine(folder, "output", "constant", "summary.csv"))["option".Length];
    }
}
