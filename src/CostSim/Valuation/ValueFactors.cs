using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>How far programmes reduce the value at stake at a site.</summary>
internal sealed class ValueFactors(Model model)
{
    private readonly SystemPlan[] programmes = [.. model.Systems.Where(s => s.Programme is { } p && p.ValueFactor != Scalar.Of(1))];
    private readonly double[] factors = new double[model.Systems.Length];

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
