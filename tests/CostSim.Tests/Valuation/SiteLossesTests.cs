using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Scenarios;
using CostSim.Valuation;

namespace CostSim.Tests.Valuation;

/// <summary>Losses of years of raids against their closed forms, site by site.</summary>
public sealed class SiteLossesTests
{
    private const double Life = 7;

    /// <summary>Fewer sites than a vector has lanes, as many, and more; more years than wait at a time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(17)]
    public void Losses_are_those_of_Poisson_and_negative_binomial_raids(int sites)
    {
        var random = new Random(sites);
        (double rate, double dispersion) = (4.5, 1.5);
        double[][] shares = [.. Enumerable.Range(0, 2).Select(_ => Some(random, sites))];
        var losses = new SiteLosses(Raids(shares, rate, dispersion), 2, sites);
        losses.Begin(2, Life);
        (SiteCase Case, PhaseTotals Result)[] years = [.. Enumerable.Range(0, 75).Select(_ => Year(random, sites, losses.Places))];
        foreach ((SiteCase one, PhaseTotals result) in years)
        {
            losses.Add(one, one.Damage, result);
        }

        losses.Flush();
        foreach ((SiteCase one, PhaseTotals result) in years)
        {
            double loss = 0;
            for (int s = 0; s < sites; s++)
            {
                double poisson = rate * shares[0][s] * one.Damage[s];
                double clustered = 3 * rate * shares[1][s] * one.Damage[losses.Places + s];
                loss += one.Worth[s] * (1 - (Math.Exp(-poisson) * Math.Pow(1 + (clustered / dispersion), -dispersion)));
            }

            Assert.Equal(loss + (Life * result.Flows[PhaseFlows.Deaths]), result.Flows[PhaseFlows.Loss], 1e-12 * (1 + loss));
        }
    }

    /// <summary>One kind Poisson, the other three times as frequent and in clusters.</summary>
    private static SiteRaids Raids(double[][] shares, double rate, double dispersion)
    {
        RaidPlan[] plans =
        [
            new RaidPlan(RaidPhase.Conflict, Scalar.Of(rate), false, Scalar.Of(0), shares[0], [], []),
            new RaidPlan(RaidPhase.Conflict, Scalar.Of(3 * rate), true, Scalar.Of(dispersion), shares[1], [], []),
        ];
        var raids = new SiteRaids(plans, new RowLayout(1, 1, 1));
        raids.Begin(new TrialGroup(1));
        return raids;
    }

    private static (SiteCase Case, PhaseTotals Result) Year(Random random, int sites, int places)
    {
        var one = new SiteCase(2, places, 1);
        Some(random, sites).CopyTo(one.Damage, 0);
        Some(random, sites).CopyTo(one.Damage, places);
        Some(random, sites).Select(x => 1000 * x).ToArray().CopyTo(one.Worth, 0);
        var result = new PhaseTotals(1);
        result.Flows[PhaseFlows.Deaths] = random.NextDouble();
        return (one, result);
    }

    private static double[] Some(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
}
