namespace CostSim.Decisions;

/// <summary>
/// What decisions are made from: for each option its cost and its effect in every trial, expected values given the inputs, from this model or
/// any other.
/// </summary>
/// <param name="Options">Names of the options, in the order in which ties are decided: the first wins.</param>
/// <param name="Cost">By option, a cost per trial, MEUR.</param>
/// <param name="Effect">By option, an effect per trial.</param>
/// <param name="Replicates">Independent replicates that the trials fall into, one after the other; 1 for independent trials.</param>
public sealed record DecisionSample(
    IReadOnlyList<string> Options, IReadOnlyList<double[]> Cost, IReadOnlyList<double[]> Effect, int Replicates = 1)
{
    /// <summary>Number of trials.</summary>
    public int Trials => Cost[0].Length;
}
