namespace CostSim.Scenarios;

/// <summary>
/// What a property of a scenario file means: the one home of its description, unit and range. The reader checks against it,
/// the schema and the documentation are printed from it. A property marked <c>required</c> in C# is required in the file.
/// </summary>
/// <param name="description">One sentence in plain words.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string description) : Attribute
{
    /// <summary>One sentence in plain words.</summary>
    public string Description { get; } = description;

    /// <summary>Unit of the value, for example <c>MEUR</c>, <c>years</c>, <c>share</c>; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest value allowed; for a distribution, of all its values.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value allowed; for a distribution, of all its values.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is refused.</summary>
    public bool AboveMinimum { get; init; }

    /// <summary>Mean above which a slip of the unit is likelier than the value: it is allowed, and said.</summary>
    public double Unusual { get; init; } = double.PositiveInfinity;

    /// <summary>Mean below which a slip of the unit is likelier than the value: it is allowed, and said.</summary>
    public double UnusualBelow { get; init; } = double.NegativeInfinity;

    /// <summary>How an unusual value was probably meant, in words; empty where the unit tells.</summary>
    public string Meant { get; init; } = "";

    /// <summary>The key of an object of the list for which a plain text may stand; empty where none may.</summary>
    public string Shorthand { get; init; } = "";

    /// <summary>What holds when the property is left out, in words; empty when it is required.</summary>
    public string Default { get; init; } = "";

    /// <summary>An example as JSON text.</summary>
    public string Example { get; init; } = "";
}
