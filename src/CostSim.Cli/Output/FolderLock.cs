using System.Globalization;
using System.Text;

namespace CostSim.Cli.Output;

/// <summary>
/// Holds a folder against other runs: a file in it that is open to one process, and goes when that lets go or ends. Killed processes let go too; the
/// file they leave is no lock.
/// </summary>
internal static class FolderLock
{
    private const string FileName = ".costsim-lock";

    /// <summary>Holds a folder; disposing of what is returned lets go and removes the file.</summary>
    /// <exception cref="FolderInUseException">Another run holds it.</exception>
    public static FileStream Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException fault) when (IsHeld(path, out string holder))
        {
            throw new FolderInUseException(folder, holder, fault);
        }

        try
        {
            held.SetLength(0);
            held.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}")));
            held.Flush();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Holds a folder that others hold for moments only.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="patience">How long to wait for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FolderInUseException">Another run held it all the time.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static FileStream Await(string folder, TimeSpan patience, CancellationToken cancellation)
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

    /// <summary>Whether a lock is another run's, and whose.</summary>
    private static bool IsHeld(string path, out string holder)
    {
        holder = "";
        try
        {
            // Reading takes part in no lock.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            using var reader = new StreamReader(stream);
            holder = reader.ReadToEnd();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path);
        }
    }
}

/// <summary>Another run holds the folder.</summary>
internal sealed class FolderInUseException(string folder, string holder, Exception inner)
    : IOException($"{folder} is in use by another run{(holder.Length > 0 ? $": {holder}" : "")}.", inner)
{
}
