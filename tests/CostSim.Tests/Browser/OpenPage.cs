using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CostSim.Tests.Browser;

/// <summary>A page that is open, with everything it asked for and said.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> told = [];

    private OpenPage(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Requests beyond the page itself, console messages, errors and dialogs, in their order.</summary>
    public IReadOnlyList<string> Told => told;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.CloseAsync();

    /// <summary>What accessibility rules (axe: WCAG 2.2 A and AA and best practice) the page breaks, one line each.</summary>
    public async Task<string[]> Violations()
    {
        Deque.AxeCore.Commons.AxeResult result = await Page.RunAxe();
        Assert.NotEmpty(result.Passes);
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}: {node.Html}"))];
    }

    /// <summary>Number of A4 pages the page prints to.</summary>
    /// <param name="keep">Where to keep the PDF; nowhere when null.</param>
    public async Task<int> Printed(string? keep = null)
    {
        byte[] pdf = await Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        if (keep is not null)
        {
            await File.WriteAllBytesAsync(keep, pdf);
        }

        return PagesOf(System.Text.Encoding.Latin1.GetString(pdf));
    }

    /// <summary>Pages of a PDF: each is an object of this type; the tree of pages is of type Pages.</summary>
    /// <param name="pdf">Its bytes as Latin-1.</param>
    public static int PagesOf(string pdf) => System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b(?!s)");

    internal static async Task<OpenPage> Of(IBrowserContext context, string file)
    {
        IPage page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        string own = new Uri(Path.GetFullPath(file)).AbsoluteUri;
        page.Request += (_, request) =>
        {
            if (request.Url != own && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                open.told.Add("request " + request.Url);
            }
        };
        page.Console += (_, message) => open.told.Add($"console {message.Type} {message.Text}");
        page.PageError += (_, error) => open.told.Add("error " + error);
        page.Dialog += async (_, dialog) =>
        {
            open.told.Add("dialog " + dialog.Message);
            await dialog.DismissAsync();
        };
        _ = await page.GotoAsync(own, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return open;
    }
}
