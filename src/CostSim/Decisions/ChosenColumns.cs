namespace CostSim.Decisions;

/// <summary>Some of the inputs of others.</summary>
/// <param name="all">All of them.</param>
/// <param name="chosen">Numbers of those that stay, in their new order.</param>
public sealed class ChosenColumns(IInputColumns all, IReadOnlyList<int> chosen) : IInputColumns
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. chosen.Select(i => all.Names[i])];

    /// <inheritdoc/>
    public long NumbersAtOnce => all.NumbersAtOnce;

    /// <inheritdoc/>
    public double[][] Read(IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return all.Read([.. inputs.Select(i => chosen[i])]);
    }
}
