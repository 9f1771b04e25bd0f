using System.Runtime.InteropServices;

namespace CostSim.Cli.Commands;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP: the first asks the work to stop and is answered at once; the second stops it. Files are whole or not there at any
/// moment, so stopping needs no cleaning up: what has not ended after a grace period is ended, whatever it does or waits for.
/// </summary>
internal sealed partial class StopSignals : IDisposable
{
    private const string Stopped = "Stopped. Unfinished results are marked as such by the missing manifest; the same command goes on from here.";

    /// <summary>How long the work may take to end by itself: with what follows less than two seconds.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.3);

    /// <summary>How long saying so may take, where nobody reads what is said, and then the end of the runtime.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.2);

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim asked = new();

    // Held for good, beyond the end of the work: a signal that comes between the end and the exit must not turn complete results into a failure.
    private readonly PosixSignalRegistration[] registrations;
    private int code;
    private int said;
    private bool ended;

    public StopSignals()
    {
        // Started now: when it is needed there may be no memory for a thread, and whoever speaks may wait for ever for somebody to listen.
        new Thread(LastResort) { IsBackground = true, Name = "Last resort" }.Start();
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The work has stopped by itself: says so, unless that was said.</summary>
    /// <returns>The code of the signal that came first; a bug where none came.</returns>
    public ExitCode Ended()
    {
        if (Volatile.Read(ref code) == 0)
        {
            System.Console.Error.WriteLine("A bug in the program: the work was given up, though nobody asked for that.");
            return ExitCode.Bug;
        }

        SayStopped();
        return (ExitCode)code;
    }

    /// <summary>The work has ended; signals that still come are caught and mean nothing.</summary>
    public void Dispose()
    {
        Volatile.Write(ref ended, true);
        GC.KeepAlive(registrations);
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Volatile.Read(ref ended))
        {
            return;
        }

        ExitCode signal = context.Signal switch
        {
            PosixSignal.SIGINT => ExitCode.Interrupted,
            PosixSignal.SIGHUP => ExitCode.HungUp,
            _ => ExitCode.Terminated,
        };
        if (Interlocked.CompareExchange(ref code, (int)signal, 0) != 0)
        {
            Environment.Exit(code);
        }

        asked.Set();
        try
        {
            // Said first, so that it comes before what the work says when it ends. Where nobody listens, the last resort does not wait for this.
            System.Console.Error.WriteLine(signal == ExitCode.Interrupted ? "Stopping. Ctrl-C again stops at once." : "Stopping.");
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }

        Cancel();
        Thread.Sleep(Grace);
        SayStopped();
        Environment.Exit(code);
    }

    /// <summary>Ends the program where not even what else would end it comes to an end.</summary>
    private void LastResort()
    {
        asked.Wait();
        Thread.Sleep(Patience);
        Cancel();
        Thread.Sleep(Grace);
        if (OperatingSystem.IsWindows())
        {
            Environment.Exit(code);
        }

        Thread.Sleep(Patience);
        EndNow(code);
    }

    private void Cancel()
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work has just ended.
        }
    }

    private void SayStopped()
    {
        if (Interlocked.Exchange(ref said, 1) != 0)
        {
            return;
        }

        try
        {
            System.Console.Error.WriteLine(Stopped);
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }
    }

    /// <summary>Own call, because the runtime's exit waits for threads that may never end.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndNow(int status);
}
