using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Numerics;

/// <summary>Hints for the cache.</summary>
internal static class Cache
{
    /// <summary>Asks for the line of a value before it is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch<T>(ref T value)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            // Only a hint: that the value may be moved meanwhile does no harm.
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
        }
    }
}
