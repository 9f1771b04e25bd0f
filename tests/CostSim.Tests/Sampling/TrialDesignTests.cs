using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Latin hypercube and plain Monte Carlo; permutations computed by a Python twin, exact.</summary>
public class TrialDesignTests
{
    private const ulong Seed = 0x0123456789abcdef;

    private static readonly StreamKey Price = StreamKey.Of("cost.patriot.unit_price");

    [Fact]
    public void Permutations_are_the_published_ones()
    {
        Assert.Equal([5, 6, 1, 8, 0, 2, 4, 3, 9, 7], Permutation(10).Take(10));
        Assert.Equal([479, 694, 392, 665, 428, 878, 738, 722, 698, 291], Permutation(1000).Take(10));
        double[] u = new double[2];
        new LatinHypercubeDesign(Seed, 1, 1000).Fill(Price, 0, 0, u);
        Assert.Equal([0.47957734184866291, 0.69485820365214446], u);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public void Each_stratum_is_hit_once(int trials)
    {
        bool[] hit = new bool[trials];
        foreach (long stratum in Permutation(trials))
        {
            Assert.False(hit[stratum]);
            hit[stratum] = true;
        }
    }

    [Fact]
    public void Replicates_differ_and_windows_agree()
    {
        LatinHypercubeDesign design = new(9, 3, 100);
        double[] all = new double[300], window = new double[150];
        design.Fill(Price, 0, 0, all);
        design.Fill(Price, 0, 70, window);
        Assert.Equal(all[70..220], window);
        Assert.NotEqual(all[..100], all[100..200]);
        for (int replicate = 0; replicate < 3; replicate++)
        {
            Assert.Equal(100, all.Skip(100 * replicate).Take(100).Select(u => (int)(u * 100)).Distinct().Count());
        }
    }

    private static IEnumerable<long> Permutation(int trials)
    {
        LatinHypercubeDesign design = new(Seed, 1, trials);
        uint[] keys = new uint[6];
        design.FillKeys(Price, 0, keys);
        return Enumerable.Range(0, trials).Select(point => design.Stratum(point, keys));
    }
}
