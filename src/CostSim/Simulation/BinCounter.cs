using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostSim.Simulation;

/// <summary>
/// Counts the bins of one cell in a block: small counters that stay in the cache, four a bin in turn, because a value often follows its like and one
/// counter would wait for itself. Bins come in pages of an octave.
/// </summary>
internal sealed class BinCounter
{
    /// <summary>Binary digits of a place within a page.</summary>
    public const int PageBits = 7;

    /// <summary>Bins of a page.</summary>
    public const int PageSize = 1 << PageBits;

    /// <summary>Number of pages.</summary>
    public const int Pages = (YearlyGrid.Bins + PageSize - 1) / PageSize;

    private const int All = Pages * PageSize;
    private readonly ushort[] first = new ushort[All];
    private readonly ushort[] second = new ushort[All];
    private readonly ushort[] third = new ushort[All];
    private readonly ushort[] fourth = new ushort[All];
    private readonly ushort[] page = new ushort[PageSize];

    /// <summary>Counts bins.</summary>
    /// <param name="bins">At most 65 535.</param>
    public void Count(ReadOnlySpan<ushort> bins)
    {
        int i = 0;
        for (; i + 4 <= bins.Length; i += 4)
        {
            first[bins[i]]++;
            second[bins[i + 1]]++;
            third[bins[i + 2]]++;
            fourth[bins[i + 3]]++;
        }

        for (; i < bins.Length; i++)
        {
            first[bins[i]]++;
        }
    }

    /// <summary>Takes a page out, to be added; false when it is empty.</summary>
    public bool Take(int number)
    {
        int start = number * PageSize;
        ref ushort a = ref first[start];
        ref ushort b = ref second[start];
        ref ushort c = ref third[start];
        ref ushort d = ref fourth[start];
        Vector256<ushort> any = Vector256<ushort>.Zero;
        for (nuint i = 0; i < PageSize; i += (nuint)Vector256<ushort>.Count)
        {
            Vector256<ushort> sum = Vector256.LoadUnsafe(ref a, i) + Vector256.LoadUnsafe(ref b, i) + Vector256.LoadUnsafe(ref c, i) + Vector256.LoadUnsafe(ref d, i);
            sum.StoreUnsafe(ref page[0], i);
            any |= sum;
        }

        if (any == Vector256<ushort>.Zero)
        {
            return false;
        }

        first.AsSpan(start, PageSize).Clear();
        second.AsSpan(start, PageSize).Clear();
        third.AsSpan(start, PageSize).Clear();
        fourth.AsSpan(start, PageSize).Clear();
        return true;
    }

    /// <summary>Adds the page that was taken out.</summary>
    /// <param name="counts">Counts of the page's bins.</param>
    public void AddTo(Span<long> counts)
    {
        ref ulong to = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<long, ulong>(counts[..PageSize]));
        for (nuint i = 0; i < PageSize; i += (nuint)Vector128<ushort>.Count)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.LoadUnsafe(ref page[0], i));
            Add(low, ref to, i);
            Add(high, ref to, i + (nuint)Vector128<uint>.Count);
        }
    }

    private static void Add(Vector128<uint> counts, ref ulong to, nuint at)
    {
        (Vector128<ulong> low, Vector128<ulong> high) = Vector128.Widen(counts);
        (Vector256.LoadUnsafe(ref to, at) + Vector256.Create(low, high)).StoreUnsafe(ref to, at);
    }
}
