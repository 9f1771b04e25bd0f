namespace CostSim.Simulation;

/// <summary>Where the numbers of a record go, one after another, when it is written.</summary>
public interface IRecordSink
{
    /// <summary>Takes a whole number.</summary>
    /// <param name="value">Not negative.</param>
    void Whole(long value);

    /// <summary>Takes real numbers, to the bit.</summary>
    /// <param name="values">Any, "not a number" included.</param>
    void Reals(ReadOnlySpan<double> values);
}

/// <summary>Where the numbers of a record come from, in the order in which <see cref="IRecordSink"/> took them.</summary>
public interface IRecordSource
{
    /// <summary>The next whole number.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    long Whole();

    /// <summary>The next whole numbers.</summary>
    /// <param name="values">Receives them.</param>
    /// <exception cref="FormatException">There are fewer.</exception>
    void Wholes(Span<long> values);

    /// <summary>The next real numbers.</summary>
    /// <param name="values">Receives them.</param>
    /// <exception cref="FormatException">There are fewer.</exception>
    void Reals(Span<double> values);
}

/// <summary>The numbers of what a record is made of; writing and reading side by side, so that they stay the same.</summary>
internal static class RecordNumbers
{
    /// <summary>Writes a node of the tree.</summary>
    public static void Write(IRecordSink sink, BlockSums sums)
    {
        sink.Whole(sums.First);
        sink.Whole(sums.Replicates.Count);
        foreach (TrialSums replicate in sums.Replicates)
        {
            Write(sink, replicate);
        }

        sink.Reals(sums.Yearly);
    }

    /// <summary>Reads a node of the tree.</summary>
    public static BlockSums Sums(IRecordSource source, Compilation.Model model, int replicates, int cells)
    {
        int first = Whole(source, replicates - 1), count = Whole(source, replicates - first);
        var sums = new BlockSums(first, [], new double[cells]);
        for (int r = 0; r < count; r++)
        {
            sums.Replicates.Add(Sums(source, model));
        }

        source.Reals(sums.Yearly);
        return sums;
    }

    /// <summary>Writes counters that hold anything, by ascending number.</summary>
    public static void Write(IRecordSink sink, IEnumerable<(int Key, long Count)> counters)
    {
        (int Key, long Count)[] all = [.. counters];
        sink.Whole(all.Length);
        int before = 0;
        foreach ((int key, long count) in all)
        {
            sink.Whole(key - before);
            sink.Whole(count);
            before = key;
        }
    }

    /// <summary>Reads counters.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="end">Number above all.</param>
    /// <param name="most">Most that all together can have counted.</param>
    /// <param name="add">Takes number and count.</param>
    /// <returns>What all together have counted.</returns>
    public static long Counters(IRecordSource source, int end, long most, Action<int, long> add)
    {
        // Most of a record are counters: taken many at a time.
        Span<long> pairs = stackalloc long[512];
        (long key, long all) = (0, 0);
        for (int left = Whole(source, end); left > 0;)
        {
            int count = Math.Min(left, pairs.Length / 2);
            source.Wholes(pairs[..(2 * count)]);
            for (int i = 0; i < count; i++)
            {
                key += pairs[2 * i];
                if ((ulong)key >= (ulong)end)
                {
                    throw new FormatException("A counter of the record is out of its range.");
                }

                RecordChecks.Count(pairs[(2 * i) + 1], most - all, isAll: false);
                all += pairs[(2 * i) + 1];
                add((int)key, pairs[(2 * i) + 1]);
            }

            left -= count;
        }

        return all;
    }

    /// <summary>Reads a whole number that is an index or a length.</summary>
    /// <exception cref="FormatException">It is larger than it can be.</exception>
    public static int Whole(IRecordSource source, long most)
    {
        long value = source.Whole();
        return value >= 0 && value <= most && value <= int.MaxValue ? (int)value : throw new FormatException("A number of the record is out of its range.");
    }

    private static void Write(IRecordSink sink, TrialSums sums)
    {
        foreach (Statistics.Moments moments in sums.Columns)
        {
            sink.Whole(moments.Count);
            sink.Reals([moments.Mean, moments.M2, moments.M3, moments.M4, moments.Minimum, moments.Maximum]);
        }

        foreach (Statistics.CoMomentMatrix matrix in (Statistics.CoMomentMatrix[])[sums.Decisions, .. sums.Exchange])
        {
            sink.Whole(matrix.Count);
            sink.Reals(matrix.Means);
            sink.Reals(matrix.Products);
        }

        sink.Reals(sums.Benefits);
    }

    private static TrialSums Sums(IRecordSource source, Compilation.Model model)
    {
        var sums = TrialSums.Empty(model);
        Span<double> six = stackalloc double[6];
        for (int i = 0; i < sums.Columns.Length; i++)
        {
            long count = source.Whole();
            source.Reals(six);
            sums.Columns[i] = new Statistics.Moments(count, six[0], six[1], six[2], six[3], six[4], six[5]);
        }

        foreach (Statistics.CoMomentMatrix matrix in (Statistics.CoMomentMatrix[])[sums.Decisions, .. sums.Exchange])
        {
            matrix.Count = source.Whole();
            source.Reals(matrix.Means);
            source.Reals(matrix.Products);
        }

        source.Reals(sums.Benefits);
        return sums;
    }
}
