namespace CostSim.Engagement;

/// <summary>
/// A small table from a packed state and a tag to an entry number, emptied in constant time between trials. Open addressing; entries are
/// numbered in the order in which they were first asked for.
/// </summary>
internal sealed class ForceIndex
{
    private ulong[] keys;
    private int[] tags;
    private int[] entries;
    private int[] stamps;
    private int stamp = 1;
    private int count;

    /// <summary>Makes a table with room for half of <paramref name="size"/> (a power of two) entries.</summary>
    public ForceIndex(int size)
    {
        keys = new ulong[size];
        tags = new int[size];
        entries = new int[size];
        stamps = new int[size];
    }

    /// <summary>Entry numbers are below it; it can grow when an entry is added.</summary>
    public int Capacity => keys.Length / 2;

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        count = 0;
        stamp++;
    }

    /// <summary>The entry of a state and tag; a new one when there is none.</summary>
    public int Find(ulong key, int tag, out bool isNew)
    {
        int mask = keys.Length - 1;
        int slot = Slot(key, tag) & mask;
        while (stamps[slot] == stamp)
        {
            if (keys[slot] == key && tags[slot] == tag)
            {
                isNew = false;
                return entries[slot];
            }

            slot = (slot + 1) & mask;
        }

        isNew = true;
        if (count == Capacity)
        {
            Double();
            return Insert(key, tag, count++);
        }

        return Place(slot, key, tag, count++);
    }

    private static int Slot(ulong key, int tag)
    {
        unchecked
        {
            ulong mixed = (key ^ ((ulong)tag << 57) ^ ((ulong)tag * 0x9E3779B97F4A7C15UL)) * 0xBF58476D1CE4E5B9UL;
            return (int)(mixed >> 33);
        }
    }

    private int Insert(ulong key, int tag, int entry)
    {
        int mask = keys.Length - 1;
        int slot = Slot(key, tag) & mask;
        while (stamps[slot] == stamp)
        {
            slot = (slot + 1) & mask;
        }

        return Place(slot, key, tag, entry);
    }

    private int Place(int slot, ulong key, int tag, int entry)
    {
        (keys[slot], tags[slot], entries[slot], stamps[slot]) = (key, tag, entry, stamp);
        return entry;
    }

    private void Double()
    {
        (ulong[] oldKeys, int[] oldTags, int[] oldEntries, int[] oldStamps) = (keys, tags, entries, stamps);
        (keys, tags, entries, stamps) =
            (new ulong[oldKeys.Length * 2], new int[oldKeys.Length * 2], new int[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        for (int i = 0; i < oldKeys.Length; i++)
        {
            if (oldStamps[i] == stamp)
            {
                Insert(oldKeys[i], oldTags[i], oldEntries[i]);
            }
        }
    }
}
