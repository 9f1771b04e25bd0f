namespace CostSim.Sampling;

/// <summary>
/// Philox4x32-10, a counter-based generator: four words are a pure function of counter and key, so that a draw is addressed, not consumed
/// (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011). Right against the published known answers:
/// <c>PhiloxTests</c>.
/// </summary>
public static class Philox
{
    /// <summary>Encrypts a counter.</summary>
    /// <param name="counter">Four words; receives the result.</param>
    /// <param name="k0">Low word of the key.</param>
    /// <param name="k1">High word of the key.</param>
    /// <param name="rounds">Rounds; 10 unless a known answer for fewer is wanted.</param>
    public static void Encrypt(Span<uint> counter, uint k0, uint k1, int rounds = 10)
    {
        (uint c0, uint c1, uint c2, uint c3) = (counter[0], counter[1], counter[2], counter[3]);
        unchecked
        {
            for (int i = 0; i < rounds; i++)
            {
                ulong p0 = 0xD2511F53UL * c0;
                ulong p1 = 0xCD9E8D57UL * c2;
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
        }

        (counter[0], counter[1], counter[2], counter[3]) = (c0, c1, c2, c3);
    }
}
