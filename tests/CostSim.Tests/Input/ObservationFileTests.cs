using System.Text;
using CostSim.Cli.Input;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Input;

/// <summary>Observations from a CSV file beside the scenario.</summary>
public sealed class ObservationFileTests
{
    private const string Delays = "years,kind\n1.5,a\n2.25,\"b, c\"\n3,a\n";

    [Theory]
    [InlineData("""{ "file": "d.csv", "column": "years" }""")]
    [InlineData("\"one.csv\"")]
    [InlineData("""{ "file": "excel.csv", "column": "years" }""")]
    [InlineData("[1.5, 2.25, 3]")]
    public void They_are_the_distribution_and_stand_in_the_resolved_scenario(string values)
    {
        ReadResult read = Read(values);
        Assert.True(read.IsValid, string.Join("\n", read.Problems.Select(p => p.Problem.Message)));
        ReadResult written = Read("[1.5, 2.25, 3]");
        Assert.Equal(
            written.Scenario!.Systems["shield"].Schedule.LeadYears.Distribution.Describe(),
            read.Scenario!.Systems["shield"].Schedule.LeadYears.Distribution.Describe());
        ReadResult again = ScenarioReader.Read("again.json", Encoding.UTF8.GetBytes(read.ResolvedJson));
        Assert.True(again.IsValid);
        Assert.Equal(read.ResolvedJson, again.ResolvedJson);
    }

    [Theory]
    [InlineData("\"d.csv\"", "CS109", "2 columns", "years, kind")]
    [InlineData("""{ "file": "d.csv", "column": "year" }""", "CS109", "no column \"year\"", "years, kind")]
    [InlineData("""{ "file": "d.csv", "column": "kind" }""", "CS109", "d.csv, line 2, column \"kind\": \"a\" is not a finite number", "decimal point")]
    [InlineData("\"none.csv\"", "CS109", "cannot be read", "folder of the scenario")]
    [InlineData("\"../d.csv\"", "CS109", "does not name a file beside", "delays.csv")]
    [InlineData("\"/etc/passwd\"", "CS109", "does not name a file beside", "delays.csv")]
    [InlineData("\"c:\\\\d.csv\"", "CS109", "does not name a file beside", "delays.csv")]
    [InlineData("""{ "path": "d.csv" }""", "CS102", "A list or a file", "\"file\"")]
    [InlineData("\"empty.csv\"", "CS108", "no values", "finite")]
    [InlineData("\"infinite.csv\"", "CS109", "infinite.csv, line 3, column \"years\"", "plain numbers")]
    [InlineData("\"comma.csv\"", "CS109", "comma.csv, line 2: the row has 2 fields where the header has 1", "decimal commas")]
    [InlineData("\"quoted.csv\"", "CS109", "quoted.csv, line 2, column \"years\": \"1,5\" has a comma", "decimal point")]
    [InlineData("\"unclosed.csv\"", "CS109", "unclosed.csv, line 3: a quote is not closed on its line", "header row")]
    [InlineData("\"gap.csv\"", "CS109", "gap.csv, line 3, column \"years\": the value is missing", "header row")]
    [InlineData("""{ "file": "twice.csv", "column": "years" }""", "CS109", "column \"years\" is there 2 times", "header row")]
    public void A_file_that_will_not_do_is_named_with_what_would(string values, string code, string message, string fix)
    {
        ReadResult read = Read(values);
        LocatedProblem problem = Assert.Single(read.Problems);
        Assert.Equal(code, problem.Problem.Code);
        Assert.Contains(message, problem.Problem.Message, StringComparison.Ordinal);
        Assert.Contains(fix, problem.Problem.Fix, StringComparison.Ordinal);
    }

    private static ReadResult Read(string values) => ScenarioReader.Read(
        "test.json",
        Encoding.UTF8.GetBytes(TestScenarios.Constant.Replace(
            "\"leadYears\": 0.5", $"\"leadYears\": {{ \"type\": \"empirical\", \"values\": {values} }}", StringComparison.Ordinal)),
        new ScenarioFileAccess((_, name) => name switch
        {
            "d.csv" => Encoding.UTF8.GetBytes(Delays),
            "one.csv" => Encoding.UTF8.GetBytes("years\r\n1.5\r\n2.25\r\n3\r\n"),
            "excel.csv" => Encoding.UTF8.GetBytes("kind;years\r\na;1,5\r\nb;2,25\r\nc;3\r\n\r\n"),
            "comma.csv" => Encoding.UTF8.GetBytes("years\n1,5\n2,25\n"),
            "quoted.csv" => Encoding.UTF8.GetBytes("years\n\"1,5\"\n"),
            "unclosed.csv" => Encoding.UTF8.GetBytes("years\n1\n\"2\n3\n"),
            "gap.csv" => Encoding.UTF8.GetBytes("years\n1\n\n2\n"),
            "twice.csv" => Encoding.UTF8.GetBytes("years,years\n1,2\n"),
            "empty.csv" => Encoding.UTF8.GetBytes("years\n"),
            "infinite.csv" => Encoding.UTF8.GetBytes("years\n1\n1e999\n"),
            _ => null,
        },
        (_, _) => null));
}
