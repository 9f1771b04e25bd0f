using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Numerics;

/// <summary>Eight doubles in a vector of 512 bits.</summary>
/// <param name="value">The lanes.</param>
internal readonly struct Eight(Vector512<double> value) : IVector<Eight>
{
    /// <summary>The lanes.</summary>
    public readonly Vector512<double> Value = value;

    public static int Count => 8;

    public static Eight Zero => new(Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Of(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight OfBits(ulong bits) => new(Vector512.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Load(ref double values, int at) => new(Vector512.LoadUnsafe(ref values, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Gather(ref double values, ref long places) => new(Vector512.Create(
        Unsafe.Add(ref values, (nint)places),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 1)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 2)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 3)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 4)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 5)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 6)),
        Unsafe.Add(ref values, (nint)Unsafe.Add(ref places, 7))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double values, int at) => Value.StoreUnsafe(ref values, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator +(Eight a, Eight b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator -(Eight a, Eight b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator *(Eight a, Eight b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator /(Eight a, Eight b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator -(Eight a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator &(Eight a, Eight b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator |(Eight a, Eight b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator ^(Eight a, Eight b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight MultiplyAdd(Eight a, Eight b, Eight c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Sqrt(Eight a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Abs(Eight a) => new(Vector512.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Min(Eight a, Eight b) => Select(Above(b, a), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Max(Eight a, Eight b) => Select(Above(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Floor(Eight a) => new(Vector512.Floor(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Ceiling(Eight a) => new(Vector512.Ceiling(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Above(Eight a, Eight b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight AtLeast(Eight a, Eight b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Select(Eight mask, Eight yes, Eight no) => new(Vector512.ConditionalSelect(mask.Value, yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Eight mask) => Vector512.EqualsAll(mask.Value.AsUInt64(), Vector512<ulong>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Eight mask) => !Vector512.EqualsAll(mask.Value.AsUInt64(), Vector512<ulong>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight AddBits(Eight a, ulong bits) => new((a.Value.AsUInt64() + Vector512.Create(bits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight SubtractBits(Eight a, Eight b) => new((a.Value.AsUInt64() - b.Value.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight ShiftUp(Eight a, int bits) => new(Vector512.ShiftLeft(a.Value.AsUInt64(), bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight ShiftDown(Eight a, int bits) => new(Vector512.ShiftRightLogical(a.Value.AsUInt64(), bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight MultiplyHalves(Eight a, Eight b) => new(Avx512F.IsSupported
        ? Avx512F.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32()).AsDouble()
        : ((a.Value.AsUInt64() & Vector512.Create(0xfffffffful)) * (b.Value.AsUInt64() & Vector512.Create(0xfffffffful))).AsDouble());
}
