using CostSim.Cli.Input;
using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary>A scenario that is to be run: read once, when the batch begins, so that what is saved meanwhile changes nothing.</summary>
/// <param name="File">Its file.</param>
/// <param name="Read">What reading gave; null when the file cannot be read.</param>
/// <param name="Code">Whether it can be run.</param>
/// <param name="Error">What is wrong; empty when nothing.</param>
internal sealed record PlannedScenario(string File, ReadResult? Read, ExitCode Code, string Error)
{
    /// <summary>The scenario's row in the files of the batch.</summary>
    public BatchEntry Entry(ExitCode code, string error)
    {
        BatchState state = code is ExitCode.Done or ExitCode.Imprecise ? BatchState.Done : code == ExitCode.Interrupted ? BatchState.Stopped : BatchState.Failed;
        return new BatchEntry(Path.GetFileName(File), Read?.Scenario?.Name ?? "", Read?.Scenario?.Title ?? "", state, code == ExitCode.Imprecise ? "precision not reached" : error);
    }
}

/// <summary>Reads all scenarios of a batch before the first is run, so that what is wrong is told in the evening.</summary>
internal static class BatchPlan
{
    /// <summary>Reads the scenarios; prints what is wrong with them.</summary>
    /// <param name="files">Scenario files.</param>
    /// <param name="json">Whether problems are printed as JSON.</param>
    /// <param name="settings">Values set from outside.</param>
    public static IReadOnlyList<PlannedScenario> Read(IReadOnlyList<string> files, bool json, IReadOnlyList<string> settings)
    {
        var plan = new List<PlannedScenario>();
        foreach (string file in files)
        {
            ReadResult? read = null;
            string said = "";
            ExitCode code = ScenarioCommands.Guarded(
                () =>
                {
                    (read, ExitCode found) = ScenarioCommands.Read(file, json, settings);
                    return found;
                },
                message => said = message,
                file);
            string error = code == ExitCode.Done ? "" : said.Length > 0 ? said : read is null ? "the file cannot be read" : read.Problems.Count == 1 ? "one problem" : $"{read.Problems.Count} problems";
            plan.Add(new PlannedScenario(file, read, code, error));
        }

        return plan;
    }

    /// <summary>Pairs of files whose scenarios have the same name, so that one would replace the results of the other.</summary>
    public static IEnumerable<string> Twins(IReadOnlyList<PlannedScenario> plan) => plan
        .Where(one => one.Code == ExitCode.Done).GroupBy(one => one.Read!.Scenario!.Name).Where(group => group.Count() > 1)
        .Select(group => $"{string.Join(" and ", group.Select(one => one.File))} are both called \"{group.Key}\": their results would replace each other. Give each a \"name\" of its own; nothing was run.");
}
