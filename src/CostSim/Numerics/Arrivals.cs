namespace CostSim.Numerics;

/// <summary>
/// What comes in which year, in eight lanes, for years that are asked for in turn. Along the list dates never fall, so what has come in all lanes
/// is done with, and what has come in none is not looked at.
/// </summary>
/// <typeparam name="T">The vector.</typeparam>
/// <param name="dates">Where the dates stand.</param>
/// <param name="first">First of the list.</param>
/// <param name="end">The one after its last.</param>
/// <param name="horizon">Years that are asked for; what comes later never comes.</param>
/// <param name="from">First of the lanes.</param>
internal struct Arrivals<T>(LaneSeries dates, int first, int end, int horizon, int from)
    where T : struct, IVector<T>
{
    private int next = first;

    /// <summary>Whether all have come that ever do.</summary>
    public readonly bool Done => next == end;

    /// <summary>How many have come in every lane where they ever do; they are there from the next year on.</summary>
    public T Settled { get; private set; } = T.Zero;

    /// <summary>The first year in which something comes in some lane; the horizon if none does.</summary>
    public readonly int Start()
    {
        int year = 0;
        if (!Done)
        {
            T date = dates.At<T>(next, from);
            while (year < horizon && !T.Any(T.Above(T.Of(year + 1), date)))
            {
                year++;
            }
        }

        return Done ? horizon : year;
    }

    /// <summary>The weights of those that come in a year, summed.</summary>
    /// <param name="year">The year, later than the one before.</param>
    /// <param name="weights">Their weights; null where each counts one.</param>
    public T In(int year, LaneSeries? weights)
    {
        T start = T.Of(year);
        T stop = T.Of(year + 1);
        T sum = T.Zero;
        for (int i = next; i < end; i++)
        {
            T date = dates.At<T>(i, from);
            T come = T.Above(stop, date);
            if (!T.Any(come))
            {
                break;
            }

            sum += come & T.AtLeast(date, start) & (weights is null ? T.Of(1) : weights.At<T>(i, from));
            if (i == next && T.All(come | T.AtLeast(date, T.Of(horizon))))
            {
                next++;
            }
        }

        return sum;
    }

    /// <summary>For how much of a year those that have come are there, summed.</summary>
    /// <param name="year">The year, later than the one before.</param>
    public T Presence(int year)
    {
        T stop = T.Of(year + 1);
        T one = T.Of(1);
        T sum = Settled;
        for (int i = next; i < end; i++)
        {
            T date = dates.At<T>(i, from);
            T age = stop - date;
            T come = T.Above(age, T.Zero);
            if (!T.Any(come))
            {
                break;
            }

            sum += T.Max(T.Zero, T.Min(one, age));
            if (i == next && T.All(come | T.AtLeast(date, T.Of(horizon))))
            {
                next++;
                Settled += come & one;
            }
        }

        return sum;
    }
}
