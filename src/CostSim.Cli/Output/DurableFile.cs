using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CostSim.Cli.Output;

/// <summary>
/// Writes a file whole or not at all: a new temporary file in the same folder, written, synced to the disk with the result checked, and
/// renamed into place; then the folder is synced, once for many files where that is asked for. A link at the final name is replaced, never followed.
/// </summary>
internal static partial class DurableFile
{
    /// <summary>Ending of unfinished files.</summary>
    public const string Unfinished = ".costsim-tmp";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Final name.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="own">Keeps apart the temporary files of several who write the same; empty where there is one.</param>
    /// <param name="syncFolder">Whether the folder is synced at once; otherwise whoever needs the name to last calls <see cref="SyncFolder"/>.</param>
    /// <exception cref="IOException">The disk is full, a device failed, the folder is not writable.</exception>
    public static void Write(string path, Action<Stream> write, string own = "", bool syncFolder = true)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, $"{Path.GetFileName(path)}{own}{Unfinished}");
        File.Delete(temporary);
        try
        {
            long length;
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush();
                length = stream.Length;
                Sync((int)stream.SafeFileHandle.DangerousGetHandle(), path);
            }

            if (new FileInfo(temporary).Length != length)
            {
                throw new IOException($"{path}: the file is shorter than what was written.");
            }

            File.Move(temporary, path, overwrite: true);
            if (syncFolder)
            {
                SyncFolder(folder);
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Makes the names in a folder durable.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{folder}: cannot be opened for syncing (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            Sync(descriptor, folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Opens a file for reading though another process holds it, which the runtime refuses; null where that cannot be done.</summary>
    public static SafeFileHandle? OpenHeld(string path)
    {
        int descriptor = OperatingSystem.IsWindows() ? -1 : Open(path, 0);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Own call, because the runtime's flush ignores a failing fsync on Linux.</summary>
    private static void Sync(int descriptor, string path)
    {
        if (!OperatingSystem.IsWindows() && Fsync(descriptor) != 0)
        {
            throw new IOException($"{path}: the disk did not confirm the data (fsync error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
