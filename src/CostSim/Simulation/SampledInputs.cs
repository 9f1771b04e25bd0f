using CostSim.Decisions;

namespace CostSim.Simulation;

/// <summary>The draws of a run's inputs, made again when they are asked for: a draw is a function of its trial, so none need be kept.</summary>
/// <param name="sample">The run.</param>
public sealed class SampledInputs(Sample sample) : IInputColumns
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. sample.Model.Inputs.Select(input => input.Path)];

    /// <inheritdoc/>
    public double[][] Read(IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        double[][] columns = [.. inputs.Select(_ => new double[sample.Trials])];
        int blocks = (int)((sample.Trials + Simulator.BlockSize - 1) / Simulator.BlockSize);
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = sample.Settings.Threads },
            () => new double[Names.Count * Simulator.BlockSize],
            (block, _, room) =>
            {
                int first = block * Simulator.BlockSize;
                int count = (int)Math.Min(Simulator.BlockSize, sample.Trials - first);
                sample.Draws.Fill(first, count, room.AsSpan(0, Names.Count * count));
                for (int i = 0; i < columns.Length; i++)
                {
                    room.AsSpan(inputs[i] * count, count).CopyTo(columns[i].AsSpan(first));
                }

                return room;
            },
            _ => { });
        return columns;
    }
}
