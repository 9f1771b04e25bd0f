using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// A raid against layers by enumeration of every outcome: the joint distribution of leakers of all classes. The oracle of
/// <see cref="LeakerMoments"/>, and the engine of <c>--exact</c>. Right against closed forms: <c>EngagementOracleTests</c>.
/// </summary>
internal sealed class ExactRaid(Model model, LayerDraw[] layers)
{
    private readonly int[] missileLeft = new int[model.Missiles.Length];

    /// <summary>Joint distribution of the leakers: one cell per combination of counts, the last class running fastest.</summary>
    /// <param name="attackers">Attackers by class.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="shots">Receives the expected shots by kind of missile.</param>
    public double[] Run(int[] attackers, ulong forces, Span<double> shots)
    {
        double[] current = new double[Cells(attackers)];
        current[^1] = 1;
        double[] fired = new double[shots.Length];
        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            int units = (int)((forces >> plan.ForceShift) & plan.ForceMask);
            if (units == 0 || layers[l].Shots.Length == 0)
            {
                continue;
            }

            double[] next = new double[current.Length];
            int[] counts = new int[attackers.Length];
            for (int cell = 0; cell < current.Length; cell++)
            {
                if (current[cell] > 0)
                {
                    Decode(cell, attackers, counts);
                    int channels = LayerLimits.Channels(plan, layers[l], units);
                    for (int m = 0; m < missileLeft.Length; m++)
                    {
                        missileLeft[m] = LayerLimits.Missiles(plan, layers[l], units, m);
                    }

                    var pass = new Pass(layers[l].Shots, layers[l].Controls, attackers, next, fired, missileLeft);
                    pass.Class(0, 0, channels, channels, counts, current[cell]);
                }
            }

            current = next;
        }

        fired.CopyTo(shots);
        return current;
    }

    /// <summary>E[Π z_c^L_c] over a joint distribution.</summary>
    public static double Surviving(int[] attackers, double[] joint, ReadOnlySpan<double> survival)
    {
        int[] counts = new int[attackers.Length];
        double sum = 0;
        for (int cell = 0; cell < joint.Length; cell++)
        {
            if (joint[cell] > 0)
            {
                Decode(cell, attackers, counts);
                double product = joint[cell];
                for (int c = 0; c < counts.Length; c++)
                {
                    product *= Numerics.Elementary.PowInteger(survival[c], counts[c]);
                }

                sum += product;
            }
        }

        return sum;
    }

    /// <summary>Moments of the leakers by class.</summary>
    public static void Leakers(int[] attackers, double[] joint, Span<Moment> moments)
    {
        int[] counts = new int[attackers.Length];
        double[] means = new double[attackers.Length];
        double[] squares = new double[attackers.Length];
        for (int cell = 0; cell < joint.Length; cell++)
        {
            Decode(cell, attackers, counts);
            for (int c = 0; c < counts.Length; c++)
            {
                means[c] += joint[cell] * counts[c];
                squares[c] += joint[cell] * counts[c] * counts[c];
            }
        }

        for (int c = 0; c < counts.Length; c++)
        {
            moments[c] = new Moment(means[c], squares[c] - (means[c] * means[c]));
        }
    }

    private static int Cells(int[] attackers) => attackers.Aggregate(1, (product, n) => checked(product * (n + 1)));

    private static void Decode(int cell, int[] attackers, int[] counts)
    {
        for (int c = attackers.Length - 1; c >= 0; c--)
        {
            counts[c] = cell % (attackers[c] + 1);
            cell /= attackers[c] + 1;
        }
    }

    /// <summary>One layer met by a given number of attackers: recursion over classes and looks, summing over the kills of each look.</summary>
    private readonly ref struct Pass(ShotDraw[] shots, FireControl?[] controls, int[] attackers, double[] next, double[] fired, int[] missileLeft)
    {
        public void Class(int index, int look, int channels, int channelsBefore, int[] counts, double probability)
        {
            if (index == shots.Length)
            {
                int cell = 0;
                for (int c = 0; c < counts.Length; c++)
                {
                    cell = (cell * (attackers[c] + 1)) + counts[c];
                }

                next[cell] += probability;
                return;
            }

            ShotDraw shot = shots[index];
            if (look == shot.Looks || shot.FirstLook <= 0)
            {
                Class(index + 1, 0, channels, channels, counts, probability);
                return;
            }

            int before = look == 0 ? channels : channelsBefore;
            int arriving = counts[shot.Class];
            if (controls[index] is { } control)
            {
                Volley volley = control.Plan(look, arriving, before, missileLeft[shot.Missile]);
                missileLeft[shot.Missile] -= volley.Fired;
                fired[shot.Missile] += probability * volley.Fired;
                ReadOnlySpan<double> kills = control.Kills(volley);
                for (int killed = 0; killed < kills.Length; killed++)
                {
                    if (kills[killed] > 0)
                    {
                        counts[shot.Class] = arriving - killed;
                        Class(index, look + 1, look == 0 ? channels - volley.Engaged : channels, before, counts, probability * kills[killed]);
                    }
                }

                counts[shot.Class] = arriving;
                missileLeft[shot.Missile] += volley.Fired;
                return;
            }

            int engaged = Math.Min(arriving, before);
            if (shot.Missile >= 0)
            {
                engaged = Math.Min(engaged, missileLeft[shot.Missile] / shot.Salvo);
                missileLeft[shot.Missile] -= engaged * shot.Salvo;
                fired[shot.Missile] += probability * engaged * shot.Salvo;
            }

            double kill = shot.KillProbability(look);
            double weight = Numerics.Elementary.PowInteger(1 - kill, engaged);
            for (int killed = kill >= 1 ? engaged : 0; killed <= engaged; killed++)
            {
                double mass = kill >= 1 ? 1 : weight;
                if (mass > 0)
                {
                    counts[shot.Class] = arriving - killed;
                    Class(index, look + 1, look == 0 ? channels - engaged : channels, before, counts, probability * mass);
                }

                weight *= (double)(engaged - killed) / (killed + 1) * kill / (1 - kill);
            }

            counts[shot.Class] = arriving;
            if (shot.Missile >= 0)
            {
                missileLeft[shot.Missile] += engaged * shot.Salvo;
            }
        }
    }
}
