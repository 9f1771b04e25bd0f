namespace CostSim.Numerics;

/// <summary>
/// A vector of doubles of some length, so that a kernel is written once and runs on whichever the processor has: <see cref="Four"/> or
/// <see cref="Eight"/>. Every operation is exact or rounded once, so a lane holds the same bits whatever the length.
/// </summary>
/// <typeparam name="T">The vector.</typeparam>
internal interface IVector<T>
    where T : struct, IVector<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract T Zero { get; }

    /// <summary>A value in every lane.</summary>
    static abstract T Of(double value);

    /// <summary>The same bits in every lane.</summary>
    static abstract T OfBits(ulong bits);

    /// <summary>The values from a place on; not checked.</summary>
    static abstract T Load(ref double values, int at);

    /// <summary>The values at as many places; not checked.</summary>
    static abstract T Gather(ref double values, ref long places);

    /// <summary>Writes the lanes from a place on; not checked.</summary>
    void Store(ref double values, int at);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator -(T a);

    /// <summary>Bitwise: keeps the lanes of <paramref name="a"/> that a mask has.</summary>
    static abstract T operator &(T a, T b);

    /// <summary>Bitwise.</summary>
    static abstract T operator |(T a, T b);

    /// <summary>Bitwise: the bits in which they differ.</summary>
    static abstract T operator ^(T a, T b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>√a.</summary>
    static abstract T Sqrt(T a);

    /// <summary>|a|.</summary>
    static abstract T Abs(T a);

    /// <summary>The lesser, lane by lane.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The greater, lane by lane.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The whole number not above.</summary>
    static abstract T Floor(T a);

    /// <summary>The whole number not below.</summary>
    static abstract T Ceiling(T a);

    /// <summary>Mask of the lanes in which a &gt; b.</summary>
    static abstract T Above(T a, T b);

    /// <summary>Mask of the lanes in which a ≥ b.</summary>
    static abstract T AtLeast(T a, T b);

    /// <summary>Lanes of <paramref name="yes"/> where the mask is set, of <paramref name="no"/> elsewhere.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>Whether the mask is set in every lane.</summary>
    static abstract bool All(T mask);

    /// <summary>Whether the mask is set in some lane.</summary>
    static abstract bool Any(T mask);

    /// <summary>Adds to the bits of every lane, as whole numbers.</summary>
    static abstract T AddBits(T a, ulong bits);

    /// <summary>Differences of bits, as whole numbers.</summary>
    static abstract T SubtractBits(T a, T b);

    /// <summary>Shifts the bits of every lane up.</summary>
    static abstract T ShiftUp(T a, int bits);

    /// <summary>Shifts the bits of every lane down, with zeros coming in.</summary>
    static abstract T ShiftDown(T a, int bits);

    /// <summary>Products of the lower halves of the bits, as whole numbers.</summary>
    static abstract T MultiplyHalves(T a, T b);
}
