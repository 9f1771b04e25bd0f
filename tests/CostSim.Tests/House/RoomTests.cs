using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CostSim.Cli.Input;
using CostSim.Scenarios;
using NetArchTest.Rules;

namespace CostSim.Tests.House;

/// <summary>Data flows one way: a room of the core knows the rooms before it, never those after it.</summary>
public sealed class RoomTests
{
    /// <summary>The corridor in order; each room may use those to its left.</summary>
    private static readonly string[] Rooms =
        ["Numerics", "Sampling", "Statistics", "Regression", "Decisions", "Scenarios", "Compilation", "World", "Procurement", "Costing", "Engagement", "Valuation", "Realisation", "Simulation", "Tables"];

    public static TheoryData<string> RoomNames => [.. Rooms];

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_knows_only_what_came_before_it(string room)
    {
        string[] later = [.. Rooms.SkipWhile(r => r != room).Skip(1).Select(r => "CostSim." + r)];
        if (later.Length == 0)
        {
            return;
        }

        NetArchTest.Rules.TestResult result = Types.InAssembly(typeof(Scenario).Assembly).That().ResideInNamespace("CostSim." + room)
            .ShouldNot().HaveDependencyOnAny(later).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Every_room_is_on_the_list()
    {
        IEnumerable<string> found = typeof(Scenario).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith("CostSim.", StringComparison.Ordinal)).Select(name => name.Split('.')[1]).Distinct();
        Assert.Empty(found.Except(Rooms));
    }

    [Fact]
    public void The_figures_know_tables_and_nothing_behind_them()
    {
        NetArchTest.Rules.TestResult result = Types.InAssembly(typeof(CostSim.Plots.Figure).Assembly)
            .ShouldNot().HaveDependencyOnAny("CostSim.Scenarios", "CostSim.Compilation", "CostSim.World", "CostSim.Engagement", "CostSim.Valuation").GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void No_mutable_static_field_hides_in_the_core()
    {
        IEnumerable<string> mutable = typeof(Scenario).Assembly.GetTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => !field.IsInitOnly && !field.IsLiteral)
            .Select(field => $"{field.DeclaringType}.{field.Name}");
        Assert.Empty(mutable);
    }

    [Fact]
    public void Every_file_that_is_read_is_opened_in_one_place()
    {
        using var assembly = new PEReader(File.OpenRead(typeof(SourceFile).Assembly.Location));
        MetadataReader metadata = assembly.GetMetadataReader();
        string[] calls =
        [
            .. metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}"),
        ];
        Assert.Contains("File.Exists", calls);
        Assert.DoesNotContain(calls, call => call.StartsWith("File.Read", StringComparison.Ordinal) || call is "File.OpenRead" or "File.OpenText" or "File.Open" or "CsvReader.FromFile");
    }

    [Fact]
    public void Every_key_of_a_scenario_is_described()
    {
        Type[] records = [.. typeof(Scenario).Assembly.GetTypes().Where(type => type.Namespace == "CostSim.Scenarios" && type.GetProperties().Any(
            property => property.GetCustomAttribute<FieldAttribute>() is not null))];
        Assert.True(records.Length > 20);
        foreach (PropertyInfo property in records.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)))
        {
            FieldAttribute? field = property.GetCustomAttribute<FieldAttribute>();
            Assert.True(field is { Description.Length: > 8 }, $"{property.DeclaringType!.Name}.{property.Name} has no description.");
        }
    }
}
