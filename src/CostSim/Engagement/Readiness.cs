using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// How many units of a layer a raid meets: ready ground units are binomial, fighter pairs are those on patrol (the integer below or above the
/// mean) and those on alert that come in time. With the complement of the common-mode probability there are none.
/// </summary>
internal static class Readiness
{
    /// <summary>Most ready units or pairs that a layer can have.</summary>
    public const int Most = 256;

    /// <summary>Fills the probabilities of 0, 1, … ready units or pairs and returns how many entries there are.</summary>
    /// <param name="plan">System.</param>
    /// <param name="layer">Its draw.</param>
    /// <param name="units">Units operational that cover the site; for aircraft, the fleet.</param>
    /// <param name="inConflict">Phase.</param>
    /// <param name="weights">Receives the probabilities.</param>
    public static int Fill(SystemPlan plan, LayerDraw layer, int units, bool inConflict, Span<double> weights)
    {
        int count = plan.Kind == SystemKind.Ground
            ? Ground(units, inConflict ? layer.ReadyConflict : layer.ReadyPeace, weights)
            : Fighters(layer, units, inConflict, weights);
        double works = layer.CommonMode;
        for (int r = 0; r < count; r++)
        {
            weights[r] *= works;
        }

        weights[0] += 1 - works;
        return count;
    }

    private static int Ground(int units, double ready, Span<double> weights)
    {
        if (ready >= 1)
        {
            weights[..units].Clear();
            weights[units] = 1;
            return units + 1;
        }

        double weight = Elementary.PowInteger(1 - ready, units);
        for (int r = 0; r <= units; r++)
        {
            weights[r] = weight;
            weight *= (double)(units - r) / (r + 1) * ready / (1 - ready);
        }

        return units + 1;
    }

    private static int Fighters(LayerDraw layer, int fleet, bool inConflict, Span<double> weights)
    {
        double fitPairs = Math.Floor((fleet * layer.FitShare / 2) + 1e-9);
        int most = (int)Math.Min(fitPairs, Most - 1);
        double patrol = Math.Min(most, fleet * (inConflict ? layer.PatrolPairsConflict : layer.PatrolPairsPeace));
        int below = (int)patrol;
        double above = patrol - below;
        double onTime = inConflict ? layer.OnTimeConflict : layer.OnTimePeace;
        weights[..(most + 1)].Clear();
        Add(weights, most, below, (1 - above) * (1 - onTime));
        Add(weights, most, below + 1, above * (1 - onTime));
        Add(weights, most, below + layer.AlertPairs, (1 - above) * onTime);
        Add(weights, most, below + 1 + layer.AlertPairs, above * onTime);
        return most + 1;
    }

    private static void Add(Span<double> weights, int most, int pairs, double weight) => weights[Math.Min(pairs, most)] += weight;
}
