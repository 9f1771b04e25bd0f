using System.Text;

namespace CostSim.Sampling;

/// <summary>
/// The address of a stream of draws, made from its name: FNV-1a over the UTF-8 bytes (Fowler, Noll, Vo), finished by SplitMix64's mixer
/// (Steele, Lea, Flood 2014). Adding, removing or reordering streams leaves every other stream as it was.
/// </summary>
/// <param name="Hash">64 bits; 63 of them address input draws, 31 event draws.</param>
public readonly record struct StreamKey(ulong Hash)
{
    /// <summary>The key of a name.</summary>
    public static StreamKey Of(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        unchecked
        {
            foreach (byte one in Encoding.UTF8.GetBytes(name))
            {
                hash = (hash ^ one) * 0x100000001B3;
            }
        }

        return new StreamKey(Mix(hash));
    }

    /// <summary>SplitMix64's finaliser.</summary>
    public static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }

    /// <summary>Two of the names whose streams would share draws; null when there are none.</summary>
    public static (string First, string Second)? Collision(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var inputs = new Dictionary<ulong, string>();
        var events = new Dictionary<uint, string>();
        foreach (string name in names)
        {
            ulong hash = Of(name).Hash;
            if (!inputs.TryAdd(hash & 0x7FFFFFFFFFFFFFFF, name))
            {
                return (inputs[hash & 0x7FFFFFFFFFFFFFFF], name);
            }

            if (!events.TryAdd((uint)(hash & 0x7FFFFFFF), name))
            {
                return (events[(uint)(hash & 0x7FFFFFFF)], name);
            }
        }

        return null;
    }
}
