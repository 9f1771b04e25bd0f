namespace CostSim.Engagement;

/// <summary>What a pass leaves, for the raid sizes of a group one after the other; a lane per trial.</summary>
/// <param name="means">By size and class: mean number of attackers that get through.</param>
/// <param name="variances">By size and class: variance of that number.</param>
/// <param name="certain">By size and class: the whole number of those that no outcome could have stopped.</param>
/// <param name="fired">By size and kind of missile: expected shots.</param>
internal readonly ref struct PassResult(Span<double> means, Span<double> variances, Span<double> certain, Span<double> fired)
{
    /// <summary>By size and class: mean number of attackers that get through.</summary>
    public readonly Span<double> Means = means;

    /// <summary>By size and class: variance of that number.</summary>
    public readonly Span<double> Variances = variances;

    /// <summary>By size and class: the whole number of those that no outcome could have stopped.</summary>
    public readonly Span<double> Certain = certain;

    /// <summary>By size and kind of missile: expected shots.</summary>
    public readonly Span<double> Fired = fired;
}
