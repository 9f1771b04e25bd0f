namespace CostSim.Tests.Browser;

[Collection(UsesBrowser.Name)]
public sealed class ReportPageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Opens()
    {
        await using OpenPage open = await chromium.Open("/tmp/h/report-out/belgium-baseline/report.html");
        Assert.Empty(open.Told);
        Assert.Empty(await open.Violations());
    }
}
