using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Scenarios;

namespace CostSim.Engagement;

/// <summary>What is fired in one look: some targets get a number of shots each, the others another.</summary>
/// <param name="Targets">Targets of the first kind.</param>
/// <param name="Shots">Shots at each of them.</param>
/// <param name="OtherTargets">Targets of the second kind.</param>
/// <param name="OtherShots">Shots at each of them.</param>
internal readonly record struct Volley(int Targets, int Shots, int OtherTargets, int OtherShots)
{
    /// <summary>Missiles fired.</summary>
    public int Fired => (Targets * Shots) + (OtherTargets * OtherShots);

    /// <summary>Targets shot at.</summary>
    public int Engaged => (Shots > 0 ? Targets : 0) + (OtherShots > 0 ? OtherTargets : 0);
}

/// <summary>
/// Shares out missiles that are short of a salvo for each target, in one of the ways of <see cref="FireDoctrine"/>. The optimal one is a
/// dynamic programme over targets, missiles and looks (Soland 1987). Right against values computed elsewhere: <c>EngagementCasesTests</c>.
/// </summary>
/// <param name="plan">The system and the class.</param>
/// <param name="cancellation">Stops the programme, which can be long where there are many targets.</param>
internal sealed class FireControl(ShotPlan plan, CancellationToken cancellation = default)
{
    private const double Equal = 1e-15;
    private readonly Dictionary<Volley, double[]> kills = [];
    private readonly Dictionary<(int Looks, int Targets, int Engagements, int Missiles), (double Through, int Shots)> best = [];
    private double miss;

    /// <summary>Takes the trial's draws.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        miss = 1 - plan.Kill.In(draws);
        kills.Clear();
        best.Clear();
    }

    /// <summary>What is fired in a look.</summary>
    /// <param name="look">Look, from 0.</param>
    /// <param name="arriving">Detected attackers that are still there.</param>
    /// <param name="engagements">Engagements left, for this look and those after it.</param>
    /// <param name="missiles">Missiles left.</param>
    public Volley Plan(int look, int arriving, int engagements, int missiles)
    {
        int targets = Math.Min(arriving, LayerLimits.PerLook(engagements, plan.Looks - look));
        if (targets <= 0)
        {
            return default;
        }

        int most = Math.Min(missiles, plan.Salvo * targets);
        if (plan.Doctrine == FireDoctrine.PartialSalvo)
        {
            int whole = most / plan.Salvo;
            return new Volley(whole, plan.Salvo, whole < targets ? 1 : 0, most - (whole * plan.Salvo));
        }

        int shots = plan.Doctrine == FireDoctrine.Optimal ? Best(plan.Looks - look, arriving, engagements, missiles).Shots : most;
        return Spread(targets, shots);
    }

    /// <summary>Probabilities of 0, 1, 2, … kills of a volley.</summary>
    public ReadOnlySpan<double> Kills(Volley volley)
    {
        if (!kills.TryGetValue(volley, out double[]? known))
        {
            known = new double[volley.Targets + volley.OtherTargets + 1];
            known[0] = 1;
            Add(known, 0, volley.Targets, Kill(volley.Shots));
            Add(known, volley.Targets, volley.OtherTargets, Kill(volley.OtherShots));
            kills.Add(volley, known);
        }

        return known;
    }

    /// <summary>Evenly over the targets: what does not go round falls to the first.</summary>
    private static Volley Spread(int targets, int shots) => new(shots % targets, (shots / targets) + 1, targets - (shots % targets), shots / targets);

    /// <summary>Adds targets one by one to a distribution of kills.</summary>
    private static void Add(double[] kills, int before, int targets, double kill)
    {
        for (int i = 1; i <= targets && kill > 0; i++)
        {
            for (int k = before + i; k > 0; k--)
            {
                kills[k] = ((1 - kill) * kills[k]) + (kill * kills[k - 1]);
            }

            kills[0] *= 1 - kill;
        }
    }

    private double Kill(int shots) => shots == 0 ? 0 : 1 - Elementary.PowInteger(miss, shots);

    /// <summary>The fewest that get through on average, and how many shots of this look lead to it; of equals the fewest.</summary>
    private (double Through, int Shots) Best(int looks, int arriving, int engagements, int missiles)
    {
        if (looks == 0 || arriving == 0 || engagements == 0 || missiles == 0)
        {
            return (arriving, 0);
        }

        int targets = Math.Min(arriving, LayerLimits.PerLook(engagements, looks));
        var state = (looks, arriving, Math.Min(engagements, looks * arriving), Math.Min(missiles, plan.Salvo * arriving * looks));
        if (best.TryGetValue(state, out (double Through, int Shots) found))
        {
            return found;
        }

        found = (double.PositiveInfinity, 0);
        for (int shots = 0; shots <= Math.Min(missiles, plan.Salvo * targets); shots++)
        {
            cancellation.ThrowIfCancellationRequested();
            Volley volley = Spread(targets, shots);
            ReadOnlySpan<double> possible = Kills(volley);
            double through = 0;
            for (int killed = 0; killed < possible.Length; killed++)
            {
                through += possible[killed] > 0
                    ? possible[killed] * Best(looks - 1, arriving - killed, engagements - volley.Engaged, missiles - shots).Through
                    : 0;
            }

            if (through < found.Through - Equal)
            {
                found = (through, shots);
            }
        }

        best.Add(state, found);
        return found;
    }
}
