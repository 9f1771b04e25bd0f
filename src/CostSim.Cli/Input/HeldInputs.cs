using CostSim.Decisions;

namespace CostSim.Cli.Input;

/// <summary>Inputs that were read from a file and are held in memory.</summary>
/// <param name="names">Names of the inputs.</param>
/// <param name="columns">By input, a value per trial.</param>
internal sealed class HeldInputs(IReadOnlyList<string> names, double[][] columns) : IInputColumns
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names => names;

    /// <inheritdoc/>
    public double[][] Read(IReadOnlyList<int> inputs) => [.. inputs.Select(i => columns[i])];
}
