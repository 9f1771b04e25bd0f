using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// Opaque pixels as a PNG (W3C 2003): eight bits a channel, no row filters, which flat colours do not need. The runtime's deflate takes a third of
/// the time of the one in the drawing library, for files of the same size.
/// </summary>
internal static class PngFile
{
    private const int Channels = 4;
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>Writes the file.</summary>
    /// <param name="pixels">Red, green, blue and alpha, eight bits each.</param>
    public static byte[] Of(SKPixmap pixels)
    {
        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, pixels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Height);

        // Bits, colour with alpha, and the only methods there are.
        (header[8], header[9], header[10], header[11], header[12]) = (8, 6, 0, 0, 0);
        Add(file, "IHDR"u8, header);
        Add(file, "IDAT"u8, Deflate(pixels));
        Add(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Deflate(SKPixmap pixels)
    {
        ReadOnlySpan<byte> all = pixels.GetPixelSpan();
        MemoryStream data = new();
        using (ZLibStream deflate = new(data, new ZLibCompressionOptions { CompressionLevel = 5 }, leaveOpen: true))
        {
            byte[] row = new byte[1 + (pixels.Width * Channels)];
            for (int y = 0; y < pixels.Height; y++)
            {
                all.Slice(y * pixels.RowBytes, row.Length - 1).CopyTo(row.AsSpan(1));
                deflate.Write(row);
            }
        }

        return data.GetBuffer().AsSpan(0, (int)data.Length);
    }

    private static void Add(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, type), content));
        file.Write(number);
    }

    /// <summary>The cyclic redundancy check of the standard, a byte at a time.</summary>
    private static uint Check(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            sum = Remainders[(byte)(sum ^ one)] ^ (sum >> 8);
        }

        return sum;
    }

    private static uint Remainder(int number)
    {
        uint rest = (uint)number;
        for (int bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) != 0 ? 0xEDB88320 ^ (rest >> 1) : rest >> 1;
        }

        return rest;
    }
}
