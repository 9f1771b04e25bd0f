using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// Which kinds of site can have given ready units around them, whatever is bought: most ground units cover few sites, so that what most forces
/// do concerns few.
/// </summary>
internal sealed class Coverage
{
    private readonly SystemPlan[] ground;
    private readonly int[] most;
    private readonly int kinds;

    public Coverage(Model model, Vulnerabilities vulnerabilities)
    {
        kinds = vulnerabilities.Kinds;
        ground = [.. model.Systems.Where(system => system.Kind == SystemKind.Ground)];
        most = new int[ground.Length * kinds];
        for (int g = 0; g < ground.Length; g++)
        {
            for (int s = 0; s < model.Sites.Length; s++)
            {
                ref int here = ref most[(g * kinds) + vulnerabilities.KindOf(s)];
                here = Math.Max(here, Most(model, Array.IndexOf(model.Systems, ground[g]), s));
            }
        }
    }

    /// <summary>Lists the kinds that can have the units.</summary>
    /// <param name="forces">Ready units, packed.</param>
    /// <param name="found">Receives the kinds, ascending; room for all.</param>
    /// <returns>How many there are.</returns>
    public int Kinds(ulong forces, Span<int> found)
    {
        int count = 0;
        for (int kind = 0; kind < kinds; kind++)
        {
            bool can = true;
            for (int g = 0; g < ground.Length && can; g++)
            {
                can = (int)((forces >> ground[g].ForceShift) & ground[g].ForceMask) <= most[(g * kinds) + kind];
            }

            found[count] = kind;
            count += can ? 1 : 0;
        }

        return count;
    }

    /// <summary>Most units of a system that ever cover a site: all assets, and the orders of the option that brings most.</summary>
    private static int Most(Model model, int system, int site)
    {
        int assets = model.Assets.Where(asset => asset.System == system).Sum(asset => asset.Sites.Count(covered => covered.Contains(site)));
        return assets + model.Options.Max(option =>
            option.Purchases.Where(order => order.System == system).Sum(order => order.Sites.Count(covered => covered.Contains(site))));
    }
}
