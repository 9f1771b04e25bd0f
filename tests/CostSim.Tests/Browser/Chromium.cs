using System.Diagnostics;
using Microsoft.Playwright;

namespace CostSim.Tests.Browser;

/// <summary>
/// The system's Chromium, headless. Where it is missing and we may install packages it is installed once; where we may not, the tests that need it
/// are skipped and say why.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private string missing = "";

    /// <summary>Whether there is one.</summary>
    public bool IsThere => browser is not null;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (await Find() is not { } path)
        {
            await Console.Error.WriteLineAsync($"BROWSER TESTS SKIPPED: {missing}");
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Switches, Timeout = 120_000 });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Opens a file as a reader would, and watches what it asks for and says.</summary>
    /// <param name="file">Path of the page.</param>
    /// <param name="script">Whether scripts run.</param>
    /// <param name="width">Width of the window, pixels.</param>
    public async Task<OpenPage> Open(string file, bool script = true, int width = 1280)
    {
        Skip.If(browser is null, missing);
        IBrowserContext context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        return await OpenPage.Of(context, file);
    }

    private async Task<string?> Find()
    {
        string? named = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        if (named is not null)
        {
            missing = $"CHROMIUM_PATH names {named}, which does not exist.";
            return File.Exists(named) ? named : null;
        }

        if (Array.Find(Places, File.Exists) is { } found)
        {
            return found;
        }

        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
        {
            missing = "Chromium is not installed, and only root can install it, with apt-get. Install it, or name one in CHROMIUM_PATH.";
            return null;
        }

        return await Install();
    }

    /// <summary>Installs the distribution's package; test runs that want it at the same time wait for the first.</summary>
    private async Task<string?> Install()
    {
        string path = Path.Combine(Path.GetTempPath(), "costsim-chromium.lock");
        for (int i = 0; i < 600; i++)
        {
            try
            {
                using var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
                if (!File.Exists(Places[0]))
                {
                    string said = await AptGet("update") + await AptGet("install", "-y", "--no-install-recommends", "chromium");
                    missing = $"Chromium is not installed, and apt-get could not install it: {said.Trim().Split('\n')[^1]}";
                }

                return File.Exists(Places[0]) ? Places[0] : null;
            }
            catch (IOException)
            {
                await Task.Delay(1000);
            }
        }

        missing = $"Chromium is being installed by another test run, which holds {path}.";
        return null;
    }

    private static async Task<string> AptGet(params string[] arguments)
    {
        var start = new ProcessStartInfo("apt-get", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        _ = await output;
        await process.WaitForExitAsync();
        return error;
    }
}

/// <summary>Tests that share one browser.</summary>
[CollectionDefinition(Name)]
public sealed class UsesBrowser : ICollectionFixture<Chromium>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "browser";
}
