using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>Every combination of ready units that a raid can meet at a site, with its probability: walked like an odometer.</summary>
internal sealed class Branches(Model model, LayerDraw[] layers)
{
    private readonly double[] scratch = new double[Readiness.Most];
    private readonly double[] weights = new double[model.Systems.Length * Readiness.Most];
    private readonly ulong[] units = new ulong[model.Systems.Length * Readiness.Most];
    private readonly int[] counts = new int[model.Systems.Length];
    private readonly int[] odometer = new int[model.Systems.Length];
    private int present;

    /// <summary>Lists the layers present, with the possible numbers of ready units; starts at the first combination.</summary>
    /// <param name="state">Units around the site, packed; only those that matter.</param>
    /// <param name="inConflict">Phase.</param>
    public void Fill(ulong state, bool inConflict)
    {
        present = 0;
        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            int number = (int)((state >> plan.ForceShift) & plan.ForceMask);
            if (number == 0 || layers[l].Shots.Length == 0)
            {
                continue;
            }

            int possible = Readiness.Fill(plan, layers[l], number, inConflict, scratch);
            int first = present * Readiness.Most;
            int kept = 0;
            for (int r = 0; r < possible; r++)
            {
                if (scratch[r] > 0)
                {
                    weights[first + kept] = scratch[r];
                    units[first + kept++] = (ulong)r << plan.ForceShift;
                }
            }

            counts[present] = kept;
            odometer[present++] = 0;
        }
    }

    /// <summary>Probability of the current combination, and the ready units, packed.</summary>
    public double Current(out ulong forces)
    {
        double weight = 1;
        forces = 0;
        for (int i = 0; i < present; i++)
        {
            int at = (i * Readiness.Most) + odometer[i];
            weight *= weights[at];
            forces |= units[at];
        }

        return weight;
    }

    /// <summary>Goes to the next combination; false after the last.</summary>
    public bool Next()
    {
        for (int i = 0; i < present; i++)
        {
            if (++odometer[i] < counts[i])
            {
                return true;
            }

            odometer[i] = 0;
        }

        return false;
    }
}
