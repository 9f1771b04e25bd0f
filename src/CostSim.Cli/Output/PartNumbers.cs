using System.Buffers.Binary;
using CostSim.Simulation;

namespace CostSim.Cli.Output;

/// <summary>Numbers of a record as bytes: whole ones seven bits at a time, real ones as they are, least byte first.</summary>
/// <param name="stream">Takes the bytes.</param>
internal sealed class NumberWriter(Stream stream) : IRecordSink, IDisposable
{
    private readonly BinaryWriter writer = new(new BufferedStream(stream, 1 << 16));

    /// <inheritdoc/>
    public void Whole(long value) => writer.Write7BitEncodedInt64(value);

    /// <inheritdoc/>
    public void Reals(ReadOnlySpan<double> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double) * 512];
        for (; values.Length > 0; values = values[Math.Min(512, values.Length)..])
        {
            int count = Math.Min(512, values.Length);
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[(sizeof(double) * i)..], values[i]);
            }

            writer.Write(bytes[..(sizeof(double) * count)]);
        }
    }

    /// <summary>Hands on what waits; the stream stays open.</summary>
    public void Dispose() => writer.Flush();
}

/// <summary>Reads what <see cref="NumberWriter"/> wrote; millions of small numbers, so it looks at bytes that are in memory already.</summary>
/// <param name="stream">Gives the bytes; read ahead, and closed with this.</param>
internal sealed class NumberReader(Stream stream) : IRecordSource, IDisposable
{
    private readonly byte[] bytes = new byte[1 << 16];
    private int at;
    private int end;

    /// <inheritdoc/>
    public long Whole()
    {
        Span<long> one = stackalloc long[1];
        Wholes(one);
        return one[0];
    }

    /// <inheritdoc/>
    public void Wholes(Span<long> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            long value = 0;
            byte next;
            int shift = 0;
            do
            {
                if (at == end)
                {
                    Fill(1);
                }

                next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                shift += 7;
            }
            while (next >= 0x80 && shift < 63);
            values[i] = next < 0x80 ? value : throw new FormatException("A whole number of the record is too long.");
        }
    }

    /// <inheritdoc/>
    public void Reals(Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (end - at < sizeof(double))
            {
                Fill(sizeof(double));
            }

            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at));
            at += sizeof(double);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Fill(int least)
    {
        int left = end - at;
        bytes.AsSpan(at, left).CopyTo(bytes);
        (at, end) = (0, left + stream.ReadAtLeast(bytes.AsSpan(left), least - left, throwOnEndOfStream: false));
        if (end < least)
        {
            throw new FormatException("The record ends too early.");
        }
    }
}
