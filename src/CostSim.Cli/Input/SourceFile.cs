using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CostSim.Cli.Input;

/// <summary>Reads a file that a user named: never more than is accepted, and without waiting for a pipe or a device that has nothing to say.</summary>
internal static partial class SourceFile
{
    /// <summary>The content; one byte more than the most where the file is larger.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Most bytes that are accepted.</param>
    /// <exception cref="IOException">It is not there, cannot be read, or is a pipe, socket or folder.</exception>
    public static byte[] Read(string path, int most)
    {
        using SafeFileHandle handle = Open(path);
        using var stream = new FileStream(handle, FileAccess.Read, 1);
        if (!stream.CanSeek)
        {
            throw new IOException("it is no regular file.");
        }

        using var content = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        while (content.Length <= most && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, most + 1 - content.Length)) is > 0 and int read)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path);
        }

        // Opening a pipe would wait for somebody to write into it.
        const int ReadOnly = 0;
        int descriptor = Open(path, ReadOnly | (OperatingSystem.IsMacOS() ? 0x0004 : 0x0800));
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
