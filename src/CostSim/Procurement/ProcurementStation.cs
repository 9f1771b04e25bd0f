using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Scenarios;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>
/// From order to operational units, and what acquisition costs by year: contracts, deliveries under slip, supplier's queue and budget
/// ceiling, and the fallback policy.
/// </summary>
internal sealed class ProcurementStation
{
    private const int Stride = 4096;
    private const double Ln2 = 0.693147180559945309417;
    private readonly Model model;
    private readonly SystemDraw[] systems;
    private readonly OptionOrders[] orders;
    private readonly BudgetCeiling[] budgets;
    private readonly double[][] learning;
    private readonly Action<int, double>[] serve;

    public ProcurementStation(Model model)
    {
        this.model = model;
        systems = new SystemDraw[model.Systems.Length];
        orders = [.. model.Options.Select(option => new OptionOrders(model, option))];
        budgets = [.. model.Options.Select(option => new BudgetCeiling(model.Years, option.Purchases.Sum(p => p.Units + 1)))];
        learning = [.. model.Systems.Select((_, i) => new double[MostUnits(model, i)])];
        serve = [.. orders.Select(one => (Action<int, double>)((label, date) => Postpone(one, label, date)))];
    }

    /// <summary>The trial's view of each system.</summary>
    public ReadOnlySpan<SystemDraw> Systems => systems;

    /// <summary>What became of an option's orders.</summary>
    public OptionOrders Orders(int option) => orders[option];

    /// <summary>Runs one trial for every option.</summary>
    public void Run(TrialWorld world, ReadOnlySpan<double> draws)
    {
        for (int i = 0; i < systems.Length; i++)
        {
            systems[i] = new SystemDraw(model.Systems[i], model.Suppliers, draws);
            Learn(learning[i], model.Systems[i].Cost.HasLearning ? systems[i].LearningSlope : 1);
        }

        for (int o = 0; o < orders.Length; o++)
        {
            RunOption(model.Options[o], orders[o], budgets[o], serve[o], world, draws);
        }
    }

    private static int MostUnits(Model model, int system) =>
        model.Options.SelectMany(option => option.Purchases).Where(p => p.System == system).Select(p => p.Units).DefaultIfEmpty(0).Max();

    /// <summary>Unit theory: the i-th unit costs i^β of the first, β = log₂(slope) (Crawford 1944).</summary>
    private static void Learn(double[] factors, double slope)
    {
        double beta = slope == 1 ? 0 : Elementary.Log(slope) / Ln2;
        for (int j = 0; j < factors.Length; j++)
        {
            factors[j] = slope == 1 || j == 0 ? 1 : Elementary.Exp(beta * Elementary.Log(j + 1));
        }
    }

    private void RunOption(
        OptionPlan option, OptionOrders result, BudgetCeiling budget, Action<int, double> postpone, TrialWorld world, ReadOnlySpan<double> draws)
    {
        int regular = option.Fallback?.FirstFallback ?? option.Purchases.Length;
        result.FallbackUsed = false;
        result.Fee = 0;
        result.FeeTime = double.PositiveInfinity;
        for (int i = 0; i < regular; i++)
        {
            Order(option, i, option.Purchases[i].Order, result, draws);
        }

        if (option.Fallback is { } fallback)
        {
            Decide(option, fallback, result, draws);
        }

        budget.Clear();
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            Pay(option, i, result, budget, world, draws);
        }

        double stretch = budget.Serve(world.Ceiling, result.Acquisition, postpone);
        double penalty = 1 + (model.Economy.StretchPenalty.In(draws) * stretch);
        for (int y = 0; y < result.Acquisition.Length && penalty > 1; y++)
        {
            result.Acquisition[y] *= penalty;
        }

        for (int i = 0; i < option.Purchases.Length; i++)
        {
            Operate(option.Purchases[i], i, result);
        }

        if (option.Fallback is { } ended && result.FallbackUsed)
        {
            Terminate(ended, result, draws);
        }
    }

    /// <summary>Contract and deliveries as planned, before the budget has its say.</summary>
    private void Order(OptionPlan option, int i, double start, OptionOrders result, ReadOnlySpan<double> draws)
    {
        PurchasePlan purchase = option.Purchases[i];
        SystemDraw system = systems[purchase.System];
        double contract = Contracting.ContractTime(
            model.Systems[purchase.System].Schedule.Decision, option.Regime, purchase.Joint, start, draws, out result.Cancelled[i]);
        result.Contract[i] = contract;
        result.Active[i] = true;
        result.AbandonedAt[i] = double.PositiveInfinity;
        double queueTime = system.QueueTime - model.Scenario.Horizon.StartYear;
        double[] delivered = result.Delivered[i];
        for (int j = 0; j < delivered.Length; j++)
        {
            double planned = contract + system.Lead + (j * system.Interval);
            delivered[j] = planned > queueTime ? planned + system.QueueDelay : planned;
        }
    }

    /// <summary>Whether the primary is abandoned at the deadline; then the fallback is ordered.</summary>
    private void Decide(OptionPlan option, FallbackPlan fallback, OptionOrders result, ReadOnlySpan<double> draws)
    {
        double deadline = Math.Max(0, fallback.Deadline.In(draws) - model.Scenario.Horizon.StartYear);
        int primary = fallback.Primary;
        double trigger = fallback.Trigger == FallbackTrigger.Contract ? result.Contract[primary] : result.Delivered[primary][0];
        result.FallbackUsed = deadline == 0 || trigger > deadline;
        for (int i = fallback.FirstFallback; i < option.Purchases.Length; i++)
        {
            if (result.FallbackUsed)
            {
                Order(option, i, Math.Max(deadline, option.Purchases[i].Order), result, draws);
            }
            else
            {
                result.Active[i] = false;
                result.Cancelled[i] = false;
                result.Contract[i] = double.PositiveInfinity;
                Array.Fill(result.Delivered[i], double.PositiveInfinity);
            }
        }

        if (result.FallbackUsed)
        {
            result.Active[primary] = false;
            result.AbandonedAt[primary] = deadline;
            if (result.Contract[primary] >= deadline)
            {
                result.Contract[primary] = double.PositiveInfinity;
            }
        }
    }

    /// <summary>Lists the payments of an order: a share of all units at contract, the rest of each at its delivery.</summary>
    private void Pay(OptionPlan option, int i, OptionOrders result, BudgetCeiling budget, TrialWorld world, ReadOnlySpan<double> draws)
    {
        PurchasePlan purchase = option.Purchases[i];
        SystemDraw system = systems[purchase.System];
        int years = world.Discount.Length;
        double contract = result.Contract[i];
        double factor = system.Growth * (1 - (purchase.Joint?.Discount.In(draws) ?? 0)) * (1 + option.Regime.PricePremium.In(draws))
            * system.AirDefenceShare;
        double[] factors = learning[purchase.System];
        double stop = result.AbandonedAt[i];
        double unpaid = 0;
        if (contract < years)
        {
            double atContract = factor * system.UnitPrice(world, (int)contract) * world.EquipmentIndex[(int)contract];
            double units = 0;
            for (int j = 0; j < purchase.Units; j++)
            {
                units += factors[j];
            }

            budget.Add(contract, system.ContractShare * atContract * units, (i * Stride) + Stride - 1);
        }

        for (int j = 0; j < purchase.Units; j++)
        {
            double delivered = result.Delivered[i][j];
            int year = delivered < years ? (int)delivered : years - 1;
            double price = factor * system.UnitPrice(world, year) * world.EquipmentIndex[year] * factors[j];
            (result.UnitPrice[i][j], result.PriceYear[i][j]) = (price, year);
            if (delivered >= stop)
            {
                result.Delivered[i][j] = double.PositiveInfinity;
                unpaid += (1 - system.ContractShare) * price;
            }
            else
            {
                budget.Add(delivered, (1 - system.ContractShare) * price, (i * Stride) + j);
            }
        }

        result.Unpaid[i] = unpaid;
    }

    private static void Postpone(OptionOrders result, int label, double date)
    {
        int unit = label % Stride;
        if (unit < Stride - 1)
        {
            double[] delivered = result.Delivered[label / Stride];
            delivered[unit] = Math.Max(delivered[unit], date);
        }
    }

    private void Operate(PurchasePlan purchase, int i, OptionOrders result)
    {
        SystemDraw system = systems[purchase.System];
        for (int j = 0; j < purchase.Units; j++)
        {
            result.Operational[i][j] = result.Delivered[i][j] + system.Training;
            result.Retired[i][j] = result.Delivered[i][j] + system.ServiceLife;
        }
    }

    /// <summary>Fee on what was committed and not yet paid when a signed contract is ended.</summary>
    private static void Terminate(FallbackPlan fallback, OptionOrders result, ReadOnlySpan<double> draws)
    {
        int primary = fallback.Primary;
        if (result.Contract[primary] < result.AbandonedAt[primary])
        {
            result.FeeTime = result.AbandonedAt[primary];
            result.Fee = fallback.FeeShare.In(draws) * result.Unpaid[primary];
        }
    }
}
