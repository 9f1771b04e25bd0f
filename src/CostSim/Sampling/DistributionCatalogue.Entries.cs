namespace CostSim.Sampling;

public static partial class DistributionCatalogue
{
    private sealed record Entry(DistributionFamily Family, IReadOnlyList<Creator> Creators);

    private static IEnumerable<Entry> Entries()
    {
        yield return Of("constant", "A certain value.", [Number("value", "The value.")],
            (["value"], [], As((DistributionArguments a, out ConstantDistribution? d, out DistributionFault? f) =>
                ConstantDistribution.TryCreate(a["value"], out d, out f))));
        yield return Of("uniform", "Every value between two bounds equally likely.", [Min, Max],
            (["min", "max"], [], As((DistributionArguments a, out UniformDistribution? d, out DistributionFault? f) =>
                UniformDistribution.TryCreate(a["min"], a["max"], out d, out f))));
        yield return Of("triangular", "Straight lines from minimum to mode to maximum; overweights the extremes.", [Min, Mode, Max],
            (["min", "mode", "max"], [], As((DistributionArguments a, out TriangularDistribution? d, out DistributionFault? f) =>
                TriangularDistribution.TryCreate(a["min"], a["mode"], a["max"], out d, out f))));
        yield return Of("pert", "Expert's minimum, mode and maximum, joined smoothly.",
            [Min, Mode, Max, Number("lambda", "Weight of the mode, 4 unless given; larger means narrower.")],
            (["min", "mode", "max"], ["lambda"], As((DistributionArguments a, out PertDistribution? d, out DistributionFault? f) =>
                PertDistribution.TryCreate(a["min"], a["mode"], a["max"], a.Get("lambda", 4), out d, out f))));
        yield return Of("normal", "Symmetric, unbounded.", [Mean, Sd, P5, P95],
            (["mean", "sd"], [], As((DistributionArguments a, out NormalDistribution? d, out DistributionFault? f) =>
                NormalDistribution.TryCreate(a["mean"], a["sd"], out d, out f))),
            (["p5", "p95"], [], As((DistributionArguments a, out NormalDistribution? d, out DistributionFault? f) =>
                NormalDistribution.TryCreateByInterval(a["p5"], a["p95"], out d, out f))));
        yield return Of("truncatedNormal", "Normal, cut off at one or two bounds; mean and sd are those before cutting.", [Mean, Sd, Min, Max],
            (["mean", "sd"], ["min", "max"], As((DistributionArguments a, out TruncatedNormalDistribution? d, out DistributionFault? f) =>
                TruncatedNormalDistribution.TryCreate(
                    a["mean"], a["sd"], a.Get("min", double.NegativeInfinity), a.Get("max", double.PositiveInfinity), out d, out f))));
        yield return Of("lognormal", "Positive with a long upper tail: costs and growth factors.",
            [Mean, Sd, P5, P50, P95, Number("median", "Median."), Number("sigma", "Standard deviation of the logarithm.")],
            (["mean", "sd"], [], As((DistributionArguments a, out LognormalDistribution? d, out DistributionFault? f) =>
                LognormalDistribution.TryCreate(a["mean"], a["sd"], out d, out f))),
            (["p5", "p95"], [], As((DistributionArguments a, out LognormalDistribution? d, out DistributionFault? f) =>
                LognormalDistribution.TryCreateByInterval(a["p5"], a["p95"], out d, out f))),
            (["median", "sigma"], [], As((DistributionArguments a, out LognormalDistribution? d, out DistributionFault? f) =>
                LognormalDistribution.TryCreateByMedian(a["median"], a["sigma"], out d, out f))),
            (["p5", "p50", "p95"], [], As((DistributionArguments a, out LognormalDistribution? d, out DistributionFault? f) =>
                LognormalDistribution.TryCreateByPercentiles(a["p5"], a["p50"], a["p95"], out d, out f))));
        yield return Of("beta", "Between two bounds, 0 and 1 unless given: probabilities and shares.",
            [Number("alpha", "First shape."), Number("beta", "Second shape."), Mean, Number("ess", "Effective sample size, as if so many trials had been observed."), Sd, Min, Max],
            (["alpha", "beta"], ["min", "max"], As((DistributionArguments a, out BetaDistribution? d, out DistributionFault? f) =>
                BetaDistribution.TryCreate(a["alpha"], a["beta"], a.Get("min", 0), a.Get("max", 1), out d, out f))),
            (["mean", "ess"], ["min", "max"], As((DistributionArguments a, out BetaDistribution? d, out DistributionFault? f) =>
                BetaDistribution.TryCreateByEss(a["mean"], a["ess"], a.Get("min", 0), a.Get("max", 1), out d, out f))),
            (["mean", "sd"], ["min", "max"], As((DistributionArguments a, out BetaDistribution? d, out DistributionFault? f) =>
                BetaDistribution.TryCreateBySd(a["mean"], a["sd"], a.Get("min", 0), a.Get("max", 1), out d, out f))));
        yield return Of("gamma", "Positive: durations and delays.", [Shape, Scale, Mean, Sd],
            (["shape", "scale"], [], As((DistributionArguments a, out GammaDistribution? d, out DistributionFault? f) =>
                GammaDistribution.TryCreate(a["shape"], a["scale"], out d, out f))),
            (["mean", "sd"], [], As((DistributionArguments a, out GammaDistribution? d, out DistributionFault? f) =>
                GammaDistribution.TryCreateByMoments(a["mean"], a["sd"], out d, out f))));
        yield return Of("weibull", "Positive: lifetimes.", [Shape, Scale, P5, P95],
            (["shape", "scale"], [], As((DistributionArguments a, out WeibullDistribution? d, out DistributionFault? f) =>
                WeibullDistribution.TryCreate(a["shape"], a["scale"], out d, out f))),
            (["p5", "p95"], [], As((DistributionArguments a, out WeibullDistribution? d, out DistributionFault? f) =>
                WeibullDistribution.TryCreateByInterval(a["p5"], a["p95"], out d, out f))));
        yield return Of("poisson", "Counts of independent events.", [Mean],
            (["mean"], [], As((DistributionArguments a, out PoissonDistribution? d, out DistributionFault? f) =>
                PoissonDistribution.TryCreate(a["mean"], out d, out f))));
        yield return Of("negativeBinomial", "Counts more scattered than Poisson.",
            [Mean, Number("dispersion", "k in variance = mean + mean²/k; the smaller, the more scattered.")],
            (["mean", "dispersion"], [], As((DistributionArguments a, out NegativeBinomialDistribution? d, out DistributionFault? f) =>
                NegativeBinomialDistribution.TryCreate(a["mean"], a["dispersion"], out d, out f))));
        yield return Of("binomial", "Successes in n attempts.",
            [Number("n", "Attempts, a whole number."), Number("p", "Probability of each.")],
            (["n", "p"], [], As((DistributionArguments a, out BinomialDistribution? d, out DistributionFault? f) =>
                BinomialDistribution.TryCreate(a["n"], a["p"], out d, out f))));
        yield return Of("discrete", "A few values with weights.",
            [new("values", ParameterKind.List, "The values."), new("weights", ParameterKind.List, "One weight per value; any sum.")],
            (["values", "weights"], [], As((DistributionArguments a, out DiscreteDistribution? d, out DistributionFault? f) =>
                DiscreteDistribution.TryCreate(a.Lists["values"], a.Lists["weights"], out d, out f))));
        yield return Of("empirical", "Observed values, linear between them.",
            [new("values", ParameterKind.FileBackedList, "The observations: a list, a CSV file beside the scenario, or its file and column."), Number("step", "1 draws only the values themselves; 0 unless given.")],
            (["values"], ["step"], As((DistributionArguments a, out EmpiricalDistribution? d, out DistributionFault? f) =>
                EmpiricalDistribution.TryCreate(a.Lists["values"], a.Get("step", 0), out d, out f))));
        yield return Of("mixture", "One of several distributions, each with its weight.",
            [new(ComponentsName, ParameterKind.Components, "Weights and distributions.")],
            ([ComponentsName], [], As((DistributionArguments a, out MixtureDistribution? d, out DistributionFault? f) =>
                MixtureDistribution.TryCreate(a.Components, out d, out f))));
        yield return Of("metalog", "Through given percentiles, optionally bounded: flexible elicitation.",
            [P5, P50, P95, new("probabilities", ParameterKind.List, "2 to 10 probabilities."), new("quantiles", ParameterKind.List, "Their quantiles."), Number("lower", "Lower bound."), Number("upper", "Upper bound.")],
            (["p5", "p50", "p95"], ["lower", "upper"], As((DistributionArguments a, out MetalogDistribution? d, out DistributionFault? f) =>
                Metalog([0.05, 0.5, 0.95], [a["p5"], a["p50"], a["p95"]], a, out d, out f))),
            (["probabilities", "quantiles"], ["lower", "upper"], As((DistributionArguments a, out MetalogDistribution? d, out DistributionFault? f) =>
                Metalog(a.Lists["probabilities"], a.Lists["quantiles"], a, out d, out f))));
    }

    private delegate bool TypedCreator<T>(DistributionArguments arguments, out T? distribution, out DistributionFault? fault)
        where T : Distribution;

    private static DistributionParameter Min => Number("min", "Smallest value.");

    private static DistributionParameter Mode => Number("mode", "Most likely value.");

    private static DistributionParameter Max => Number("max", "Largest value.");

    private static DistributionParameter Mean => Number("mean", "Mean.");

    private static DistributionParameter Sd => Number("sd", "Standard deviation.");

    private static DistributionParameter P5 => Number("p5", "5th percentile.");

    private static DistributionParameter P50 => Number("p50", "Median.");

    private static DistributionParameter P95 => Number("p95", "95th percentile.");

    private static DistributionParameter Shape => Number("shape", "Shape.");

    private static DistributionParameter Scale => Number("scale", "Scale, in the unit of the quantity.");

    private static DistributionParameter Number(string name, string description) => new(name, ParameterKind.Scalar, description);

    private static Entry Of(
        string name,
        string description,
        IReadOnlyList<DistributionParameter> parameters,
        params (string[] Required, string[] Optional, Creator Create)[] forms) =>
        new(
            new DistributionFamily(name, description, parameters, [.. forms.Select(form => new DistributionForm(form.Required, form.Optional))]),
            [.. forms.Select(form => form.Create)]);

    private static Creator As<T>(TypedCreator<T> create)
        where T : Distribution =>
        (DistributionArguments arguments, out Distribution? distribution, out DistributionFault? fault) =>
        {
            bool isCreated = create(arguments, out T? typed, out fault);
            distribution = typed;
            return isCreated;
        };

    private static bool Metalog(
        IReadOnlyList<double> probabilities,
        IReadOnlyList<double> quantiles,
        DistributionArguments arguments,
        out MetalogDistribution? distribution,
        out DistributionFault? fault) =>
        MetalogDistribution.TryCreate(
            probabilities,
            quantiles,
            arguments.Get("lower", double.NegativeInfinity),
            arguments.Get("upper", double.PositiveInfinity),
            out distribution,
            out fault);
}
