using CostSim.Numerics;
using CostSim.Procurement;

namespace CostSim.Tests.Procurement;

/// <summary>The worked example of the methods: demand 400, 600, 300, 100 under a ceiling of 350 a year; and every lane against payments served one by one.</summary>
public sealed class BudgetCeilingTests
{
    private const int Lane = 5;

    [Fact]
    public void Payments_are_stretched_under_the_ceiling_and_units_wait_for_them()
    {
        double[] demand = [400, 600, 300, 100];
        (BudgetCeiling budget, LaneSeries paid) = Serve(8, 350, [.. demand.Select((value, y) => ((double)y, value))]);
        double[] served = [.. Enumerable.Range(0, 4).Select(i => budget.Served[i, Lane])];
        Assert.Equal([350, 350, 350, 350, 0, 0, 0, 0], Paid(paid));
        Assert.Equal(1 + (50 / 350.0), served[0], 1e-12);
        Assert.Equal(2 + (300 / 350.0), served[1], 1e-12);
        Assert.Equal(3 + (250 / 350.0), served[2], 1e-12);
        Assert.Equal(4, served[3], 1e-12);
        Assert.Equal(((400 * served[0]) + (600 * (served[1] - 1)) + (300 * (served[2] - 2)) + (100 * (served[3] - 3))) / 1400, Stretch(budget), 1e-12);
    }

    [Fact]
    public void Ten_units_of_140_are_funded_two_five_seven_and_ten_by_the_ends_of_the_years()
    {
        (BudgetCeiling budget, _) = Serve(8, 350, [.. Enumerable.Repeat((0.0, 140.0), 10)]);
        Assert.Equal([2, 5, 7, 10], Enumerable.Range(1, 4).Select(year => Enumerable.Range(0, 10).Count(i => budget.Served[i, Lane] <= year + 1e-9)));
    }

    [Fact]
    public void Without_a_binding_ceiling_everything_is_paid_when_it_is_due()
    {
        var budget = new BudgetCeiling(4, 2);
        budget.Payments.Begin([0, 1, 2]);
        (LaneSeries ceiling, LaneSeries paid) = (new LaneSeries(4), new LaneSeries(4));
        for (int y = 0; y < 4; y++)
        {
            ceiling.Set(y, 0, Eight.Of(1e9));
        }

        budget.Payments.Add(0, 0, Eight.Of(2.7), Eight.Of(100));
        budget.Payments.Add(1, 0, Eight.Of(0.3), Eight.Of(50));
        Assert.False(budget.Serve<Eight>(ceiling, 0, paid));
        Assert.Equal(0, Stretch(budget));
        Assert.Equal([50, 0, 100, 0], Paid(paid));
    }

    [Fact]
    public void Every_lane_is_served_as_it_would_be_alone_payment_by_payment()
    {
        // Lanes with and without arrears, with and without a ceiling, with payments that never come or come beyond the horizon, all in one vector.
        const int Years = 9;
        int[] lists = [1, 7, 4, 12];
        var random = new Random(3);
        (int late, int never, int free) = (0, 0, 0);
        for (int round = 0; round < 400; round++)
        {
            double[][] due = new double[LaneSeries.Lanes][];
            double[][] amount = new double[LaneSeries.Lanes][];
            double[][] ceiling = new double[LaneSeries.Lanes][];
            for (int lane = 0; lane < LaneSeries.Lanes; lane++)
            {
                (due[lane], amount[lane]) = Payments(lists, Years, random);
                double level = random.Next(4) switch { 0 => double.PositiveInfinity, 1 => 4000, _ => 20 + (300 * random.NextDouble()) };
                ceiling[lane] = [.. Enumerable.Range(0, Years).Select(_ => level * random.Next(1, 3))];
            }

            (BudgetCeiling eight, LaneSeries paid, bool any) = Serve<Eight>(lists, Years, due, amount, ceiling);
            (BudgetCeiling four, LaneSeries paidOfFour, bool anyOfFour) = Serve<Four>(lists, Years, due, amount, ceiling);
            Assert.Equal(any, anyOfFour);
            for (int lane = 0; lane < LaneSeries.Lanes; lane++)
            {
                PaymentsOneByOne one = new(due[lane], amount[lane], ceiling[lane]);
                double[] stretch = [Stretch(eight, lane), Stretch(four, lane)];
                Assert.Equal(stretch[0], stretch[1]);
                Assert.Equal(one.Stretch, stretch[0], 1e-9);
                for (int y = 0; y < Years; y++)
                {
                    Assert.Equal(paid[y, lane], paidOfFour[y, lane]);
                    Assert.Equal(one.Paid[y], paid[y, lane], 1e-9);
                }

                for (int i = 0; i < due[lane].Length && any; i++)
                {
                    double date = eight.Served[i, lane];
                    bool same = double.IsInfinity(one.Served[i]) ? double.IsInfinity(date) : Math.Abs(one.Served[i] - date) < 1e-9;
                    Assert.True(same, $"{one.Served[i]} {date}");
                    (late, never) = (late + (date > due[lane][i] ? 1 : 0), never + (double.IsInfinity(date) && due[lane][i] < Years ? 1 : 0));
                }

                free += one.Stretch == 0 ? 1 : 0;
            }
        }

        Assert.True(late > 5000 && never > 500 && free > 500, $"{late} {never} {free}");
    }

    private static (double[] Due, double[] Amount) Payments(int[] lists, int years, Random random)
    {
        var due = new List<double>();
        var amount = new List<double>();
        foreach (int count in lists)
        {
            // A list may not come at all, or from the middle on; some fall due on the same day as those of another list.
            double time = random.Next(6) == 0 ? double.PositiveInfinity : years * random.NextDouble();
            double step = random.Next(3) * random.NextDouble() * 0.7;
            time = random.Next(3) == 0 ? Math.Floor(time) : time;
            int cut = random.Next(3) == 0 ? random.Next(count) : count;
            for (int i = 0; i < count; i++)
            {
                due.Add(i < cut ? time + (i * step) : double.PositiveInfinity);
                amount.Add(random.Next(5) == 0 ? 0 : 100 * random.NextDouble());
            }
        }

        return ([.. due], [.. amount]);
    }

    private static (BudgetCeiling Budget, LaneSeries Paid, bool Late) Serve<T>(int[] lists, int years, double[][] due, double[][] amount, double[][] ceiling)
        where T : struct, IVector<T>
    {
        // Room for more than there is: one is used for all options.
        var budget = new BudgetCeiling(years, due[0].Length + 3);
        budget.Payments.Begin([0, .. Enumerable.Range(1, lists.Length).Select(i => lists.Take(i).Sum())]);
        var paid = new LaneSeries(years);
        LaneSeries dues = Lanes(due), amounts = Lanes(amount), ceilings = Lanes(ceiling);
        bool late = false;
        for (int from = 0; from < LaneSeries.Lanes; from += T.Count)
        {
            for (int i = 0; i < dues.Length; i++)
            {
                budget.Payments.Add(i, from, dues.At<T>(i, from), amounts.At<T>(i, from));
            }

            // Where no lane of a vector is late, payments are not dated: they are served when they are due.
            if (budget.Serve<T>(ceilings, from, paid))
            {
                late = true;
                continue;
            }

            for (int i = 0; i < dues.Length; i++)
            {
                budget.Served.Set(i, from, dues.At<T>(i, from));
            }
        }

        return (budget, paid, late);
    }

    private static LaneSeries Lanes(double[][] rows)
    {
        var series = new LaneSeries(rows[0].Length);
        for (int i = 0; i < rows[0].Length; i++)
        {
            for (int lane = 0; lane < LaneSeries.Lanes; lane++)
            {
                series[i, lane] = rows[lane][i];
            }
        }

        return series;
    }

    private static (BudgetCeiling Budget, LaneSeries Paid) Serve(int years, double ceiling, (double Due, double Amount)[] payments)
    {
        double[][] Rows(IEnumerable<double> row) => [.. Enumerable.Repeat(row.ToArray(), LaneSeries.Lanes)];
        (BudgetCeiling budget, LaneSeries paid, _) = Serve<Eight>(
            [payments.Length], years, Rows(payments.Select(p => p.Due)), Rows(payments.Select(p => p.Amount)), Rows(Enumerable.Repeat(ceiling, years)));
        return (budget, paid);
    }

    private static double[] Paid(LaneSeries paid) => [.. Enumerable.Range(0, paid.Length).Select(y => paid[y, Lane])];

    private static double Stretch(BudgetCeiling budget, int lane = Lane)
    {
        double[] lanes = new double[LaneSeries.Lanes];
        budget.Stretch<Eight>(0).Store(ref lanes[0], 0);
        return lanes[lane];
    }

    /// <summary>Payments of one trial, sorted and paid one after the other, year after year.</summary>
    private sealed class PaymentsOneByOne
    {
        public PaymentsOneByOne(double[] due, double[] amount, double[] ceiling)
        {
            int years = ceiling.Length;
            int[] order = [.. Enumerable.Range(0, due.Length).Where(i => due[i] < years).OrderBy(i => due[i])];
            (Paid, Served) = (new double[years], [.. due]);
            double delay = 0;
            double total = order.Sum(i => amount[i]);
            double[] left = [.. ceiling];
            int year = 0;
            foreach (int i in order)
            {
                // What an earlier year has left cannot be spent on what falls due later.
                year = Math.Max(year, (int)due[i]);
                double need = amount[i];
                bool waits = false;
                while (year < years && need > left[year] + 1e-9)
                {
                    (Paid[year], need, left[year]) = (Paid[year] + left[year], need - left[year], 0);
                    year++;
                    waits = true;
                }

                if (year == years)
                {
                    Served[i] = double.PositiveInfinity;
                    delay += amount[i] * (years - due[i]);
                    continue;
                }

                (Paid[year], left[year]) = (Paid[year] + need, left[year] - need);
                bool late = waits || year > (int)due[i] || Late(year, order, due, amount, ceiling);
                Served[i] = late ? Math.Max(due[i], year + (Paid[year] / ceiling[year])) : due[i];
                delay += amount[i] * (Served[i] - due[i]);
            }

            Stretch = total > 0 ? delay / total : 0;
        }

        public double[] Paid { get; }

        public double[] Served { get; }

        public double Stretch { get; }

        /// <summary>Whether a year starts or ends with arrears.</summary>
        private static bool Late(int year, int[] order, double[] due, double[] amount, double[] ceiling)
        {
            double arrears = 0;
            for (int y = 0; y < year; y++)
            {
                arrears = Math.Max(0, arrears + order.Where(i => (int)due[i] == y).Sum(i => amount[i]) - ceiling[y]);
            }

            return arrears > 1e-7 || arrears + order.Where(i => (int)due[i] == year).Sum(i => amount[i]) > ceiling[year] + 1e-7;
        }
    }
}
