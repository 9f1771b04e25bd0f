using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// Payments that compete for money, a list for each order: first what falls due at contract, then what falls due with each unit. In every lane the
/// one that falls due first is at the head; of the same date those of the first list first.
/// </summary>
internal sealed class PaymentQueue
{
    private readonly int years;
    private readonly LaneSeries due;
    private readonly LaneSeries weight;
    private readonly LaneSeries fixedPart;
    private readonly LaneSeries unitPart;
    private readonly LanePlaces places;
    private readonly double[] nextDue;
    private readonly double[] paid;
    private int[] starts = [0];

    /// <param name="years">Years of the horizon.</param>
    /// <param name="lists">Most lists.</param>
    /// <param name="payments">Most payments of all lists.</param>
    public PaymentQueue(int years, int lists, int payments)
    {
        // Behind each list stands a payment that never falls due.
        this.years = years;
        (due, weight) = (new LaneSeries(payments + lists), new LaneSeries(payments + lists));
        (fixedPart, unitPart) = (new LaneSeries(2 * lists * years), new LaneSeries(2 * lists * years));
        places = new LanePlaces(payments + lists);
        (nextDue, paid) = (new double[lists * LaneSeries.Lanes], new double[lists * LaneSeries.Lanes]);
    }

    /// <summary>Number of lists.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Takes new lists; their payments and amounts are to be set.</summary>
    /// <param name="payments">Number of payments of each list.</param>
    public void Begin(ReadOnlySpan<int> payments)
    {
        if (starts.Length != payments.Length + 1)
        {
            starts = new int[payments.Length + 1];
        }

        for (int list = 0; list < payments.Length; list++)
        {
            starts[list + 1] = starts[list] + payments[list] + 1;
        }
    }

    /// <summary>Sets when a payment falls due; along a list dates never fall.</summary>
    /// <param name="list">The list.</param>
    /// <param name="number">Number of the payment in it: 0 for that at contract.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="time">When it falls due, years; beyond the horizon it is never made.</param>
    /// <param name="price">Price of the unit as a multiple of the first unit's.</param>
    public void Set<T>(int list, int number, int from, T time, T price)
        where T : struct, IVector<T>
    {
        due.Set(starts[list] + number, from, time);
        weight.Set(starts[list] + number, from, price);
    }

    /// <summary>Sets what is to be paid if it is paid in a year, MEUR.</summary>
    /// <param name="place">Place as of <see cref="PaidShares"/>.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="same">The part that is the same for every unit.</param>
    /// <param name="unit">The part that goes by the unit's price, for the first unit.</param>
    public void SetAmount<T>(int place, int from, T same, T unit)
        where T : struct, IVector<T>
    {
        fixedPart.Set(place, from, same);
        unitPart.Set(place, from, unit);
    }

    /// <summary>Starts with the first payment of each list.</summary>
    public void Start<T>(int from)
        where T : struct, IVector<T>
    {
        for (int list = 0; list < Count; list++)
        {
            due.Set(starts[list + 1] - 1, from, T.Of(double.PositiveInfinity));
            weight.Set(starts[list + 1] - 1, from, T.Zero);
            due.At<T>(starts[list], from).Store(ref At(nextDue, list), from);
            T.Zero.Store(ref At(paid, list), from);
        }
    }

    /// <summary>The payment at the head in every lane.</summary>
    /// <param name="from">First of the lanes.</param>
    /// <param name="list">Receives its list.</param>
    /// <param name="number">Receives its number in the list.</param>
    /// <param name="price">Receives its unit's price as a multiple of the first unit's.</param>
    /// <returns>When it falls due; +∞ when no payment is left.</returns>
    public T Head<T>(int from, out T list, out T number, out T price)
        where T : struct, IVector<T>
    {
        T time = T.Of(double.PositiveInfinity);
        (list, number, T place) = (T.Zero, T.Zero, T.Zero);
        for (int l = 0; l < Count; l++)
        {
            T next = T.Load(ref At(nextDue, l), from);
            T count = T.Load(ref At(paid, l), from);
            T sooner = T.Above(time, next);
            time = T.Min(time, next);
            list = T.Select(sooner, T.Of(l), list);
            number = T.Select(sooner, count, number);
            place = T.Select(sooner, T.Of(starts[l]) + count, place);
        }

        places.Find(place, from);
        price = weight.At<T>(places);
        return time;
    }

    /// <summary>What payments come to if they are made in a year.</summary>
    /// <param name="at">Their places, as of <see cref="PaidShares"/>.</param>
    /// <param name="price">Price of the unit as a multiple of the first unit's.</param>
    public T Amount<T>(LanePlaces at, T price)
        where T : struct, IVector<T> => fixedPart.At<T>(at) + (unitPart.At<T>(at) * price);

    /// <summary>Goes on to the next payment of a list.</summary>
    /// <param name="from">First of the lanes.</param>
    /// <param name="list">The list at the head.</param>
    /// <param name="number">The payment's number in it.</param>
    /// <param name="made">Lanes in which the payment is made.</param>
    /// <param name="struck">Lanes in which nothing more of the list will be paid.</param>
    public void Advance<T>(int from, T list, T number, T made, T struck)
        where T : struct, IVector<T>
    {
        T first = T.Zero;
        for (int l = 1; l < Count; l++)
        {
            first = T.Select(T.AtLeast(list, T.Of(l)), T.Of(starts[l]), first);
        }

        places.Find(first + number + (made & T.Of(1)), from);
        T following = T.Select(struck, T.Of(double.PositiveInfinity), due.At<T>(places));
        T moves = made | struck;
        for (int l = 0; l < Count; l++)
        {
            T here = moves & T.AtLeast(list, T.Of(l)) & T.AtLeast(T.Of(l), list);
            T.Select(here, following, T.Load(ref At(nextDue, l), from)).Store(ref At(nextDue, l), from);
            (T.Load(ref At(paid, l), from) + (here & made & T.Of(1))).Store(ref At(paid, l), from);
        }
    }

    /// <summary>Where the dates of each lane's payment belong: as many places as payments, and one more behind each list.</summary>
    public LanePlaces Place => places;

    /// <summary>Place of a list's payment.</summary>
    public int At(int list, int number) => starts[list] + number;

    /// <summary>Number of payments of a list that have been made.</summary>
    public T Paid<T>(int list, int from)
        where T : struct, IVector<T> => T.Load(ref At(paid, list), from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double At(double[] lanes, int list) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(lanes), list * LaneSeries.Lanes);
}
