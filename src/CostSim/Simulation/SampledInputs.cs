using CostSim.Decisions;
using CostSim.Numerics;

namespace CostSim.Simulation;

/// <summary>The draws of the inputs in the trials that a run keeps, made again when they are asked for: a draw is a function of its trial, so none need be kept.</summary>
/// <param name="sample">The run.</param>
/// <param name="cancellation">Stops reading.</param>
public sealed class SampledInputs(Sample sample, CancellationToken cancellation = default) : IInputColumns
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. sample.Model.Inputs.Select(input => input.Path)];

    /// <inheritdoc/>
    public double[][] Read(IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        long kept = sample.Kept.Count;
        double[][] columns = [.. inputs.Select(_ => new double[kept])];
        (long First, int Count)[] runs = [.. Runs()];
        Workers.For(
            runs.Length,
            sample.Settings.Threads,
            () => new double[inputs.Count * Simulator.BlockSize],
            (run, room) =>
            {
                (long first, int count) = runs[run];
                sample.Draws.Fill(sample.Kept.TrialOf(first), count, inputs, room.AsSpan(0, inputs.Count * count));
                for (int i = 0; i < columns.Length; i++)
                {
                    room.AsSpan(i * count, count).CopyTo(columns[i].AsSpan((int)first));
                }
            },
            cancellation);
        return columns;
    }

    /// <summary>Kept trials that follow one another in the run, at most a block at a time.</summary>
    private IEnumerable<(long First, int Count)> Runs()
    {
        KeptTrials kept = sample.Kept;
        long together = kept.IsAll ? kept.Count : kept.KeptEach;
        for (long start = 0; start < kept.Count; start += together)
        {
            for (long first = start; first < start + together; first += Simulator.BlockSize)
            {
                yield return (first, (int)Math.Min(Simulator.BlockSize, start + together - first));
            }
        }
    }
}
