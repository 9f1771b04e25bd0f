using System.Reflection;
using System.Text.Json;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Compilation;

/// <summary>An uncertain input: its path is the name of its stream of draws.</summary>
/// <param name="Path">Names joined by colons, for example <c>systems:patriot:cost:unitPriceMEur</c>.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Distribution">Distribution.</param>
/// <param name="Source">Source as written in the scenario.</param>
public sealed record InputInfo(string Path, string Unit, Distribution Distribution, string Source)
{
    /// <summary>What the paths of draws of chance begin with, of which nothing can be learnt before a choice.</summary>
    public const string Chance = "chance:";

    /// <summary>Whether the path of an input is that of a draw of chance.</summary>
    /// <param name="path">Path.</param>
    public static bool IsChance(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(Chance, StringComparison.Ordinal);
    }
}

/// <summary>
/// Collects the uncertain inputs while a scenario is compiled: the last place where a name is looked up. The number of an input depends on
/// the order of collection, its draws only on its path.
/// </summary>
internal sealed class InputTableBuilder
{
    private readonly List<InputInfo> inputs = [];
    private readonly Dictionary<string, Scalar> byPath = [];
    private readonly SortedDictionary<int, List<string>> chances = [];

    public IReadOnlyList<InputInfo> Inputs => inputs;

    /// <summary>Events by the uncertain probability that they share.</summary>
    public IReadOnlyList<EventGroup> Events => [.. chances.Select(pair => new EventGroup(inputs[pair.Key].Path, pair.Value))];

    /// <summary>Paths of quantities that are certain here and events that cannot happen: names that could be inputs, but are none.</summary>
    public HashSet<string> Certain { get; } = [];

    /// <summary>The property of a scenario record as a scalar; <paramref name="fallback"/> where it was left out.</summary>
    public Scalar Take(object owner, string property, string path, double fallback = 0)
    {
        PropertyInfo info = owner.GetType().GetProperty(property)
            ?? throw new ArgumentException($"{owner.GetType().Name} has no property {property}.", nameof(property));
        string unit = info.GetCustomAttribute<FieldAttribute>()?.Unit ?? "";
        return Take((Quantity?)info.GetValue(owner), path + ":" + JsonNamingPolicy.CamelCase.ConvertName(property), unit, fallback);
    }

    /// <summary>A quantity of the scenario as a scalar.</summary>
    public Scalar Take(Quantity? quantity, string path, string unit, double fallback = 0)
    {
        if (quantity is null)
        {
            return Scalar.Of(fallback);
        }

        if (quantity.IsUncertain)
        {
            return Add(path, unit, quantity.Distribution, quantity.Source);
        }

        Certain.Add(path);
        return Scalar.Of(quantity.Distribution.Minimum);
    }

    /// <summary>A uniform draw that decides an event such as a cancellation; a constant when the event is impossible.</summary>
    /// <param name="path">Where the event belongs.</param>
    /// <param name="probability">What makes the event possible.</param>
    /// <param name="isRate">Whether that is no probability that the draw is compared with.</param>
    public Scalar TakeChance(string path, Scalar probability, bool isRate = false)
    {
        if (probability.IsZero)
        {
            Certain.Add(InputInfo.Chance + path);
            return Scalar.Of(1);
        }

        if (!probability.IsConstant && !isRate)
        {
            (chances.TryGetValue(probability.Input, out List<string>? events) ? events : chances[probability.Input] = []).Add(InputInfo.Chance + path);
        }

        return Add(InputInfo.Chance + path, "", UniformDistribution.Of(0, 1), "chance: decides whether the event happens");
    }

    /// <summary>A draw that does not come from a quantity of the scenario.</summary>
    public Scalar Add(string path, string unit, Distribution distribution, string source)
    {
        if (!byPath.TryGetValue(path, out Scalar scalar))
        {
            scalar = Scalar.OfInput(inputs.Count);
            inputs.Add(new InputInfo(path, unit, distribution, source));
            byPath.Add(path, scalar);
        }

        return scalar;
    }
}
