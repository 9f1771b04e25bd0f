using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Scenarios;

namespace CostSim.Engagement;

/// <summary>How a layer engages one class in one trial: numbers drawn, looks resolved.</summary>
internal struct ShotDraw
{
    public int Class;
    public int Salvo;
    public int Looks;
    public int Missile;

    /// <summary>Probability that an engaged attacker is stopped, by look; later looks know that the target survived.</summary>
    public double FirstLook;
    public double SecondLook;
    public double ThirdLook;
    public double FourthLook;

    public readonly double KillProbability(int look) => look switch { 0 => FirstLook, 1 => SecondLook, 2 => ThirdLook, _ => FourthLook };
}

/// <summary>
/// What one trial says of a system as a layer: kill probabilities, channels, readiness. K = q(1 − (1 − p)^k) for k shots at a target
/// detected with probability q (Wilkening 1999).
/// </summary>
internal sealed class LayerDraw
{
    private readonly SystemPlan plan;

    public LayerDraw(SystemPlan plan)
    {
        this.plan = plan;
        Shots = new ShotDraw[plan.Shots.Length];
        Controls = [.. plan.Shots.Select(shot => shot.Doctrine == FireDoctrine.WholeSalvos ? null : new FireControl(shot))];
    }

    /// <summary>Classes in priority order.</summary>
    public ShotDraw[] Shots { get; }

    /// <summary>Who shares out the missiles for each of them; null where targets get whole salvos.</summary>
    public FireControl?[] Controls { get; }

    /// <summary>Probability per raid that the whole layer works.</summary>
    public double CommonMode { get; private set; }

    /// <summary>Targets that one ground unit can engage in a raid; unlimited for aircraft, whose missiles are the limit.</summary>
    public int TargetsPerUnit { get; private set; }

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

    /// <summary>Pairs on ground alert.</summary>
    public int AlertPairs { get; private set; }

    /// <summary>Probability that the alert pairs are in time, in peace and in conflict.</summary>
    public double OnTimePeace { get; private set; }

    /// <inheritdoc cref="OnTimePeace"/>
    public double OnTimeConflict { get; private set; }

    /// <summary>Usable missiles of one aircraft.</summary>
    public double MissilesPerAircraft { get; private set; }

    /// <summary>Takes the trial's draws.</summary>
    public void Run(ReadOnlySpan<double> draws)
    {
        for (int i = 0; i < Shots.Length; i++)
        {
            Shots[i] = Resolve(plan.Shots[i], draws);
            Controls[i]?.Begin(draws);
        }

        CommonMode = plan.CommonMode.In(draws);
        if (plan.Ground is { } ground)
        {
            TargetsPerUnit = (int)(Math.Floor(ground.Channels.In(draws) + 0.5) * Math.Floor(ground.Cycles.In(draws) + 0.5));
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
            AlertPairs = (int)Math.Floor(fighter.AlertPairs.In(draws) + 0.5);
            OnTimePeace = fighter.OnTimePeace.In(draws);
            OnTimeConflict = fighter.OnTimeConflict.In(draws);
            MissilesPerAircraft = fighter.MissilesPerAircraft.In(draws) * fighter.UsableShare.In(draws);
        }
    }

    /// <summary>
    /// Kill probability look by look. A target that survived a look is less likely to have been detected at all: q becomes
    /// q·a / (1 − q + q·a), with a = (1 − p)^k.
    /// </summary>
    private static ShotDraw Resolve(ShotPlan shot, ReadOnlySpan<double> draws)
    {
        double miss = Elementary.PowInteger(1 - shot.Kill.In(draws), shot.Salvo);
        double q = shot.Detection.In(draws);
        var result = new ShotDraw { Class = shot.Class, Salvo = shot.Salvo, Looks = shot.Looks, Missile = shot.Missile };
        Span<double> kill = stackalloc double[4];
        for (int look = 0; look < shot.Looks; look++)
        {
            kill[look] = q * (1 - miss);
            double survived = 1 - q + (q * miss);
            q = survived > 0 ? q * miss / survived : 0;
        }

        (result.FirstLook, result.SecondLook, result.ThirdLook, result.FourthLook) = (kill[0], kill[1], kill[2], kill[3]);
        return result;
    }
}
