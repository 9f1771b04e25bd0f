using System.Collections.Concurrent;
using CostSim.Numerics;

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
    /// <param name="cancellation">Stops between tables; those kept stay.</param>
    public QuantileTable[] Of(IReadOnlyCollection<Distribution> distributions, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(distributions);
        IReadOnlyDictionary<Distribution, QuantileTable> before = last;
        var made = new ConcurrentDictionary<Distribution, QuantileTable>();
        Distribution[] all = [.. distributions.Distinct()];
        Workers.For(all.Length, -1, i => made[all[i]] = before.TryGetValue(all[i], out QuantileTable? table) ? table : QuantileTable.Of(all[i]), cancellation);
        last = made;
        return [.. distributions.Select(one => made[one])];
    }
}
