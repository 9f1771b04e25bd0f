using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Costing;

/// <summary>
/// What an option pays to replace missiles that were fired. Like all cost of a system it counts by the system's share that is attributed to air
/// defence; a kind that comes with several systems by the mean of their shares, weighed by the missiles that the assets and the option's orders have
/// with each. Orders that are not made in a trial, of a fallback for example, have their weight too: it says for whom missiles are kept.
/// </summary>
internal sealed class Replacement
{
    private readonly TrialGroup group;
    private readonly LaneSeries[] prices;
    private readonly (Scalar Share, double Weight)[][] holders;
    private readonly double[] shares;
    private int lane;

    /// <param name="model">The model.</param>
    /// <param name="option">The option.</param>
    /// <param name="group">The trials.</param>
    /// <param name="prices">Price of each missile by year, MEUR.</param>
    public Replacement(Model model, OptionPlan option, TrialGroup group, LaneSeries[] prices)
    {
        (this.group, this.prices) = (group, prices);
        (int System, int[] Missiles)[] all = [.. model.Assets.Select(one => (one.System, one.Missiles)), .. option.Purchases.Select(one => (one.System, one.Missiles))];
        holders = [.. prices.Select((_, m) => all.GroupBy(one => one.System)
            .Select(own => (model.Systems[own.Key].Cost.AirDefenceShare, (double)own.Sum(one => one.Missiles[m]))).Where(own => own.Item2 > 0).ToArray())];
        shares = new double[prices.Length];
    }

    /// <summary>Turns to a trial.</summary>
    /// <param name="of">Its lane.</param>
    public void Take(int of)
    {
        lane = of;
        for (int m = 0; m < shares.Length; m++)
        {
            shares[m] = Share(holders[m], group.Row(of));
        }
    }

    /// <summary>Price of replacing a missile in a year, MEUR, escalation and attribution included.</summary>
    public double Price(int missile, int year) => prices[missile].Row(lane)[year] * shares[missile];

    /// <summary>The share at which the replacement of a missile counts.</summary>
    public double Share(int missile) => shares[missile];

    /// <summary>Whether the replacement of every missile counts as it does for another option.</summary>
    public bool IsSame(Replacement other) => shares.AsSpan().SequenceEqual(other.shares);

    private static double Share((Scalar Share, double Weight)[] holders, ReadOnlySpan<double> draws)
    {
        (double sum, double all) = (0, 0);
        foreach ((Scalar share, double weight) in holders)
        {
            sum += weight * share.In(draws);
            all += weight;
        }

        return all > 0 ? sum / all : 1;
    }
}
