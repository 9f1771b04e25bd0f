using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>The raids of one phase as they fall on the sites in a year: how many there are, Poisson or negative binomial; a lane per trial of a group.</summary>
internal sealed class SiteRaids
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly RaidPlan[] raids;
    private readonly RowLayout layout;
    private readonly double[] rates;
    private readonly double[] dispersions;
    private readonly double[] extra;

    public SiteRaids(RaidPlan[] raids, RowLayout layout)
    {
        (this.raids, this.layout) = (raids, layout);
        rates = new double[raids.Length * Lanes];
        dispersions = new double[raids.Length * Lanes];
        extra = new double[raids.Length * Lanes];
    }

    /// <summary>Starts a group of trials.</summary>
    public void Begin(TrialGroup group)
    {
        for (int e = 0; e < raids.Length; e++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                ReadOnlySpan<double> draws = group.Row(lane);
                double rate = raids[e].Rate.In(draws);
                double dispersion = IsClustered(e) ? raids[e].Dispersion.In(draws) : double.PositiveInfinity;
                int at = (e * Lanes) + lane;
                (rates[at], dispersions[at], extra[at]) = (rate, dispersion, rate * rate / dispersion);
            }
        }
    }

    /// <summary>Raids of a kind expected in a year, by lane.</summary>
    public ReadOnlySpan<double> Rates(int e) => rates.AsSpan(e * Lanes, Lanes);

    /// <summary>Whether raids of a kind come in clusters: their number is negative binomial.</summary>
    public bool IsClustered(int e) => raids[e].HasDispersion;

    /// <summary>Dispersion of the number of raids of a kind in one trial; infinite where it is Poisson.</summary>
    public double Dispersion(int e, int lane) => dispersions[(e * Lanes) + lane];

    /// <summary>Share of the raids of a kind that goes to a site.</summary>
    public double Share(int e, int site) => raids[e].SiteShare[site];

    /// <summary>Adds the year's raids of a kind: leakers, and mean and variance of the shots as a compound sum over raids.</summary>
    /// <param name="e">Raid kind.</param>
    /// <param name="tail">What one raid does whatever the site, as <see cref="RowLayout"/> says.</param>
    /// <param name="covered">Share of the raids that meet somebody who may fire missiles of a kind, kind after kind, a lane per trial.</param>
    /// <param name="year">Receives the sums.</param>
    public void Count(int e, ReadOnlySpan<double> tail, ReadOnlySpan<double> covered, PhaseCase year)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Count<Eight>(e, tail, covered, year);
        }
        else
        {
            Count<Four>(e, tail, covered, year);
        }
    }

    private static void Add<T>(Span<double> sum, int from, T value)
        where T : struct, IVector<T>
    {
        ref double to = ref MemoryMarshal.GetReference(sum);
        (T.Load(ref to, from) + value).Store(ref to, from);
    }

    private void Count<T>(int e, ReadOnlySpan<double> tail, ReadOnlySpan<double> covered, PhaseCase year)
        where T : struct, IVector<T>
    {
        ref double raid = ref MemoryMarshal.GetReference(tail);
        ref double some = ref MemoryMarshal.GetReference(covered);
        for (int from = 0; from < Lanes; from += T.Count)
        {
            T rate = T.Load(ref rates[e * Lanes], from);
            T clustering = T.Load(ref extra[e * Lanes], from);
            T leakers = T.Zero;
            for (int c = 0; c < layout.Classes; c++)
            {
                leakers += rate * T.Load(ref raid, RowLayout.Leakers(c) + from);
            }

            Add(year.Leakers, from, leakers);
            T fired = T.Zero;
            for (int m = 0; m < layout.Missiles; m++)
            {
                T shots = T.Load(ref raid, layout.Shots(m) + from);
                T mean = rate * shots;
                fired += mean;
                Add(year.Shots(m), from, mean);
                T squares = rate * T.Load(ref raid, layout.SquaredShots(m) + from);
                T share = T.Load(ref raid, layout.Firing(m) + from);
                Add(year.CoveredRaids(m), from, rate * T.Load(ref some, (m * Lanes) + from));
                Add(year.SquaredShots(m), from, squares);
                Add(year.ShotVariance(m), from, squares + (clustering * shots * shots));
                Add(year.FiringRaids(m), from, rate * share);
                Add(year.FiringClusters(m), from, clustering * share * share);
            }

            Add(year.Fired, from, fired);
        }
    }
}
