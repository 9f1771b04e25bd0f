using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>A system as a layer in each trial of a group: what <see cref="LayerDraw"/> says of one, with a lane per trial.</summary>
internal sealed class LayerGroup
{
    /// <summary>Most looks of a shot.</summary>
    public const int MostLooks = 4;

    private readonly LayerDraw[] draws;
    private readonly double[] kills;
    private readonly double[] targets = new double[TrialGroup.Lanes];
    private readonly double[] aboard = new double[TrialGroup.Lanes];

    public LayerGroup(SystemPlan plan)
    {
        Plan = plan;
        draws = [.. Enumerable.Range(0, TrialGroup.Lanes).Select(_ => new LayerDraw(plan))];
        kills = new double[plan.Shots.Length * MostLooks * TrialGroup.Lanes];
    }

    /// <summary>The system.</summary>
    public SystemPlan Plan { get; }

    /// <summary>Whether it can engage anything.</summary>
    public bool Shoots => Plan.Shots.Length > 0;

    /// <summary>The layer in one trial.</summary>
    public LayerDraw Of(int lane) => draws[lane];

    /// <summary>Takes the group's draws.</summary>
    public void Begin(TrialGroup group)
    {
        for (int lane = 0; lane < TrialGroup.Lanes; lane++)
        {
            LayerDraw draw = draws[lane];
            draw.Run(group.Row(lane));
            targets[lane] = draw.TargetsPerUnit;
            aboard[lane] = draw.MissilesPerAircraft;
            for (int i = 0; i < draw.Shots.Length; i++)
            {
                for (int look = 0; look < MostLooks; look++)
                {
                    kills[(((i * MostLooks) + look) * TrialGroup.Lanes) + lane] = draw.Shots[i].KillProbability(look);
                }
            }
        }
    }

    /// <summary>Probability that an engaged attacker is stopped, by lane.</summary>
    public Span<double> Kill(int shot, int look) => kills.AsSpan(((shot * MostLooks) + look) * TrialGroup.Lanes, TrialGroup.Lanes);

    /// <summary>Targets that a ground unit can engage in a raid, by lane.</summary>
    public Span<double> Targets => targets;

    /// <summary>Usable missiles of an aircraft, by lane.</summary>
    public Span<double> Aboard => aboard;
}
