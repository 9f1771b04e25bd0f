using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Engagement;
using CostSim.Sampling;
using CostSim.Valuation;
using CostSim.World;

namespace CostSim.Realisation;

/// <summary>
/// The realised evaluation: conflict, raids, readiness, kills and hits drawn, the same luck for every option. Its mean over trials is the
/// expected evaluation wherever that one approximates nothing.
/// </summary>
internal sealed class RealisedStation
{
    private readonly Model model;
    private readonly RaidFight fight;
    private readonly SiteDamage damage;
    private readonly RaidEndings endings;
    private readonly ValueFactors factors;
    private readonly RealisedEffects[] options;
    private readonly SiteShares left;
    private readonly MissileShelf shelf;
    private readonly int[] hits;
    private readonly CancellationToken cancellation;
    private ulong[] met = [];

    /// <param name="model">Model.</param>
    /// <param name="layers">The layers as the trial that runs draws them.</param>
    /// <param name="cancellation">Stops between raids.</param>
    /// <exception cref="ArgumentException">Two names have the same key.</exception>
    public RealisedStation(Model model, LayerDraw[] layers, CancellationToken cancellation = default)
    {
        (this.model, this.cancellation) = (model, cancellation);
        if (StreamKey.FindCollision(EventStreams.All(model)) is { } pair)
        {
            throw new ArgumentException($"The names {pair.First} and {pair.Second} have the same key; rename a raid, system or threat class.", nameof(model));
        }

        Events = new RaidEvents(model, cancellation);
        fight = new RaidFight(model, layers, Events.Luck);
        damage = new SiteDamage(model);
        factors = new ValueFactors(model);
        options = [.. model.Options.Select(_ => new RealisedEffects(model.Years, model.Missiles.Length))];
        endings = new RaidEndings(model, Events, fight, damage);
        left = new SiteShares(model.Sites.Length);
        shelf = new MissileShelf(model);
        hits = new int[model.ThreatClasses];
    }

    /// <summary>What happened, whatever the option.</summary>
    public RaidEvents Events { get; }

    /// <summary>What happened to an option.</summary>
    public RealisedEffects Effects(int option) => options[option];

    /// <summary>Runs one trial for every option.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="world">Its world.</param>
    /// <param name="forces">Where every option's units stand, year by year.</param>
    /// <param name="costs">Prices of missiles.</param>
    /// <param name="draws">Its draws.</param>
    /// <param name="witness">Told of every raid of an option; when null, raids that can change neither loss nor cost are passed over.</param>
    public void Run(
        TrialAddress trial, TrialWorld world, ForceYears[] forces, CostStation costs, ReadOnlySpan<double> draws, Action<int, RaidRecord>? witness = null)
    {
        Events.Run(trial, world, draws, witness is not null);
        factors.Begin(draws);
        if (witness is null)
        {
            endings.Begin();
            Meet(forces);
        }

        for (int o = 0; o < options.Length; o++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (witness is not null)
            {
                Tell(o, forces[o], costs, draws, witness);
            }
            else if (Twin(o, forces, costs) is int twin and >= 0)
            {
                options[o].CopyFrom(options[twin]);
            }
            else
            {
                RunOption(o, forces[o], costs, draws);
            }
        }
    }

    /// <summary>Looks up for each option what each raid meets: of the units and programmes around the site, those that can make a difference to it.</summary>
    private void Meet(ForceYears[] forces)
    {
        ReadOnlySpan<RaidEvent> raids = Events.Raids;
        if (met.Length < raids.Length * options.Length)
        {
            met = new ulong[2 * raids.Length * options.Length];
        }

        for (int o = 0; o < options.Length; o++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<ulong> own = met.AsSpan(o * raids.Length, raids.Length);
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = forces[o].Sites(raids[i].Year)[raids[i].Site] & Events.Relevant(raids[i].Kind);
            }
        }
    }

    private ReadOnlySpan<ulong> Met(int option) => met.AsSpan(option * Events.Raids.Length, Events.Raids.Length);

    /// <summary>
    /// An earlier option for which everything goes the same way: whose raids meet the same, with the same missiles in stock and to be replaced at the
    /// same cost; −1 when there is none.
    /// </summary>
    private int Twin(int option, ForceYears[] forces, CostStation costs)
    {
        int twin = option - 1;
        while (twin >= 0 && !(Met(twin).SequenceEqual(Met(option)) && HaveSameStock(forces[twin], forces[option])
            && costs.Replacement(twin).IsSame(costs.Replacement(option))))
        {
            twin--;
        }

        return twin;
    }

    private bool HaveSameStock(ForceYears one, ForceYears other)
    {
        int year = -1;
        foreach (ref readonly RaidEvent raid in Events.Raids)
        {
            if (raid.Year != year && !Events.CostsNothing(raid.Kind))
            {
                year = raid.Year;
                if (!one.Stock(year).SequenceEqual(other.Stock(year)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void RunOption(int option, ForceYears forces, CostStation costs, ReadOnlySpan<double> draws)
    {
        RealisedEffects result = options[option];
        ReadOnlySpan<RaidEvent> raids = Events.Raids;
        ReadOnlySpan<ulong> states = Met(option);
        result.Clear();
        shelf.Begin(option);
        for (int i = 0; i < raids.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            ref readonly RaidEvent raid = ref raids[i];
            if (!Events.CostsNothing(raid.Kind))
            {
                shelf.Open(raid.Year, forces.Stock(raid.Year), costs, draws, result.Replenishment);
                Costly(result, i, states[i], draws);
            }
            else
            {
                ref readonly RaidEnding ending = ref endings[endings.Find(i, states[i], draws)];
                Count(result, raid, ending.Left, ending.Deaths, draws);
            }

            if (i + 1 == raids.Length || raids[i + 1].Year != raid.Year)
            {
                Lose(result, raid.Year, forces.Sites(raid.Year), draws);
            }
        }

        shelf.Restock(model.Years - 1, costs, draws, result.Replenishment);
    }

    /// <summary>A raid that can cost missiles: it goes as for everybody who has enough of them.</summary>
    private void Costly(RealisedEffects result, int number, ulong state, ReadOnlySpan<double> draws)
    {
        ref readonly RaidEvent raid = ref Events.Raids[number];
        int known = model.Enumerates ? -1 : endings.Find(number, state, draws);
        if (known < 0 || !shelf.Has(endings.Fired(known)))
        {
            Fight(result, raid, state, draws);
            return;
        }

        ref readonly RaidEnding ending = ref endings[known];
        shelf.Take(endings.Fired(known));
        Note(result, endings.Fired(known), ending.Leakers, false);
        Count(result, raid, ending.Left, ending.Deaths, draws);
    }

    private void Fight(RealisedEffects result, in RaidEvent raid, ulong state, ReadOnlySpan<double> draws)
    {
        fight.Run(raid, state, Events.InConflict(raid.Year), shelf.Stock);
        shelf.Miss(fight.Fired);
        Note(result, fight.Fired, fight.LeakersInAll, fight.OutOfStock);
        Array.Clear(hits);
        double share = 1;
        double deaths = damage.Hit(raid, state, fight.Leakers, Events.Hits, draws, ref share, hits);
        Count(result, raid, share, deaths, draws);
    }

    private static void Note(RealisedEffects result, ReadOnlySpan<int> fired, int leakers, bool outOfStock)
    {
        for (int m = 0; m < fired.Length; m++)
        {
            result.Fired[m] += fired[m];
        }

        result.Leakers += leakers;
        result.StockOuts += outOfStock ? 1 : 0;
    }

    /// <summary>Counts what a raid destroyed.</summary>
    private void Count(RealisedEffects result, in RaidEvent raid, double share, double deaths, ReadOnlySpan<double> draws)
    {
        left.Leave(raid.Site, share);
        if (deaths > 0)
        {
            result.Deaths += deaths;
            result.Loss[raid.Year] += model.Economy.HasLifeValue ? deaths * model.Economy.LifeValue.In(draws) : 0;
        }
    }

    /// <summary>The loss of a year at all sites; they are whole again afterwards.</summary>
    private void Lose(RealisedEffects result, int year, ReadOnlySpan<ulong> sites, ReadOnlySpan<double> draws)
    {
        foreach (int s in left.Struck)
        {
            result.Loss[year] += model.Sites[s].Value.In(draws) * factors.Of(s, sites[s]) * (1 - left[s]);
        }

        left.Restore();
    }

    /// <summary>Fights every raid of an option by itself, and tells of it.</summary>
    private void Tell(int option, ForceYears forces, CostStation costs, ReadOnlySpan<double> draws, Action<int, RaidRecord> witness)
    {
        RealisedEffects result = options[option];
        ReadOnlySpan<RaidEvent> raids = Events.Raids;
        result.Clear();
        shelf.Begin(option);
        for (int i = 0; i < raids.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            ref readonly RaidEvent raid = ref raids[i];
            shelf.Open(raid.Year, forces.Stock(raid.Year), costs, draws, result.Replenishment);
            Fight(result, raid, forces.Sites(raid.Year)[raid.Site], draws);
            witness(option, new RaidRecord(raid, [.. fight.Leakers], [.. hits], [.. fight.Fired], fight.OutOfStock));
            if (i + 1 == raids.Length || raids[i + 1].Year != raid.Year)
            {
                Lose(result, raid.Year, forces.Sites(raid.Year), draws);
            }
        }

        shelf.Restock(model.Years - 1, costs, draws, result.Replenishment);
    }
}
