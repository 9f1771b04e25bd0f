using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// A yearly ceiling B_y on payments. Payments are served in the order in which they fall due. The money of a year comes in evenly over it, and what
/// a year does not spend is gone: with S paid in year y up to and including a payment that falls due at u, that payment is complete at
/// max(u, y + S/B_y). What a year cannot pay waits for the next; each part is paid at the price of the year in which it is paid, which is higher by
/// the penalty for every year since the one in which it fell due. So a date moves by little when the ceiling or a price does, never back when there
/// is less money, and no year pays more than B_y. A lane per trial; no lane takes anything from another.
/// Right against a worked example (methods of cost estimation, demand 400, 600, 300, 100 under 350 a year): <c>BudgetCeilingTests</c>.
/// </summary>
internal sealed class BudgetCeiling
{
    private readonly int years;
    private readonly LanePlaces yearPlaces;
    private readonly LaneSeries dates;
    private readonly double[] unmade = new double[LaneSeries.Lanes];

    /// <param name="years">Years of the horizon.</param>
    /// <param name="lists">Most orders of an option.</param>
    /// <param name="payments">Most payments of an option.</param>
    public BudgetCeiling(int years, int lists, int payments)
    {
        this.years = years;
        Queue = new PaymentQueue(years, lists, payments);
        (dates, yearPlaces) = (new LaneSeries(payments + lists), new LanePlaces(years));
    }

    /// <summary>What is to be paid.</summary>
    public PaymentQueue Queue { get; }

    /// <summary>When a payment is complete, years; +∞ where it never is within the horizon.</summary>
    /// <param name="list">Its list.</param>
    /// <param name="number">Its number in the list.</param>
    /// <param name="from">First of the lanes.</param>
    public T Served<T>(int list, int number, int from)
        where T : struct, IVector<T> =>
        T.Select(T.Above(Queue.Paid<T>(list, from), T.Of(number)), dates.At<T>(Queue.At(list, number), from), T.Of(double.PositiveInfinity));

    /// <summary>The share of the payment at contract that was never made by the list that ended.</summary>
    public T Unmade<T>(int from)
        where T : struct, IVector<T> => T.Load(ref unmade[0], from);

    /// <summary>Serves the payments under the ceiling.</summary>
    /// <param name="ceiling">Ceiling by year, MEUR; may be infinite.</param>
    /// <param name="penalty">By how much a payment is dearer for every year since that in which it fell due, share.</param>
    /// <param name="ending">The list that can end; −1 for none.</param>
    /// <param name="end">Time from which it pays nothing more; +∞ where it does not end.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="paid">Receives which shares of the payments are made in which year.</param>
    public void Serve<T>(LaneSeries ceiling, T penalty, int ending, T end, int from, PaidShares paid)
        where T : struct, IVector<T>
    {
        T one = T.Of(1);
        (T year, T spent, T left, T never) = (T.Zero, T.Zero, one, T.Of(double.PositiveInfinity));
        one.Store(ref unmade[0], from);
        Clear<T>(from);
        Queue.Start<T>(from);
        while (true)
        {
            T due = Queue.Head(from, out T list, out T number, out T price);
            T dueYear = T.Floor(due);
            spent = T.Select(T.Above(dueYear, year), T.Zero, spent);
            year = T.Max(year, dueYear);
            T open = T.Above(T.Of(years), year);
            if (!T.Any(open))
            {
                return;
            }

            yearPlaces.Find(year, from);
            paid.Places.Find((T.MultiplyAdd(list, T.Of(2), T.Above(number, T.Zero) & one) * T.Of(years)) + year, from);
            T dearer = T.MultiplyAdd(penalty, year - dueYear, one);
            T whole = Queue.Amount(paid.Places, price) * dearer;
            T money = ceiling.At<T>(yearPlaces);
            T isEnding = T.AtLeast(list, T.Of(ending)) & T.AtLeast(T.Of(ending), list);
            T stop = T.Select(isEnding, end, never);
            T room = T.Max(T.Zero, (money * T.Min(one, T.Max(T.Zero, stop - year))) - spent);
            T need = left * whole;
            T made = open & T.AtLeast(room, need) & T.Above(stop, year);
            T part = T.Select(made, left, T.Select(T.Above(whole, T.Zero), room / whole, T.Zero)) & open;
            spent += T.Min(need, room);
            left -= part;
            paid.Add(part * dearer & open, price);
            T ended = T.Select(made, T.Zero, open) & T.AtLeast(year + one, stop);
            T date = T.Max(due, year + T.Select(T.Above(money, T.Zero), spent / money, T.Zero));
            dates.Add(Queue.Place, made & date);
            T contract = (made | ended) & isEnding & T.AtLeast(T.Zero, number);
            T.Select(contract, T.Select(made, T.Zero, left), Unmade<T>(from)).Store(ref unmade[0], from);
            Queue.Advance(from, list, number, made, ended);
            T next = made | ended;
            T waits = T.Select(next, T.Zero, open);
            left = T.Select(next, one, left);
            spent = T.Select(waits, T.Zero, spent);
            year += waits & one;
        }
    }

    private void Clear<T>(int from)
        where T : struct, IVector<T>
    {
        for (int i = 0; i < dates.Length; i++)
        {
            dates.Set(i, from, T.Zero);
        }
    }
}
