using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CostSim.Cli.Input;

/// <summary>
/// Opens every file that the program reads: scenarios, settings, samples, observations, parts, manifests and tables. Only a regular file is read,
/// whose size is known before its content: a pipe or a device would be waited for, or would never end.
/// </summary>
internal static partial class SourceFile
{
    /// <summary>Opens a file for reading from its beginning.</summary>
    /// <param name="path">The file; links to it are followed.</param>
    /// <exception cref="UnreadableFileException">It is not there, cannot be read, or is a folder, pipe, socket or device. So does the stream where reading fails.</exception>
    public static FileStream Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = Handle(path);
            var stream = new SourceStream(handle, path);
            return stream.CanSeek && HasEnd(handle) ? stream : throw new IOException("it is no regular file");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            handle?.Dispose();
            throw new UnreadableFileException(path, fault);
        }
    }

    /// <summary>Whether what stands there is a regular file that can be read.</summary>
    /// <param name="path">The file.</param>
    public static bool IsRegular(string path)
    {
        try
        {
            Open(path).Dispose();
            return true;
        }
        catch (UnreadableFileException)
        {
            return false;
        }
    }

    /// <summary>The content of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Most bytes that are accepted; nothing is read of a file that has more.</param>
    /// <exception cref="UnreadableFileException">It cannot be read, or is larger.</exception>
    public static byte[] Read(string path, int most = int.MaxValue / 2)
    {
        byte[] content = ReadAtMost(path, most);
        return content.Length <= most ? content : throw new UnreadableFileException(path, new IOException($"it has more than {most:N0} bytes"));
    }

    /// <summary>The content of a file; where it has more bytes than the most, one more than that.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Most bytes that are accepted.</param>
    /// <exception cref="UnreadableFileException">It cannot be read.</exception>
    public static byte[] ReadAtMost(string path, int most)
    {
        using FileStream stream = Open(path);
        byte[] content = new byte[Math.Min(stream.Length, most + 1L)];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>Whether there is nothing behind the end of a file. A device says that it is empty and goes on for ever; a file to which others add is longer when asked again.</summary>
    private static bool HasEnd(SafeFileHandle handle)
    {
        Span<byte> beyond = stackalloc byte[1];
        long length = RandomAccess.GetLength(handle);
        return RandomAccess.Read(handle, beyond, length) == 0 || RandomAccess.GetLength(handle) > length;
    }

    private static SafeFileHandle Handle(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path);
        }

        // Opening a pipe would wait for somebody to write into it, were it not for O_NONBLOCK.
        (int nonBlocking, int closeOnExec) = OperatingSystem.IsMacOS() ? (0x0004, 0x1000000) : (0x0800, 0x80000);
        int descriptor = Open(path, nonBlocking | closeOnExec);
        int error = Marshal.GetLastPInvokeError();

        // ENOENT, and ENOTDIR where a folder of its path is a file.
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true)
            : error is 2 or 20 ? throw new FileNotFoundException("there is no such file")
            : throw new IOException(new Win32Exception(error).Message);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    /// <summary>A file whose failing reads tell which file it is.</summary>
    private sealed class SourceStream(SafeFileHandle handle, string path) : FileStream(handle, FileAccess.Read, 1 << 16)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                return base.Read(buffer, offset, count);
            }
            catch (IOException fault)
            {
                throw new UnreadableFileException(path, fault);
            }
        }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return base.Read(buffer);
            }
            catch (IOException fault)
            {
                throw new UnreadableFileException(path, fault);
            }
        }
    }
}

/// <summary>A file that cannot be read: the message names it and says why.</summary>
internal sealed class UnreadableFileException : IOException
{
    /// <summary>Says what stands in the way of reading a file.</summary>
    public UnreadableFileException(string path, Exception why)
        : base($"{JsonValue.Printable(path)}: cannot be read: {why.Message.TrimEnd('.')}.", why) => IsMissing = why is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Says what is wrong with the content of a file.</summary>
    public UnreadableFileException(string message)
        : base(message)
    {
    }

    /// <summary>Whether there is no such file.</summary>
    public bool IsMissing { get; }
}
