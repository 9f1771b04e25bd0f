using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CostSim.Cli.Output;

/// <summary>
/// Holds a folder against other runs: a file in it that is open to one process, and goes when that lets go. Killed processes let go too; the
/// file they leave is no lock.
/// </summary>
internal sealed partial class FolderLock : IDisposable
{
    private const string FileName = ".costsim-lock";

    /// <summary>
    /// Attempts at a lock that is let go of just when it is looked at. Where others take it and let go all the time, on a busy machine, ten in a row
    /// can meet that.
    /// </summary>
    private const int MostAttempts = 50;

    private readonly string path;
    private readonly FileStream held;

    private FolderLock(string path, FileStream held) => (this.path, this.held) = (path, held);

    /// <summary>Holds a folder; disposing of what is returned lets go and removes the file.</summary>
    /// <exception cref="FolderInUseException">Another run holds it.</exception>
    public static FolderLock Take(string folder)
    {
        string path = PlainPath.In(folder, FileName);

        // One who opens the file just before its holder removes it holds a file that is no longer there, while the next makes a new one: so the
        // holder looks whether what stands in the folder is what it wrote itself.
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            FileStream held = Open(folder, path);
            try
            {
                byte[] mark = Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $"process {Environment.ProcessId} on {Environment.MachineName} since {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}\n{Guid.NewGuid()}\n"));
                Lock(held, folder);
                held.SetLength(0);
                held.Write(mark);
                held.Flush();
                if (OperatingSystem.IsWindows() || Content(path).AsSpan().SequenceEqual(mark))
                {
                    return new FolderLock(path, held);
                }

                held.Dispose();
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }

        throw new FolderInUseException(folder, "", null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Removed while it is held, so that nobody else's is.
        if (!OperatingSystem.IsWindows() && held.CanWrite)
        {
            File.Delete(path);
        }

        held.Dispose();
    }

    /// <summary>Asks for the lock once more, because the runtime opens the file without one where the file system has none.</summary>
    private static void Lock(FileStream file, string folder)
    {
        const int ExclusiveAtOnce = 2 | 4;
        if (!OperatingSystem.IsWindows() && Flock((int)file.SafeFileHandle.DangerousGetHandle(), ExclusiveAtOnce) != 0)
        {
            string why = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            throw new IOException($"{folder}: its file system gives no lock ({why}), without which two runs could write there at once. Choose an output folder on another file system.");
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(int descriptor, int operation);

    private static FileStream Open(string folder, string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            }
            catch (IOException fault) when (IsHeld(path, out string holder))
            {
                throw new FolderInUseException(folder, holder, fault);
            }
            catch (IOException) when (attempt < MostAttempts && Directory.Exists(folder))
            {
                // The other let go between the attempt and the look at who it is.
            }
        }
    }

    /// <summary>Holds a folder that others hold for moments only.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="patience">How long to wait for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FolderInUseException">Another run held it all the time.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static FolderLock Await(string folder, TimeSpan patience, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return Take(folder);
            }
            catch (FolderInUseException) when (TimeProvider.System.GetElapsedTime(start) < patience)
            {
                cancellation.WaitHandle.WaitOne(100);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Removes the lock that a run left behind when it was killed after its manifest was written.</summary>
    /// <exception cref="FolderInUseException">The run is still there.</exception>
    public static void Release(string folder)
    {
        if (File.Exists(Path.Combine(folder, FileName)))
        {
            Take(folder).Dispose();
        }
    }

    /// <summary>What stands in a lock file, of a holder too; null where it is not there.</summary>
    private static byte[]? Content(string path)
    {
        using SafeFileHandle? handle = DurableFile.OpenHeld(path);
        if (handle is null)
        {
            return null;
        }

        byte[] content = new byte[256];
        return content[..RandomAccess.Read(handle, content, 0)];
    }

    /// <summary>Whether a lock is another run's, and whose.</summary>
    private static bool IsHeld(string path, out string holder)
    {
        holder = "";
        try
        {
            if (Content(path) is { } content)
            {
                holder = Input.JsonValue.Printable(Encoding.UTF8.GetString(content).Split('\n')[0]);
                return true;
            }
        }
        catch (IOException)
        {
            // Nobody can be named.
        }

        return File.Exists(path);
    }
}

/// <summary>Another run holds the folder.</summary>
internal sealed class FolderInUseException(string folder, string holder, Exception? inner)
    : IOException($"{folder} is in use by another run{(holder.Length > 0 ? $": {holder}" : "")}.", inner)
{
}
