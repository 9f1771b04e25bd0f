using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// The raids of one phase as they fall on the sites in a year, and what they add up to there: the loss of a site is
/// V·(1 − Π_k E[(1−D)^raids]), Poisson or negative binomial.
/// </summary>
/// <remarks>Values by raid kind and site stand raid kind after raid kind, each <see cref="Width"/> long and padded with 0.</remarks>
internal sealed class SiteRaids
{
    private readonly RaidPlan[] raids;
    private readonly double[] rates;
    private readonly double[] dispersions;
    private readonly double[] shares;
    private readonly double[] expected;
    private readonly double[] lost;
    private readonly double[] exposures;

    public SiteRaids(RaidPlan[] raids, int sites)
    {
        this.raids = raids;
        Width = (sites + Eight.Count - 1) / Eight.Count * Eight.Count;
        rates = new double[raids.Length];
        dispersions = new double[raids.Length];
        shares = new double[raids.Length * Width];
        for (int e = 0; e < raids.Length; e++)
        {
            raids[e].SiteShare.CopyTo(shares, e * Width);
        }

        expected = new double[shares.Length];
        lost = new double[Width];
        exposures = new double[Width];
    }

    /// <summary>Sites, padded to whole vectors of either length.</summary>
    public int Width { get; }

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        for (int e = 0; e < raids.Length; e++)
        {
            rates[e] = raids[e].Rate.In(draws);
            dispersions[e] = raids[e].Dispersion.In(draws);
            for (int i = e * Width; i < (e + 1) * Width; i++)
            {
                expected[i] = rates[e] * shares[i];
            }
        }
    }

    /// <summary>Raids of a kind expected in a year.</summary>
    public double Rate(int e) => rates[e];

    /// <summary>By how much clustering makes the variance of their number larger than its mean.</summary>
    public double ExtraVariance(int e) => raids[e].HasDispersion ? rates[e] * rates[e] / dispersions[e] : 0;

    /// <summary>Share of the raids of a kind that goes to each site.</summary>
    public ReadOnlySpan<double> Share(int e) => shares.AsSpan(e * Width, Width);

    /// <summary>Damage to a site that a year's raids add up to if none overlaps.</summary>
    /// <param name="damage">Damage that one raid does, by kind and site.</param>
    /// <param name="site">Site.</param>
    public double Exposure(ReadOnlySpan<double> damage, int site)
    {
        double exposure = 0;
        for (int i = site; i < expected.Length; i += Width)
        {
            exposure += expected[i] * damage[i];
        }

        return exposure;
    }

    /// <summary>The loss at all sites in a year, and the mean exposure weighted by the losses.</summary>
    /// <param name="damage">Damage that one raid does, by kind and site.</param>
    /// <param name="worth">What is at stake at each site, MEUR.</param>
    public (double Loss, double Exposure) Lose(double[] damage, ReadOnlySpan<double> worth)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lose<Eight>(damage);
        }
        else
        {
            Lose<Four>(damage);
        }

        double sum = 0;
        double weighed = 0;
        for (int s = 0; s < worth.Length; s++)
        {
            double loss = worth[s] * lost[s];
            sum += loss;
            weighed += loss * exposures[s];
        }

        return (sum, sum > 0 ? weighed / sum : 0);
    }

    /// <summary>Share of each site that is lost, and what its raids add up to.</summary>
    private void Lose<T>(double[] damage)
        where T : struct, IVector<T>
    {
        for (int i = 0; i < Width; i += T.Count)
        {
            T exponent = T.Zero;
            T exposure = T.Zero;
            for (int e = 0; e < raids.Length; e++)
            {
                T here = T.Load(ref expected[e * Width], i) * T.Load(ref damage[e * Width], i);
                exposure += here;
                if (raids[e].HasDispersion)
                {
                    var dispersion = T.Of(dispersions[e]);
                    here = dispersion * Elementary.LogOfNormal(T.Of(1) + (here / dispersion));
                }

                exponent += here;
            }

            exposure.Store(ref exposures[0], i);
            (T.Of(1) - Elementary.Exp(-exponent)).Store(ref lost[0], i);
        }
    }
}
