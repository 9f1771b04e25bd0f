using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>
/// One raid as it happens to go, layer after layer: ready units, kills and shots drawn with uniforms that belong to the raid, the system and
/// the class, so that every option meets the same luck. The mechanics are those that <see cref="ExactRaid"/> enumerates; only here missiles
/// can run out for good.
/// </summary>
internal sealed class RaidFight
{
    private readonly Model model;
    private readonly LayerDraw[] layers;
    private readonly RaidLuck luck;
    private readonly int[][] engaging;
    private readonly double[] weights = new double[Readiness.Most];
    private readonly int[] launcher;

    public RaidFight(Model model, LayerDraw[] layers, RaidLuck luck)
    {
        (this.model, this.layers, this.luck) = (model, layers, luck);
        engaging = [.. model.Archetypes.Select(raid => Enumerable.Range(0, layers.Length).Where(l => model.Systems[l].Engages(raid)).ToArray())];
        launcher = new int[model.Missiles.Length];
        Leakers = new int[model.ThreatClasses];
        Fired = new int[model.Missiles.Length];
    }

    /// <summary>Attackers that got through, by class.</summary>
    public int[] Leakers { get; }

    /// <summary>Attackers that got through.</summary>
    public int LeakersInAll
    {
        get
        {
            int all = 0;
            foreach (int leakers in Leakers)
            {
                all += leakers;
            }

            return all;
        }
    }

    /// <summary>Missiles fired, by kind.</summary>
    public int[] Fired { get; }

    /// <summary>Whether a layer had launchers ready and a target in reach, and no missile left in stock for it.</summary>
    public bool OutOfStock { get; private set; }

    /// <summary>Fights a raid.</summary>
    /// <param name="raid">The raid.</param>
    /// <param name="state">Units around the site, packed.</param>
    /// <param name="inConflict">Phase.</param>
    /// <param name="stock">Missiles in stock by kind; what is fired is taken out of it.</param>
    public void Run(in RaidEvent raid, ulong state, bool inConflict, Span<int> stock)
    {
        model.Archetypes[raid.Archetype].Attackers.CopyTo(Leakers, 0);
        Array.Clear(Fired);
        OutOfStock = false;
        foreach (int l in engaging[raid.Archetype])
        {
            SystemPlan plan = model.Systems[l];
            int units = (int)((state >> plan.ForceShift) & plan.ForceMask);
            if (units > 0 && Meets(layers[l]))
            {
                int here = Ready(plan, layers[l], units, inConflict, luck.Ready(raid, l));
                if (here > 0)
                {
                    Layer(raid, l, here, stock);
                }
            }
        }
    }

    private bool Meets(LayerDraw layer)
    {
        foreach (ref readonly ShotDraw shot in layer.Shots.AsSpan())
        {
            if (Leakers[shot.Class] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ready units by inversion: with more units there are never fewer.</summary>
    private int Ready(SystemPlan plan, LayerDraw layer, int units, bool inConflict, double u)
    {
        int count = Readiness.Fill(plan, layer, units, inConflict, weights);
        int r = 0;
        while (r < count - 1 && u > weights[r])
        {
            u -= weights[r++];
        }

        return r;
    }

    private void Layer(in RaidEvent raid, int l, int units, Span<int> stock)
    {
        SystemPlan plan = model.Systems[l];
        LayerDraw layer = layers[l];
        for (int m = 0; m < launcher.Length; m++)
        {
            launcher[m] = LayerLimits.Missiles(plan, layer, units, m);
        }

        int used = 0;
        for (int i = 0; i < layer.Shots.Length; i++)
        {
            ref readonly ShotDraw shot = ref layer.Shots[i];
            if (shot.Engages && Leakers[shot.Class] > 0)
            {
                int left = Math.Max(0, Engagements(raid, l, LayerLimits.Engagements(plan, shot, units)) - used);
                used += Class(raid, l, i, left, stock);
            }
        }
    }

    private int Engagements(in RaidEvent raid, int l, double mean) =>
        mean == (int)mean ? (int)mean : LayerLimits.Engagements(mean, luck.Engagements(raid, l));

    /// <summary>Detects the attackers of a class, looks at those, and returns the engagements that it took.</summary>
    private int Class(in RaidEvent raid, int l, int i, int engagements, Span<int> stock)
    {
        ref readonly ShotDraw shot = ref layers[l].Shots[i];
        int arriving = Leakers[shot.Class];
        int detected = shot.Detection >= 1 ? arriving : Chance.Binomial(arriving, shot.Detection, luck.Detected(raid, l, shot.Class));
        EventWords words = luck.Kill(raid, l, shot.Class);
        int alive = detected;
        int left = engagements;
        for (int look = 0; look < shot.Looks && alive > 0; look++)
        {
            if (layers[l].Controls[i] is { } control)
            {
                Volley volley = Share(control, shot, look, alive, left, stock);
                alive -= Chance.Count(control.Kills(volley), words.Uniform(look));
                left -= volley.Engaged;
            }
            else
            {
                int engaged = Engage(shot, Math.Min(alive, LayerLimits.PerLook(left, shot.Looks - look)), stock);
                alive -= Chance.Binomial(engaged, shot.Kill, words.Uniform(look));
                left -= engaged;
            }
        }

        Leakers[shot.Class] = arriving - detected + alive;
        return engagements - left;
    }

    /// <summary>Targets for which there are missiles, on the launchers and in stock; fires them.</summary>
    private int Engage(in ShotDraw shot, int targets, Span<int> stock)
    {
        if (shot.Missile < 0)
        {
            return targets;
        }

        int onLaunchers = Math.Min(targets, launcher[shot.Missile] / shot.Salvo);
        int engaged = Math.Min(onLaunchers, stock[shot.Missile] / shot.Salvo);
        OutOfStock |= engaged < onLaunchers;
        Fire(shot.Missile, engaged * shot.Salvo, stock);
        return engaged;
    }

    /// <summary>Shares out the missiles on the launchers, as far as the stock allows; fires them.</summary>
    private Volley Share(FireControl control, in ShotDraw shot, int look, int alive, int left, Span<int> stock)
    {
        int onLaunchers = launcher[shot.Missile];
        Volley volley = control.Plan(look, alive, left, Math.Min(onLaunchers, stock[shot.Missile]));
        OutOfStock |= stock[shot.Missile] < onLaunchers && volley.Fired < control.Plan(look, alive, left, onLaunchers).Fired;
        Fire(shot.Missile, volley.Fired, stock);
        return volley;
    }

    private void Fire(int missile, int fired, Span<int> stock)
    {
        launcher[missile] -= fired;
        stock[missile] -= fired;
        Fired[missile] += fired;
    }
}
