using System.Runtime.InteropServices;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>What one layer makes of the attackers of a class.</summary>
/// <param name="Stopped">Attackers stopped.</param>
/// <param name="Engaged">Engagements used, over all looks.</param>
/// <param name="Fired">Missiles fired.</param>
/// <param name="Probability">Its probability.</param>
internal readonly record struct ClassOutcome(int Stopped, int Engaged, int Fired, double Probability);

/// <summary>
/// How a layer engages a class, every outcome enumerated: who is detected, then look by look who is stopped. Kept by what limits it.
/// </summary>
/// <param name="shot">The class in one trial.</param>
/// <param name="control">Who shares out missiles; null where targets get whole salvos.</param>
/// <param name="cancellation">Stops between outcomes.</param>
internal sealed class ExactShot(ShotDraw shot, FireControl? control, CancellationToken cancellation = default)
{
    private readonly Dictionary<(int Attackers, int Engagements, int Missiles), ClassOutcome[]> known = [];

    /// <summary>The class.</summary>
    public int Class => shot.Class;

    /// <summary>Its kind of missile; −1 for a gun.</summary>
    public int Missile => shot.Missile;

    /// <summary>Every outcome.</summary>
    /// <param name="attackers">Attackers that arrive.</param>
    /// <param name="engagements">Engagements left.</param>
    /// <param name="missiles">Missiles left.</param>
    public ClassOutcome[] Outcomes(int attackers, int engagements, int missiles)
    {
        int most = attackers * shot.Looks;
        var limits = (attackers, Math.Min(engagements, most), Math.Min(missiles, most * shot.Salvo));
        if (!known.TryGetValue(limits, out ClassOutcome[]? outcomes))
        {
            outcomes = [.. Enumerate(limits.attackers, limits.Item2, limits.Item3)];
            known.Add(limits, outcomes);
        }

        return outcomes;
    }

    private IEnumerable<ClassOutcome> Enumerate(int attackers, int engagements, int missiles)
    {
        var sums = new Dictionary<(int Stopped, int Engaged, int Fired), double>();
        double[] detected = Binomial(attackers, shot.Detection);
        for (int d = 0; d < detected.Length; d++)
        {
            if (detected[d] > 0)
            {
                foreach (((int alive, int left, int ready), double probability) in Looks(d, engagements, missiles))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(sums, (d - alive, engagements - left, missiles - ready), out _) += detected[d] * probability;
                }
            }
        }

        return sums.Select(sum => new ClassOutcome(sum.Key.Stopped, sum.Key.Engaged, sum.Key.Fired, sum.Value));
    }

    /// <summary>Targets alive, engagements and missiles left after all looks at the detected ones.</summary>
    private Dictionary<(int Alive, int Left, int Ready), double> Looks(int detected, int engagements, int missiles)
    {
        var current = new Dictionary<(int Alive, int Left, int Ready), double> { [(detected, engagements, missiles)] = 1 };
        for (int look = 0; look < shot.Looks; look++)
        {
            var next = new Dictionary<(int Alive, int Left, int Ready), double>();
            foreach (((int alive, int left, int ready), double probability) in current)
            {
                cancellation.ThrowIfCancellationRequested();
                (int engaged, int fired, double[] kills) = Look(look, alive, left, ready);
                for (int killed = 0; killed < kills.Length; killed++)
                {
                    if (kills[killed] > 0)
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(next, (alive - killed, left - engaged, ready - fired), out _) += probability * kills[killed];
                    }
                }
            }

            current = next;
        }

        return current;
    }

    private (int Engaged, int Fired, double[] Kills) Look(int look, int alive, int left, int ready)
    {
        if (control is not null)
        {
            Volley volley = control.Plan(look, alive, left, ready);
            return (volley.Engaged, volley.Fired, control.Kills(volley).ToArray());
        }

        int engaged = Math.Min(alive, LayerLimits.PerLook(left, shot.Looks - look));
        engaged = shot.Missile < 0 ? engaged : Math.Min(engaged, ready / shot.Salvo);
        return (engaged, shot.Missile < 0 ? 0 : engaged * shot.Salvo, Binomial(engaged, shot.Kill));
    }

    /// <summary>Probabilities of 0, 1, … n successes.</summary>
    private static double[] Binomial(int n, double p)
    {
        double[] result = new double[n + 1];
        if (p >= 1)
        {
            result[n] = 1;
            return result;
        }

        result[0] = Elementary.PowInteger(1 - p, n);
        for (int k = 0; k < n; k++)
        {
            result[k + 1] = result[k] * ((double)(n - k) / (k + 1)) * (p / (1 - p));
        }

        return result;
    }
}
