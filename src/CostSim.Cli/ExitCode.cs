namespace CostSim.Cli;

/// <summary>What the program tells its caller; stable.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Done = 0,

    /// <summary>A bug.</summary>
    Bug = 1,

    /// <summary>The command line or the settings are wrong.</summary>
    CommandLine = 2,

    /// <summary>A batch finished, but a scenario failed; or one was given up, or needs more memory than there is.</summary>
    SomeFailed = 3,

    /// <summary>A scenario is invalid.</summary>
    InvalidScenario = 4,

    /// <summary>The precision asked for was not reached, and that was to be a failure.</summary>
    Imprecise = 5,

    /// <summary>An input was not found or cannot be read.</summary>
    Unreadable = 6,

    /// <summary>Results cannot be written.</summary>
    Output = 7,

    /// <summary>The results folder is in use by another run.</summary>
    InUse = 8,

    /// <summary><c>--resume</c> found complete results of other inputs.</summary>
    OtherResults = 9,

    /// <summary><c>verify</c> found files that are missing or altered.</summary>
    Damaged = 10,

    /// <summary>Parts that cannot be merged: missing, twice, foreign, truncated or altered.</summary>
    Parts = 11,

    /// <summary><c>submit</c> cannot reach Slurm, or Slurm refuses.</summary>
    Engine = 12,

    /// <summary>Stopped by SIGHUP: the terminal went away.</summary>
    HungUp = 129,

    /// <summary>Stopped by Ctrl-C.</summary>
    Interrupted = 130,

    /// <summary>Stopped by SIGTERM.</summary>
    Terminated = 143,
}
