using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// Which shares of an option's payments are made in which year, by order: of what falls due at contract, and of what falls due with the units.
/// A share counts what makes it dearer to be late. Eight lanes, one per trial of a group.
/// </summary>
internal sealed class PaidShares
{
    private readonly int years;
    private readonly LaneSeries shares;
    private readonly LaneSeries? weighted;

    /// <param name="orders">Most orders of an option.</param>
    /// <param name="years">Years of the horizon.</param>
    /// <param name="weighs">Whether units can have prices of their own.</param>
    public PaidShares(int orders, int years, bool weighs)
    {
        this.years = years;
        shares = new LaneSeries(2 * orders * years);
        weighted = weighs ? new LaneSeries(2 * orders * years) : null;
        Places = new LanePlaces(2 * orders * years);
    }

    /// <summary>Where each lane's next share belongs.</summary>
    public LanePlaces Places { get; }

    /// <summary>Place of what an order pays at contract in the first year; what it pays with its units stands as many places on as there are years.</summary>
    public int Contract(int order) => 2 * order * years;

    /// <summary>Place of what an order pays with its units in the first year.</summary>
    public int Units(int order) => Contract(order) + years;

    /// <summary>The share of an order's payment at contract that is made in a year.</summary>
    public T AtContract<T>(int order, int year, int from)
        where T : struct, IVector<T> => shares.At<T>(Contract(order) + year, from);

    /// <summary>The shares of the payments for its units that an order makes in a year, summed: units paid for.</summary>
    public T WithUnits<T>(int order, int year, int from)
        where T : struct, IVector<T> => shares.At<T>(Units(order) + year, from);

    /// <summary>The same, every unit weighed by its price as a multiple of the first unit's.</summary>
    public T WithUnitsByPrice<T>(int order, int year, int from)
        where T : struct, IVector<T> => (weighted ?? shares).At<T>(Units(order) + year, from);

    /// <summary>No payment is made in any year.</summary>
    public void Clear()
    {
        shares.Clear();
        weighted?.Clear();
    }

    /// <summary>Adds shares at <see cref="Places"/>, a place for each lane.</summary>
    /// <param name="share">The share.</param>
    /// <param name="weight">Price of the unit as a multiple of the first unit's.</param>
    public void Add<T>(T share, T weight)
        where T : struct, IVector<T>
    {
        shares.Add(Places, share);
        weighted?.Add(Places, share * weight);
    }

    /// <summary>An order pays all that it owes at contract at some time.</summary>
    public void PayContract<T>(int order, T contract, int from)
        where T : struct, IVector<T>
    {
        T within = T.Above(T.Of(years), contract);
        Places.Find(T.Of(Contract(order)) + T.Select(within, T.Floor(contract), T.Zero), from);
        shares.Add(Places, within & T.Of(1));
    }

    /// <summary>An order pays for each unit when it comes.</summary>
    /// <param name="order">Number of the order.</param>
    /// <param name="deliveries">When its units come; dates never fall.</param>
    /// <param name="prices">Prices as multiples of the first unit's; null where all are the same.</param>
    /// <param name="from">First of the lanes.</param>
    public void PayUnits<T>(int order, LaneSeries deliveries, LaneSeries? prices, int from)
        where T : struct, IVector<T>
    {
        PayUnits<T>(shares, order, deliveries, null, from);
        if (weighted is not null)
        {
            PayUnits<T>(weighted, order, deliveries, prices, from);
        }
    }

    private void PayUnits<T>(LaneSeries into, int order, LaneSeries deliveries, LaneSeries? weights, int from)
        where T : struct, IVector<T>
    {
        var arrivals = new Arrivals<T>(deliveries, 0, deliveries.Length, years, from);
        for (int y = arrivals.Start(); y < years && !arrivals.Done; y++)
        {
            into.Add(Units(order) + y, from, arrivals.In(y, weights));
        }
    }
}
