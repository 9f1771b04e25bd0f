using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Engagement;
using CostSim.World;

namespace CostSim.Realisation;

/// <summary>
/// All raids of a trial fought for every option and counted, those that can do no harm too: who came and who was stopped. The luck is that of
/// <see cref="RealisedStation"/>; what those that get through destroy is not looked at.
/// </summary>
internal sealed class InterceptionStation
{
    private readonly Model model;
    private readonly RaidEvents events;
    private readonly RaidFight fight;
    private readonly MissileShelf shelf;
    private readonly ulong[] met;
    private readonly double[] replenishment;
    private readonly CancellationToken cancellation;

    /// <param name="model">Model.</param>
    /// <param name="layers">The layers as the trial that runs draws them.</param>
    /// <param name="cancellation">Stops between raids.</param>
    public InterceptionStation(Model model, LayerDraw[] layers, CancellationToken cancellation = default)
    {
        (this.model, this.cancellation) = (model, cancellation);
        events = new RaidEvents(model, cancellation);
        fight = new RaidFight(model, layers, events.Luck);
        shelf = new MissileShelf(model);
        met = new ulong[model.Options.Length];
        replenishment = new double[model.Years];
        Came = new int[model.ThreatClasses];
        Leaked = new int[model.Options.Length * model.ThreatClasses];
    }

    /// <summary>Attackers that came, by class: the same for every option.</summary>
    public int[] Came { get; }

    /// <summary>Attackers that got through: by option, then class.</summary>
    public int[] Leaked { get; }

    /// <summary>Counts one trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="world">Its world.</param>
    /// <param name="forces">Where every option's units stand, year by year.</param>
    /// <param name="costs">Prices of missiles.</param>
    /// <param name="draws">Its draws.</param>
    public void Run(TrialAddress trial, TrialWorld world, ForceYears[] forces, CostStation costs, ReadOnlySpan<double> draws)
    {
        Array.Clear(Came);
        Array.Clear(Leaked);
        events.Run(trial, world, draws, true);
        foreach (ref readonly RaidEvent raid in events.Raids)
        {
            int[] attackers = model.Archetypes[raid.Archetype].Attackers;
            for (int c = 0; c < attackers.Length; c++)
            {
                Came[c] += attackers[c];
            }

            if (events.CostsNothing(raid.Kind))
            {
                Costless(raid, forces);
            }
        }

        for (int o = 0; o < forces.Length; o++)
        {
            shelf.Begin(o);
            foreach (ref readonly RaidEvent raid in events.Raids)
            {
                if (!events.CostsNothing(raid.Kind))
                {
                    shelf.Open(raid.Year, forces[o].Stock(raid.Year), costs, draws, replenishment);
                    Fight(raid, forces[o].Sites(raid.Year)[raid.Site]);
                    shelf.Miss(fight.Fired);
                    Add(o);
                }
            }
        }
    }

    /// <summary>A raid that costs no missile goes the same way for all options with the same units and programmes.</summary>
    private void Costless(in RaidEvent raid, ForceYears[] forces)
    {
        ulong relevant = events.Relevant(raid.Kind);
        for (int o = 0; o < met.Length; o++)
        {
            met[o] = forces[o].Sites(raid.Year)[raid.Site] & relevant;
        }

        for (int o = 0; o < met.Length; o++)
        {
            if (met.AsSpan(0, o).Contains(met[o]))
            {
                continue;
            }

            Fight(raid, met[o]);
            for (int other = o; other < met.Length; other++)
            {
                if (met[other] == met[o])
                {
                    Add(other);
                }
            }
        }
    }

    private void Fight(in RaidEvent raid, ulong state)
    {
        cancellation.ThrowIfCancellationRequested();
        fight.Run(raid, state, events.InConflict(raid.Year), shelf.Stock);
    }

    private void Add(int option)
    {
        Span<int> own = Leaked.AsSpan(option * Came.Length, Came.Length);
        for (int c = 0; c < own.Length; c++)
        {
            own[c] += fight.Leakers[c];
        }
    }
}
