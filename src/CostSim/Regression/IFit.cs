namespace CostSim.Regression;

/// <summary>Results fitted on one input or several, averaged over groups of trials that are alike in them.</summary>
public interface IFit
{
    /// <summary>Number of groups.</summary>
    int Groups { get; }

    /// <summary>Number of trials in each group.</summary>
    ReadOnlySpan<double> Sizes { get; }

    /// <summary>Fitted results, averaged over the trials of each group: result after result, for each a value per group.</summary>
    /// <param name="first">Number of the first result.</param>
    /// <param name="count">Number of results.</param>
    ReadOnlySpan<double> Fitted(int first, int count);

    /// <summary>Trials of a group.</summary>
    /// <param name="group">Number of the group.</param>
    ReadOnlySpan<int> Trials(int group);
}
