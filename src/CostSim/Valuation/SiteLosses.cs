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
    private readonly double[] sums = new double[Lanes];
    private readonly double[] ratios;
    private readonly bool[] isShort = new bool[Most];
    private readonly int room;
    private readonly double[] thinning;
    private double[] hazards = [];
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
        thinning = new double[Places];
        inverses = new double[kinds];

        // Years stand close together; a vector more, since the last year ends within one.
        room = (Most * sites) + Lanes;
        exposures = new double[kinds * room];
        survival = new double[room];
        ratios = new double[room];
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
    /// Adds a year: the loss at all sites and of lives is known after the next <see cref="Flush"/>.
    /// </summary>
    /// <param name="year">What is at stake.</param>
    /// <param name="damage">Damage to each site in one raid: raid kind after raid kind.</param>
    /// <param name="result">Receives the loss; holds the deaths.</param>
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

        isShort[count] = false;
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

    /// <summary>
    /// Adds a year in which stocks run short. Given how raids fall on the sites, what is left of a site is E[Π(1 − ω·D_n)], ω the share of the
    /// raids that goes to it and D_n the damage of raid n as the stocks serve it; it is taken in proportion to the same sum with full stocks, so
    /// that what raids do where no missile is missing stays as it is.
    /// </summary>
    /// <param name="year">What is at stake, and damage with full stocks.</param>
    /// <param name="cases">By case of the shortage, what raids do.</param>
    /// <param name="shortage">Who has missiles in which raid.</param>
    /// <param name="result">Receives the loss; holds the deaths.</param>
    public void Add(SiteCase year, ReadOnlySpan<SiteCase> cases, Shortage shortage, PhaseTotals result)
    {
        Add(year, year.Damage, result);
        Hazards(cases, shortage);
        if (Vector512.IsHardwareAccelerated)
        {
            Follow<Eight>(shortage);
        }
        else
        {
            Follow<Four>(shortage);
        }

        isShort[count - 1] = true;
    }

    /// <summary>ln((1 − D) / (1 − D′)) of a raid where missiles make a difference, sites and raid kinds weighed by how much of a difference.</summary>
    /// <param name="year">Damage with missiles, and what is at stake.</param>
    /// <param name="without">Damage D′ to each site in one raid without them: raid kind after raid kind.</param>
    /// <param name="firing">Share of the raids in which missiles are fired; D is the damage of those.</param>
    public double Bend(SiteCase year, ReadOnlySpan<double> without, double firing)
    {
        (double low, double high, double weight) = (0, 0, 0);
        for (int e = 0; e < kinds; e++)
        {
            for (int s = 0; s < sites; s++)
            {
                int at = (e * Places) + s;
                double matters = year.Worth[s] * rates[at] * Math.Max(0, without[at] - year.Damage[at]);
                (low, high, weight) = (low + (matters * year.Damage[at]), high + (matters * without[at]), weight + matters);
            }
        }

        low = high - ((high - low) / firing);
        return weight > 0 && high < weight ? Elementary.Log((weight - low) / (weight - high)) : 0;
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
                for (int s = from; s < sites; s += Lanes)
                {
                    int at = (y * sites) + s;
                    T left = T.Load(ref survival[0], at);
                    left = isShort[y] ? left * T.Load(ref ratios[0], at) : left;
                    sum += T.Load(ref year.Worth[0], s) * (T.Of(1) - left);
                }

                sum.Store(ref sums[0], from);
            }

            result.Flows[PhaseFlows.Loss] = Sum(sums) + (lifeValue * result.Flows[PhaseFlows.Deaths]);
        }
    }

    /// <summary>
    /// By case, what one of the raids in which missiles are fired takes from each site; nothing where missiles make no difference. Raids in which
    /// nobody is ready do what they do without; where raids cluster, less is left to lose by as much as there are more of either.
    /// </summary>
    private void Hazards(ReadOnlySpan<SiteCase> cases, Shortage shortage)
    {
        if (hazards.Length < cases.Length * Places)
        {
            hazards = new double[cases.Length * Places];
        }

        double idle = 1 - shortage.FiringShare;
        double clustering = 1 / shortage.Dispersion;
        double rest = 1 + (shortage.Numbers.Mean * clustering);
        hazards.AsSpan(0, cases.Length * Places).Clear();
        thinning.AsSpan().Fill(1);
        ReadOnlySpan<double> full = cases[0].Damage;
        ReadOnlySpan<double> none = cases[^1].Damage;
        double raid = 1 / shortage.Numbers.Mean;
        for (int e = 0; e < kinds; e++)
        {
            for (int s = e * Places; s < (e * Places) + sites; s++)
            {
                double rate = full[s] != none[s] ? rates[s] * raid : 0;
                for (int c = 0; c < cases.Length && rate > 0; c++)
                {
                    hazards[(c * Places) + s - (e * Places)] += rate * Math.Max(0, cases[c].Damage[s] - (idle * none[s]));
                }

                thinning[s - (e * Places)] += rate > 0 ? rates[s] * idle * none[s] * clustering / rest : 0;
            }
        }

        for (int s = 0; s < sites; s++)
        {
            thinning[s] = 1 / thinning[s];
        }
    }

    /// <summary>What is left of each site in the last year added, over what full stocks would leave. Raid by raid from the last to the first.</summary>
    private void Follow<T>(Shortage shortage)
        where T : struct, IVector<T>
    {
        ReadOnlySpan<double> number = shortage.Numbers.Probability;
        int last = number.Length - 1;
        int cases = shortage.Cases;
        var one = T.Of(1);
        for (int s = 0; s < sites; s += T.Count)
        {
            T thin = T.Load(ref thinning[0], s);
            T full = thin * T.Max(T.Zero, one - T.Load(ref hazards[0], s));
            T none = thin * T.Max(T.Zero, one - T.Load(ref hazards[0], ((cases - 1) * Places) + s));
            T ample = T.Of(number[last]);
            T left = ample;
            for (int n = last; n > shortage.LastServed; n--)
            {
                var so = T.Of(number[n - 1]);
                ample = so + (full * ample);
                left = so + (none * left);
            }

            T sum = T.Zero;
            for (int course = 0; course < Shortage.Courses; course++)
            {
                T here = left;
                int n = shortage.LastServed;
                for (int block = shortage.Blocks - 1; block >= 0; block--)
                {
                    ReadOnlySpan<double> weights = shortage.Course(block, course);
                    T taken = T.Zero;
                    for (int c = 0; c < weights.Length; c++)
                    {
                        taken += T.Of(weights[c]) * T.Load(ref hazards[0], (c * Places) + s);
                    }

                    taken = thin * T.Max(T.Zero, one - taken);
                    for (int before = block > 0 ? shortage.End(block - 1) : shortage.AllServed; n > before; n--)
                    {
                        here = T.Of(number[n - 1]) + (taken * here);
                    }
                }

                sum += here;
            }

            left = sum * T.Of(1.0 / Shortage.Courses);
            for (int n = shortage.LastServed; n > 0; n--)
            {
                var so = T.Of(number[n - 1]);
                ample = so + (full * ample);
                if (n <= shortage.AllServed)
                {
                    left = so + (full * left);
                }
            }

            (left / ample).Store(ref ratios[0], ((count - 1) * sites) + s);
        }
    }
}
