using System.CommandLine;
using CostSim.Cli.Commands;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Every option of every command that takes a number: what is none, is infinite or lies outside its range is told by name before anything is done.</summary>
public sealed class NumberOptionTests : IDisposable
{
    private static readonly string[] Wrong = ["NaN", "Infinity", "-1", "1e308", "0x10", "", "1e9x"];

    /// <summary>Options that take a number in a text of their own form.</summary>
    private static readonly string[] Forms = ["--samples", "--part", "--threshold", "--vary"];

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public NumberOptionTests() => File.WriteAllText(Path.Combine(folder, "a.json"), TestScenarios.Constant);

    public static TheoryData<string, string> Numbers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Command command in ProgramCommands.Create().Subcommands)
            {
                foreach (Option option in command.Options.Where(IsNumber))
                {
                    data.Add(command.Name, option.Name);
                }
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Help calls a number one of these.</summary>
    [Fact]
    public void None_is_left_out()
    {
        string[] counted = [.. ProgramCommands.Create().Subcommands.SelectMany(command => command.Options).Where(IsNumber).Select(option => option.HelpName!).Distinct()];
        Assert.Equal(["I/N", "LIST", "M", "MB", "N", "PATH=VALUES", "R", "S", "SECONDS"], counted.Order(StringComparer.Ordinal));
        Assert.All(
            ProgramCommands.Create().Subcommands.SelectMany(command => command.Options).Where(option => counted.Except(["LIST"]).Contains(option.HelpName)), option => Assert.True(IsNumber(option)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_value_that_is_no_number_of_its_range_is_told_by_the_name_of_the_option(string command, string option)
    {
        // A worth below nothing is one: that of an effect which is a harm.
        foreach (string value in Wrong.Where(value => !(option == "--threshold" && value == "-1")))
        {
            ParseResult parsed = ProgramCommands.Create().Parse([command, .. Needed(command, option), option, Text(option, value)]);
            string? message = parsed.Errors.Count > 0 ? parsed.Errors[0].Message : EmptyValue.Find(parsed);
            Assert.True(message?.Contains(option, StringComparison.Ordinal) == true, $"{command} {option} \"{value}\": {message}");
        }
    }

    /// <summary>One value of each, since a process takes its time.</summary>
    [Trait("Suite", "Long")]
    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_program_ends_as_for_a_wrong_command_line_and_writes_nothing(string command, string option)
    {
        string value = Wrong[(command.Length + option.Length) % Wrong.Length];
        value = option == "--threshold" ? "NaN" : value;
        (int code, string output, string error) = CostSimProcess.Run(folder, [command, .. Needed(command, option), option, Text(option, value)]);
        Assert.Equal((2, ""), (code, output.Trim()));
        Assert.Contains(option, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    private static bool IsNumber(Option option)
    {
        Type type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(int) || type == typeof(long) || type == typeof(double) || Forms.Contains(option.Name);
    }

    private static string Text(string option, string value) => option == "--vary" && value.Length > 0 ? $"economy.discountRate=0:{value}:{value}" : value;

    /// <summary>What the command does not do without.</summary>
    private static string[] Needed(string command, string option) =>
    [
        "a.json",
        .. command == "replay" && option != "--trial" ? (string[])["--trial", "1"] : [],
        .. command == "sweep" && option != "--vary" ? (string[])["--vary", "economy.discountRate=0,0.1"] : [],
        .. command == "shard" && option != "--part" ? (string[])["--part", "1/1"] : [],
        .. command == "submit" ? (string[])["--engine", "script"] : [],
    ];
}
