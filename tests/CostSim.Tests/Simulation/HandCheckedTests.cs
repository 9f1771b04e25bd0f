using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>A scenario without any uncertainty, followed with pencil and paper: every figure is written out here, none comes from the program.</summary>
public sealed class HandCheckedTests
{
    private static readonly Sample Run = TestScenarios.Run(4);

    [Fact]
    public void Delivery_follows_decision_negotiation_lead_interval_slip_and_training()
    {
        // Contract at 0.25 + 0.25; first unit after 1.2 × 0.5, second after 1.2 × (0.5 + 1); a tenth of a year of training.
        Equal(2030 + 0.5 + 0.6 + 0.1, Outcome.IocYear);
        Equal(2030 + 0.5 + 1.8 + 0.1, Outcome.FocYear);
        Equal(2, Outcome.Units);
        Assert.True(double.IsNaN(Run.Column(0, Outcome.IocYear).Span[0]));
    }

    [Fact]
    public void Cost_is_the_present_value_of_every_payment()
    {
        double[] year = new double[4];
        year[0] += (0.4 * 200) + 30;                    // 40 % of both units and infrastructure, at the contract in mid-2030
        year[1] += (0.6 * 100) + 5 + (500 * 2.0);       // first unit at 1.1: the rest, training, half the missiles at 2.5 / 1.25 MEUR
        year[2] += (0.6 * 100) + 5 + (500 * 2.0);       // second unit at 2.3
        double perUnit = 6 + (20 * 0.1);
        year[1] += perUnit * (2 - 1.2);                 // operational from 1.2
        year[2] += perUnit + (perUnit * (3 - 2.4));     // and from 2.4
        year[3] += 2 * perUnit;

        // Conflict year 1, 2, … of 2: with one unit 9 of 10 are engaged, with two all 10, two shots each, two raids a year; replaced a year later.
        double[] conflict = ConflictProbability();
        year[2] += conflict[1] * 2 * 2 * 9 * 2.0;
        year[3] += conflict[2] * 2 * 2 * 10 * 2.0;
        double present = 0;
        for (int y = 0; y < 4; y++)
        {
            present += year[y] / Math.Pow(1.03, y + 0.5);
        }

        Equal(present, Outcome.Cost);
    }

    [Fact]
    public void Loss_and_protection_follow_from_leakers_hits_and_raids()
    {
        double[] damage = [Damage(0), Damage(9), Damage(10), Damage(10)];
        double[] conflict = ConflictProbability();
        double loss = 0;
        double undefended = 0;
        double protectedYears = 0;
        double leakers = 0;
        double[] through = [10, 10 - (9 * 0.91), 10 * 0.09, 10 * 0.09];
        for (int y = 0; y < 4; y++)
        {
            double discount = Math.Pow(1.03, -(y + 0.5));
            loss += discount * conflict[y] * 1000 * (1 - Math.Exp(-2 * damage[y]));
            undefended += discount * conflict[y] * 1000 * (1 - Math.Exp(-2 * Damage(0)));
            protectedYears += 1 - (damage[y] / Damage(0));
            leakers += conflict[y] * 2 * through[y];
        }

        Equal(loss, Outcome.Loss);
        Equal(undefended - loss, Outcome.LossAverted);
        Equal(protectedYears, Outcome.ProtectedYears);
        Equal(leakers, Outcome.Leakers);
        Assert.Equal(0, Run.Column(0, Outcome.ProtectedYears).Span[0]);
        Assert.Equal(0, Run.Column(0, Outcome.LossAverted).Span[0]);
    }

    /// <summary>Share destroyed when the given number of ten attackers is engaged with K = 1 − 0.3² = 0.91; a leaker takes 0.6 × 0.25.</summary>
    private static double Damage(int engaged) => 1 - (Math.Pow(0.85, 10 - engaged) * Math.Pow(1 - (0.09 * 0.15), engaged));

    /// <summary>Onset with 0.1 a year, two years long: in year t if it began in t or t − 1.</summary>
    private static double[] ConflictProbability() => [0.1, 0.1 + 0.09, 0.09 + 0.081, 0.081 + 0.0729];

    private static void Equal(double expected, Outcome outcome)
    {
        foreach (double value in Run.Column(1, outcome).Span)
        {
            Assert.Equal(expected, value, 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }
}
