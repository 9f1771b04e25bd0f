namespace CostSim.Valuation;

/// <summary>
/// What is replaced after a conflict has begun, year by year: r_t = min(limit, Y_t), Y_t what is missing at the start of year t, and
/// Y_t+1 = Y_t − r_t + what is fired in year t. The limit holds for the year, whatever year the missiles were fired in. Y is followed as a
/// distribution, so that E[min(limit, Y)] is not taken for min(limit, E[Y]).
/// </summary>
/// <param name="horizon">Number of years of the horizon.</param>
internal sealed class Replacements(int horizon)
{
    private const double Nothing = 1e-7;
    private readonly StockLevels stock = new();
    private readonly StockLevels peaceful = new();
    private readonly double[] replaced = new double[horizon];

    /// <summary>Follows a conflict with one kind of missile.</summary>
    /// <param name="war">The year's forces in each year of the conflict, as far as the horizon goes; at least one.</param>
    /// <param name="missile">Kind of missile.</param>
    /// <param name="limit">Most that can be replaced in a year.</param>
    /// <param name="last">Years after the first in which something may be replaced.</param>
    /// <returns>Missiles expected to be replaced: in the year after the first, in the one after that, and so on.</returns>
    public ReadOnlySpan<double> Follow(ReadOnlySpan<YearCase> war, int missile, double limit, int last)
    {
        Array.Clear(replaced);
        if (!IsLimited(war, missile))
        {
            for (int year = 0; year < war.Length && year < last; year++)
            {
                replaced[year] = war[year].Year(year + 1).Shots[missile];
            }

            return replaced.AsSpan(0, last);
        }

        int first = 0;
        int firing = 0;
        double fired = 0;
        double expected = 0;
        double late = 0;
        stock.Fill(war[0].Usable[missile]);
        for (int year = 0; year < war.Length; year++)
        {
            YearCase now = war[year];
            stock.Own(now.Usable[missile]);
            expected += now.Year(year + 1).Shots[missile];
            double next = stock.Missing(0, limit);
            if (now.Totals.Shots[missile] > 0 && stock.Owned > 0)
            {
                next = stock.Replaced(now, missile, limit);
                fired += stock.Fire(now.Taken(missile));
                first = firing++ == 0 ? year : first;
            }

            // What is known without the levels of what is missing is taken from there; the difference is replaced a year later.
            double here = year + 1 < war.Length ? stock.Restock(limit) : stock.Missing(0, limit);
            replaced[year] = next;
            late += here - next;
        }

        for (int year = war.Length; year < last; year++)
        {
            double here = stock.Missing((year - war.Length + 1) * limit, limit);
            replaced[year] = Math.Clamp(here + late, 0, limit);
            late += here - replaced[year];
            if (here < Nothing)
            {
                break;
            }
        }

        if (firing == 1)
        {
            Divide(war[first], missile, limit, replaced.AsSpan(first, last - first));
        }

        // What is fired is counted more closely, raid by raid; what is replaced keeps to it.
        double scale = fired > 0 ? expected / fired : 1;
        for (int year = 0; year < last; year++)
        {
            replaced[year] = Math.Min(limit, replaced[year] * scale);
        }

        return replaced.AsSpan(0, last);
    }

    /// <summary>What one year has fired is replaced up to the limit in each of the years after it.</summary>
    private static void Divide(YearCase war, int missile, double limit, Span<double> replaced)
    {
        double before = 0;
        for (int i = 0; i < replaced.Length; i++)
        {
            double after = war.Taken(missile, Math.Min((i + 1) * limit, war.Usable[missile]));
            (replaced[i], before) = (after - before, after);
        }
    }

    /// <summary>Follows years of peace in which missiles are fired too: before a conflict, and after it.</summary>
    /// <param name="calm">By year, peace.</param>
    /// <param name="war">By year, conflict.</param>
    /// <param name="missile">Kind of missile.</param>
    /// <param name="limit">Most that can be replaced in a year.</param>
    /// <param name="onset">Probability that the conflict begins, by year.</param>
    /// <param name="lasts">Years of conflict.</param>
    /// <returns>Missiles expected to be replaced, by year of the horizon.</returns>
    public ReadOnlySpan<double> Follow(
        ReadOnlySpan<YearCase> calm, ReadOnlySpan<YearCase> war, int missile, double limit, ReadOnlySpan<double> onset, int lasts)
    {
        Array.Clear(replaced);
        peaceful.Fill(calm[0].Usable[missile]);
        double still = 1;
        for (int year = 0; year < calm.Length; year++)
        {
            peaceful.Own(calm[year].Usable[missile]);
            replaced[year] += still * peaceful.Restock(limit);
            if (onset[year] > 0)
            {
                stock.CopyFrom(peaceful);
                for (int then = year; then < calm.Length; then++)
                {
                    stock.Own(calm[then].Usable[missile]);
                    replaced[then] += then > year ? onset[year] * stock.Restock(limit) : 0;
                    Fire(stock, then < year + lasts ? war[then] : calm[then], missile);
                }
            }

            still -= onset[year];
            Fire(peaceful, calm[year], missile);
        }

        return replaced;
    }

    private static void Fire(StockLevels from, YearCase year, int missile)
    {
        if (year.Totals.Shots[missile] > 0 && from.Owned > 0)
        {
            from.Fire(year.Taken(missile));
        }
    }

    private static bool IsLimited(ReadOnlySpan<YearCase> war, int missile)
    {
        foreach (YearCase one in war)
        {
            if (one.IsLimited[missile])
            {
                return true;
            }
        }

        return false;
    }
}
