namespace CostSim.Regression;

/// <summary>Results fitted on one input or several, averaged over groups of trials that are alike in them.</summary>
public interface IFit
{
    /// <summary>Number of groups.</summary>
    int Groups { get; }

    /// <summary>Fitted results, averaged over the trials of each group.</summary>
    /// <param name="result">Number of the result.</param>
    ReadOnlySpan<double> Fitted(int result);

    /// <summary>Trials of a group.</summary>
    /// <param name="group">Number of the group.</param>
    ReadOnlySpan<int> Trials(int group);
}
