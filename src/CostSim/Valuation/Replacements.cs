namespace CostSim.Valuation;

/// <summary>
/// What is replaced after a conflict has begun, year by year: r_t = min(limit, Y_t), Y_t what is missing at the start of year t, and
/// Y_t+1 = Y_t − r_t + what is fired in year t. The limit holds for the year, whatever year the missiles were fired in. Y is followed as a
/// distribution, so that E[min(limit, Y)] is not taken for min(limit, E[Y]).
/// </summary>
/// <param name="years">Number of years of the horizon.</param>
internal sealed class Replacements(int years)
{
    private const double Nothing = 1e-7;
    private readonly StockLevels stock = new();
    private readonly StockLevels peaceful = new();
    private readonly double[] replaced = new double[years];

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

        int known = -1;
        double fired = 0;
        double expected = 0;
        stock.Fill(war[0].Usable[missile]);
        for (int year = 0; year < war.Length; year++)
        {
            YearCase now = war[year];
            stock.Own(now.Usable[missile]);
            expected += now.Year(year + 1).Shots[missile];
            if (now.Totals.Shots[missile] > 0 && stock.Owned > 0)
            {
                // After a full stock what is missing need not be read off the levels.
                known = stock.IsFull ? year : known;
                fired += stock.Fire(now.Taken(missile));
            }

            if (year + 1 < war.Length)
            {
                replaced[year] = stock.Restock(limit);
            }
        }

        for (int year = war.Length - 1; year < last; year++)
        {
            replaced[year] = stock.Missing((year - war.Length + 1) * limit, limit);
            if (replaced[year] < Nothing)
            {
                break;
            }
        }

        if (known >= 0 && known + 1 < last)
        {
            double first = war[known].Taken(missile, Math.Min(limit, war[known].Usable[missile]));
            replaced[known + 1] = Math.Clamp(replaced[known + 1] + replaced[known] - first, 0, limit);
            replaced[known] = first;
        }

        // What is fired is counted more closely, raid by raid; what is replaced keeps to it.
        double scale = fired > 0 ? expected / fired : 1;
        for (int year = 0; year < last; year++)
        {
            replaced[year] = Math.Min(limit, replaced[year] * scale);
        }

        return replaced.AsSpan(0, last);
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
