using System.Collections.Concurrent;

namespace CostSim.Sampling;

/// <summary>
/// Tables of quantiles, kept from one scenario to the next: most inputs of a scenario that was changed a little, or of the next in a library, are
/// distributed as before. Those of the last scenario are kept, and no more. Safe for use by several threads.
/// </summary>
public sealed class QuantileTables
{
    private IReadOnlyDictionary<Distribution, QuantileTable> last = new Dictionary<Distribution, QuantileTable>();

    /// <summary>A table for each distribution; equal ones share one.</summary>
    /// <param name="distributions">The distributions of a scenario's inputs.</param>
    public QuantileTable[] Of(IReadOnlyCollection<Distribution> distributions)
    {
        ArgumentNullException.ThrowIfNull(distributions);
        IReadOnlyDictionary<Distribution, QuantileTable> before = last;
        var made = new ConcurrentDictionary<Distribution, QuantileTable>();
        Parallel.ForEach(distributions.Distinct(), one => made[one] = before.TryGetValue(one, out QuantileTable? table) ? table : QuantileTable.Of(one));
        last = made;
        return [.. distributions.Select(one => made[one])];
    }
}
