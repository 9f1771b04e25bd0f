using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// A yearly ceiling on acquisition: cumulative payment P_y = min(cumulative demand, P_{y−1} + ceiling). Payments are served in the order in
/// which they fall due, of the same date those of the first list first; in a year with arrears they are completed along a straight line. A
/// lane per trial; no lane takes anything from another.
/// Right against a worked example (methods of cost estimation, demand 400, 600, 300, 100 under 350 a year): <c>BudgetCeilingTests</c>.
/// </summary>
/// <param name="years">Years of the horizon.</param>
/// <param name="most">Most payments.</param>
internal sealed class BudgetCeiling(int years, int most)
{
    private readonly LaneSeries demand = new(years);
    private readonly LaneSeries before = new(years);
    private readonly LaneSeries late = new(years);
    private readonly double[] stretch = new double[LaneSeries.Lanes];

    /// <summary>What is to be paid.</summary>
    public PaymentLists Payments { get; } = new(years, most);

    /// <summary>When each payment is complete, where <see cref="Serve"/> said that some is late; +∞ beyond the horizon.</summary>
    public LaneSeries Served { get; } = new(most);

    /// <summary>Mean delay of payment in years, weighted by amount; delays beyond the horizon count to its end.</summary>
    public T Stretch<T>(int from)
        where T : struct, IVector<T> => T.Load(ref stretch[0], from);

    /// <summary>Serves the payments under the ceiling.</summary>
    /// <param name="ceiling">Ceiling by year, MEUR; may be infinite.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="payment">Receives what is paid by year, MEUR.</param>
    /// <returns>Whether there are arrears in some year of some lane.</returns>
    public bool Serve<T>(LaneSeries ceiling, int from, LaneSeries payment)
        where T : struct, IVector<T>
    {
        T.Zero.Store(ref stretch[0], from);
        Payments.Demand<T>(demand, from);
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

        Payments.Need<T>(first, end, from);
        T delay = T.Zero;
        for (int list = 0; list < Payments.Count; list++)
        {
            delay += Dates(list, first, end, paid, ceiling, from);
        }

        T.Select(T.Above(total, T.Zero), delay / total, T.Zero).Store(ref stretch[0], from);
        return true;
    }

    /// <summary>When the payments of a list are complete.</summary>
    /// <returns>Their delays, weighted by amount.</returns>
    private T Dates<T>(int list, int first, int end, T paid, LaneSeries ceiling, int from)
        where T : struct, IVector<T>
    {
        T delay = T.Zero;
        int year = first;
        for (int i = Payments.First(list); i < Payments.First(list + 1); i++)
        {
            T time = Payments.Due<T>(i, from);
            if (!Payments.IsTouched(i))
            {
                Served.Set(i, from, time);
                continue;
            }

            T date = Date(i, ref year, end, paid, ceiling, from);
            Served.Set(i, from, date);
            T waits = T.Min(date, T.Of(years)) - time;
            delay += Payments.Amount<T>(i, from) * (waits & T.Above(T.Of(years), time));
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
        T time = Payments.Due<T>(payment, from);
        T all = Payments.Needed<T>(payment, from);
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
