using System.ComponentModel;
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
            using (SafeFileHandle handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using var stream = new FileStream(handle, FileAccess.Write, 1 << 16);
                write(stream);
                stream.Flush();
                length = stream.Length;
                Sync((int)handle.DangerousGetHandle(), path);
                CloseTold(handle, path);
            }

            if (new FileInfo(temporary).Length != length)
            {
                throw new IOException($"{path}: the file is shorter than what was written.");
            }

            Move(temporary, path);
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

    /// <summary>Gives a file another name on the same disk, in place of a file that has it.</summary>
    /// <param name="from">Its name.</param>
    /// <param name="to">Its new name.</param>
    /// <exception cref="IOException">It cannot be renamed, or the names lie on two disks: it would have to be copied, and could be left in part.</exception>
    public static void Move(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to, overwrite: true);
        }
        else if (Rename(from, to) != 0)
        {
            throw new IOException($"{to}: {from} cannot be given this name ({Error()}).");
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
            throw new IOException($"{folder}: cannot be opened for syncing ({Error()}).");
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
            throw new IOException($"{path}: the disk did not confirm the data (fsync: {Error()}).");
        }
    }

    /// <summary>Own call, because the runtime ignores a failing close, which is where some network file systems tell that data are lost.</summary>
    private static void CloseTold(SafeFileHandle handle, string path)
    {
        const int Interrupted = 4;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        bool isClosed = Close((int)handle.DangerousGetHandle()) == 0;
        handle.SetHandleAsInvalid();
        if (!isClosed && Marshal.GetLastPInvokeError() != Interrupted)
        {
            throw new IOException($"{path}: the file could not be closed, so that its data may be lost ({Error()}).");
        }
    }

    private static string Error() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
