using System.Runtime.InteropServices;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>How a layer engages a class, a lane per trial.</summary>
internal readonly struct ShotLanes<T>
    where T : struct, IVector<T>
{
    /// <param name="layer">Layer.</param>
    /// <param name="shot">Number of the class among those that it engages.</param>
    /// <param name="units">Ready units or pairs.</param>
    /// <param name="from">First of the lanes.</param>
    public ShotLanes(LayerGroup layer, int shot, int units, int from)
    {
        Plan = layer.Plan.Shots[shot];
        Detection = T.Load(ref MemoryMarshal.GetReference(layer.Detection(shot)), from);
        Kill = T.Load(ref MemoryMarshal.GetReference(layer.Kill(shot)), from);
        Engages = T.Above(Detection, T.Zero) & T.Above(Kill, T.Zero);
        bool ground = layer.Plan.Kind == SystemKind.Ground;
        T mean = ground ? T.Of(units) * T.Load(ref MemoryMarshal.GetReference(layer.Engagements(shot)), from) : T.Of(LayerLimits.Unlimited);
        Whole = T.Floor(mean + T.Of(LayerLimits.Rounding));
        T part = mean - Whole;
        Part = T.Above(part, T.Of(LayerLimits.Rounding)) & part;
    }

    /// <summary>The class and its missile.</summary>
    public readonly ShotPlan Plan;

    /// <summary>Probability that an attacker is detected.</summary>
    public readonly T Detection;

    /// <summary>Probability that an engaged target is stopped in a look.</summary>
    public readonly T Kill;

    /// <summary>Mask of the lanes in which anybody can be stopped.</summary>
    public readonly T Engages;

    /// <summary>Engagements of the layer in a raid: the whole number below their mean.</summary>
    public readonly T Whole;

    /// <summary>Probability that there is one more.</summary>
    public readonly T Part;
}
