using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Numerics;

/// <summary>Four doubles in a vector of 256 bits.</summary>
/// <param name="value">The lanes.</param>
internal readonly struct Four(Vector256<double> value) : IVector<Four>
{
    /// <summary>The lanes.</summary>
    public readonly Vector256<double> Value = value;

    public static int Count => 4;

    public static Four Zero => new(Vector256<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Of(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four OfBits(ulong bits) => new(Vector256.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Load(ref double values, int at) => new(Vector256.LoadUnsafe(ref values, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Gather(ref double values, ref long places) => new(Vector256.Create(
        Unsafe.Add(ref values, (nint)places),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 1)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 2)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 3))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double values, int at) => Value.StoreUnsafe(ref values, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator +(Four a, Four b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator -(Four a, Four b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator *(Four a, Four b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator /(Four a, Four b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator -(Four a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator &(Four a, Four b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator |(Four a, Four b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator ^(Four a, Four b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four MultiplyAdd(Four a, Four b, Four c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Sqrt(Four a) => new(Vector256.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Abs(Four a) => new(Vector256.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Min(Four a, Four b) => Select(Above(b, a), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Max(Four a, Four b) => Select(Above(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Floor(Four a) => new(Vector256.Floor(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Ceiling(Four a) => new(Vector256.Ceiling(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Above(Four a, Four b) => new(Vector256.GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four AtLeast(Four a, Four b) => new(Vector256.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Select(Four mask, Four yes, Four no) => new(Vector256.ConditionalSelect(mask.Value, yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Four mask) => Vector256.EqualsAll(mask.Value.AsUInt64(), Vector256<ulong>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Four mask) => !Vector256.EqualsAll(mask.Value.AsUInt64(), Vector256<ulong>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four AddBits(Four a, ulong bits) => new((a.Value.AsUInt64() + Vector256.Create(bits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four SubtractBits(Four a, Four b) => new((a.Value.AsUInt64() - b.Value.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four ShiftUp(Four a, int bits) => new(Vector256.ShiftLeft(a.Value.AsUInt64(), bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four ShiftDown(Four a, int bits) => new(Vector256.ShiftRightLogical(a.Value.AsUInt64(), bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four MultiplyHalves(Four a, Four b) => new(Avx2.IsSupported
        ? Avx2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32()).AsDouble()
        : ((a.Value.AsUInt64() & Vector256.Create(0xfffffffful)) * (b.Value.AsUInt64() & Vector256.Create(0xfffffffful))).AsDouble());
}
