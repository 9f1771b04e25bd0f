using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>What uniform draws decide on the way from order to delivery: masks of the trials in which an event happens.</summary>
internal static class ProcurementChances
{
    /// <summary>An event of a given probability.</summary>
    public static T Happens<T>(T probability, T chance)
        where T : struct, IVector<T> => T.Above(probability, chance);

    /// <summary>A cancellation with a probability that the regime changes.</summary>
    public static T Cancelled<T>(T probability, T factor, T chance)
        where T : struct, IVector<T> => Happens(T.Min(T.Of(1), probability * factor), chance);

    /// <summary>The rate of cancellation under a regime.</summary>
    public static T Rate<T>(T cancellation, T factor)
        where T : struct, IVector<T> => cancellation * factor;

    /// <summary>A cancellation before an approval, with the probability that its share of both hazards is: exponential competing risks.</summary>
    public static T CancelledFirst<T>(T approval, T cancellation, T chance)
        where T : struct, IVector<T>
    {
        T total = approval + cancellation;
        return T.Above(total, T.Zero) & T.Above(cancellation, T.Zero) & T.AtLeast(chance, approval / total);
    }
}
