using CostSim.Compilation;
using CostSim.Sampling;
using CostSim.World;

namespace CostSim.Realisation;

/// <summary>A raid that comes, whatever the option.</summary>
/// <param name="Year">Year of the horizon, from 0.</param>
/// <param name="Kind">Number of the raid kind.</param>
/// <param name="Time">Part of the year that has passed.</param>
/// <param name="Row">Its row in <see cref="RaidLuck"/>.</param>
/// <param name="Site">Number of the site.</param>
/// <param name="Archetype">Number of the raid size.</param>
internal readonly record struct RaidEvent(int Year, int Kind, double Time, int Row, int Site, int Archetype)
{
    /// <summary>Years since the start of the horizon.</summary>
    public double Date => Year + Time;
}

/// <summary>
/// What happens in one trial: whether and when there is a conflict, and which raids come when and where. The same for every option.
/// </summary>
internal sealed class RaidEvents
{
    private const int FewRaids = 64;
    private readonly Model model;
    private readonly StreamKey onset = StreamKey.Of(EventStreams.Onset);
    private readonly HitChances hits;
    private readonly bool[] costless;
    private readonly ulong[] relevant;
    private readonly double[][] sizes;
    private readonly RaidArrivals arrivals;
    private readonly CancellationToken cancellation;
    private RaidEvent[] raids = new RaidEvent[64];
    private double[] dates = new double[64];
    private int count;

    /// <param name="model">Model.</param>
    /// <param name="cancellation">Stops between raids.</param>
    public RaidEvents(Model model, CancellationToken cancellation = default)
    {
        (this.model, this.cancellation) = (model, cancellation);
        Luck = new RaidLuck(model);
        hits = new HitChances(model, Luck);
        arrivals = new RaidArrivals(model, cancellation);
        sizes = [.. model.Raids.Select(raid => new double[raid.Archetypes.Length])];
        costless = [.. model.Raids.Select(raid => !model.Systems.Any(system => Fires(model, system, raid)))];
        relevant = [.. model.Raids.Select(raid => Relevant(model, raid))];
    }

    /// <summary>First year of the conflict; the number of years when there is none.</summary>
    public int Onset { get; private set; }

    /// <summary>The first year after the conflict.</summary>
    public int End { get; private set; }

    /// <summary>The raids in the order in which they come.</summary>
    public ReadOnlySpan<RaidEvent> Raids => raids.AsSpan(0, count);

    /// <summary>The luck of the raids.</summary>
    public RaidLuck Luck { get; }

    /// <summary>Who of those that get through hits.</summary>
    public HitChances Hits => hits;

    /// <summary>Whether a year is one of conflict.</summary>
    public bool InConflict(int year) => year >= Onset && year < End;

    /// <summary>Whether raids of a kind cost no missile whoever is met, so that how one goes depends on the units and programmes around the site alone.</summary>
    public bool CostsNothing(int kind) => costless[kind];

    /// <summary>Units and programmes that can make a difference to raids of a kind, packed.</summary>
    public ulong Relevant(int kind) => relevant[kind];

    /// <summary>Draws the events of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="world">Its world.</param>
    /// <param name="draws">Its draws.</param>
    /// <param name="complete">
    /// Whether raids are listed that can do no harm and cost no missile, whoever gets through. They change no loss and no cost.
    /// </param>
    public void Run(TrialAddress trial, TrialWorld world, ReadOnlySpan<double> draws, bool complete)
    {
        count = 0;
        Luck.Begin(trial);
        hits.Begin(draws);
        Begin(trial, world);
        for (int k = 0; k < model.RaidIds.Count; k++)
        {
            arrivals.Draw(trial, k, draws, Onset..End);
            bool skip = !complete && costless[k];
            int coming = skip ? hits.Keep(trial, k, arrivals.Addresses, arrivals.Count) : arrivals.Count;
            if (coming > 0)
            {
                Weigh(k, draws);
                Add(k, arrivals.Addresses[..coming], skip);
            }
        }

        Sort();
    }

    private static ulong Relevant(Model model, RaidPlan raid) =>
        model.Systems.Where(system => system.Programme is not null || raid.Archetypes.Any(a => system.Engages(model.Archetypes[a])))
            .Aggregate(0UL, (mask, system) => mask | system.Place);

    private static bool Fires(Model model, SystemPlan system, RaidPlan raid) =>
        Array.Exists(system.Shots, shot => shot.Missile >= 0 && raid.Archetypes.Any(a => model.Archetypes[a].Attackers[shot.Class] > 0));

    private void Begin(TrialAddress trial, TrialWorld world)
    {
        double u = trial.Words(onset, 0).FirstPair;
        Onset = 0;
        while (Onset < model.Years && u > world.OnsetProbability[Onset])
        {
            u -= world.OnsetProbability[Onset++];
        }

        End = Math.Min(model.Years, Onset + world.ConflictYears);
    }

    /// <summary>Cumulative weights of the sizes of a raid kind.</summary>
    private void Weigh(int kind, ReadOnlySpan<double> draws)
    {
        double sum = 0;
        double[] own = sizes[kind];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = sum += model.Raids[kind].Weights[i].In(draws);
        }

        for (int i = 0; i < own.Length; i++)
        {
            own[i] = sum > 0 ? own[i] / sum : (i + 1.0) / own.Length;
        }
    }

    private void Add(int kind, ReadOnlySpan<ulong> addresses, bool skip)
    {
        RaidPlan raid = model.Raids[kind];
        int start = Luck.Add(kind, addresses);
        if (raids.Length < count + addresses.Length)
        {
            Array.Resize(ref raids, 2 * (count + addresses.Length));
            dates = new double[raids.Length];
        }

        for (int i = 0; i < addresses.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            EventWords words = Luck.Place(kind, start + i);
            int site = Pick(raid.CumulativeShare, words.Uniform(0));
            int archetype = raid.Archetypes[Pick(sizes[kind], words.Uniform(1))];
            if (!skip || hits.CanHit(kind, start + i, site, archetype))
            {
                raids[count++] = new RaidEvent(RaidArrivals.YearOf(addresses[i]), kind, words.Uniform(2), start + i, site, archetype);
            }
        }
    }

    /// <summary>By date. They come nearly in order: year by year within a kind.</summary>
    private void Sort()
    {
        for (int i = 0; i < count; i++)
        {
            dates[i] = raids[i].Date;
        }

        if (count > FewRaids)
        {
            dates.AsSpan(0, count).Sort(raids.AsSpan(0, count));
            return;
        }

        for (int i = 1; i < count; i++)
        {
            (double date, RaidEvent raid) = (dates[i], raids[i]);
            int to = i;
            for (; to > 0 && dates[to - 1] > date; to--)
            {
                (dates[to], raids[to]) = (dates[to - 1], raids[to - 1]);
            }

            (dates[to], raids[to]) = (date, raid);
        }
    }

    /// <summary>The first place whose cumulative share reaches u.</summary>
    private static int Pick(double[] cumulative, double u)
    {
        int place = 0;
        for (int i = 0; i < cumulative.Length - 1; i++)
        {
            place += u > cumulative[i] ? 1 : 0;
        }

        return place;
    }
}
