using System.Runtime.InteropServices;

namespace CostSim.Engagement;

/// <summary>Compares lists of whole numbers one by one.</summary>
internal sealed class WholeNumbers : IEqualityComparer<int[]>
{
    /// <summary>The comparison.</summary>
    public static readonly WholeNumbers Same = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
