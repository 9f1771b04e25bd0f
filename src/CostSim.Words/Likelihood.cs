namespace CostSim.Words;

/// <summary>How sure a probability makes one, in seven steps.</summary>
public enum Likelihood
{
    /// <summary>Below 5 %.</summary>
    AlmostCertainlyNot,

    /// <summary>5 to 20 %.</summary>
    Unlikely,

    /// <summary>20 to 40 %.</summary>
    LessLikelyThanNot,

    /// <summary>40 to 60 %.</summary>
    TooCloseToCall,

    /// <summary>60 to 80 %.</summary>
    MoreLikelyThanNot,

    /// <summary>80 to 95 %.</summary>
    Likely,

    /// <summary>95 % and more.</summary>
    AlmostCertainly,
}

/// <summary>The wording table: which words a probability supports. The same for every figure and report, so that none says more than the evidence.</summary>
public static class Likelihoods
{
    /// <summary>Trials below which nothing is said of how sure a share makes one.</summary>
    public const int LeastTrials = 30;

    /// <summary>The word for a probability that is known exactly.</summary>
    /// <param name="probability">Probability, 0 to 1.</param>
    public static Likelihood Of(double probability) => Of(probability, probability, probability);

    /// <summary>The word for a share that is known to within its 95 % interval: that of the end of the interval that is nearer to even.</summary>
    /// <param name="share">Share of trials, 0 to 1.</param>
    /// <param name="low">Lower end of its interval.</param>
    /// <param name="high">Upper end.</param>
    public static Likelihood Of(double share, double low, double high)
    {
        double shown = share >= 0.5 ? Math.Max(0.5, Math.Min(share, low)) : Math.Min(0.5, Math.Max(share, high));
        return shown switch
        {
            >= 0.95 => Likelihood.AlmostCertainly,
            >= 0.8 => Likelihood.Likely,
            >= 0.6 => Likelihood.MoreLikelyThanNot,
            >= 0.4 => Likelihood.TooCloseToCall,
            >= 0.2 => Likelihood.LessLikelyThanNot,
            >= 0.05 => Likelihood.Unlikely,
            _ => Likelihood.AlmostCertainlyNot,
        };
    }

    /// <summary>Ending of the keys of texts that depend on it: <c>almost-certainly</c>.</summary>
    /// <param name="likelihood">How sure.</param>
    public static string Key(this Likelihood likelihood) => likelihood switch
    {
        Likelihood.AlmostCertainly => "almost-certainly",
        Likelihood.Likely => "likely",
        Likelihood.MoreLikelyThanNot => "more-likely-than-not",
        Likelihood.TooCloseToCall => "too-close-to-call",
        Likelihood.LessLikelyThanNot => "less-likely-than-not",
        Likelihood.Unlikely => "unlikely",
        _ => "almost-certainly-not",
    };

    /// <summary>In words.</summary>
    /// <param name="language">The language.</param>
    /// <param name="likelihood">How sure.</param>
    public static string HowSure(this Language language, Likelihood likelihood)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.Text("words.likelihood." + likelihood.Key());
    }
}
