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
            (double loss, double weighed) = (0, 0);
            for (int s = 0; s < sites; s++)
            {
                double poisson = rate * shares[0][s] * one.Damage[s];
                double clustered = 3 * rate * shares[1][s] * one.Damage[losses.Places + s];
                double here = one.Worth[s] * (1 - (Math.Exp(-poisson) * Math.Pow(1 + (clustered / dispersion), -dispersion)));
                (loss, weighed) = (loss + here, weighed + (here * (poisson + clustered)));
            }

            Assert.Equal(loss + (Life * result.Flows[PhaseFlows.Deaths]), result.Flows[PhaseFlows.Loss], 1e-12 * (1 + loss));
            Assert.Equal(weighed / loss, result.Exposure, 1e-13 * (1 + result.Exposure));
        }
    }

    /// <summary>Where nothing is at stake nothing is exposed either.</summary>
    [Fact]
    public void No_loss_has_no_exposure()
    {
        var losses = new SiteLosses(Raids([[1.0], [1.0]], 1, 1), 2, 1);
        losses.Begin(0, 0);
        (SiteCase one, PhaseTotals result) = Year(new Random(1), 1, losses.Places);
        one.Worth[0] = 0;
        losses.Add(one, one.Damage, result);
        losses.Flush();
        Assert.Equal(0, result.Exposure);
        Assert.Equal(0, result.Flows[PhaseFlows.Loss]);
    }

    /// <summary>Exposure with and without some systems: only sites at which they make a difference count.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(11)]
    public void Exposure_is_weighed_by_what_makes_a_difference(int sites)
    {
        var random = new Random(sites);
        double[][] shares = [Some(random, sites), new double[sites]];
        var losses = new SiteLosses(Raids(shares, 2, 1), 2, sites);
        losses.Begin(0, Life);
        SiteCase low = Year(random, sites, losses.Places).Case;
        SiteCase high = Year(random, sites, losses.Places).Case;
        (double served, double unserved, double weight) = (0, 0, 0);
        for (int s = 0; s < sites; s++)
        {
            (double less, double more) = (2 * shares[0][s] * low.Damage[s], 2 * shares[0][s] * high.Damage[s]);
            double matters = low.Worth[s] * Math.Max(0, more - less);
            (served, unserved, weight) = (served + (matters * less), unserved + (matters * more), weight + matters);
        }

        (double with, double without) = losses.Weigh(low.Damage, high.Damage, low.Worth);
        Assert.Equal(served / weight, with, 1e-13);
        Assert.Equal(unserved / weight, without, 1e-13);
        Assert.False(losses.Weigh(low.Damage, low.Damage, low.Worth).High > 0);
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
