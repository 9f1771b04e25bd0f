using CostSim.Sampling;
using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

public class StoppingRuleTests
{
    private const double Truth = 1.1;

    // N(1, .1) + 50 · Bernoulli(.002), 5 % half-width; 400 seeds, standard error of a coverage of .95: .011.
    [Fact]
    public void Intervals_at_the_time_of_stopping_cover()
    {
        int guarded = 0, naive = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            (bool guardedHit, bool naiveHit) = Run((ulong)seed);
            guarded += guardedHit ? 1 : 0;
            naive += naiveHit ? 1 : 0;
        }

        Assert.True(guarded / 400.0 >= 0.92, $"coverage {guarded / 400.0}");

        // Tooth: stopping at the first small error covers far too seldom.
        Assert.True(naive / 400.0 < 0.85, $"naive coverage {naive / 400.0}");
    }

    [Fact]
    public void The_limiting_output_and_the_trials_needed_are_told()
    {
        StoppingRule rule = new([new("cost", 0.01), new("leakers", 0, 0.5)], 1000);
        StoppingVerdict verdict = rule.Judge(1000, [new(100, 0.5, 1, long.MaxValue), new(3, 2, 1, long.MaxValue)]);
        Assert.False(verdict.IsReached);
        Assert.Equal("leakers", verdict.Limiting);
        Assert.Equal(4, verdict.Ratio, 1e-12);
        Assert.Equal(16_000, verdict.PredictedTrials, 1e-8);
    }

    [Fact]
    public void Two_checkpoints_in_a_row_and_a_hundred_events_are_needed()
    {
        StoppingRule rule = new([new("cost", 0.01)], 1000);
        StoppingStatistic good = new(100, 0.4, 1, 100), rare = new(100, 0.4, 1, 99), wide = new(100, 0.7, 1, 100);
        Assert.False(rule.Judge(1000, [good]).IsReached);
        Assert.False(rule.Judge(2000, [rare]).IsReached);
        Assert.False(rule.Judge(4000, [good]).IsReached);
        Assert.True(rule.Judge(8000, [good]).IsReached);
        Assert.Equal(double.PositiveInfinity, rule.Judge(8000, [rare]).Ratio);

        // At the first checkpoint only half the half-width is allowed.
        StoppingRule fresh = new([new("cost", 0.01)], 1000);
        Assert.Equal(0, fresh.Judge(1000, [wide]).Passes);
        Assert.Equal(1, fresh.Judge(2000, [wide]).Passes);
        Assert.Equal(4000, fresh.TrialsAt(2));
    }

    private static (bool Guarded, bool Naive) Run(ulong seed)
    {
        const int First = 1024;
        QuantileTable normal = QuantileTables.Normal;
        StoppingRule rule = new([new("outcome", 0.05)], First);
        Moments all = Moments.Empty;
        long events = 0;
        bool? naiveHit = null;
        double[] x = new double[First], rare = new double[First];
        StreamKey body = StreamKey.Of("body"), rareStream = StreamKey.Of("rare");
        for (int checkpoint = 0; ; checkpoint++)
        {
            while (all.Count < rule.TrialsAt(checkpoint))
            {
                Uniforms.Fill(seed, body, all.Count, 0, x);
                Uniforms.Fill(seed, rareStream, all.Count, 0, rare);
                normal.Evaluate(x, x);
                for (int t = 0; t < First; t++)
                {
                    bool hit = rare[t] < 0.002;
                    events += hit ? 1 : 0;
                    x[t] += hit ? 50 : 0;
                }

                all = all.Merge(Moments.Of(x));
                if (naiveHit is null && 1.96 * all.StandardError <= 0.05 * Math.Abs(all.Mean))
                {
                    naiveHit = Math.Abs(all.Mean - Truth) <= 1.96 * all.StandardError;
                }
            }

            if (rule.Judge(all.Count, [StoppingStatistic.OfMean(all, events)]).IsReached || all.Count >= 1 << 20)
            {
                return (Math.Abs(all.Mean - Truth) <= 1.96 * all.StandardError, naiveHit ?? false);
            }
        }
    }

    private static class QuantileTables
    {
        public static readonly QuantileTable Normal = QuantileTable.Of(NormalDistribution.Of(1, 0.1));
    }
}
