using CostSim.Decisions;
using CostSim.Procurement;

namespace CostSim.Simulation;

/// <summary>The events of a model trial by trial, from the draws of its inputs: 1 where an event happens, 0 where it does not.</summary>
/// <param name="events">The events.</param>
/// <param name="draws">Draws of all inputs of the model, in its order.</param>
public sealed class EventColumns(IReadOnlyList<ModelEvent> events, IInputColumns draws) : IInputColumns
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. events.Select(one => one.Name)];

    /// <inheritdoc/>
    public long NumbersAtOnce => draws.NumbersAtOnce;

    /// <inheritdoc/>
    public double[][] Read(IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int[] needed = [.. inputs.SelectMany(one => events[one].Inputs).Distinct()];
        double[][] drawn = draws.Read(needed);
        return
        [
            .. inputs.Select(one =>
            {
                double[] happens = new double[drawn[0].Length];
                events[one].Fill([.. events[one].Inputs.Select(input => drawn[Array.IndexOf(needed, input)])], happens);
                return happens;
            }),
        ];
    }
}
