using System.Runtime.InteropServices;
using CostSim.Compilation;
using CostSim.Sampling;
using CostSim.Scenarios;
using CostSim.World;

namespace CostSim.Realisation;

/// <summary>A raid that comes, whatever the option.</summary>
/// <param name="Year">Year of the horizon, from 0.</param>
/// <param name="Time">Part of the year that has passed.</param>
/// <param name="Kind">Number of the raid kind.</param>
/// <param name="Number">Number of the raid among those of its kind and year.</param>
/// <param name="Site">Number of the site.</param>
/// <param name="Archetype">Number of the raid size.</param>
internal readonly record struct RaidEvent(int Year, double Time, int Kind, uint Number, int Site, int Archetype)
{
    /// <summary>Number of the event in the streams of its kind.</summary>
    public uint Address => ((uint)Year << 20) | Number;
}

/// <summary>
/// What happens in one trial: whether and when there is a conflict, and which raids come when and where. The same for every option.
/// </summary>
internal sealed class RaidEvents
{
    private const int LargestPart = 256;
    private readonly Model model;
    private readonly StreamKey onset = StreamKey.Of(EventStreams.Onset);
    private readonly StreamKey[] counts;
    private readonly StreamKey[] places;
    private readonly HitChances hits;
    private readonly bool[] costless;
    private readonly ulong[] relevant;
    private readonly List<RaidEvent> raids = [];
    private readonly double[][] sizes;
    private double[] dates = [];

    public RaidEvents(Model model)
    {
        this.model = model;
        hits = new HitChances(model);
        counts = [.. model.RaidIds.Select(id => StreamKey.Of(EventStreams.Count(id)))];
        places = [.. model.RaidIds.Select(id => StreamKey.Of(EventStreams.Place(id)))];
        sizes = [.. model.Raids.Select(raid => new double[raid.Archetypes.Length])];
        costless = [.. model.Raids.Select(raid => !model.Systems.Any(system => Fires(model, system, raid)))];
        relevant = [.. model.Raids.Select(raid => Relevant(model, raid))];
    }

    /// <summary>First year of the conflict; the number of years when there is none.</summary>
    public int Onset { get; private set; }

    /// <summary>The first year after the conflict.</summary>
    public int End { get; private set; }

    /// <summary>The raids in the order in which they come.</summary>
    public ReadOnlySpan<RaidEvent> Raids => CollectionsMarshal.AsSpan(raids);

    /// <summary>The uniforms that decide who of those that get through hits.</summary>
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
        raids.Clear();
        hits.Begin(draws);
        Begin(trial, world);
        for (int k = 0; k < counts.Length; k++)
        {
            RaidPlan raid = model.Raids[k];
            Weigh(k, draws);
            double rate = raid.Rate.In(draws);
            double dispersion = raid.HasDispersion ? raid.Dispersion.In(draws) : double.PositiveInfinity;
            int parts = Math.Max(1, (int)Math.Ceiling(Math.Min(rate, 1e6) / LargestPart));
            for (int y = 0; y < model.Years && rate > 0; y++)
            {
                if (raid.Phase == RaidPhase.Always || (raid.Phase == RaidPhase.Conflict) == InConflict(y))
                {
                    uint number = 0;
                    for (uint part = 0; part < parts; part++)
                    {
                        double u = trial.Words(counts[k], ((uint)y << 20) | part).FirstPair;
                        int count = Chance.Events(rate / parts, dispersion / parts, u);
                        Add(trial, y, k, number, count, complete);
                        number += (uint)count;
                    }
                }
            }
        }

        Span<RaidEvent> all = CollectionsMarshal.AsSpan(raids);
        if (dates.Length < all.Length)
        {
            dates = new double[2 * all.Length];
        }

        for (int i = 0; i < all.Length; i++)
        {
            dates[i] = all[i].Year + all[i].Time;
        }

        dates.AsSpan(0, all.Length).Sort(all);
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

    private void Add(TrialAddress trial, int year, int kind, uint first, int count, bool all)
    {
        bool skip = !all && costless[kind];
        for (uint i = 0; i < count; i += 4)
        {
            uint found = skip ? hits.CouldHit(trial, kind, ((uint)year << 20) | (first + i)) : 15;
            for (uint j = 0; j < 4 && i + j < count && found != 0; j++, found >>= 1)
            {
                if ((found & 1) != 0)
                {
                    Add(trial, year, kind, first + i + j, skip);
                }
            }
        }
    }

    private void Add(TrialAddress trial, int year, int kind, uint number, bool skip)
    {
        uint address = ((uint)year << 20) | number;
        RaidPlan raid = model.Raids[kind];
        EventWords words = trial.Words(places[kind], address);
        int site = Pick(raid.CumulativeShare, words.Uniform(0));
        int archetype = raid.Archetypes[Pick(sizes[kind], words.Uniform(1))];
        if (skip)
        {
            hits.Draw(trial, kind, address);
        }

        if (!skip || hits.CanHit(site, archetype))
        {
            raids.Add(new RaidEvent(year, words.Uniform(2), kind, number, site, archetype));
        }
    }

    /// <summary>The first place whose cumulative share reaches u.</summary>
    private static int Pick(double[] cumulative, double u)
    {
        int i = 0;
        while (i < cumulative.Length - 1 && u > cumulative[i])
        {
            i++;
        }

        return i;
    }
}
