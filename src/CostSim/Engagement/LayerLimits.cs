using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>What limits a layer in one raid: channels (ground units) and missiles (ready on launchers, or aboard).</summary>
internal static class LayerLimits
{
    internal const int Unlimited = 1_000_000;

    /// <summary>Targets that can be engaged in one look.</summary>
    public static int Channels(SystemPlan plan, LayerDraw layer, int units) =>
        plan.Kind == SystemKind.Ground ? units * layer.TargetsPerUnit : Unlimited;

    /// <summary>Missiles of a kind that the layer has for the raid. For aircraft <paramref name="units"/> counts pairs.</summary>
    public static int Missiles(SystemPlan plan, LayerDraw layer, int units, int missile) =>
        plan.Kind == SystemKind.Ground ? units * plan.Ground!.Ready[missile] : (int)Math.Floor((2 * units * layer.MissilesPerAircraft) + 1e-9);
}
