using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("CostSim.Tests.House.TellingFramework", "CostSim.Tests")]

namespace CostSim.Tests.House;

/// <summary>Runs tests as xunit does, and tells while they run how far they are.</summary>
public sealed class TellingFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new TellingExecutor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
}

/// <summary>Puts the telling between tests and runner.</summary>
internal sealed class TellingExecutor(AssemblyName name, ISourceInformationProvider sources, IMessageSink diagnostics)
    : XunitTestFrameworkExecutor(name, sources, diagnostics)
{
    /// <inheritdoc/>
    protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
        base.RunTestCases(testCases, new Progress(executionMessageSink, text => DiagnosticMessageSink.OnMessage(new DiagnosticMessage(text))), executionOptions);
}

/// <summary>Counts what ends and says so every few seconds, with what runs meanwhile; what is skipped is said at once, each reason once.</summary>
/// <param name="next">Who is told everything.</param>
/// <param name="tell">Who is told how far it is.</param>
internal sealed class Progress(IMessageSink next, Action<string> tell) : LongLivedMarshalByRefObject, IMessageSink
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock told = new();
    private readonly Stopwatch since = Stopwatch.StartNew();
    private readonly HashSet<string> reasons = [];
    private int passed, failed, skipped;

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        lock (told)
        {
            switch (message)
            {
                case ITestPassed:
                    passed++;
                    break;
                case ITestFailed:
                    failed++;
                    break;
                case ITestSkipped test:
                    skipped++;
                    if (reasons.Add(test.Reason))
                    {
                        tell($"SKIPPED: {test.Reason}");
                    }

                    break;
            }

            if (message is ITestFinished ended && since.Elapsed >= Pause)
            {
                since.Restart();
                tell(string.Create(CultureInfo.InvariantCulture, $"{passed:N0} passed, {failed} failed, {skipped} skipped; just now {ended.TestClass.Class.Name.Split('.')[^1]}.{ended.TestMethod.Method.Name}"));
            }
        }

        return next.OnMessage(message);
    }
}
