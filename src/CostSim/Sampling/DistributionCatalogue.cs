namespace CostSim.Sampling;

/// <summary>Why parameters make no distribution.</summary>
/// <param name="Parameter">The parameter at fault; empty for the combination.</param>
/// <param name="Message">What was found and why it cannot be.</param>
/// <param name="Fix">What would do.</param>
public sealed record DistributionFault(string Parameter, string Message, string Fix);

/// <summary>One way of giving a family's parameters.</summary>
/// <param name="Required">Parameters that must all be there.</param>
/// <param name="Optional">Parameters that may be there.</param>
/// <param name="Lists">Whether the parameters are lists of numbers.</param>
public sealed record ParameterForm(IReadOnlyList<string> Required, IReadOnlyList<string> Optional, bool Lists = false);

/// <summary>A family as scenario files know it.</summary>
/// <param name="Name">Value of <c>type</c>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Forms">The ways of giving its parameters.</param>
public sealed record FamilyInfo(string Name, string Description, IReadOnlyList<ParameterForm> Forms);

/// <summary>The families of distributions by the names they have in scenario files, with their parameters.</summary>
public static class DistributionCatalogue
{
    private static readonly string[] Bounds = ["min", "max"];

    /// <summary>All families.</summary>
    public static IReadOnlyList<FamilyInfo> Families { get; } =
    [
        new("constant", "A value that is certain.", [new(["value"], [])]),
        new("uniform", "Every value between min and max equally likely.", [new(Bounds, [])]),
        new("triangular", "Rises in a straight line from min to mode and falls to max.", [new(["min", "mode", "max"], [])]),
        new("pert", "A smooth hump between min and max around mode; lambda sets how much mode weighs.", [new(["min", "mode", "max"], ["lambda"])]),
        new("normal", "Bell curve.", [new(["mean", "sd"], [])]),
        new("lognormal", "Positive, skewed to the right: products of many factors.",
            [new(["mean", "sd"], []), new(["p5", "p95"], []), new(["median", "sigma"], [])]),
        new("beta", "A share; by its two shapes, or by mean and effective sample size.", [new(["alpha", "beta"], Bounds), new(["mean", "ess"], [])]),
        new("discrete", "A few values with weights.", [new(["values", "weights"], [], true)]),
    ];

    /// <summary>The family of that name; null when there is none.</summary>
    public static FamilyInfo? Find(string name) => Families.FirstOrDefault(family => family.Name == name);

    /// <summary>Makes a distribution, or says why it cannot be made.</summary>
    /// <param name="family">Name of the family.</param>
    /// <param name="numbers">Parameters that are numbers.</param>
    /// <param name="lists">Parameters that are lists.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryCreate(
        string family, IReadOnlyDictionary<string, double> numbers, IReadOnlyDictionary<string, IReadOnlyList<double>> lists,
        out Distribution? distribution, out DistributionFault? fault)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(lists);
        FamilyInfo info = Find(family) ?? throw new ArgumentException($"There is no family '{family}'.", nameof(family));
        distribution = null;
        string[] given = [.. numbers.Keys, .. lists.Keys];
        ParameterForm? form = info.Forms.FirstOrDefault(f => f.Required.All(given.Contains) && given.All(g => f.Required.Contains(g) || f.Optional.Contains(g)));
        fault = form is null ? WrongForm(info, given) : Infeasible(family, numbers, lists);
        if (fault is null)
        {
            distribution = Create(family, numbers, lists);
        }

        return fault is null;
    }

    private static DistributionFault WrongForm(FamilyInfo info, string[] given)
    {
        string forms = string.Join(" or ", info.Forms.Select(form =>
            string.Join(", ", form.Required) + (form.Optional.Count > 0 ? $" (and perhaps {string.Join(", ", form.Optional)})" : "")));
        string found = given.Length == 0 ? "none" : string.Join(", ", given);
        return new DistributionFault("", $"{info.Name} takes {forms}; found {found}.", $"give {forms}");
    }

    private static DistributionFault? Infeasible(
        string family, IReadOnlyDictionary<string, double> n, IReadOnlyDictionary<string, IReadOnlyList<double>> lists)
    {
        foreach ((string name, double value) in n)
        {
            if (!double.IsFinite(value))
            {
                return new DistributionFault(name, $"{name} is not finite.", "write a finite number");
            }
        }

        if (n.TryGetValue("min", out double min) && n.TryGetValue("max", out double max))
        {
            if (n.TryGetValue("mode", out double mode) && !(min <= mode && mode <= max))
            {
                string which = min > mode ? "min exceeds mode" : "mode exceeds max";
                return new DistributionFault("mode", $"{which}: min {Text(min)}, mode {Text(mode)}, max {Text(max)}.", "put them in the order min, mode, max");
            }

            if (min > max || (family == "beta" && min == max))
            {
                return new DistributionFault("max", $"min {Text(min)} must be below max {Text(max)}.", "exchange min and max");
            }
        }

        foreach (string name in (string[])["sd", "sigma", "alpha", "beta", "ess", "lambda", "median", "p5"])
        {
            if (n.TryGetValue(name, out double value) && value <= 0)
            {
                string fix = name is "sd" or "sigma" ? "for a value that is certain write a plain number" : "write a number above 0";
                return new DistributionFault(name, $"{name} must be above 0, found {Text(value)}.", fix);
            }
        }

        if (family == "lognormal" && n.TryGetValue("mean", out double mean) && mean <= 0)
        {
            return new DistributionFault("mean", $"The mean of a lognormal must be above 0, found {Text(mean)}.", "use normal for values that can be negative");
        }

        if (n.TryGetValue("p95", out double p95) && n["p5"] >= p95)
        {
            return new DistributionFault("p95", $"p5 {Text(n["p5"])} must be below p95 {Text(p95)}.", "exchange p5 and p95");
        }

        if (family == "beta" && n.TryGetValue("mean", out double share) && !(share > 0 && share < 1))
        {
            return new DistributionFault("mean", $"The mean of a beta must lie between 0 and 1, found {Text(share)}.", "write a share");
        }

        return family == "discrete" ? Weights(lists) : null;
    }

    private static DistributionFault? Weights(IReadOnlyDictionary<string, IReadOnlyList<double>> lists)
    {
        (IReadOnlyList<double> values, IReadOnlyList<double> weights) = (lists["values"], lists["weights"]);
        if (values.Count != weights.Count || values.Count == 0)
        {
            return new DistributionFault("weights", $"{values.Count} values and {weights.Count} weights.", "give one weight for every value");
        }

        return weights.Any(w => w < 0) || weights.Sum() <= 0
            ? new DistributionFault("weights", "Weights must be at least 0 and not all 0.", "give every possible value a weight above 0")
            : null;
    }

    private static Distribution Create(
        string family, IReadOnlyDictionary<string, double> n, IReadOnlyDictionary<string, IReadOnlyList<double>> lists) => family switch
        {
            "constant" => Sampling.Families.Constant(n["value"]),
            "uniform" => Sampling.Families.Uniform(n["min"], n["max"]),
            "triangular" => Sampling.Families.Triangular(n["min"], n["mode"], n["max"]),
            "pert" => Sampling.Families.Pert(n["min"], n["mode"], n["max"], n.GetValueOrDefault("lambda", 4)),
            "normal" => Sampling.Families.Normal(n["mean"], n["sd"]),
            "lognormal" => n.ContainsKey("p5") ? Sampling.Families.LognormalQuantiles(n["p5"], n["p95"])
                : n.ContainsKey("median") ? Sampling.Families.LognormalMedian(n["median"], n["sigma"])
                : Sampling.Families.Lognormal(n["mean"], n["sd"]),
            "beta" => n.ContainsKey("alpha")
                ? Sampling.Families.Beta(n["alpha"], n["beta"], n.GetValueOrDefault("min", 0), n.GetValueOrDefault("max", 1))
                : Sampling.Families.BetaMean(n["mean"], n["ess"]),
            _ => Sampling.Families.Discrete(lists["values"], lists["weights"]),
        };

    private static string Text(double value) => Sampling.Families.Text(value);
}
