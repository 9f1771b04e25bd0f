using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

public class DistributionCatalogueTests
{
    [Fact]
    public void Every_family_and_form_can_be_made()
    {
        string[] expected =
        [
            "constant", "uniform", "triangular", "pert", "normal", "truncatedNormal", "lognormal", "beta", "gamma", "weibull", "poisson",
            "negativeBinomial", "binomial", "discrete", "empirical", "mixture", "metalog",
        ];
        Assert.Equal(expected, DistributionCatalogue.Families.Select(family => family.Name));
        foreach (DistributionFamily family in DistributionCatalogue.Families)
        {
            foreach (DistributionForm form in family.Forms)
            {
                DistributionArguments arguments = new();
                foreach (string name in form.Required)
                {
                    Give(arguments, family, name);
                }

                Assert.True(DistributionCatalogue.TryCreate(family.Name, arguments, out Distribution? distribution, out DistributionFault? fault), fault?.Message);
                Assert.Equal(family.Name, distribution.Family);
                Assert.StartsWith(family.Name, distribution.Describe(), StringComparison.Ordinal);
                Assert.All(form.Required.Concat(form.Optional), name => Assert.Contains(family.Parameters, parameter => parameter.Name == name));
            }
        }
    }

    [Theory]
    [InlineData("pert", null, "min=1;mode=5")]
    [InlineData("pert", "mode", "min=1;mode=0.5;max=5")]
    [InlineData("pert", "max", "min=5;mode=5;max=5")]
    [InlineData("pert", "lambda", "min=1;mode=2;max=5;lambda=0")]
    [InlineData("pert", "sd", "min=1;mode=2;max=5;sd=1")]
    [InlineData("normal", "sd", "mean=1;sd=0")]
    [InlineData("normal", "mean", "mean=NaN;sd=1")]
    [InlineData("normal", null, "mean=1;sd=1;p5=0")]
    [InlineData("lognormal", "mean", "mean=-1;sd=1")]
    [InlineData("lognormal", "p50", "p5=1;p50=2;p95=3")]
    [InlineData("lognormal", "p95", "p5=3;p95=2")]
    [InlineData("lognormal", null, "mean=1;p95=2")]
    [InlineData("beta", "sd", "mean=0.5;sd=0.5")]
    [InlineData("beta", "mean", "mean=74;ess=20")]
    [InlineData("beta", "alpha", "alpha=0;beta=1")]
    [InlineData("gamma", "sd", "mean=1;sd=-1")]
    [InlineData("weibull", "shape", "shape=0;scale=1")]
    [InlineData("poisson", "mean", "mean=Infinity")]
    [InlineData("poisson", "mean", "mean=1e12")]
    [InlineData("binomial", "n", "n=2.5;p=0.5")]
    [InlineData("binomial", "p", "n=2;p=50")]
    [InlineData("truncatedNormal", null, "mean=0;sd=1;min=50;max=51")]
    [InlineData("metalog", "quantiles", "p5=0;p50=0.1;p95=1")]
    [InlineData("metalog", "quantiles", "p5=0;p50=0.5;p95=1;lower=0")]
    [InlineData("empirical", "values", "values=1")]
    [InlineData("gaussian", null, "mean=1")]
    public void Infeasible_parameters_are_faults_with_a_fix(string family, string? parameter, string given)
    {
        DistributionArguments arguments = new();
        foreach (string[] pair in given.Split(';').Select(part => part.Split('=')))
        {
            arguments.With(pair[0], double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.False(DistributionCatalogue.TryCreate(family, arguments, out Distribution? distribution, out DistributionFault? fault));
        Assert.Null(distribution);
        Assert.Equal(parameter, fault.Parameter);
        Assert.NotEmpty(fault.Message);
        Assert.NotEmpty(fault.Fix);
    }

    [Fact]
    public void Factories_throw_where_the_catalogue_tells()
    {
        Assert.Throws<ArgumentException>("sd", () => NormalDistribution.Of(0, -1));
        Assert.Throws<ArgumentException>("quantiles", () => MetalogDistribution.Of(0, 0.1, 1));
        Assert.Throws<ArgumentException>("weights", () => DiscreteDistribution.Of([1, 2], [1]));
    }

    private static void Give(DistributionArguments arguments, DistributionFamily family, string name)
    {
        switch (family.Parameters.First(parameter => parameter.Name == name).Kind)
        {
            case ParameterKind.Components:
                arguments.WithComponent(1, NormalDistribution.Of(0, 1)).WithComponent(2, NormalDistribution.Of(3, 1));
                break;
            case ParameterKind.Scalar:
                arguments.With(name, name switch { "min" or "p5" => 0.1, "mode" or "mean" or "p" or "alpha" => 0.5, "p50" => 0.6, "p95" or "max" => 2, "n" => 7, "sd" => 0.2, _ => 1.5 });
                break;
            default:
                arguments.With(name, name == "probabilities" ? [0.1, 0.5, 0.9] : [1.0, 2, 4]);
                break;
        }
    }
}
