using System.Runtime.InteropServices;

namespace CostSim.Cli.Console;

/// <summary>
/// A program can be started without an output to write to (<c>&gt;&amp;-</c>). Its number then belongs to whatever file is opened next, so that what is said would
/// end in the results. Called before any file is opened.
/// </summary>
internal static partial class ClosedOutput
{
    /// <summary>Lets what is said go nowhere where there is nowhere to say it.</summary>
    public static void Mend()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (!IsWritable(1))
        {
            System.Console.SetOut(TextWriter.Null);
        }

        if (!IsWritable(2))
        {
            System.Console.SetError(TextWriter.Null);
        }

        // What is free among the first three is taken, so that no file of ours gets it.
        int taken = Open("/dev/null", 0);
        while (taken is >= 0 and < 3)
        {
            taken = Open("/dev/null", 0);
        }

        if (taken >= 3)
        {
            _ = Close(taken);
        }
    }

    private static bool IsWritable(int descriptor)
    {
        const int GetFlags = 3;
        int flags = Control(descriptor, GetFlags);
        return flags >= 0 && (flags & 3) != 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
