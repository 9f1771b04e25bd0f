namespace CostSim.Sampling;

/// <summary>
/// How the trials of a sample are spread over the unit cube: which uniform an input gets in a trial, as a pure function of both.
/// Trials are laid out as replicates of equal length: trial t is point t mod n of replicate t / n.
/// </summary>
public abstract class TrialDesign
{
    private protected TrialDesign(ulong seed) => Seed = seed;

    /// <summary>Name in scenario files: <c>mc</c>, <c>lhs</c> or <c>sobol</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; }

    /// <summary>Number of independent replicates, at least 1.</summary>
    public abstract int Replicates { get; }

    /// <summary>Trials in one replicate; unlimited (2⁴⁸) for plain Monte Carlo.</summary>
    public abstract long TrialsPerReplicate { get; }

    /// <summary>Number of dimensions the design tells apart; inputs beyond are drawn as in plain Monte Carlo.</summary>
    public abstract int Dimensions { get; }

    /// <summary>The uniforms of one input in consecutive trials.</summary>
    /// <param name="stream">Stream of the input.</param>
    /// <param name="dimension">Dimension of the input, or any number outside [0, <see cref="Dimensions"/>) for none.</param>
    /// <param name="firstTrial">First trial, not negative.</param>
    /// <param name="destination">Receives the uniform, strictly between 0 and 1, of trial firstTrial + i at place i.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trials leave the design.</exception>
    public void Fill(StreamKey stream, int dimension, long firstTrial, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstTrial);
        long n = TrialsPerReplicate;
        if (firstTrial > (n * Replicates) - destination.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstTrial), firstTrial, $"The design has {n * Replicates} trials; {destination.Length} were asked from here.");
        }

        while (!destination.IsEmpty)
        {
            long point = firstTrial % n;
            int length = (int)Math.Min(destination.Length, n - point);
            FillReplicate(stream, dimension, (int)(firstTrial / n), point, destination[..length]);
            firstTrial += length;
            destination = destination[length..];
        }
    }

    private protected abstract void FillReplicate(
        StreamKey stream, int dimension, int replicate, long firstPoint, Span<double> destination);
}
