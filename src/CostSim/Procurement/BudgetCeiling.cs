using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// A yearly ceiling on acquisition: cumulative payment P_y = min(cumulative demand, P_{y−1} + ceiling). Payments are served in the order in
/// which they fall due, of the same date those of the first list first; in a year with arrears they are completed along a straight line. A
/// lane per trial; no lane takes anything from another.
/// Right against a worked example (methods of cost estimation, demand 400, 600, 300, 100 under 350 a year): <c>BudgetCeilingTests</c>.
/// </summary>
internal sealed class BudgetCeiling
{
    private readonly int years;
    private readonly LaneSeries due;
    private readonly LaneSeries amount;
    private readonly LaneSeries needed;
    private readonly LaneSeries demand;
    private readonly LaneSeries before;
    private readonly LaneSeries late;
    private readonly bool[] touched;
    private readonly double[] stretch = new double[LaneSeries.Lanes];
    private int[] starts = [0];

    /// <param name="years">Years of the horizon.</param>
    /// <param name="most">Most payments.</param>
    public BudgetCeiling(int years, int most)
    {
        this.years = years;
        (due, amount, needed, Served) = (new LaneSeries(most), new LaneSeries(most), new LaneSeries(most), new LaneSeries(most));
        (demand, before, late) = (new LaneSeries(years), new LaneSeries(years), new LaneSeries(years));
        touched = new bool[most];
    }

    /// <summary>When each payment is complete, where <see cref="Serve"/> said that some is late; +∞ beyond the horizon.</summary>
    public LaneSeries Served { get; }

    /// <summary>Mean delay of payment in years, weighted by amount; delays beyond the horizon count to its end.</summary>
    public T Stretch<T>(int from)
        where T : struct, IVector<T> => T.Load(ref stretch[0], from);

    /// <summary>Starts with new payments, of as many lists; all of them are to be added.</summary>
    /// <param name="lists">
    /// Place of each list's first payment, and at the end the number of payments. In a list a payment never falls due before the one in front of it.
    /// </param>
    public void Begin(int[] lists) => starts = lists;

    /// <summary>Place of a list's first payment.</summary>
    public int First(int list) => starts[list];

    /// <summary>Adds a payment; it counts only where it falls due within the horizon.</summary>
    /// <param name="payment">Its place: that of its list's first payment, and on from there.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="time">When it falls due, years.</param>
    /// <param name="value">MEUR.</param>
    public void Add<T>(int payment, int from, T time, T value)
        where T : struct, IVector<T>
    {
        due.Set(payment, from, time);
        amount.Set(payment, from, value & T.Above(T.Of(years), time));
    }

    /// <summary>Serves the payments under the ceiling.</summary>
    /// <param name="ceiling">Ceiling by year, MEUR; may be infinite.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="payment">Receives what is paid by year, MEUR.</param>
    /// <returns>Whether there are arrears in some year of some lane.</returns>
    public bool Serve<T>(LaneSeries ceiling, int from, LaneSeries payment)
        where T : struct, IVector<T>
    {
        T.Zero.Store(ref stretch[0], from);
        Demand<T>(from);
        T total = T.Zero;
        T paid = T.Zero;
        T behind = T.Zero;
        (int first, int end) = (years, 0);
        for (int y = 0; y < years; y++)
        {
            before.Set(y, from, paid);
            total += demand.At<T>(y, from);
            T after = T.Min(total, paid + ceiling.At<T>(y, from));
            payment.Set(y, from, after - paid);
            T arrears = T.Above(total - (T.Of(1e-9) * (T.Of(1) + total)), after);
            behind |= arrears;
            late.Set(y, from, behind);
            if (T.Any(behind))
            {
                (first, end) = (Math.Min(first, y), y + 1);
            }

            (paid, behind) = (after, arrears);
        }

        if (end == 0)
        {
            return false;
        }

        for (int i = 0; i < starts[^1]; i++)
        {
            T time = due.At<T>(i, from);
            touched[i] = T.Any(T.AtLeast(time, T.Of(first)) & T.Above(T.Of(end), time));
        }

        Need<T>(from);
        T delay = T.Zero;
        for (int list = 0; list + 1 < starts.Length; list++)
        {
            delay += Dates(list, first, end, paid, ceiling, from);
        }

        T.Select(T.Above(total, T.Zero), delay / total, T.Zero).Store(ref stretch[0], from);
        return true;
    }

    /// <summary>What falls due in each year.</summary>
    private void Demand<T>(int from)
        where T : struct, IVector<T>
    {
        for (int y = 0; y < years; y++)
        {
            demand.Set(y, from, T.Zero);
        }

        for (int list = 0; list + 1 < starts.Length; list++)
        {
            var arrivals = new Arrivals<T>(due, starts[list], starts[list + 1], years, from);
            for (int y = arrivals.Start(); y < years && !arrivals.Done; y++)
            {
                demand.Add(y, from, arrivals.In(y, amount));
            }
        }
    }

    /// <summary>All that has to be paid until a payment is complete, for those that fall due, in some lane, in years in which some lane has arrears.</summary>
    private void Need<T>(int from)
        where T : struct, IVector<T>
    {
        for (int list = 0; list + 1 < starts.Length; list++)
        {
            if (!touched.AsSpan(starts[list]..starts[list + 1]).Contains(true))
            {
                continue;
            }

            T sum = T.Zero;
            for (int i = starts[list]; i < starts[list + 1]; i++)
            {
                sum += amount.At<T>(i, from);
                needed.Set(i, from, sum);
            }

            for (int other = 0; other + 1 < starts.Length; other++)
            {
                if (other != list)
                {
                    AddEarlier<T>(list, other, from);
                }
            }
        }
    }

    /// <summary>Adds, to what the payments of a list need, the earlier ones of another.</summary>
    private void AddEarlier<T>(int list, int other, int from)
        where T : struct, IVector<T>
    {
        T horizon = T.Of(years);
        T sum = T.Zero;
        int next = starts[other];
        for (int i = starts[list]; i < starts[list + 1]; i++)
        {
            if (!touched[i])
            {
                continue;
            }

            T time = due.At<T>(i, from);

            // Dates only rise along a list: what is earlier in every lane that counts stays so.
            T open = T.Above(horizon, time);
            for (; next < starts[other + 1]; next++)
            {
                T when = due.At<T>(next, from);
                if (T.Any(open & T.Above(horizon, when) & Later(when, time, other, list)))
                {
                    break;
                }

                sum += amount.At<T>(next, from);
            }

            T earlier = sum;
            for (int k = next; k < starts[other + 1]; k++)
            {
                T before = Later(time, due.At<T>(k, from), list, other) & open;
                if (!T.Any(before))
                {
                    break;
                }

                earlier += amount.At<T>(k, from) & before;
            }

            needed.Add(i, from, earlier);
        }
    }

    /// <summary>Whether a payment comes after another one of another list.</summary>
    private static T Later<T>(T time, T than, int list, int other)
        where T : struct, IVector<T> => list > other ? T.AtLeast(time, than) : T.Above(time, than);

    /// <summary>When the payments of a list are complete.</summary>
    /// <returns>Their delays, weighted by amount.</returns>
    private T Dates<T>(int list, int first, int end, T paid, LaneSeries ceiling, int from)
        where T : struct, IVector<T>
    {
        T delay = T.Zero;
        int year = first;
        for (int i = starts[list]; i < starts[list + 1]; i++)
        {
            T time = due.At<T>(i, from);
            if (!touched[i])
            {
                Served.Set(i, from, time);
                continue;
            }

            T date = Date(i, ref year, end, paid, ceiling, from);
            Served.Set(i, from, date);
            T waits = T.Min(date, T.Of(years)) - time;
            delay += amount.At<T>(i, from) * (waits & T.Above(T.Of(years), time));
        }

        return delay;
    }

    /// <summary>
    /// In a year that starts without arrears and pays all that falls due, a payment is served when it is due; otherwise the ceiling is spent
    /// evenly over the year.
    /// </summary>
    /// <param name="payment">The payment.</param>
    /// <param name="first">First year that matters; moved on past those before which no payment from here on along the list is complete in any lane.</param>
    /// <param name="end">The year after the last with arrears.</param>
    /// <param name="paid">All that is paid within the horizon.</param>
    /// <param name="ceiling">Ceiling by year.</param>
    /// <param name="from">First of the lanes.</param>
    private T Date<T>(int payment, ref int first, int end, T paid, LaneSeries ceiling, int from)
        where T : struct, IVector<T>
    {
        T time = due.At<T>(payment, from);
        T all = needed.At<T>(payment, from);
        T enough = all - (T.Of(1e-9) * (T.Of(1) + all));
        T within = T.Above(T.Of(years), time);
        T beyond = T.AtLeast(time, T.Of(years));
        while (first + 1 < end && T.All(beyond | T.Above(enough, before.At<T>(first + 1, from))))
        {
            first++;
        }

        (T start, T limit, T arrears, T place) = (T.Zero, T.Of(1), T.Zero, T.Zero);
        for (int y = first; y < end; y++)
        {
            T paidBefore = before.At<T>(y, from);
            T open = T.Above(enough, paidBefore) & within;
            if (!T.Any(open))
            {
                break;
            }

            start = T.Select(open, paidBefore, start);
            limit = T.Select(open, ceiling.At<T>(y, from), limit);
            arrears = T.Select(open, late.At<T>(y, from), arrears);
            place = T.Select(open, T.Of(y), place);
        }

        T share = T.Min(T.Of(1), T.Max(T.Zero, (all - start) / limit));
        T date = T.Select(arrears, T.Max(time, place + share), time);
        return T.Select(T.Above(enough, paid) & within, T.Of(double.PositiveInfinity), date);
    }
}
