using CostSim.Numerics;
using CostSim.Procurement;

namespace CostSim.Tests.Procurement;

/// <summary>
/// The worked example of the methods: demand 400, 600, 300, 100 under a ceiling of 350 a year; every lane against payments served one by one; and what
/// a little less money does.
/// </summary>
public sealed class BudgetCeilingTests
{
    private const int Years = 9;

    [Fact]
    public void Payments_are_stretched_under_the_ceiling_and_units_wait_for_them()
    {
        double[] demand = [400, 600, 300, 100];
        Served run = Serve<Eight>(Alone(8, 350, [.. demand.Select((value, y) => ((double)y, value))]))[5];
        Assert.Equal([350, 350, 350, 350, 0, 0, 0, 0], run.Paid, Close);
        Assert.Equal([1 + (50 / 350.0), 2 + (300 / 350.0), 3 + (250 / 350.0), 4], run.Dates, Close);
    }

    [Fact]
    public void Ten_units_of_140_are_funded_two_five_seven_and_ten_by_the_ends_of_the_years()
    {
        Served run = Serve<Eight>(Alone(8, 350, [.. Enumerable.Repeat((0.0, 140.0), 10)]))[5];
        Assert.Equal([2, 5, 7, 10], Enumerable.Range(1, 4).Select(year => run.Dates.Count(date => date <= year + 1e-9)));
    }

    [Fact]
    public void Money_that_has_come_in_by_then_pays_when_a_payment_falls_due_and_what_is_not_spent_is_gone()
    {
        // 50 of 100 have come in by mid-year, 90 by 0.9; the year after begins with nothing.
        Served run = Serve<Eight>(Alone(4, 100, [(0.5, 40), (0.9, 60), (2.5, 50), (2.5, 30)]))[5];
        Assert.Equal([0.5, 1, 2.5, 2.8], run.Dates, Close);
        Assert.Equal([100, 0, 80, 0], run.Paid, Close);
    }

    [Fact]
    public void With_ample_money_everything_is_paid_when_it_is_due()
    {
        Served run = Serve<Eight>(Alone(4, 1e9, [(0.3, 50), (2.7, 100)]))[5];
        Assert.Equal([0.3, 2.7], run.Dates);
        Assert.Equal([50, 0, 100, 0], run.Paid);
    }

    [Fact]
    public void Every_lane_is_served_as_it_would_be_alone_payment_by_payment()
    {
        // Lanes with and without arrears, with and without a ceiling, with payments that never come, and with lists that end, all in one vector.
        var random = new Random(3);
        (int late, int never, int onTime, int cut) = (0, 0, 0, 0);
        for (int round = 0; round < 400; round++)
        {
            Case[] cases = [.. Enumerable.Range(0, LaneSeries.Lanes).Select(_ => Case.Random(random))];
            (Served[] eight, Served[] four) = (Serve<Eight>(cases), Serve<Four>(cases));
            for (int lane = 0; lane < cases.Length; lane++)
            {
                Assert.Equal(eight[lane].Dates, four[lane].Dates);
                Assert.Equal(eight[lane].Paid, four[lane].Paid);
                PaymentsOneByOne one = new(cases[lane]);
                Assert.Equal(one.Paid, eight[lane].Paid, Close);
                Assert.Equal(one.Dates, eight[lane].Dates, Close);
                Assert.Equal(one.Unmade, cases[lane].End < Years ? eight[lane].Unmade : one.Unmade, 1e-9);
                double[] due = [.. cases[lane].Due.SelectMany(list => list)];
                for (int i = 0; i < due.Length; i++)
                {
                    (late, never) = (late + (one.Dates[i] > due[i] ? 1 : 0), never + (double.IsInfinity(one.Dates[i]) && due[i] < Years ? 1 : 0));
                    onTime += one.Dates[i] == due[i] && due[i] < Years ? 1 : 0;
                }

                cut += one.Unmade is > 0 and < 1 && cases[lane].End < Years ? 1 : 0;
            }
        }

        Assert.True(late > 5000 && never > 500 && onTime > 500 && cut > 20, $"{late} {never} {onTime} {cut}");
    }

    [Fact]
    public void No_year_pays_more_than_its_ceiling_whatever_being_late_costs()
    {
        var random = new Random(4);
        double most = 0;
        for (int round = 0; round < 200; round++)
        {
            Case[] cases = [.. Enumerable.Range(0, LaneSeries.Lanes).Select(_ => Case.Random(random) with { Penalty = 0.3 })];
            Served[] served = Serve<Eight>(cases);
            for (int lane = 0; lane < cases.Length; lane++)
            {
                for (int y = 0; y < Years; y++)
                {
                    Assert.True(served[lane].Paid[y] <= cases[lane].Ceiling[y] * (1 + 1e-12));
                    most = Math.Max(most, served[lane].Paid[y] / cases[lane].Ceiling[y]);
                }
            }
        }

        Assert.InRange(most, 1 - 1e-12, 1 + 1e-12);
    }

    [Theory]
    [InlineData(1, -1e-7)]
    [InlineData(1 + 1e-7, 0)]
    public void A_little_less_money_or_a_little_higher_prices_make_everything_a_little_later(double prices, double money)
    {
        // A date moves by about the share of the money that is missing, times the years it had to come in, times how unevenly it comes and is needed.
        var random = new Random(5);
        int moved = 0;
        for (int round = 0; round < 400; round++)
        {
            Case[] cases = [.. Enumerable.Range(0, LaneSeries.Lanes).Select(_ => Case.Random(random, rounded: round % 2 == 0) with { End = double.PositiveInfinity })];
            Served[] before = Serve<Eight>(cases);
            Served[] after = Serve<Eight>([.. cases.Select(one => one.Scaled(prices, 1 + money))]);
            for (int lane = 0; lane < cases.Length; lane++)
            {
                double worst = Math.Max(1, cases[lane].Ceiling.Max() / cases[lane].Ceiling.Min());
                for (int i = 0; i < before[lane].Dates.Length; i++)
                {
                    double was = Math.Min(Years, before[lane].Dates[i]);
                    double later = Math.Min(Years, after[lane].Dates[i]) - was;
                    Assert.InRange(later, -1e-12, 1e-7 * Years * 20 * worst);
                    moved += later > 1e-9 ? 1 : 0;
                }
            }
        }

        Assert.True(moved > 5000, $"{moved}");
    }

    private static bool Close(double one, double other) => one.Equals(other) || Math.Abs(one - other) < 1e-9;

    private static Case[] Alone(int years, double ceiling, (double Due, double Amount)[] payments) => [.. Enumerable.Repeat(
        new Case(
            [[payments[0].Due, .. payments.Select(one => one.Due)]], [[1, .. payments.Select(one => one.Amount)]],
            [.. Enumerable.Repeat(new double[years], 2)], [[.. new double[years]], [.. Enumerable.Repeat(1.0, years)]],
            [.. Enumerable.Repeat(ceiling, years)], 0, double.PositiveInfinity) { Skipped = 1 },
        LaneSeries.Lanes)];

    private static Served[] Serve<T>(Case[] cases)
        where T : struct, IVector<T>
    {
        Case first = cases[0];
        (int years, int lists, int payments) = (first.Ceiling.Length, first.Due.Length, first.Due.Sum(list => list.Length));

        // Room for more than there is: one is used for all options.
        var budget = new BudgetCeiling(years, lists + 1, payments + 3);
        var paid = new PaidShares(lists + 1, years, true);
        budget.Queue.Begin([.. first.Due.Select(list => list.Length)]);
        LaneSeries ceiling = Lanes(cases, years, (one, y) => one.Ceiling[y]);
        LaneSeries end = Lanes(cases, 1, (one, _) => one.End);
        LaneSeries penalty = Lanes(cases, 1, (one, _) => one.Penalty);
        LaneSeries[] due = [.. first.Due.Select((list, l) => Lanes(cases, list.Length, (one, i) => one.Due[l][i]))];
        LaneSeries[] weight = [.. first.Due.Select((list, l) => Lanes(cases, list.Length, (one, i) => one.Weight[l][i]))];
        LaneSeries[] same = [.. first.Same.Select((_, k) => Lanes(cases, years, (one, y) => one.Same[k][y]))];
        LaneSeries[] unit = [.. first.Unit.Select((_, k) => Lanes(cases, years, (one, y) => one.Unit[k][y]))];
        var dates = new double[cases.Length][];
        double[] unmade = new double[LaneSeries.Lanes];
        for (int from = 0; from < LaneSeries.Lanes; from += T.Count)
        {
            for (int l = 0; l < lists; l++)
            {
                for (int i = 0; i < due[l].Length; i++)
                {
                    budget.Queue.Set(l, i, from, due[l].At<T>(i, from), weight[l].At<T>(i, from));
                }

                for (int y = 0; y < years; y++)
                {
                    budget.Queue.SetAmount(paid.Contract(l) + y, from, same[2 * l].At<T>(y, from), unit[2 * l].At<T>(y, from));
                    budget.Queue.SetAmount(paid.Units(l) + y, from, same[(2 * l) + 1].At<T>(y, from), unit[(2 * l) + 1].At<T>(y, from));
                }
            }

            budget.Serve(ceiling, penalty.At<T>(0, from), 0, end.At<T>(0, from), from, paid);
            budget.Unmade<T>(from).Store(ref unmade[0], from);
            var date = new LaneSeries(1);
            for (int lane = from; lane < from + T.Count; lane++)
            {
                dates[lane] = new double[payments];
            }

            for (int l = 0, at = 0; l < lists; l++)
            {
                for (int i = 0; i < due[l].Length; i++, at++)
                {
                    date.Set(0, from, budget.Served<T>(l, i, from));
                    for (int lane = from; lane < from + T.Count; lane++)
                    {
                        dates[lane][at] = date[0, lane];
                    }
                }
            }
        }

        return [.. cases.Select((one, lane) => new Served(dates[lane][one.Skipped..], Paid(one, paid, lane), unmade[lane]))];
    }

    /// <summary>What is paid by year: shares at the prices of their years.</summary>
    private static double[] Paid(Case one, PaidShares paid, int lane)
    {
        double At(Func<Eight> series)
        {
            double[] lanes = new double[LaneSeries.Lanes];
            series().Store(ref lanes[0], 0);
            return lanes[lane];
        }

        double[] sum = new double[one.Ceiling.Length];
        for (int y = 0; y < sum.Length; y++)
        {
            for (int l = 0; l < one.Due.Length; l++)
            {
                sum[y] += At(() => paid.AtContract<Eight>(l, y, 0)) * (one.Same[2 * l][y] + (one.Weight[l][0] * one.Unit[2 * l][y]));
                sum[y] += (At(() => paid.WithUnits<Eight>(l, y, 0)) * one.Same[(2 * l) + 1][y]) + (At(() => paid.WithUnitsByPrice<Eight>(l, y, 0)) * one.Unit[(2 * l) + 1][y]);
            }
        }

        return sum;
    }

    private static LaneSeries Lanes(Case[] cases, int length, Func<Case, int, double> value)
    {
        var series = new LaneSeries(length);
        for (int i = 0; i < length; i++)
        {
            for (int lane = 0; lane < LaneSeries.Lanes; lane++)
            {
                series[i, lane] = value(cases[lane], i);
            }
        }

        return series;
    }

    private sealed record Served(double[] Dates, double[] Paid, double Unmade);

    /// <summary>Payments of one trial: by list and number in it; amounts by list, kind (at contract, with a unit) and year. The first list can end.</summary>
    private sealed record Case(double[][] Due, double[][] Weight, double[][] Same, double[][] Unit, double[] Ceiling, double Penalty, double End)
    {
        private static readonly int[] Lists = [3, 7, 1, 12];

        /// <summary>Payments at the front that are no part of the case.</summary>
        public int Skipped { get; init; }

        public static Case Random(Random random, bool rounded = false)
        {
            double level = random.Next(4) switch { 0 => 1e7, 1 => 4000, _ => 20 + (300 * random.NextDouble()) };
            double Amount(double most) => random.Next(5) == 0 ? 0 : rounded ? random.Next(1, 5) * most / 4 : most * random.NextDouble();
            double growth = 1 + (0.2 * random.NextDouble()) - 0.05;
            double[] ByYear(double most)
            {
                double start = Amount(most);
                return [.. Enumerable.Range(0, Years).Select(y => start * Math.Pow(growth, y))];
            }

            return new Case(
                [.. Lists.Select(count => Dates(count, random))],
                [.. Lists.Select(count => Enumerable.Range(0, count).Select(i => i == 0 ? 1 : Math.Pow(0.9, i)).ToArray())],
                [.. Lists.SelectMany(_ => new[] { ByYear(300), ByYear(40) })],
                [.. Lists.SelectMany(_ => new[] { ByYear(0), ByYear(100) })],
                [.. Enumerable.Range(0, Years).Select(_ => (rounded ? Math.Ceiling(level / 100) * 100 : level) * random.Next(1, 3))],
                random.Next(2) == 0 ? 0 : 0.2 * random.NextDouble(),
                random.Next(2) == 0 ? double.PositiveInfinity : Years * random.NextDouble());
        }

        public Case Scaled(double prices, double money) => this with
        {
            Same = [.. Same.Select(row => row.Select(value => value * prices).ToArray())],
            Unit = [.. Unit.Select(row => row.Select(value => value * prices).ToArray())],
            Ceiling = [.. Ceiling.Select(value => value * money)],
        };

        /// <summary>A list may not come at all, or from the middle on; some fall due on the same day as those of another list.</summary>
        private static double[] Dates(int count, Random random)
        {
            double time = random.Next(6) == 0 ? double.PositiveInfinity : Years * random.NextDouble();
            double step = random.Next(3) * random.NextDouble() * 0.7;
            time = random.Next(3) == 0 ? Math.Floor(time) : time;
            int cut = random.Next(3) == 0 ? random.Next(count) : count;
            return [.. Enumerable.Range(0, count).Select(i => i < cut ? time + (i * step) : double.PositiveInfinity)];
        }
    }

    /// <summary>Payments of one trial, year by year: what has fallen due, in order, is paid as long as there is money.</summary>
    private sealed class PaymentsOneByOne
    {
        public PaymentsOneByOne(Case one)
        {
            (int List, int Number)[] all = [.. one.Due.SelectMany((list, l) => list.Select((_, i) => (l, i)))];
            int[] order = [.. Enumerable.Range(0, all.Length).OrderBy(p => one.Due[all[p].List][all[p].Number])];
            double[] left = [.. Enumerable.Repeat(1.0, all.Length)];
            (Paid, Dates) = (new double[Years], [.. Enumerable.Repeat(double.PositiveInfinity, all.Length)]);
            for (int y = 0; y < Years; y++)
            {
                foreach (int p in order)
                {
                    (int list, int number) = all[p];
                    double due = one.Due[list][number];
                    bool ends = list == 0 && one.End < y + 1;
                    if (due >= y + 1 || left[p] <= 0 || !double.IsInfinity(Dates[p]) || (list == 0 && one.End <= y))
                    {
                        continue;
                    }

                    int kind = (2 * list) + Math.Min(1, number);
                    double price = (one.Same[kind][y] + (one.Weight[list][number] * one.Unit[kind][y])) * (1 + (one.Penalty * (y - Math.Floor(due))));
                    double limit = one.Ceiling[y] * (ends ? one.End - y : 1);
                    double can = Math.Max(0, limit - Paid[y]);
                    if (left[p] * price <= can)
                    {
                        (Paid[y], left[p]) = (Paid[y] + (left[p] * price), 0);
                        Dates[p] = Math.Max(due, y + (Paid[y] / one.Ceiling[y]));
                        continue;
                    }

                    (Paid[y], left[p]) = (Paid[y] + can, left[p] - (can / price));
                    if (!ends)
                    {
                        break;
                    }
                }
            }

            Unmade = left[0];
        }

        public double[] Paid { get; }

        public double[] Dates { get; }

        public double Unmade { get; }
    }
}
