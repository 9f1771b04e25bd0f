using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Scenarios;

namespace CostSim.Engagement;

/// <summary>How a layer engages one class in one trial: the numbers drawn.</summary>
internal struct ShotDraw
{
    public int Class;
    public int Salvo;
    public int Looks;
    public int Missile;

    /// <summary>Probability q that an attacker is detected, tracked and classified: common to all shots at it. What is not detected is not fired at.</summary>
    public double Detection;

    /// <summary>Probability 1 − (1 − p)^salvo that an engaged attacker is stopped in a look.</summary>
    public double Kill;

    /// <summary>Mean number of engagements of one unit in a raid: channels times cycles, and a cycle at least for every look.</summary>
    public double EngagementsPerUnit;

    /// <summary>Whether anything of the class can be stopped.</summary>
    public readonly bool Engages => Detection > 0 && Kill > 0;
}

/// <summary>
/// What one trial says of a system as a layer: detection, kill probabilities, engagements, readiness. An attacker that can be engaged in one
/// look is stopped with K = q(1 − (1 − p)^k), k shots at a target detected with probability q (Wilkening 1999).
/// </summary>
internal sealed class LayerDraw
{
    private readonly SystemPlan plan;

    /// <param name="plan">The system.</param>
    /// <param name="cancellation">Stops sharing out missiles.</param>
    public LayerDraw(SystemPlan plan, CancellationToken cancellation = default)
    {
        this.plan = plan;
        Shots = new ShotDraw[plan.Shots.Length];
        Controls = [.. plan.Shots.Select(shot => shot.Doctrine == FireDoctrine.WholeSalvos ? null : new FireControl(shot, cancellation))];
    }

    /// <summary>Classes in priority order.</summary>
    public ShotDraw[] Shots { get; }

    /// <summary>Who shares out the missiles for each of them; null where targets get whole salvos.</summary>
    public FireControl?[] Controls { get; }

    /// <summary>Probability per raid that the whole layer works.</summary>
    public double CommonMode { get; private set; }

    /// <summary>Probability that a ground unit is crewed, alert and in working order, in peace and in conflict.</summary>
    public double ReadyPeace { get; private set; }

    /// <inheritdoc cref="ReadyPeace"/>
    public double ReadyConflict { get; private set; }

    /// <summary>Fleet-independent factors of fighter presence: pairs on patrol per aircraft of the fleet, in peace and in conflict.</summary>
    public double PatrolPairsPeace { get; private set; }

    /// <inheritdoc cref="PatrolPairsPeace"/>
    public double PatrolPairsConflict { get; private set; }

    /// <summary>Aircraft fit for home defence per aircraft of the fleet.</summary>
    public double FitShare { get; private set; }

    /// <summary>Mean number of pairs on ground alert.</summary>
    public double AlertPairs { get; private set; }

    /// <summary>Probability that the alert pairs are in time, in peace and in conflict.</summary>
    public double OnTimePeace { get; private set; }

    /// <inheritdoc cref="OnTimePeace"/>
    public double OnTimeConflict { get; private set; }

    /// <summary>Usable missiles of one aircraft.</summary>
    public double MissilesPerAircraft { get; private set; }

    /// <summary>Takes the trial's draws.</summary>
    public void Run(ReadOnlySpan<double> draws)
    {
        double channels = plan.Ground?.Channels.In(draws) ?? 0;
        double cycles = plan.Ground?.Cycles.In(draws) ?? 1;
        for (int i = 0; i < Shots.Length; i++)
        {
            Shots[i] = Resolve(plan.Shots[i], draws);
            Shots[i].EngagementsPerUnit = channels * Math.Max(cycles, Shots[i].Looks);
            Controls[i]?.Begin(draws);
        }

        CommonMode = plan.CommonMode.In(draws);
        if (plan.Ground is { } ground)
        {
            double available = ground.Availability.In(draws);
            double crewed = ground.Crewed.In(draws);
            ReadyPeace = available * Math.Min(ground.AlertPeace.In(draws), crewed);
            ReadyConflict = available * Math.Min(ground.AlertConflict.In(draws), crewed);
        }
        else if (plan.Fighter is { } fighter)
        {
            FitShare = fighter.HomeShare.In(draws) * fighter.MissionCapable.In(draws);
            double pairs = FitShare * fighter.HoursOnStation.In(draws) / 48 * fighter.Coverage.In(draws);
            PatrolPairsPeace = pairs * fighter.SortiesPeace.In(draws);
            PatrolPairsConflict = pairs * fighter.SortiesConflict.In(draws);
            AlertPairs = fighter.AlertPairs.In(draws);
            OnTimePeace = fighter.OnTimePeace.In(draws);
            OnTimeConflict = fighter.OnTimeConflict.In(draws);
            MissilesPerAircraft = fighter.MissilesPerAircraft.In(draws) * fighter.UsableShare.In(draws);
        }
    }

    private static ShotDraw Resolve(ShotPlan shot, ReadOnlySpan<double> draws) => new()
    {
        Class = shot.Class,
        Salvo = shot.Salvo,
        Looks = shot.Looks,
        Missile = shot.Missile,
        Detection = shot.Detection.In(draws),
        Kill = 1 - Elementary.PowInteger(1 - shot.Kill.In(draws), shot.Salvo),
    };
}
