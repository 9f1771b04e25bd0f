using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>How far programmes reduce the value at stake at a site.</summary>
internal sealed class ValueFactors(Model model)
{
    private readonly SystemPlan[] programmes = [.. model.Systems.Where(s => s.Programme is { } p && p.ValueFactor != Scalar.Of(1))];
    private readonly double[] factors = new double[model.Systems.Length];

    /// <summary>Whether there are any.</summary>
    public bool Any => programmes.Length > 0;

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        for (int i = 0; i < programmes.Length; i++)
        {
            factors[i] = programmes[i].Programme!.ValueFactor.In(draws);
        }
    }

    /// <summary>Factor of a site's value with the programmes of its state.</summary>
    public double Of(int site, ulong state)
    {
        double factor = 1;
        for (int i = 0; i < programmes.Length; i++)
        {
            SystemPlan system = programmes[i];
            if ((model.Sites[site].ProgrammesCovering >> system.Programme!.Index & 1) != 0 && ((state >> system.ForceShift) & system.ForceMask) != 0)
            {
                factor *= factors[i];
            }
        }

        return factor;
    }
}

/// <summary>The same for the trials of a group, a lane each.</summary>
internal sealed class ValueFactorLanes(Model model)
{
    private readonly ValueFactors[] lanes = [.. Enumerable.Range(0, TrialGroup.Lanes).Select(_ => new ValueFactors(model))];

    /// <summary>Starts a group of trials.</summary>
    public void Begin(TrialGroup group)
    {
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane].Begin(group.Row(lane));
        }
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => lanes[0].Any;

    /// <summary>Factor of a site's value in one trial with the programmes of its state.</summary>
    public double Of(int lane, int site, ulong state) => lanes[lane].Of(site, state);

    /// <summary>Multiplies by the factor of a site's value with the programmes of its state.</summary>
    public void Multiply(Span<double> values, int site, ulong state)
    {
        for (int lane = 0; lane < values.Length && Any; lane++)
        {
            values[lane] *= lanes[lane].Of(site, state);
        }
    }
}
