using System.Text;

namespace CostSim.Sampling;

/// <summary>
/// The key of one stream of draws, made from the stream's name alone: H = mix64(fnv1a64(UTF-8 of the name)). Adding, removing or
/// reordering other names therefore changes nothing.
/// </summary>
/// <remarks>
/// FNV-1a by Fowler, Noll and Vo; the finaliser of SplitMix64 (Steele, Lea and Flood 2014) spreads its weak high bits. Domain E uses
/// 63 bits of the hash, domain A 31 bits: <see cref="FindCollision"/> tells when two names share them. Tested by
/// <c>StreamKeyTests</c> against published values.
/// </remarks>
public readonly record struct StreamKey
{
    private const ulong FnvOffset = 0xcbf29ce484222325;
    private const ulong FnvPrime = 0x100000001b3;

    private readonly ulong _fnv;

    private StreamKey(ulong fnv)
    {
        _fnv = fnv;
        Hash = Mix(fnv);
    }

    /// <summary>All 64 bits of H.</summary>
    public ulong Hash { get; }

    /// <summary>The 63 bits of H that address domain E.</summary>
    public ulong InputBits => Hash & 0x7fffffff_ffffffff;

    /// <summary>The 31 bits of H that address domain A.</summary>
    public uint EventBits => (uint)Hash & 0x7fffffff;

    /// <summary>The key of a name.</summary>
    /// <param name="name">Any text, for example <c>cost.patriot.unit_price</c>; case matters.</param>
    public static StreamKey Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new StreamKey(Append(FnvOffset, name));
    }

    /// <summary>The key of this stream's name followed by a suffix.</summary>
    /// <param name="suffix">Text to append.</param>
    public StreamKey Followed(string suffix)
    {
        ArgumentNullException.ThrowIfNull(suffix);
        return new StreamKey(Append(_fnv, suffix));
    }

    /// <summary>The first two different names whose keys cannot be told apart, in domain E (63 bits) or domain A (31 bits).</summary>
    /// <param name="names">Names of the streams of one scenario; repetitions of a name are no collision.</param>
    /// <returns>The pair, or null when all keys are distinct.</returns>
    public static (string First, string Second)? FindCollision(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Dictionary<ulong, string> inputs = [];
        Dictionary<uint, string> events = [];
        foreach (string name in names)
        {
            StreamKey key = Of(name);
            string? other = Claim(inputs, key.InputBits, name)
                ?? Claim(inputs, key.Followed(LatinHypercubeDesign.JitterSuffix).InputBits, name)
                ?? Claim(events, key.EventBits, name);
            if (other is not null)
            {
                return (other, name);
            }
        }

        return null;
    }

    /// <summary>The finaliser of SplitMix64, a bijection of 64-bit numbers in which every bit depends on every other.</summary>
    /// <param name="x">Any number.</param>
    internal static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
            x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
            return x ^ (x >> 31);
        }
    }

    private static string? Claim<TKey>(Dictionary<TKey, string> owners, TKey bits, string name)
        where TKey : notnull =>
        owners.TryAdd(bits, name) || owners[bits] == name ? null : owners[bits];

    private static ulong Append(ulong hash, string text)
    {
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * FnvPrime);
        }

        return hash;
    }
}
