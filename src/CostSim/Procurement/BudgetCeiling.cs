namespace CostSim.Procurement;

/// <summary>
/// A yearly ceiling on acquisition: cumulative payment P_y = min(cumulative demand, P_{y−1} + ceiling). Payments are served in the order in
/// which they fall due; in a year with arrears they are completed along a straight line.
/// Right against a worked example (methods of cost estimation, demand 400, 600, 300, 100 under 350 a year): <c>BudgetCeilingTests</c>.
/// </summary>
internal sealed class BudgetCeiling(int years, int payments)
{
    private readonly double[] due = new double[payments];
    private readonly double[] amount = new double[payments];
    private readonly int[] tag = new int[payments];
    private readonly int[] order = new int[payments];
    private readonly double[] demand = new double[years];
    private int count;

    /// <summary>Forgets all payments.</summary>
    public void Clear() => count = 0;

    /// <summary>Adds a payment; those due beyond the horizon are left out.</summary>
    /// <param name="time">When it falls due, years.</param>
    /// <param name="value">MEUR.</param>
    /// <param name="label">Handed back with the date at which it is served.</param>
    public void Add(double time, double value, int label)
    {
        if (time < demand.Length)
        {
            due[count] = time;
            amount[count] = value;
            tag[count] = label;
            order[count] = count;
            count++;
        }
    }

    /// <summary>Serves the payments under the ceiling.</summary>
    /// <param name="ceiling">Ceiling by year, MEUR; may be infinite.</param>
    /// <param name="paid">Receives what is paid by year, MEUR.</param>
    /// <param name="served">Called with each payment's label and the time at which it is complete; +∞ beyond the horizon.</param>
    /// <returns>Mean delay of payment in years, weighted by amount; delays beyond the horizon count to its end.</returns>
    public double Serve(ReadOnlySpan<double> ceiling, Span<double> paid, Action<int, double> served)
    {
        // Stable insertion sort: few payments, mostly in order already, no allocation.
        for (int i = 1; i < count; i++)
        {
            int moving = order[i];
            int j = i - 1;
            for (; j >= 0 && due[order[j]] > due[moving]; j--)
            {
                order[j + 1] = order[j];
            }

            order[j + 1] = moving;
        }

        Array.Clear(demand);
        for (int i = 0; i < count; i++)
        {
            demand[(int)due[i]] += amount[i];
        }

        double total = 0;
        double before = 0;
        for (int y = 0; y < demand.Length; y++)
        {
            total += demand[y];
            double after = Math.Min(total, before + ceiling[y]);
            paid[y] = after - before;
            before = after;
        }

        double cumulative = 0;
        double delay = 0;
        var reached = default(Reached);
        for (int i = 0; i < count; i++)
        {
            int payment = order[i];
            cumulative += amount[payment];
            double date = DateOf(cumulative, due[payment], ceiling, paid, ref reached);
            delay += amount[payment] * (Math.Min(date, demand.Length) - due[payment]);
            served(tag[payment], date);
        }

        return total > 0 ? delay / total : 0;
    }

    /// <summary>
    /// In a year that starts without arrears and pays all that falls due, a payment is served when it is due; otherwise the ceiling is spent
    /// evenly over the year.
    /// </summary>
    /// <param name="needed">All that has to be paid by then; never less than for the payment before.</param>
    /// <param name="due">When the payment falls due.</param>
    /// <param name="ceiling">Ceiling by year.</param>
    /// <param name="paid">What is paid by year.</param>
    /// <param name="reached">Where the payment before was served: the search goes on from there.</param>
    private double DateOf(double needed, double due, ReadOnlySpan<double> ceiling, ReadOnlySpan<double> paid, ref Reached reached)
    {
        double tolerance = 1e-9 * (1 + needed);
        for (; reached.Year < paid.Length; reached = new Reached(reached.Year + 1, reached.Paid + paid[reached.Year], reached.Due + demand[reached.Year]))
        {
            double after = reached.Paid + paid[reached.Year];
            if (after >= needed - tolerance)
            {
                bool inArrears = reached.Paid < reached.Due - tolerance || after < reached.Due + demand[reached.Year] - tolerance;
                return inArrears ? Math.Max(due, reached.Year + Math.Clamp((needed - reached.Paid) / ceiling[reached.Year], 0, 1)) : due;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>A year, and what has been paid and has fallen due before it.</summary>
    private readonly record struct Reached(int Year, double Paid, double Due);
}
