using System.Diagnostics;

namespace CostSim.Tests.Commands;

/// <summary>
/// Runs the real program as a process of its own. Methods with loops are compiled in haste first, which changes no result and takes a third less time for
/// a small run; as it is shipped the program runs in <c>.ci/run</c> and wherever a test sets this itself.
/// </summary>
internal static class CostSimProcess
{
    /// <summary>Root of the checkout.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Runs <c>costsim</c> and returns its exit code and what it printed.</summary>
    public static (int Code, string Output, string Error) Run(string folder, params string[] arguments) => Run(folder, "", arguments);

    /// <summary>The same, with an environment variable <c>NAME=value</c> set.</summary>
    public static (int Code, string Output, string Error) Run(string folder, string environment, string[] arguments)
    {
        string program = Path.Combine(Path.GetDirectoryName(typeof(CostSim.Cli.Input.ScenarioReader).Assembly.Location)!, "costsim.dll");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        if (environment.Split('=', 2) is [string name, string value])
        {
            start.Environment[name] = value;
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "CostSim.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
