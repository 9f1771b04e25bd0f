using System.Diagnostics.CodeAnalysis;

namespace CostSim.Sampling;

/// <summary>What a parameter of a distribution is made of.</summary>
public enum ParameterKind
{
    /// <summary>One number.</summary>
    Scalar,

    /// <summary>A list of numbers.</summary>
    List,

    /// <summary>Distributions with their weights.</summary>
    Components,

    /// <summary>A list of numbers that may stand in a file of its own.</summary>
    FileBackedList,
}

/// <summary>One parameter of a family.</summary>
/// <param name="Name">Name, camelCase.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Description">One line for the author of a scenario.</param>
public sealed record DistributionParameter(string Name, ParameterKind Kind, string Description);

/// <summary>One way of giving a family's parameters.</summary>
/// <param name="Required">Names that must all be given.</param>
/// <param name="Optional">Names that may be given besides.</param>
public sealed record DistributionForm(IReadOnlyList<string> Required, IReadOnlyList<string> Optional);

/// <summary>One family of distributions as a scenario may ask for it.</summary>
/// <param name="Name">Value of <c>type</c> in scenario files.</param>
/// <param name="Description">One line for the author of a scenario.</param>
/// <param name="Parameters">All its parameters.</param>
/// <param name="Forms">The alternative ways of giving them.</param>
public sealed record DistributionFamily(
    string Name, string Description, IReadOnlyList<DistributionParameter> Parameters, IReadOnlyList<DistributionForm> Forms);

/// <summary>
/// All families a scenario may name, with their parameters, and the one door through which untrusted parameters become a
/// distribution or a fault. Tested by <c>DistributionCatalogueTests</c>.
/// </summary>
public static partial class DistributionCatalogue
{
    /// <summary>Name of the parameter that holds the components of a mixture.</summary>
    public const string ComponentsName = "components";

    private delegate bool Creator(DistributionArguments arguments, out Distribution? distribution, out DistributionFault? fault);

    /// <summary>The families, in the order in which they are documented.</summary>
    public static IReadOnlyList<DistributionFamily> Families { get; } = [.. Entries().Select(entry => entry.Family)];

    /// <summary>Makes a distribution from parameters, or says why there is none. Never throws on their values.</summary>
    /// <param name="family">Name of the family, camelCase.</param>
    /// <param name="arguments">The parameters as read.</param>
    /// <param name="distribution">The distribution; null with a fault.</param>
    /// <param name="fault">What is wrong; null with a distribution.</param>
    /// <returns>Whether there is a distribution.</returns>
    public static bool TryCreate(
        string family,
        DistributionArguments arguments,
        [NotNullWhen(true)] out Distribution? distribution,
        [NotNullWhen(false)] out DistributionFault? fault)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(arguments);
        distribution = null;
        List<(DistributionFamily Family, DistributionForm Form, Creator Create)> forms = [.. Forms(family)];
        if (forms.Count == 0)
        {
            fault = new DistributionFault(
                null, $"There is no distribution of type {family}.", $"Use one of {string.Join(", ", Families.Select(known => known.Name))}.");
            return false;
        }

        fault = FindUnknown(forms[0].Family, arguments) ?? FindNotFinite(arguments);
        if (fault is not null)
        {
            return false;
        }

        foreach ((DistributionFamily _, DistributionForm form, Creator create) in forms)
        {
            if (Fits(form, arguments))
            {
                bool isCreated = create(arguments, out distribution, out fault);
                fault ??= isCreated ? null : new DistributionFault(null, "The parameters are not feasible.", "Check them.");
                return fault is null && Verified(ref distribution, ref fault);
            }
        }

        fault = new DistributionFault(
            null,
            $"{family} was given {Given(arguments)}.",
            "Give " + string.Join(" or ", forms[0].Family.Forms.Select(Spelled)) + ".");
        return false;
    }

    private static IEnumerable<(DistributionFamily Family, DistributionForm Form, Creator Create)> Forms(string family) =>
        Entries().Where(entry => entry.Family.Name == family)
            .SelectMany(entry => entry.Family.Forms.Zip(entry.Creators, (form, create) => (entry.Family, form, create)));

    // Finite parameters may still overflow inside.
    private static bool Verified(ref Distribution? distribution, ref DistributionFault? fault)
    {
        bool isSound = distribution is not null && double.IsFinite(distribution.Mean)
            && double.IsFinite(distribution.LowerTail(1e-3)) && double.IsFinite(distribution.UpperTail(1e-3));
        if (!isSound)
        {
            distribution = null;
            fault = new DistributionFault(null, "The mean or a percentile of this distribution is not a finite number.", "Choose less extreme parameters.");
        }

        return isSound;
    }

    private static bool Fits(DistributionForm form, DistributionArguments arguments)
    {
        int optional = form.Optional.Count(arguments.Has);
        return form.Required.All(arguments.Has) && Names(arguments).Count() == form.Required.Count + optional;
    }

    private static DistributionFault? FindUnknown(DistributionFamily family, DistributionArguments arguments)
    {
        foreach (string name in Names(arguments))
        {
            DistributionParameter? parameter = family.Parameters.FirstOrDefault(known => known.Name == name);
            if (parameter is null)
            {
                return new DistributionFault(
                    name,
                    $"{family.Name} has no parameter {name}.",
                    $"Its parameters are {string.Join(", ", family.Parameters.Select(known => known.Name))}.");
            }

            bool isScalar = arguments.Scalars.ContainsKey(name);
            if (isScalar != (parameter.Kind == ParameterKind.Scalar))
            {
                return new DistributionFault(
                    name,
                    isScalar ? $"{name} is a single number." : $"{name} is a list.",
                    parameter.Kind == ParameterKind.Scalar ? "Give a single number." : "Give a list.");
            }
        }

        return null;
    }

    private static DistributionFault? FindNotFinite(DistributionArguments arguments)
    {
        foreach ((string name, double value) in arguments.Scalars.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!double.IsFinite(value) || Math.Abs(value) > 1e150)
            {
                return new DistributionFault(
                    name, FormattableString.Invariant($"{name} is {value}; that is no number to work with."), "Give a finite number.");
            }
        }

        foreach ((string name, IReadOnlyList<double> values) in arguments.Lists.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            int place = 0;
            foreach (double value in values)
            {
                place++;
                if (!double.IsFinite(value) || Math.Abs(value) > 1e150)
                {
                    return new DistributionFault(
                        name, FormattableString.Invariant($"Number {place} of {name} is {value}; that is no number to work with."), "Give finite numbers.");
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Names(DistributionArguments arguments) =>
        arguments.Scalars.Keys.Concat(arguments.Lists.Keys)
            .Concat(arguments.Components.Count > 0 ? [ComponentsName] : Array.Empty<string>())
            .OrderBy(name => name, StringComparer.Ordinal);

    private static string Given(DistributionArguments arguments)
    {
        string given = string.Join(", ", Names(arguments));
        return given.Length == 0 ? "no parameter" : given;
    }

    private static string Spelled(DistributionForm form) => string.Join(" + ", form.Required)
        + (form.Optional.Count == 0 ? "" : $" (optionally {string.Join(", ", form.Optional)})");
}
