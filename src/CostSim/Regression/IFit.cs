namespace CostSim.Regression;

/// <summary>Receives the fits of one group of trials.</summary>
/// <param name="group">Number of the group.</param>
/// <param name="fitted">By contrast, the fit averaged over the trials of the group.</param>
public delegate void FittedGroup(int group, ReadOnlySpan<double> fitted);

/// <summary>Results on one input or several, with groups of trials that are alike in them.</summary>
public interface IFit
{
    /// <summary>Number of groups.</summary>
    int Groups { get; }

    /// <summary>Trials of a group.</summary>
    /// <param name="group">Number of the group.</param>
    ReadOnlySpan<int> Trials(int group);

    /// <summary>Fits contrasts of the results, each with a penalty of its own.</summary>
    /// <param name="contrasts">The contrasts.</param>
    IContrastFit Fit(ContrastSet contrasts);
}

/// <summary>Contrasts as functions of one input or several.</summary>
public interface IContrastFit
{
    /// <summary>
    /// By contrast, the probability of a dependence at least as strong as the one found if there were none (F-test on the functions without a penalty).
    /// </summary>
    IReadOnlyList<double> Chances { get; }

    /// <summary>Works out the fits of all groups, in their order.</summary>
    /// <param name="receive">Called for each group.</param>
    void Each(FittedGroup receive);
}
