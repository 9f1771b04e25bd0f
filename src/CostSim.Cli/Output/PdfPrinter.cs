using System.Diagnostics;

namespace CostSim.Cli.Output;

/// <summary>
/// Prints pages to PDF with the system's Chromium, run headless as a process of its own, with a profile that is thrown away. What it writes carries the
/// time, so that it is not the same to the byte.
/// </summary>
/// <param name="browser">Path of the browser.</param>
internal sealed class PdfPrinter(string browser)
{
    /// <summary>Variable of the environment that names a browser.</summary>
    public const string Variable = "CHROMIUM_PATH";

    private const int Patience = 120_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"];

    /// <summary>The printer.</summary>
    /// <exception cref="IOException">There is no browser to print with.</exception>
    public static PdfPrinter Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? new PdfPrinter(File.Exists(named) ? named : throw new IOException($"{Variable} names {named}, which does not exist. {Otherwise}"))
        : new PdfPrinter(OnPath() ?? throw new IOException($"PDF is printed with Chromium, and there is none on this machine: looked for {string.Join(", ", Names)} in PATH. {Otherwise}"));

    private static string Otherwise => $"Install one, name one in {Variable}, or leave out --format pdf and print brief.*.html from any browser: two pages A4.";

    /// <summary>Prints a page.</summary>
    /// <param name="page">The page, as UTF-8; it asks for nothing beside itself.</param>
    /// <returns>The PDF.</returns>
    /// <exception cref="IOException">The browser did not print.</exception>
    public byte[] Print(byte[] page)
    {
        DirectoryInfo own = Directory.CreateTempSubdirectory("costsim-print-");
        try
        {
            string html = Path.Combine(own.FullName, "page.html"), pdf = Path.Combine(own.FullName, "page.pdf");
            File.WriteAllBytes(html, page);
            var start = new ProcessStartInfo(browser) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (string argument in (string[])
            [
                "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
                "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(own.FullName, "profile")}", $"--print-to-pdf={pdf}",

                // Chromium refuses to start as root within its sandbox; the page is the program's own, and its policy allows no script.
                .. OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : [],
                new Uri(html).AbsoluteUri,
            ])
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start) ?? throw new IOException($"{browser} could not be started.");
            Task<string> said = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new IOException($"{browser} did not print within {Patience / 1000} s.");
            }

            return process.ExitCode == 0 && File.Exists(pdf)
                ? Input.SourceFile.Read(pdf)
                : throw new IOException($"{browser} did not print: {said.GetAwaiter().GetResult().Trim().Split('\n')[^1]}");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new IOException($"{browser} could not be started: {fault.Message}", fault);
        }
        finally
        {
            Discard(own);
        }
    }

    /// <summary>Removes the profile; a process of the browser that still writes to it must not undo what was printed.</summary>
    private static void Discard(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
        }
    }

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))).FirstOrDefault(File.Exists);
}
