using System.Diagnostics.CodeAnalysis;

namespace CostSim.Sampling;

/// <summary>Why a distribution cannot exist.</summary>
/// <param name="Parameter">Name of the parameter at fault, or null when it is their combination.</param>
/// <param name="Message">What was found and why it will not do.</param>
/// <param name="Fix">What would do.</param>
public sealed record DistributionFault(string? Parameter, string Message, string Fix)
{
    /// <summary>Throws for a programmer what a scenario's author is told.</summary>
    internal static T OrThrow<T>(bool created, T? distribution, DistributionFault? fault)
        where T : Distribution =>
        created && distribution is not null
            ? distribution
            : throw new ArgumentException($"{fault?.Message} {fault?.Fix}", fault?.Parameter);

    /// <summary>A number that had to be positive and was not.</summary>
    internal static bool IsNotPositive(string parameter, double value, [NotNullWhen(true)] out DistributionFault? fault)
    {
        fault = value > 0 ? null
            : new DistributionFault(parameter, FormattableString.Invariant($"{parameter} is {value}; it must be positive."), $"Give {parameter} > 0.");
        return fault is not null;
    }

    /// <summary>A pair that had to ascend and did not.</summary>
    internal static bool IsNotAscending(
        string lowName, double low, string highName, double high, [NotNullWhen(true)] out DistributionFault? fault)
    {
        fault = low < high ? null
            : new DistributionFault(
                highName,
                FormattableString.Invariant($"{lowName} is {low} and {highName} is {high}; {lowName} must be below {highName}."),
                $"Give {lowName} < {highName}, or type constant where nothing is uncertain.");
        return fault is not null;
    }

    /// <summary>A number outside a closed range.</summary>
    internal static bool IsOutside(
        string parameter, double value, double low, double high, [NotNullWhen(true)] out DistributionFault? fault)
    {
        fault = value >= low && value <= high ? null
            : new DistributionFault(
                parameter,
                FormattableString.Invariant($"{parameter} is {value}; it must lie in [{low}, {high}]."),
                FormattableString.Invariant($"Give {parameter} from {low} to {high}."));
        return fault is not null;
    }
}
