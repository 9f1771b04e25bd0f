using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>
/// What short stocks of missiles mean for the raids of a year, one raid after another: the systems that fire the same kinds of missile find
/// enough of them, the last ones, or none. How many raids a stock serves does not depend on how many come; T, what n raids would fire, is taken
/// as gamma with the mean and variance of n raids, so that raid n is served with P(T_n ≤ S) and the stock gives it E[min(T_n, S)] − E[min(T_n−1, S)].
/// </summary>
internal sealed class Shortage
{
    /// <summary>How many equally likely courses of a stock are told apart: in the first it lasts longest.</summary>
    public const int Courses = 3;

    private const double Plenty = 1 - 1e-5;
    private const double Nothing = 1e-4;
    private const int Longer = 8;
    private readonly int[][] kinds;
    private readonly ulong[] masks;
    private readonly ShortGroup[] groups;
    private readonly ulong[] removed;
    private readonly double[] weights;
    private double[] courses = new double[64];
    private int[] ends = new int[64];

    public Shortage(Model model)
    {
        var sharing = model.Systems
            .Select(system => (System: system, Kinds: string.Join(',', system.Shots.Select(s => s.Missile).Where(m => m >= 0).Distinct().Order())))
            .Where(one => one.Kinds.Length > 0)
            .GroupBy(one => one.Kinds)
            .ToArray();
        kinds = [.. sharing.Select(group => group.First().System.Shots.Select(shot => shot.Missile).Where(m => m >= 0).Distinct().Order().ToArray())];
        masks = [.. sharing.Select(group => group.Aggregate(0UL, (mask, one) => mask | one.System.Place))];
        int most = kinds.Select(own => own.Length).DefaultIfEmpty(0).Max();
        groups = [.. kinds.Select(_ => new ShortGroup(most))];
        removed = new ulong[1 << sharing.Length];
        weights = new double[1 << sharing.Length];
    }

    /// <summary>How many of the raids in which missiles may be fired come.</summary>
    public RaidNumbers Numbers { get; } = new();

    /// <summary>Stocks that do not last.</summary>
    public int Groups { get; private set; }

    /// <summary>Of the raids on sites where somebody may fire, the share in which missiles are fired: in the others nobody is ready.</summary>
    public double FiringShare { get; private set; }

    /// <summary>Dispersion of their number; infinite for Poisson.</summary>
    public double Dispersion { get; private set; }

    /// <summary>Number of cases: each of these stocks serves, or it does not.</summary>
    public int Cases => 1 << Groups;

    /// <summary>Raids up to this one all stocks serve, in every course.</summary>
    public int AllServed { get; private set; }

    /// <summary>Beyond this raid no stock serves, in any course.</summary>
    public int LastServed { get; private set; }

    /// <summary>Units that have no missiles in a case, packed. A case lacks the missiles of every group whose bit it has.</summary>
    public ulong Removed(int one) => removed[one];

    /// <summary>Share of the raids that meet a case.</summary>
    public double Weight(int one) => weights[one];

    /// <summary>The systems of a short stock, packed.</summary>
    public ulong Without(int group) => masks[groups[group].Number];

    /// <summary>Raids beyond <see cref="AllServed"/> are taken together in blocks: the later and the more they vary, the longer, since what they fire adds up ever more smoothly.</summary>
    public int Blocks { get; private set; }

    /// <summary>Last raid of a block.</summary>
    public int End(int block) => ends[block];

    /// <summary>For damage, how far the raids of a block meet each case in a course.</summary>
    public ReadOnlySpan<double> Course(int block, int course) => courses.AsSpan(((block * Courses) + course) * Cases, Cases);

    /// <summary>Finds the stocks that do not last; false when all do.</summary>
    /// <param name="demand">The year's demand.</param>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    public bool Fill(PhaseTotals demand, ReadOnlySpan<StockLevels> stock)
    {
        Groups = 0;
        for (int g = 0; g < masks.Length; g++)
        {
            double wanted = 0;
            double served = 0;
            foreach (int kind in kinds[g])
            {
                double mean = demand.Shots[kind];
                wanted += mean;
                served += mean > 0 ? mean * stock[kind].Served(mean, demand.ShotVariance[kind]) : 0;
            }

            if (served < Plenty * wanted)
            {
                (groups[Groups], groups[g]) = (groups[g], groups[Groups]);
                groups[Groups++].Number = g;
            }
        }

        for (int c = 0; c < Cases; c++)
        {
            removed[c] = 0;
            for (int g = 0; g < Groups; g++)
            {
                removed[c] |= (c >> g & 1) != 0 ? masks[groups[g].Number] : 0;
            }
        }

        return Groups > 0;
    }

    /// <summary>Says what a year is without a short stock, and how the damage of one raid bends in between.</summary>
    /// <param name="group">Short stock.</param>
    /// <param name="without">The year's demand without the systems that share it.</param>
    /// <param name="bend">ln((1 − D) / (1 − D′)), D the damage of a raid with them and D′ without.</param>
    public void Contrast(int group, PhaseTotals without, double bend) => (groups[group].Contrast, groups[group].Bend) = (without, bend);

    /// <summary>Follows the raids of a year until no stock serves any more.</summary>
    /// <param name="demand">The year's demand if all were served.</param>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    public void Follow(PhaseTotals demand, ReadOnlySpan<StockLevels> stock)
    {
        Count(demand);
        Span<ShortGroup> own = groups.AsSpan(0, Groups);
        double variation = double.PositiveInfinity;
        foreach (ShortGroup one in own)
        {
            one.Begin(kinds[one.Number], demand, Numbers.Mean);
            variation = Math.Min(variation, one.Variation);
        }

        (AllServed, LastServed, Blocks) = (0, 0, 0);
        weights.AsSpan(0, Cases).Clear();
        double reached = 0;
        for (int n = 1; n <= Numbers.Most && Numbers.Reach(n) > Nothing;)
        {
            int end = Math.Min(Numbers.Most, n + (int)Math.Min(n / Longer, variation * Math.Sqrt(n)));
            double coming = 0;
            for (int i = n; i <= end; i++)
            {
                coming += Numbers.Reach(i);
            }

            (double most, double least) = (0, 1);
            foreach (ShortGroup one in own)
            {
                one.Next(stock, kinds[one.Number], own, end - n + 1);
                (most, least) = (Math.Max(most, one.Served), Math.Min(least, one.Served));
            }

            if (most < Nothing)
            {
                break;
            }

            reached += coming;
            AddCounts(coming);
            LastServed = end;
            if (least > 1 - Nothing && AllServed == n - 1)
            {
                AllServed = end;
            }
            else
            {
                AddCourses(end);
            }

            n = end + 1;
        }

        Complete(reached);
    }

    /// <summary>The kind of missile of a short stock that is fired in most raids.</summary>
    public int Kind(PhaseTotals demand, int group)
    {
        int[] own = kinds[groups[group].Number];
        int often = own[0];
        foreach (int kind in own)
        {
            often = demand.FiringRaids[kind] > demand.FiringRaids[often] ? kind : often;
        }

        return often;
    }

    /// <summary>The raids of the kind of missile that is fired in most of them are counted.</summary>
    private void Count(PhaseTotals demand)
    {
        int most = Kind(demand, 0);
        for (int g = 1; g < Groups; g++)
        {
            int kind = Kind(demand, g);
            most = demand.FiringRaids[kind] > demand.FiringRaids[most] ? kind : most;
        }

        double mean = demand.FiringRaids[most];
        double clusters = demand.FiringClusters[most];
        Dispersion = clusters > 0 ? mean * mean / clusters : double.PositiveInfinity;
        FiringShare = demand.FiringShare[most];
        Numbers.Take(mean, Dispersion);
    }

    private void AddCounts(double reach)
    {
        for (int c = 0; c < Cases; c++)
        {
            double weight = reach;
            for (int g = 0; g < Groups; g++)
            {
                weight *= (c >> g & 1) != 0 ? 1 - groups[g].Served : groups[g].Served;
            }

            weights[c] += weight;
        }
    }

    /// <summary>Shares of the raids; those beyond the last one served find nothing.</summary>
    private void Complete(double reached)
    {
        weights[Cases - 1] += Numbers.Mean - reached;
        double sum = 0;
        for (int c = 1; c < Cases; c++)
        {
            weights[c] /= Numbers.Mean;
            sum += weights[c];
        }

        weights[0] = 1 - sum;
    }

    private void AddCourses(int end)
    {
        if (Blocks == ends.Length)
        {
            Array.Resize(ref ends, 2 * Blocks);
        }

        int at = Blocks * Courses * Cases;
        ends[Blocks++] = end;
        if (courses.Length < at + (Courses * Cases))
        {
            Array.Resize(ref courses, 2 * (at + (Courses * Cases)));
        }

        for (int course = 0; course < Courses; course++)
        {
            for (int c = 0; c < Cases; c++)
            {
                double weight = 1;
                for (int g = 0; g < Groups; g++)
                {
                    double served = Math.Clamp((Courses * groups[g].Spared) - course, 0, 1);
                    weight *= (c >> g & 1) != 0 ? 1 - served : served;
                }

                courses[at++] = weight;
            }
        }
    }
}
