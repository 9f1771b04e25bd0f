using CostSim.Procurement;

namespace CostSim.Tests.Procurement;

/// <summary>The worked example of the methods: demand 400, 600, 300, 100 under a ceiling of 350 a year.</summary>
public sealed class BudgetCeilingTests
{
    [Fact]
    public void Payments_are_stretched_under_the_ceiling_and_units_wait_for_them()
    {
        var budget = new BudgetCeiling(8, 16);
        double[] demand = [400, 600, 300, 100];
        for (int y = 0; y < 4; y++)
        {
            budget.Add(y, demand[y], y);
        }

        double[] ceiling = [350, 350, 350, 350, 350, 350, 350, 350];
        double[] paid = new double[8];
        double[] served = new double[4];
        double delay = budget.Serve(ceiling, paid, (label, date) => served[label] = date);
        Assert.Equal([350, 350, 350, 350, 0, 0, 0, 0], paid);
        Assert.Equal(1 + (50 / 350.0), served[0], 1e-12);
        Assert.Equal(2 + (300 / 350.0), served[1], 1e-12);
        Assert.Equal(3 + (250 / 350.0), served[2], 1e-12);
        Assert.Equal(4, served[3], 1e-12);
        Assert.Equal(((400 * served[0]) + (600 * (served[1] - 1)) + (300 * (served[2] - 2)) + (100 * (served[3] - 3))) / 1400, delay, 1e-12);
    }

    [Fact]
    public void Ten_units_of_140_are_funded_two_five_seven_and_ten_by_the_ends_of_the_years()
    {
        var budget = new BudgetCeiling(8, 16);
        for (int j = 0; j < 10; j++)
        {
            budget.Add(0, 140, j);
        }

        double[] served = new double[10];
        budget.Serve([350, 350, 350, 350, 350, 350, 350, 350], new double[8], (label, date) => served[label] = date);
        Assert.Equal([2, 5, 7, 10], Enumerable.Range(1, 4).Select(year => served.Count(date => date <= year + 1e-9)));
    }

    [Fact]
    public void Without_a_binding_ceiling_everything_is_paid_when_it_is_due()
    {
        var budget = new BudgetCeiling(4, 4);
        budget.Add(2.7, 100, 0);
        budget.Add(0.3, 50, 1);
        double[] paid = new double[4];
        double[] served = new double[2];
        Assert.Equal(0, budget.Serve([1e9, 1e9, 1e9, 1e9], paid, (label, date) => served[label] = date));
        Assert.Equal([2.7, 0.3], served);
        Assert.Equal([50, 0, 100, 0], paid);
    }
}
