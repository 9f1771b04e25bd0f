namespace CostSim.Sampling;

/// <summary>Independent trials. Any number of them, in one endless replicate. Tested by <c>TrialDesignTests</c>.</summary>
public sealed class MonteCarloDesign : TrialDesign
{
    /// <summary>Most trials an address can tell apart.</summary>
    internal const long MostTrials = 1L << 48;

    /// <summary>A design of independent trials.</summary>
    /// <param name="seed">Seed of the run.</param>
    public MonteCarloDesign(ulong seed)
        : base(seed)
    {
    }

    /// <inheritdoc/>
    public override string Name => "mc";

    /// <inheritdoc/>
    public override int Replicates => 1;

    /// <inheritdoc/>
    public override long TrialsPerReplicate => MostTrials;

    /// <inheritdoc/>
    public override int Dimensions => 0;

    private protected override void FillReplicate(
        StreamKey stream, int dimension, int replicate, long firstPoint, Span<double> destination) =>
        Uniforms.Fill(Seed, stream, firstPoint, replicate, destination);
}
