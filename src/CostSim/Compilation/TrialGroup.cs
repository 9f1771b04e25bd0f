namespace CostSim.Compilation;

/// <summary>
/// Up to eight consecutive trials whose raids are worked out together, a lane of a vector each: consecutive trials meet much the same forces.
/// No lane takes anything from another, so a trial comes out the same whatever its company.
/// </summary>
/// <param name="inputs">Number of inputs.</param>
internal sealed class TrialGroup(int inputs)
{
    /// <summary>Most trials of a group.</summary>
    public const int Lanes = 8;

    private readonly double[] rows = new double[Lanes * inputs];

    /// <summary>Trials in the group; lanes beyond them repeat the last one.</summary>
    public int Count { get; private set; }

    /// <summary>The draws of a lane's trial, one per input.</summary>
    public ReadOnlySpan<double> Row(int lane) => rows.AsSpan(lane * inputs, inputs);

    /// <summary>Takes trials from a block of draws.</summary>
    /// <param name="draws">Input after input, each with <paramref name="length"/> values.</param>
    /// <param name="length">Trials in the block.</param>
    /// <param name="first">First trial of the group within the block; as many follow as there are, up to the lanes.</param>
    public void Take(ReadOnlySpan<double> draws, int length, int first)
    {
        Count = Math.Min(Lanes, length - first);
        for (int i = 0; i < inputs; i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                rows[(lane * inputs) + i] = draws[(i * length) + first + Math.Min(lane, Count - 1)];
            }
        }
    }

    /// <summary>A group of one trial.</summary>
    public void Take(ReadOnlySpan<double> draws) => Take(draws, 1, 0);
}
