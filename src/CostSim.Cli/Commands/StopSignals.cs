using System.Runtime.InteropServices;

namespace CostSim.Cli.Commands;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP: the first asks the work to stop and is answered at once; the second stops it. Files are whole or not there at any
/// moment, so stopping needs no cleaning up: what has not ended after a grace period is ended.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);
    private readonly CancellationTokenSource source = new();

    // Held for good, beyond the end of the work: a signal that comes between the end and the exit must not turn complete results into a failure.
    private readonly PosixSignalRegistration[] registrations;
    private int code;
    private bool ended;

    public StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The code of the signal that came first; <see cref="ExitCode.Done"/> before one.</summary>
    public ExitCode Code => (ExitCode)Volatile.Read(ref code);

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

        ExitCode asked = context.Signal switch
        {
            PosixSignal.SIGINT => ExitCode.Interrupted,
            PosixSignal.SIGHUP => ExitCode.HungUp,
            _ => ExitCode.Terminated,
        };
        if (Interlocked.CompareExchange(ref code, (int)asked, 0) != 0)
        {
            Environment.Exit(code);
        }

        try
        {
            System.Console.Error.WriteLine(asked == ExitCode.Interrupted ? "Stopping. Ctrl-C again stops at once." : "Stopping.");
            source.Cancel();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // Nobody listens any more, or the work has just ended.
        }

        Thread.Sleep(Grace);
        Environment.Exit(code);
    }
}
