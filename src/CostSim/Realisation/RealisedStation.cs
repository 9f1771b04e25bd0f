using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Engagement;
using CostSim.Sampling;
using CostSim.Valuation;
using CostSim.World;

namespace CostSim.Realisation;

/// <summary>What happened to an option in one trial. Money real and undiscounted, MEUR.</summary>
internal sealed class RealisedEffects(int years, int missiles)
{
    /// <summary>Loss by year.</summary>
    public double[] Loss { get; } = new double[years];

    /// <summary>Cost of replacing missiles fired, by year.</summary>
    public double[] Replenishment { get; } = new double[years];

    /// <summary>Missiles fired over the horizon, by kind.</summary>
    public double[] Fired { get; } = new double[missiles];

    /// <summary>Deaths: hits times the deaths that a hit of the class causes on average.</summary>
    public double Deaths { get; set; }

    /// <summary>Attackers that got through, of the raids that were fought out.</summary>
    public int Leakers { get; set; }

    /// <summary>Raids in which a launcher had a target and no missile was left in stock.</summary>
    public int StockOuts { get; set; }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Loss);
        Array.Clear(Replenishment);
        Array.Clear(Fired);
        (Deaths, Leakers, StockOuts) = (0, 0, 0);
    }
}

/// <summary>One raid as it went for one option.</summary>
/// <param name="Raid">The raid.</param>
/// <param name="Leakers">Attackers that got through, by class.</param>
/// <param name="Hits">Of those, the ones that hit.</param>
/// <param name="Fired">Missiles fired, by kind.</param>
/// <param name="OutOfStock">Whether missiles ran out.</param>
internal sealed record RaidRecord(RaidEvent Raid, int[] Leakers, int[] Hits, int[] Fired, bool OutOfStock);

/// <summary>
/// The realised evaluation: conflict, raids, readiness, kills and hits drawn, the same luck for every option. Its mean over trials is the
/// expected evaluation wherever that one approximates nothing.
/// </summary>
internal sealed class RealisedStation
{
    private readonly Model model;
    private readonly RaidFight fight;
    private readonly SiteDamage damage;
    private readonly ValueFactors factors;
    private readonly RealisedEffects[] options;
    private readonly double[] left;
    private readonly MissileShelf shelf;
    private readonly int[] hits;
    private Ending[] endings = [];

    public RealisedStation(Model model, LayerDraw[] layers)
    {
        this.model = model;
        if (StreamKey.FindCollision(EventStreams.All(model)) is { } pair)
        {
            throw new ArgumentException($"The names {pair.First} and {pair.Second} have the same key; rename a raid, system or threat class.", nameof(model));
        }

        Events = new RaidEvents(model);
        fight = new RaidFight(model, layers, Events.Luck);
        damage = new SiteDamage(model);
        factors = new ValueFactors(model);
        options = [.. model.Options.Select(_ => new RealisedEffects(model.Years, model.Missiles.Length))];
        left = new double[model.Sites.Length];
        Array.Fill(left, 1.0);
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
        if (endings.Length < Events.Raids.Length)
        {
            endings = new Ending[2 * Events.Raids.Length];
        }

        Array.Clear(endings, 0, Events.Raids.Length);
        for (int o = 0; o < options.Length; o++)
        {
            options[o].Clear();
            RunOption(o, forces[o], costs, draws, witness);
        }
    }

    private void RunOption(
        int option, ForceYears forces, CostStation costs, ReadOnlySpan<double> draws, Action<int, RaidRecord>? witness)
    {
        RealisedEffects result = options[option];
        ReadOnlySpan<RaidEvent> raids = Events.Raids;
        shelf.Begin();
        for (int next = 0; next < raids.Length;)
        {
            int year = raids[next].Year;
            for (; next < raids.Length && raids[next].Year == year; next++)
            {
                if (witness is null && Events.CostsNothing(raids[next].Kind))
                {
                    Costless(option, next, forces, draws);
                    continue;
                }

                shelf.Open(year, forces.Stock(year), costs, draws, result.Replenishment);
                Raid(option, next, forces, draws, witness);
            }

            Lose(result, year, forces.Sites(year), draws);
        }

        shelf.Restock(model.Years - 1, costs, draws, result.Replenishment);
    }

    /// <summary>The loss of a year at all sites; they are whole again afterwards.</summary>
    private void Lose(RealisedEffects result, int year, ReadOnlySpan<ulong> sites, ReadOnlySpan<double> draws)
    {
        for (int s = 0; s < left.Length; s++)
        {
            if (left[s] < 1)
            {
                result.Loss[year] += model.Sites[s].Value.In(draws) * factors.Of(s, sites[s]) * (1 - left[s]);
                left[s] = 1;
            }
        }
    }

    /// <summary>A raid that costs no missile goes the same way for all options with the same units and programmes: once for all of them.</summary>
    private void Costless(int option, int number, ForceYears forces, ReadOnlySpan<double> draws)
    {
        ref readonly RaidEvent raid = ref Events.Raids[number];
        ulong state = forces.Sites(raid.Year)[raid.Site] & Events.Relevant(raid.Kind);
        ref Ending known = ref endings[number];
        if (!known.IsKnown || known.State != state)
        {
            double share = 1;
            fight.Run(raid, state, Events.InConflict(raid.Year), shelf.Stock);
            double deaths = Strike(raid, state, draws, ref share);
            known = new Ending(true, state, share, deaths);
        }

        left[raid.Site] *= known.Left;
        Bury(option, raid.Year, known.Deaths, draws);
    }

    /// <summary>Those that got through hit; returns the deaths.</summary>
    private double Strike(in RaidEvent raid, ulong state, ReadOnlySpan<double> draws, ref double share)
    {
        Array.Clear(hits);
        if (!fight.Leakers.AsSpan().ContainsAnyExcept(0))
        {
            return 0;
        }

        return damage.Hit(raid, state, fight.Leakers, Events.Hits, draws, ref share, hits);
    }

    private void Bury(int option, int year, double deaths, ReadOnlySpan<double> draws)
    {
        options[option].Deaths += deaths;
        if (model.Economy.HasLifeValue)
        {
            options[option].Loss[year] += deaths * model.Economy.LifeValue.In(draws);
        }
    }

    private void Raid(
        int option, int number, ForceYears forces, ReadOnlySpan<double> draws, Action<int, RaidRecord>? witness)
    {
        RaidEvent raid = Events.Raids[number];
        ulong state = forces.Sites(raid.Year)[raid.Site];
        fight.Run(raid, state, Events.InConflict(raid.Year), shelf.Stock);
        shelf.Miss(fight.Fired);
        RealisedEffects result = options[option];
        for (int m = 0; m < result.Fired.Length; m++)
        {
            result.Fired[m] += fight.Fired[m];
        }

        for (int c = 0; c < fight.Leakers.Length; c++)
        {
            result.Leakers += fight.Leakers[c];
        }

        result.StockOuts += fight.OutOfStock ? 1 : 0;
        double share = 1;
        Bury(option, raid.Year, Strike(raid, state, draws, ref share), draws);
        left[raid.Site] *= share;
        witness?.Invoke(option, new RaidRecord(raid, [.. fight.Leakers], [.. hits], [.. fight.Fired], fight.OutOfStock));
    }

    /// <summary>How a raid went that costs no missile.</summary>
    /// <param name="IsKnown">Whether it is known.</param>
    /// <param name="State">Units and programmes that it met.</param>
    /// <param name="Left">Share of the site's value that it leaves.</param>
    /// <param name="Deaths">Deaths.</param>
    private readonly record struct Ending(bool IsKnown, ulong State, double Left, double Deaths);
}
