using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>Who defends in one trial: the layers as they are drawn, and where every option's units stand, year by year.</summary>
internal sealed class ForceStation
{
    private readonly Model model;
    private readonly ForceStates forces;

    public ForceStation(Model model)
    {
        this.model = model;
        forces = new ForceStates(model);
        Layers = [.. model.Systems.Select(system => new LayerDraw(system))];
        Placed = [.. model.Options.Select(_ => new ForceYears(model.Years, model.Sites.Length, model.Missiles.Length))];
    }

    /// <summary>The layers as the trial draws them.</summary>
    public LayerDraw[] Layers { get; }

    /// <summary>Where every option's units stand, year by year.</summary>
    public ForceYears[] Placed { get; }

    /// <summary>Runs one trial for every option.</summary>
    public void Run(ProcurementStation procurement, ReadOnlySpan<double> draws)
    {
        foreach (LayerDraw layer in Layers)
        {
            layer.Run(draws);
        }

        for (int o = 0; o < Placed.Length; o++)
        {
            OptionOrders orders = procurement.Orders(o);
            for (int from = 0; from < model.Years; from = Placed[o].End(from))
            {
                forces.Fill(model.Options[o], orders, from);
                Placed[o].Set(from, forces);
            }
        }
    }
}
