using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// What a year's raids of one phase add up to in one trial, a lane per site: the loss of a site is V·(1 − Π_k E[(1−D)^raids]), Poisson or
/// negative binomial. Years wait until they are worked out together: exponentials that stand in a row overlap.
/// </summary>
internal sealed class SiteLosses
{
    private const int Lanes = TrialGroup.Lanes;
    private const int Most = 32;
    private readonly SiteRaids raids;
    private readonly int kinds;
    private readonly int sites;
    private readonly double[] rates;
    private readonly double[] dispersions;
    private readonly double[] inverses;
    private readonly double[] exposures;
    private readonly double[] survival;
    private readonly (SiteCase Case, PhaseTotals Result)[] years = new (SiteCase, PhaseTotals)[Most];

    // Sums over sites, lane by lane.
    private readonly double[] first = new double[Lanes];
    private readonly double[] second = new double[Lanes];
    private readonly double[] third = new double[Lanes];
    private readonly int room;
    private double lifeValue;
    private int count;

    /// <param name="raids">The raids of a group of trials.</param>
    /// <param name="kinds">Number of raid kinds.</param>
    /// <param name="sites">Number of sites.</param>
    public SiteLosses(SiteRaids raids, int kinds, int sites)
    {
        (this.raids, this.kinds, this.sites) = (raids, kinds, sites);
        Places = (sites + Lanes - 1) / Lanes * Lanes;
        rates = new double[kinds * Places];
        dispersions = new double[kinds];
        inverses = new double[kinds];

        // Years stand close together; a vector more, since the last year ends within one.
        room = (Most * sites) + Lanes;
        exposures = new double[kinds * room];
        survival = new double[room];
    }

    /// <summary>Number of sites, filled up to whole vectors.</summary>
    public int Places { get; }

    /// <summary>Starts a trial of the group.</summary>
    /// <param name="trial">Its lane.</param>
    /// <param name="worthOfLife">Worth of a life, MEUR.</param>
    public void Begin(int trial, double worthOfLife)
    {
        (lifeValue, count) = (worthOfLife, 0);
        for (int e = 0; e < kinds; e++)
        {
            double rate = raids.Rates(e)[trial];
            dispersions[e] = raids.Dispersion(e, trial);
            inverses[e] = 1 / dispersions[e];
            for (int s = 0; s < sites; s++)
            {
                rates[(e * Places) + s] = rate * raids.Share(e, s);
            }
        }
    }

    /// <summary>
    /// Adds a year: the loss at all sites and of lives, and the mean over sites, weighted by their losses, of the damage that its raids add up to
    /// if none overlaps, are known after the next <see cref="Flush"/>.
    /// </summary>
    /// <param name="year">What is at stake.</param>
    /// <param name="damage">Damage to each site in one raid: raid kind after raid kind.</param>
    /// <param name="result">Receives loss and exposure; holds the deaths.</param>
    public void Add(SiteCase year, ReadOnlySpan<double> damage, PhaseTotals result)
    {
        if (count == Most)
        {
            Flush();
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Expose<Eight>(damage);
        }
        else
        {
            Expose<Four>(damage);
        }

        years[count++] = (year, result);
    }

    /// <summary>Works out the years that wait.</summary>
    public void Flush()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Survive<Eight>();
            Lose<Eight>();
        }
        else
        {
            Survive<Four>();
            Lose<Four>();
        }

        count = 0;
    }

    /// <summary>How exposed the sites are in two cases, each weighed by what it makes of a difference there; NaN if the second is nowhere worse.</summary>
    /// <param name="low">Damage in the first case.</param>
    /// <param name="high">Damage in the second.</param>
    /// <param name="worth">What is at stake at each site, MEUR.</param>
    public (double Low, double High) Weigh(ReadOnlySpan<double> low, ReadOnlySpan<double> high, ReadOnlySpan<double> worth)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Weigh<Eight>(low, high, worth);
        }
        else
        {
            Weigh<Four>(low, high, worth);
        }

        double weight = Sum(third);
        return (Sum(first) / weight, Sum(second) / weight);
    }

    /// <summary>In an order that no vector's length changes.</summary>
    private static double Sum(double[] lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));

    /// <summary>The next year's exposures. What lies beyond its last site is overwritten by the year after it.</summary>
    private void Expose<T>(ReadOnlySpan<double> damage)
        where T : struct, IVector<T>
    {
        for (int e = 0; e < kinds; e++)
        {
            for (int s = 0; s < sites; s += T.Count)
            {
                T here = T.Load(ref rates[e * Places], s) * T.Load(ref MemoryMarshal.GetReference(damage), (e * Places) + s);
                here.Store(ref exposures[0], (e * room) + (count * sites) + s);
            }
        }
    }

    /// <summary>Share of each site's value that survives each year.</summary>
    private void Survive<T>()
        where T : struct, IVector<T>
    {
        for (int at = 0; at < count * sites; at += T.Count)
        {
            T exponent = T.Zero;
            for (int e = 0; e < kinds; e++)
            {
                T here = T.Load(ref exposures[e * room], at);
                exponent += raids.IsClustered(e)
                    ? T.Of(dispersions[e]) * Elementary.LogOfNormal(T.Of(1) + (here * T.Of(inverses[e])))
                    : here;
            }

            Elementary.Exp(-exponent).Store(ref survival[0], at);
        }
    }

    /// <summary>The losses of each year. Nothing is at stake beyond the last site.</summary>
    private void Lose<T>()
        where T : struct, IVector<T>
    {
        for (int y = 0; y < count; y++)
        {
            (SiteCase year, PhaseTotals result) = years[y];
            for (int from = 0; from < Lanes; from += T.Count)
            {
                T sum = T.Zero;
                T weighed = T.Zero;
                for (int s = from; s < sites; s += Lanes)
                {
                    int at = (y * sites) + s;
                    T exposure = T.Zero;
                    for (int e = 0; e < kinds; e++)
                    {
                        exposure += T.Load(ref exposures[e * room], at);
                    }

                    T loss = T.Load(ref year.Worth[0], s) * (T.Of(1) - T.Load(ref survival[0], at));
                    sum += loss;
                    weighed += loss * exposure;
                }

                sum.Store(ref first[0], from);
                weighed.Store(ref second[0], from);
            }

            double all = Sum(first);
            result.Exposure = all > 0 ? Sum(second) / all : 0;
            result.Flows[PhaseFlows.Loss] = all + (lifeValue * result.Flows[PhaseFlows.Deaths]);
        }
    }

    private void Weigh<T>(ReadOnlySpan<double> low, ReadOnlySpan<double> high, ReadOnlySpan<double> worth)
        where T : struct, IVector<T>
    {
        ref double stakes = ref MemoryMarshal.GetReference(worth);
        for (int from = 0; from < Lanes; from += T.Count)
        {
            T served = T.Zero;
            T unserved = T.Zero;
            T weight = T.Zero;
            for (int s = from; s < Places; s += Lanes)
            {
                T less = Exposure<T>(low, s);
                T more = Exposure<T>(high, s);
                T matters = T.Load(ref stakes, s) * T.Max(T.Zero, more - less);
                served += matters * less;
                unserved += matters * more;
                weight += matters;
            }

            served.Store(ref first[0], from);
            unserved.Store(ref second[0], from);
            weight.Store(ref third[0], from);
        }
    }

    private T Exposure<T>(ReadOnlySpan<double> damage, int s)
        where T : struct, IVector<T>
    {
        T exposure = T.Zero;
        for (int e = 0; e < kinds; e++)
        {
            exposure += T.Load(ref rates[0], (e * Places) + s) * T.Load(ref MemoryMarshal.GetReference(damage), (e * Places) + s);
        }

        return exposure;
    }
}
