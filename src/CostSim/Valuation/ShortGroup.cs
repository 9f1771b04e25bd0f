using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>Systems that share a stock which does not last, as one raid after another uses it up.</summary>
/// <param name="most">Kinds of missile that they fire.</param>
internal sealed class ShortGroup(int most)
{
    private const double Straight = 1e-3;
    private const double Far = 4.5;
    private readonly KindUse[] uses = new KindUse[most];
    private double raids;

    /// <summary>Its number among all groups.</summary>
    public int Number { get; set; }

    /// <summary>The year's demand without the systems that share the stock.</summary>
    public PhaseTotals Contrast { get; set; } = null!;

    /// <summary>ln((1 − D) / (1 − D′)), D the damage of a raid with these systems and D′ without.</summary>
    public double Bend { get; set; }

    /// <summary>Share of the shots of the current raid that the stock serves.</summary>
    public double Served { get; private set; }

    /// <summary>
    /// Share of the damage of the current raid that can be spared which is spared: more than the share served would spare in proportion where
    /// leakers add up to much.
    /// </summary>
    public double Spared { get; private set; }

    /// <summary>Least coefficient of variation of what one raid fires of a kind.</summary>
    public double Variation { get; private set; }

    /// <summary>Starts a year.</summary>
    /// <param name="kinds">Kinds of missile that they fire.</param>
    /// <param name="demand">The year's demand if all were served.</param>
    /// <param name="number">Raids expected in which missiles may be fired.</param>
    public void Begin(ReadOnlySpan<int> kinds, PhaseTotals demand, double number)
    {
        raids = number;
        (Served, Spared) = (1, 1);
        Variation = double.PositiveInfinity;
        for (int i = 0; i < kinds.Length; i++)
        {
            (double shots, double squares) = (demand.Shots[kinds[i]] / raids, demand.SquaredShots[kinds[i]] / raids);
            uses[i] = new KindUse { Shots = shots, Squares = squares, Whole = 1 };
            Variation = shots > 0 ? Math.Min(Variation, Math.Sqrt(Math.Max(0, (squares / (shots * shots)) - 1))) : Variation;
        }
    }

    /// <summary>Goes to the next raid.</summary>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    /// <param name="kinds">Kinds of missile that they fire.</param>
    /// <param name="all">All short groups: who is out of missiles leaves more targets, or fewer, to the others.</param>
    /// <param name="together">Raids that are taken together.</param>
    public void Next(ReadOnlySpan<StockLevels> stock, ReadOnlySpan<int> kinds, ReadOnlySpan<ShortGroup> all, int together)
    {
        (double wanted, double served, double spared) = (0, 0, 0);
        for (int i = 0; i < kinds.Length; i++)
        {
            ref KindUse use = ref uses[i];
            (double shots, double squares) = Demand(use, kinds[i], all);
            if (shots <= 0)
            {
                continue;
            }

            use.Mean += together * shots;
            use.Variance += together * Math.Max(0, squares - (shots * shots));
            (double given, double whole) = Meet(stock[kinds[i]], use.Mean, use.Variance);
            double share = Math.Clamp((given - use.Given) / (together * shots), 0, 1);
            double partly = Math.Max(0, use.Whole - whole);
            whole = Math.Min(whole, share);
            wanted += shots;
            served += shots * share;
            spared += shots * (whole + (partly > Straight && together == 1 ? Part((share - whole) / partly) * partly : share - whole));
            (use.Given, use.Whole) = (given, whole);
        }

        (Served, Spared) = wanted > 0 ? (served / wanted, Math.Clamp(spared / wanted, 0, 1)) : (1, 1);
    }

    /// <summary>What of the stock n raids take on average, and the probability that it serves them whole.</summary>
    private static (double Given, double Whole) Meet(StockLevels stock, double mean, double variance)
    {
        // Far above and far below what the raids fire there is nothing to look up.
        double deviation = Math.Sqrt(variance);
        double least = mean - (Far * deviation);
        double most = mean + (Far * deviation) + (Far * variance / mean);
        double given = 0;
        double whole = 0;
        for (int b = StockLevels.Steps; b >= stock.Least; b--)
        {
            double share = stock[b];
            double missiles = stock.At(b);
            if (missiles >= most)
            {
                (given, whole) = (given + (share * mean), whole + share);
            }
            else if (missiles <= least)
            {
                given += share * missiles;
            }
            else if (share > 0)
            {
                (double served, double exceeded) = GammaDemand.Meet(missiles, mean, variance);
                (given, whole) = (given + (share * served * mean), whole + (share * (1 - exceeded)));
            }
        }

        return (given, whole);
    }

    /// <summary>What a raid that gets this share of its shots is spared: the share of the value that is left is a power of the share of shots.</summary>
    private double Part(double share)
    {
        double part = Math.Clamp(share, 0, 1);
        return Bend > Straight ? (Elementary.Exp(Bend * part) - 1) / (Elementary.Exp(Bend) - 1) : part;
    }

    /// <summary>Mean and mean square of the shots in the current raid.</summary>
    private (double Shots, double Squares) Demand(in KindUse use, int kind, ReadOnlySpan<ShortGroup> all)
    {
        (double shots, double squares) = (use.Shots, use.Squares);
        foreach (ShortGroup other in all)
        {
            if (other != this && other.Served < 1)
            {
                double absent = 1 - other.Served;
                shots += absent * ((other.Contrast.Shots[kind] / raids) - use.Shots);
                squares += absent * ((other.Contrast.SquaredShots[kind] / raids) - use.Squares);
            }
        }

        return (shots, squares);
    }

    private struct KindUse
    {
        public double Shots;
        public double Squares;
        public double Mean;
        public double Variance;
        public double Given;
        public double Whole;
    }
}
