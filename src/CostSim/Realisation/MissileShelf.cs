using CostSim.Compilation;
using CostSim.Costing;

namespace CostSim.Realisation;

/// <summary>The missiles of an option in one trial: what was fired is missing until it is replaced, from the year after, up to a limit a year.</summary>
internal sealed class MissileShelf(Model model)
{
    private readonly double[] missing = new double[model.Missiles.Length];
    private int option;
    private int restocked;
    private int opened;

    /// <summary>Missiles in stock by kind; who fires takes them out.</summary>
    public int[] Stock { get; } = new int[model.Missiles.Length];

    /// <summary>Starts an option.</summary>
    /// <param name="of">Its number.</param>
    public void Begin(int of)
    {
        option = of;
        Array.Clear(missing);
        (restocked, opened) = (0, -1);
    }

    /// <summary>Looks up the stock of a year, replacing up to then; years come in order.</summary>
    /// <param name="year">The year.</param>
    /// <param name="owned">Missiles by kind if none had been fired.</param>
    /// <param name="costs">Prices of missiles.</param>
    /// <param name="draws">The trial's draws.</param>
    /// <param name="replenishment">Receives by year what replacing costs.</param>
    public void Open(int year, ReadOnlySpan<double> owned, CostStation costs, ReadOnlySpan<double> draws, double[] replenishment)
    {
        if (opened == year)
        {
            return;
        }

        Restock(year, costs, draws, replenishment);
        opened = year;
        for (int m = 0; m < Stock.Length; m++)
        {
            Stock[m] = (int)Math.Max(0, Math.Floor(owned[m] - missing[m] + 1e-9));
        }
    }

    /// <summary>Whether there are at least so many missiles in stock, by kind.</summary>
    public bool Has(ReadOnlySpan<int> wanted)
    {
        for (int m = 0; m < wanted.Length; m++)
        {
            if (Stock[m] < wanted[m])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Fires missiles, by kind.</summary>
    public void Take(ReadOnlySpan<int> fired)
    {
        for (int m = 0; m < fired.Length; m++)
        {
            Stock[m] -= fired[m];
        }

        Miss(fired);
    }

    /// <summary>Notes what was fired, by kind.</summary>
    public void Miss(ReadOnlySpan<int> fired)
    {
        for (int m = 0; m < missing.Length; m++)
        {
            missing[m] += fired[m];
        }
    }

    /// <summary>Replaces missiles fired, up to the limit of each year.</summary>
    /// <param name="to">Last year.</param>
    /// <param name="costs">Prices of missiles.</param>
    /// <param name="draws">The trial's draws.</param>
    /// <param name="replenishment">Receives by year what replacing costs.</param>
    public void Restock(int to, CostStation costs, ReadOnlySpan<double> draws, double[] replenishment)
    {
        for (int m = 0; m < missing.Length; m++)
        {
            if (missing[m] <= 0)
            {
                continue;
            }

            MissilePlan missile = model.Missiles[m];
            double limit = missile.HasRestockLimit ? missile.RestockPerYear.In(draws) : double.PositiveInfinity;
            for (int y = restocked; y <= to && missing[m] > 0; y++)
            {
                double replaced = Math.Min(limit, missing[m]);
                missing[m] -= replaced;
                replenishment[y] += replaced * costs.Replacement(option).Price(m, y);
            }
        }

        restocked = to + 1;
    }
}
