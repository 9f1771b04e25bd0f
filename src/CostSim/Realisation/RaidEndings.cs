using CostSim.Compilation;

namespace CostSim.Realisation;

/// <summary>How a raid ended.</summary>
/// <param name="State">Units and programmes that it met, packed.</param>
/// <param name="Left">Share of the site's value that it left.</param>
/// <param name="Deaths">Deaths.</param>
/// <param name="Leakers">Attackers that got through.</param>
internal readonly record struct RaidEnding(ulong State, double Left, double Deaths, int Leakers);

/// <summary>
/// How the raids of a trial end, once for all options with the same units and programmes around the site: the luck is the same for all of them.
/// Missiles are not short in it, so it holds wherever the stock is at least what was fired; whoever has less has to fight by himself.
/// </summary>
internal sealed class RaidEndings(Model model, RaidEvents events, RaidFight fight, SiteDamage damage)
{
    private const int Endless = int.MaxValue / 2;
    private readonly int each = model.Options.Length;
    private readonly int missiles = model.Missiles.Length;
    private readonly int[] stock = new int[model.Missiles.Length];
    private readonly int[] hits = new int[model.ThreatClasses];
    private int[] known = [];
    private RaidEnding[] endings = [];
    private int[] fired = [];

    /// <summary>An ending.</summary>
    public ref readonly RaidEnding this[int ending] => ref endings[ending];

    /// <summary>Missiles fired, by kind.</summary>
    public ReadOnlySpan<int> Fired(int ending) => fired.AsSpan(ending * missiles, missiles);

    /// <summary>Starts a trial, of which the raids are drawn.</summary>
    public void Begin()
    {
        int raids = events.Raids.Length;
        if (known.Length < raids)
        {
            (known, endings, fired) = (new int[2 * raids], new RaidEnding[2 * raids * each], new int[2 * raids * each * missiles]);
        }

        Array.Clear(known, 0, raids);
    }

    /// <summary>Number of the ending of a raid.</summary>
    /// <param name="number">Number of the raid.</param>
    /// <param name="state">Of the units and programmes around its site, those that can make a difference to it.</param>
    /// <param name="draws">The trial's draws.</param>
    public int Find(int number, ulong state, ReadOnlySpan<double> draws)
    {
        int at = number * each;
        int end = at + known[number];
        for (; at < end; at++)
        {
            if (endings[at].State == state)
            {
                return at;
            }
        }

        known[number]++;
        Fight(events.Raids[number], state, draws, at);
        return at;
    }

    private void Fight(in RaidEvent raid, ulong state, ReadOnlySpan<double> draws, int ending)
    {
        Array.Fill(stock, Endless);
        fight.Run(raid, state, events.InConflict(raid.Year), stock);
        double left = 1;
        double deaths = damage.Hit(raid, state, fight.Leakers, events.Hits, draws, ref left, hits);
        endings[ending] = new RaidEnding(state, left, deaths, fight.LeakersInAll);
        fight.Fired.CopyTo(fired.AsSpan(ending * missiles));
    }
}
