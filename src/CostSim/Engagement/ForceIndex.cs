namespace CostSim.Engagement;

/// <summary>
/// A small table from a packed state and a tag to an entry number, emptied in constant time between trials. Open addressing; entries are
/// numbered in the order in which they were first asked for.
/// </summary>
internal sealed class ForceIndex
{
    private Cell[] cells;
    private int stamp = 1;
    private int count;

    /// <summary>Makes a table with room for half of <paramref name="size"/> (a power of two) entries.</summary>
    public ForceIndex(int size) => cells = new Cell[size];

    /// <summary>Entry numbers are below it; it can grow when an entry is added.</summary>
    public int Capacity => cells.Length / 2;

    /// <summary>One key for many words, of two kinds; whoever uses it compares the words. A sum of products, which do not wait for each other.</summary>
    public static ulong Hash(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> more)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        unchecked
        {
            ulong hash = Sum(words, Factor) + Sum(more, ~Factor);
            return hash ^ (hash >> 32);
        }
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        count = 0;
        stamp++;
    }

    /// <summary>The entry of a state and tag; a new one when there is none.</summary>
    public int Find(ulong key, int tag, out bool isNew)
    {
        Cell[] table = cells;
        int mask = table.Length - 1;
        int slot = Slot(key, tag) & mask;
        while (table[slot].Stamp == stamp)
        {
            if (table[slot].Key == key && table[slot].Tag == tag)
            {
                isNew = false;
                return table[slot].Entry;
            }

            slot = (slot + 1) & mask;
        }

        isNew = true;
        if (count == Capacity)
        {
            Double();
            slot = Free(key, tag);
        }

        cells[slot] = new Cell(key, tag, stamp, count);
        return count++;
    }

    private static ulong Sum(ReadOnlySpan<ulong> words, ulong factor)
    {
        ulong sum = 0;
        unchecked
        {
            foreach (ulong word in words)
            {
                sum += (word ^ (word >> 29)) * factor;
                factor += 0xD1B54A32D192ED02;
            }
        }

        return sum;
    }

    private static int Slot(ulong key, int tag)
    {
        unchecked
        {
            ulong mixed = (key ^ ((ulong)tag << 57) ^ ((ulong)tag * 0x9E3779B97F4A7C15UL)) * 0xBF58476D1CE4E5B9UL;
            return (int)(mixed >> 33);
        }
    }

    private int Free(ulong key, int tag)
    {
        int mask = cells.Length - 1;
        int slot = Slot(key, tag) & mask;
        while (cells[slot].Stamp == stamp)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Double()
    {
        Cell[] old = cells;
        cells = new Cell[old.Length * 2];
        foreach (Cell cell in old)
        {
            if (cell.Stamp == stamp)
            {
                cells[Free(cell.Key, cell.Tag)] = cell;
            }
        }
    }

    /// <summary>An entry; it counts only while its stamp is the table's.</summary>
    private readonly record struct Cell(ulong Key, int Tag, int Stamp, int Entry);
}
