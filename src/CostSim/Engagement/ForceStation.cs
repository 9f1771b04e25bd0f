using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>Who defends in one trial: the layers as they are drawn, and where every option's units stand, year by year.</summary>
internal sealed class ForceStation
{
    private readonly TrialGroup group;
    private readonly PlacementBook book = new();
    private readonly OptionPlacements[] options;

    /// <param name="model">Model.</param>
    /// <param name="group">The trials that are looked at together.</param>
    /// <param name="cancellation">Stops what layers work out.</param>
    public ForceStation(Model model, TrialGroup group, CancellationToken cancellation = default)
    {
        this.group = group;
        var assets = new AssetYears(model);
        options = [.. model.Options.Select(option => new OptionPlacements(model, option, book, assets))];
        Groups = [.. model.Systems.Select(system => new LayerGroup(system, cancellation))];
        Layers = [.. Groups.Select(layer => layer.Of(0))];
        Placed = [.. model.Options.Select(_ => new ForceYears(model.Years))];
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
        book.BeginGroup();
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
            options[o].Run(procurement.Orders(o), Placed[o]);
        }
    }
}
