using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>Who defends in one trial: the layers as they are drawn, and where every option's units stand, year by year.</summary>
internal sealed class ForceStation
{
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly ForceStates forces;

    public ForceStation(Model model, TrialGroup group)
    {
        (this.model, this.group) = (model, group);
        forces = new ForceStates(model);
        Groups = [.. model.Systems.Select(system => new LayerGroup(system))];
        Layers = [.. Groups.Select(layer => layer.Of(0))];
        Placed = [.. model.Options.Select(_ => new ForceYears(model.Years, model.Sites.Length, model.Missiles.Length))];
    }

    /// <summary>The layers in every trial of the group.</summary>
    public LayerGroup[] Groups { get; }

    /// <summary>The layers as the trial that runs draws them.</summary>
    public LayerDraw[] Layers { get; }

    /// <summary>Where every option's units stand, year by year.</summary>
    public ForceYears[] Placed { get; }

    /// <summary>Starts a group of trials: draws their layers.</summary>
    public void BeginGroup()
    {
        foreach (LayerGroup layer in Groups)
        {
            layer.Begin(group);
        }
    }

    /// <summary>Runs one trial of the group for every option.</summary>
    public void Run(ProcurementStation procurement, int lane)
    {
        for (int l = 0; l < Layers.Length; l++)
        {
            Layers[l] = Groups[l].Of(lane);
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
