using System.Runtime.Intrinsics;
using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// Four raids that meet the same ready forces, layer after layer: who gets through, and what is fired. Within a call forces are given, so
/// that the only randomness left is kills.
/// </summary>
internal sealed class LayerPass(Model model, LayerDraw[] layers)
{
    private readonly MomentLanes[] missileLeft = new MomentLanes[model.Missiles.Length];

    /// <summary>Attackers by class; after the last layer, those that got through.</summary>
    public MomentLanes[] Through { get; } = new MomentLanes[model.ThreatClasses];

    /// <summary>Of those, the whole number that no outcome could have stopped.</summary>
    public Vector256<double>[] Certain { get; } = new Vector256<double>[model.ThreatClasses];

    /// <summary>Expected shots by kind of missile.</summary>
    public Vector256<double>[] Fired { get; } = new Vector256<double>[model.Missiles.Length];

    /// <summary>Runs the raids of a group against the forces.</summary>
    public void Run(RaidGroups raids, int group, ulong forces)
    {
        Array.Clear(Fired);
        for (int c = 0; c < Through.Length; c++)
        {
            Certain[c] = raids.Attackers(group, c);
            Through[c] = new MomentLanes(Certain[c]);
        }

        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            int units = (int)((forces >> plan.ForceShift) & plan.ForceMask);
            if (units > 0 && layers[l].Shots.Length > 0)
            {
                Layer(plan, layers[l], units);
            }
        }
    }

    private static Vector256<double> Targets(in MomentLanes missiles, int salvo)
    {
        Vector256<double> targets = missiles.Mean / Vector256.Create((double)salvo);
        Vector256<double> whole = Vector256.Floor(targets + Vector256.Create(1e-9));
        return Vector256.ConditionalSelect(Vector256.GreaterThan(missiles.Variance, Vector256<double>.Zero), targets, whole);
    }

    /// <summary>Classes are served in priority order; channels and missiles that one class uses are gone for the next.</summary>
    private void Layer(SystemPlan plan, LayerDraw layer, int units)
    {
        var all = Vector256.Create((double)LayerLimits.Channels(plan, layer, units));
        var channels = new MomentLanes(all);
        for (int m = 0; m < missileLeft.Length; m++)
        {
            missileLeft[m] = new MomentLanes(Vector256.Create((double)LayerLimits.Missiles(plan, layer, units, m)));
        }

        foreach (ref readonly ShotDraw shot in layer.Shots.AsSpan())
        {
            ref MomentLanes attackers = ref Through[shot.Class];
            if (shot.FirstLook <= 0 || Vector256.LessThanOrEqualAll(attackers.Mean, Vector256<double>.Zero))
            {
                continue;
            }

            MomentLanes before = channels;
            for (int look = 0; look < shot.Looks; look++)
            {
                MomentLanes capacity = look == 0 ? channels : before;
                Vector256<double> limited = Limit(shot, ref capacity);
                Vector256<double> most = Vector256.ConditionalSelect(
                    Vector256.GreaterThan(capacity.Variance, Vector256<double>.Zero), all, Vector256.Ceiling(capacity.Mean - Vector256.Create(1e-9)));
                Certain[shot.Class] = Vector256.Max(Vector256<double>.Zero, Certain[shot.Class] - most);
                Vector256<double> engaged = LeakerMoments.Pass(ref attackers, ref capacity, shot.KillProbability(look));
                if (look == 0)
                {
                    channels.Mean = Vector256.ConditionalSelect(limited, Vector256.Max(Vector256<double>.Zero, channels.Mean - engaged), capacity.Mean);
                    channels.Variance = Vector256.ConditionalSelect(limited, channels.Variance, capacity.Variance);
                }

                Spend(shot, engaged, capacity, limited);
            }
        }
    }

    /// <summary>Where missiles run out before channels, they are the capacity; returns where.</summary>
    private Vector256<double> Limit(in ShotDraw shot, ref MomentLanes capacity)
    {
        if (shot.Missile < 0)
        {
            return Vector256<double>.Zero;
        }

        ref MomentLanes missiles = ref missileLeft[shot.Missile];
        Vector256<double> targets = Targets(missiles, shot.Salvo);
        Vector256<double> limited = Vector256.LessThan(targets, capacity.Mean);
        var squaredSalvo = Vector256.Create((double)(shot.Salvo * shot.Salvo));
        capacity.Mean = Vector256.ConditionalSelect(limited, targets, capacity.Mean);
        capacity.Variance = Vector256.ConditionalSelect(limited, missiles.Variance / squaredSalvo, capacity.Variance);
        return limited;
    }

    private void Spend(in ShotDraw shot, Vector256<double> engaged, in MomentLanes capacityLeft, Vector256<double> limited)
    {
        if (shot.Missile < 0)
        {
            return;
        }

        var salvo = Vector256.Create((double)shot.Salvo);
        Vector256<double> spent = engaged * salvo;
        Fired[shot.Missile] += spent;
        ref MomentLanes left = ref missileLeft[shot.Missile];
        left.Mean = Vector256.Max(Vector256<double>.Zero, left.Mean - spent);
        left.Variance = Vector256.ConditionalSelect(limited, capacityLeft.Variance * salvo * salvo, left.Variance);
    }
}
