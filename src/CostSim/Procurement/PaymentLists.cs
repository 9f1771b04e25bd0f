using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// Payments in several lists, each in the order in which they fall due, and what has to be paid until one of them is complete: all that falls due
/// before it, of the same date those of the lists before its own first. A lane per trial.
/// </summary>
/// <param name="years">Years of the horizon.</param>
/// <param name="most">Most payments.</param>
internal sealed class PaymentLists(int years, int most)
{
    private readonly LaneSeries due = new(most);
    private readonly LaneSeries amount = new(most);
    private readonly LaneSeries needed = new(most);
    private readonly bool[] touched = new bool[most];
    private int[] starts = [0];

    /// <summary>Number of lists.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Starts with new payments, of as many lists; all of them are to be added.</summary>
    /// <param name="lists">
    /// Place of each list's first payment, and at the end the number of payments. In a list a payment never falls due before the one in front of it.
    /// </param>
    public void Begin(int[] lists) => starts = lists;

    /// <summary>Place of a list's first payment; of the one after the last list, the number of payments.</summary>
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

    /// <summary>When a payment falls due, years.</summary>
    public T Due<T>(int payment, int from)
        where T : struct, IVector<T> => due.At<T>(payment, from);

    /// <summary>A payment, MEUR; 0 where it falls due beyond the horizon.</summary>
    public T Amount<T>(int payment, int from)
        where T : struct, IVector<T> => amount.At<T>(payment, from);

    /// <summary>Whether a payment falls due, in some lane, in the years of the last <see cref="Need"/>.</summary>
    public bool IsTouched(int payment) => touched[payment];

    /// <summary>All that has to be paid until a payment is complete, where <see cref="IsTouched"/>, MEUR.</summary>
    public T Needed<T>(int payment, int from)
        where T : struct, IVector<T> => needed.At<T>(payment, from);

    /// <summary>What falls due in each year.</summary>
    /// <param name="demand">Receives it by year, MEUR.</param>
    /// <param name="from">First of the lanes.</param>
    public void Demand<T>(LaneSeries demand, int from)
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

    /// <summary>Works out what has to be paid until a payment is complete, for those that fall due, in some lane, in some years.</summary>
    /// <param name="first">First of these years.</param>
    /// <param name="end">The year after the last.</param>
    /// <param name="from">First of the lanes.</param>
    public void Need<T>(int first, int end, int from)
        where T : struct, IVector<T>
    {
        for (int i = 0; i < starts[^1]; i++)
        {
            T time = due.At<T>(i, from);
            touched[i] = T.Any(T.AtLeast(time, T.Of(first)) & T.Above(T.Of(end), time));
        }

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
}
