using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>A system as a layer in each trial of a group: what <see cref="LayerDraw"/> says of one, with a lane per trial.</summary>
internal sealed class LayerGroup
{
    private readonly LayerDraw[] draws;
    private readonly double[] kills;
    private readonly double[] detections;
    private readonly double[] engagements;
    private readonly double[] aboard = new double[TrialGroup.Lanes];

    /// <param name="plan">The system.</param>
    /// <param name="cancellation">Stops sharing out missiles.</param>
    public LayerGroup(SystemPlan plan, CancellationToken cancellation = default)
    {
        Plan = plan;
        draws = [.. Enumerable.Range(0, TrialGroup.Lanes).Select(_ => new LayerDraw(plan, cancellation))];
        kills = new double[plan.Shots.Length * TrialGroup.Lanes];
        detections = new double[kills.Length];
        engagements = new double[kills.Length];
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
            aboard[lane] = draw.MissilesPerAircraft;
            for (int i = 0; i < draw.Shots.Length; i++)
            {
                ShotDraw shot = draw.Shots[i];
                int at = (i * TrialGroup.Lanes) + lane;
                (detections[at], kills[at], engagements[at]) = (shot.Detection, shot.Kill, shot.EngagementsPerUnit);
            }
        }
    }

    /// <summary>Probability that an attacker of a class is detected, by lane.</summary>
    public Span<double> Detection(int shot) => detections.AsSpan(shot * TrialGroup.Lanes, TrialGroup.Lanes);

    /// <summary>Probability that an engaged attacker of a class is stopped in a look, by lane.</summary>
    public Span<double> Kill(int shot) => kills.AsSpan(shot * TrialGroup.Lanes, TrialGroup.Lanes);

    /// <summary>Mean number of engagements of a ground unit in a raid, by lane.</summary>
    public Span<double> Engagements(int shot) => engagements.AsSpan(shot * TrialGroup.Lanes, TrialGroup.Lanes);

    /// <summary>Usable missiles of an aircraft, by lane.</summary>
    public Span<double> Aboard => aboard;
}
