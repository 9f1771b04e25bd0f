using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// The raids of one phase as they fall on the sites in a year, and what they add up to there: the loss of a site is
/// V·(1 − Π_k E[(1−D)^raids]), Poisson or negative binomial.
/// </summary>
/// <remarks>A lane per trial of a group, or all lanes for one trial: see <see cref="Spread"/>.</remarks>
internal sealed class SiteRaids
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly RaidPlan[] raids;
    private readonly int sites;
    private readonly RowLayout layout;
    private readonly double[] rates;
    private readonly double[] dispersions;
    private readonly double[] extra;
    private readonly double[] inverses;

    public SiteRaids(RaidPlan[] raids, int sites, RowLayout layout)
    {
        (this.raids, this.sites, this.layout) = (raids, sites, layout);
        rates = new double[raids.Length * Lanes];
        dispersions = new double[raids.Length * Lanes];
        extra = new double[raids.Length * Lanes];
        inverses = new double[raids.Length * Lanes];
    }

    /// <summary>Starts a group of trials.</summary>
    public void Begin(TrialGroup group)
    {
        for (int e = 0; e < raids.Length; e++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                ReadOnlySpan<double> draws = group.Row(lane);
                Set((e * Lanes) + lane, raids[e].Rate.In(draws), raids[e].HasDispersion ? raids[e].Dispersion.In(draws) : double.PositiveInfinity);
            }
        }
    }

    /// <summary>Takes one trial of another's group into every lane.</summary>
    public void Spread(SiteRaids from, int lane)
    {
        for (int i = 0; i < rates.Length; i++)
        {
            int at = (i & ~(Lanes - 1)) + lane;
            Set(i, from.rates[at], from.dispersions[at]);
        }
    }

    /// <summary>Raids of a kind expected in a year, by lane.</summary>
    public ReadOnlySpan<double> Rates(int e) => rates.AsSpan(e * Lanes, Lanes);

    /// <summary>Share of the raids of a kind that goes to a site.</summary>
    public double Share(int e, int site) => raids[e].SiteShare[site];

    /// <summary>What the raids of a year come to: losses, leakers and shots.</summary>
    /// <param name="sums">What one raid of each kind does.</param>
    /// <param name="worth">What is at stake at each site, MEUR: site after site, by lane.</param>
    /// <param name="year">Receives the year; deaths are those of the sums.</param>
    public void AddUp(RaidSums sums, ReadOnlySpan<double> worth, LaneTotals year)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lose<Eight>(sums, worth, year);
            Count<Eight>(sums, year);
        }
        else
        {
            Lose<Four>(sums, worth, year);
            Count<Four>(sums, year);
        }
    }

    private void Set(int at, double rate, double dispersion)
    {
        rates[at] = rate;
        dispersions[at] = dispersion;
        inverses[at] = 1 / dispersion;
        extra[at] = rate * rate / dispersion;
    }

    /// <summary>The loss at all sites, and the mean exposure weighted by the losses.</summary>
    private void Lose<T>(RaidSums sums, ReadOnlySpan<double> worth, LaneTotals year)
        where T : struct, IVector<T>
    {
        ref double damage = ref MemoryMarshal.GetReference(sums.Damage);
        ref double stakes = ref MemoryMarshal.GetReference(worth);
        for (int from = 0; from < Lanes; from += T.Count)
        {
            T sum = T.Zero;
            T weighed = T.Zero;
            for (int s = 0; s < sites; s++)
            {
                T exponent = T.Zero;
                T exposure = T.Zero;
                for (int e = 0; e < raids.Length; e++)
                {
                    double share = raids[e].SiteShare[s];
                    if (share > 0)
                    {
                        Expose(e, T.Of(share) * T.Load(ref damage, (((e * sites) + s) * Lanes) + from), from, ref exponent, ref exposure);
                    }
                }

                T loss = T.Load(ref stakes, (s * Lanes) + from) * (T.Of(1) - Elementary.Exp(-exponent));
                sum += loss;
                weighed += loss * exposure;
            }

            T some = T.Above(sum, T.Zero);
            sum.Store(ref year.Flows[PhaseFlows.Loss * Lanes], from);
            (weighed / T.Select(some, sum, T.Of(1))).Store(ref year.Exposure[0], from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Expose<T>(int e, T damage, int from, ref T exponent, ref T exposure)
        where T : struct, IVector<T>
    {
        T here = T.Load(ref rates[e * Lanes], from) * damage;
        exposure += here;
        if (raids[e].HasDispersion)
        {
            here = T.Load(ref dispersions[e * Lanes], from) * Elementary.LogOfNormal(T.Of(1) + (here * T.Load(ref inverses[e * Lanes], from)));
        }

        exponent += here;
    }

    /// <summary>Leakers, and mean and variance of the year's shots as a compound sum over raids.</summary>
    private void Count<T>(RaidSums sums, LaneTotals year)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < Lanes; from += T.Count)
        {
            T leakers = T.Zero;
            T fired = T.Zero;
            for (int e = 0; e < raids.Length; e++)
            {
                T rate = T.Load(ref rates[e * Lanes], from);
                T clustering = T.Load(ref extra[e * Lanes], from);
                ref double tail = ref sums.Tails[e * layout.Tail];
                for (int c = 0; c < layout.Classes; c++)
                {
                    leakers += rate * T.Load(ref tail, RowLayout.Leakers(c) + from);
                }

                for (int m = 0; m < layout.Missiles; m++)
                {
                    T shots = T.Load(ref tail, layout.Shots(m) + from);
                    T mean = rate * shots;
                    T variance = (rate * T.Load(ref tail, layout.SquaredShots(m) + from)) + (clustering * shots * shots);
                    fired += mean;
                    (e == 0 ? mean : T.Load(ref year.Shots[m * Lanes], from) + mean).Store(ref year.Shots[m * Lanes], from);
                    (e == 0 ? variance : T.Load(ref year.ShotVariance[m * Lanes], from) + variance).Store(ref year.ShotVariance[m * Lanes], from);
                }
            }

            leakers.Store(ref year.Flows[PhaseFlows.Leakers * Lanes], from);
            fired.Store(ref year.Flows[PhaseFlows.Fired * Lanes], from);
            T.Load(ref sums.Deaths[0], from).Store(ref year.Flows[PhaseFlows.Deaths * Lanes], from);
        }
    }
}
