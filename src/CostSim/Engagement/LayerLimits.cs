using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>What limits a layer in one raid: engagements (ground units) and missiles (ready on launchers, or aboard).</summary>
internal static class LayerLimits
{
    /// <summary>More engagements than any raid asks for: fighters are limited by their missiles.</summary>
    internal const int Unlimited = 1_000_000;

    /// <summary>A number this close to a whole one is taken as whole: products of decimal fractions are not exact.</summary>
    internal const double Rounding = 1e-9;

    /// <summary>Mean number of engagements that the ready units have for a class in a raid.</summary>
    public static double Engagements(SystemPlan plan, in ShotDraw shot, int units) =>
        plan.Kind == SystemKind.Ground ? units * shot.EngagementsPerUnit : Unlimited;

    /// <summary>The whole number of engagements of a raid: the one below or above the mean.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="u">Uniform number of the raid and layer.</param>
    public static int Engagements(double mean, double u)
    {
        (int whole, double part) = Split(mean);
        return whole + (u > 1 - part ? 1 : 0);
    }

    /// <summary>A mean as a whole number and the probability that there is one more.</summary>
    public static (int Whole, double Part) Split(double mean)
    {
        double whole = Math.Floor(mean + Rounding);
        double part = mean - whole;
        return ((int)whole, part > Rounding ? part : 0);
    }

    /// <summary>Most targets of a look: what is left is shared evenly among the looks that remain, the first of them getting what is left over.</summary>
    public static int PerLook(int left, int looks) => (left + looks - 1) / looks;

    /// <summary>Missiles of a kind that the layer has for the raid. For aircraft <paramref name="units"/> counts pairs.</summary>
    public static int Missiles(SystemPlan plan, LayerDraw layer, int units, int missile) =>
        plan.Kind == SystemKind.Ground ? units * plan.Ground!.Ready[missile] : (int)Math.Floor((2 * units * layer.MissilesPerAircraft) + Rounding);
}
