namespace CostSim.Valuation;

/// <summary>
/// How many missiles of a kind are in stock at some time, as a distribution over evenly spaced levels from none to all that are owned. Every
/// step keeps the mean of what is fired, left and replaced, level by level: what falls between two levels is shared between them.
/// </summary>
internal sealed class StockLevels
{
    /// <summary>Steps from an empty stock to a full one.</summary>
    public const int Steps = 16;

    private double[] share = new double[Steps + 1];
    private double[] next = new double[Steps + 1];

    /// <summary>Missiles if none had been fired.</summary>
    public double Owned { get; private set; }

    /// <summary>The lowest level that is possible.</summary>
    public int Least { get; private set; }

    /// <summary>Whether nothing is missing.</summary>
    public bool IsFull => Least == Steps;

    /// <summary>Missiles from one level to the next.</summary>
    public double Step => Owned / Steps;

    /// <summary>Probability of a level.</summary>
    public double this[int level] => share[level];

    /// <summary>Missiles at a level.</summary>
    public double At(int level) => level == Steps ? Owned : level * Step;

    /// <summary>Takes a full stock.</summary>
    /// <param name="owned">Missiles.</param>
    public void Fill(double owned)
    {
        Owned = owned;
        Array.Clear(share);
        share[Steps] = 1;
        Least = Steps;
    }

    /// <summary>Takes over another distribution.</summary>
    public void CopyFrom(StockLevels other)
    {
        (Owned, Least) = (other.Owned, other.Least);
        other.share.CopyTo(share, 0);
    }

    /// <summary>Adds another distribution with a weight; the stocks have the same owner. Weights of all that is added sum to 1.</summary>
    public void Add(StockLevels other, double weight)
    {
        Least = Math.Min(Least, other.Least);
        for (int b = other.Least; b <= Steps; b++)
        {
            share[b] += weight * other.share[b];
        }
    }

    /// <summary>Starts a mixture.</summary>
    /// <param name="owned">Missiles if none had been fired.</param>
    public void Clear(double owned)
    {
        (Owned, Least) = (owned, Steps);
        Array.Clear(share);
    }

    /// <summary>Share of a gamma demand that the stock serves.</summary>
    public double Served(double mean, double variance)
    {
        if (Least == Steps)
        {
            return GammaDemand.Meet(Owned, mean, variance).Served;
        }

        double served = 0;
        for (int b = Least; b <= Steps; b++)
        {
            served += share[b] > 0 ? share[b] * GammaDemand.Meet(At(b), mean, variance).Served : 0;
        }

        return served;
    }

    /// <summary>Probabilities that a year's demand takes so many steps of a stock, none, one, …: with the mean of what it takes of each level.</summary>
    /// <param name="owned">Missiles of the full stock.</param>
    /// <param name="demand">The demand.</param>
    /// <param name="taken">Receives them; one place per step.</param>
    public static void Take(double owned, YearDemand demand, Span<double> taken)
    {
        double step = owned / Steps;
        double before = 0;
        double here = 0;
        for (int k = 0; k < Steps; k++)
        {
            double after = demand.Taken((k + 1) * step);
            taken[k] = k == 0 ? 1 - (after / step) : ((2 * here) - before - after) / step;
            (before, here) = (here, after);
        }
    }

    /// <summary>Missiles that are replaced once a year's demand has been fired: E[min(limit, Y)], Y what is missing then.</summary>
    /// <param name="year">The year.</param>
    /// <param name="missile">Kind of missile.</param>
    /// <param name="limit">Most that can be replaced.</param>
    public double Replaced(YearCase year, int missile, double limit)
    {
        double replaced = 0;
        for (int b = Least; b <= Steps; b++)
        {
            double missing = Owned - At(b);
            replaced += share[b] * (missing >= limit ? limit : missing + year.Taken(missile, Math.Min(limit - missing, At(b))));
        }

        return replaced;
    }

    /// <summary>Fires a year's demand.</summary>
    /// <param name="taken">Probabilities of the steps that it takes, see <see cref="Take"/>.</param>
    /// <returns>Missiles expected to be fired.</returns>
    public double Fire(ReadOnlySpan<double> taken)
    {
        Array.Clear(next);
        double fired = 0;
        for (int b = Least; b <= Steps; b++)
        {
            double rest = share[b];
            if (rest <= 0)
            {
                continue;
            }

            double steps = 0;
            for (int k = 0; k < b; k++)
            {
                double part = share[b] * taken[k];
                next[b - k] += part;
                steps += part * k;
                rest -= part;
            }

            next[0] += rest;
            fired += steps + (rest * b);
        }

        (share, next) = (next, share);
        Least = 0;
        return fired * Step;
    }

    /// <summary>Replaces what is missing.</summary>
    /// <param name="limit">Most that can be replaced.</param>
    /// <returns>Missiles expected to be replaced.</returns>
    public double Restock(double limit)
    {
        if (Least == Steps || limit <= 0)
        {
            return 0;
        }

        double steps = Math.Min(limit / Step, Steps);
        Array.Clear(next);
        double replaced = 0;
        for (int b = Least; b <= Steps; b++)
        {
            double to = Math.Min(b + steps, Steps);
            replaced += share[b] * (to - b);
            Put(share[b], to);
        }

        Turn();
        return replaced * Step;
    }

    /// <summary>Of what is missing, how much lies beyond a number, up to another: E[min(most, (missing − beyond)⁺)].</summary>
    public double Missing(double beyond, double most)
    {
        double missing = 0;
        for (int b = Least; b < Steps; b++)
        {
            missing += share[b] * Math.Clamp(Owned - At(b) - beyond, 0, most);
        }

        return missing;
    }

    /// <summary>Goes on with another number of missiles owned: as many are missing.</summary>
    /// <param name="owned">Missiles if none had been fired.</param>
    public void Own(double owned)
    {
        if (owned == Owned)
        {
            return;
        }

        if (Least == Steps || owned <= 0)
        {
            Fill(owned);
            return;
        }

        Array.Clear(next);
        for (int b = 0; b <= Steps; b++)
        {
            Put(share[b], Math.Max(0, owned - (Owned - At(b))) / owned * Steps);
        }

        Owned = owned;
        Turn();
    }

    private void Put(double part, double place)
    {
        int below = Math.Min((int)place, Steps - 1);
        double above = place - below;
        next[below] += part * (1 - above);
        next[below + 1] += part * above;
    }

    private void Turn()
    {
        (share, next) = (next, share);
        Least = 0;
        while (Least < Steps && share[Least] <= 0)
        {
            Least++;
        }
    }
}
