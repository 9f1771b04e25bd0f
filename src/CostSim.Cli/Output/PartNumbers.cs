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

/// <summary>Reads what <see cref="NumberWriter"/> wrote.</summary>
/// <param name="stream">Gives the bytes; read ahead, and closed with this.</param>
internal sealed class NumberReader(Stream stream) : IRecordSource, IDisposable
{
    private readonly BinaryReader reader = new(new BufferedStream(stream, 1 << 16));

    /// <inheritdoc/>
    public long Whole()
    {
        try
        {
            return reader.Read7BitEncodedInt64();
        }
        catch (EndOfStreamException fault)
        {
            throw new FormatException("The record ends too early.", fault);
        }
    }

    /// <inheritdoc/>
    public void Reals(Span<double> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double) * 512];
        for (; values.Length > 0; values = values[Math.Min(512, values.Length)..])
        {
            int count = Math.Min(512, values.Length);
            try
            {
                reader.BaseStream.ReadExactly(bytes[..(sizeof(double) * count)]);
            }
            catch (EndOfStreamException fault)
            {
                throw new FormatException("The record ends too early.", fault);
            }

            for (int i = 0; i < count; i++)
            {
                values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(sizeof(double) * i)..]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
