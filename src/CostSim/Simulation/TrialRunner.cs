using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Procurement;
using CostSim.Valuation;
using CostSim.World;

namespace CostSim.Simulation;

/// <summary>
/// One world after another through the stations: World → Procurement → Costing → Engagement → Valuation. Holds the buffers of one worker;
/// nothing survives from one trial to the next.
/// </summary>
internal sealed class TrialRunner
{
    private readonly Model model;

    public TrialRunner(Model model, bool exactEnumeration)
    {
        this.model = model;
        World = new TrialWorld(model.Years);
        Procurement = new ProcurementStation(model);
        Costs = new CostStation(model);
        Effects = new EffectStation(model, exactEnumeration);
    }

    public TrialWorld World { get; }

    public ProcurementStation Procurement { get; }

    public CostStation Costs { get; }

    public EffectStation Effects { get; }

    /// <summary>Runs one trial.</summary>
    /// <param name="draws">One draw per input.</param>
    public void Run(ReadOnlySpan<double> draws)
    {
        World.Run(model, draws);
        Procurement.Run(World, draws);
        Costs.Run(World, Procurement, draws);
        Effects.Run(World, Procurement, Costs, draws);
    }

    /// <summary>Reads the outcomes of an option from the stations.</summary>
    /// <param name="option">Number of the option.</param>
    /// <param name="outcomes">Receives one value per <see cref="Outcome"/>.</param>
    public void Outcomes(int option, Span<double> outcomes)
    {
        OptionPlan plan = model.Options[option];
        OptionOrders orders = Procurement.Orders(option);
        OptionEffects effects = Effects.Effects(option);
        outcomes.Fill(double.NaN);
        outcomes[(int)Outcome.Cost] = PresentCost(option);
        outcomes[(int)Outcome.Loss] = PresentLoss(option);
        outcomes[(int)Outcome.LossAverted] = PresentLoss(model.ReferenceOption) - outcomes[(int)Outcome.Loss];
        double protectedYears = 0;
        foreach (double protection in effects.Protection)
        {
            protectedYears += protection;
        }

        outcomes[(int)Outcome.ProtectedYears] = protectedYears;
        outcomes[(int)Outcome.IocYear] = Calendar(orders.FirstOperational(plan));
        outcomes[(int)Outcome.FocYear] = Calendar(orders.LastOperational(plan));
        outcomes[(int)Outcome.Units] = effects.Units[^1];
        outcomes[(int)Outcome.FallbackUsed] = orders.FallbackUsed ? 1 : 0;
        outcomes[(int)Outcome.Cancelled] = orders.Cancelled.Count(cancelled => cancelled);
        outcomes[(int)Outcome.InterceptorsFired] = effects.Fired.Sum();
        outcomes[(int)Outcome.Leakers] = effects.Leakers;
        outcomes[(int)Outcome.DeathsAverted] = Effects.Effects(model.ReferenceOption).Deaths - effects.Deaths;
    }

    /// <summary>Value of a yearly outcome of an option.</summary>
    public double Yearly(int option, int year, YearlyOutcome outcome)
    {
        CostFlows flows = Costs.Flows(option);
        OptionEffects effects = Effects.Effects(option);
        return outcome switch
        {
            YearlyOutcome.Cost => flows.WithoutReplenishment(year) + effects.Replenishment[year],
            YearlyOutcome.CostNominal => (flows.WithoutReplenishment(year) + effects.Replenishment[year]) * World.PriceIndex[year],
            YearlyOutcome.Acquisition => flows.Acquisition[year],
            YearlyOutcome.Missiles => flows.Missiles[year],
            YearlyOutcome.Infrastructure => flows.Infrastructure[year],
            YearlyOutcome.Operation => flows.Operation[year],
            YearlyOutcome.Replenishment => effects.Replenishment[year],
            YearlyOutcome.Renewal => flows.Renewal[year],
            YearlyOutcome.BudgetLine => World.Ceiling[year],
            YearlyOutcome.Units => effects.Units[year],
            YearlyOutcome.Protection => effects.Protection[year],
            YearlyOutcome.Loss => effects.Loss[year],
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such yearly outcome."),
        };
    }

    private double PresentCost(int option)
    {
        CostFlows flows = Costs.Flows(option);
        double[] replenishment = Effects.Effects(option).Replenishment;
        double sum = 0;
        for (int y = 0; y < model.Years; y++)
        {
            sum += World.Discount[y] * (flows.WithoutReplenishment(y) + replenishment[y]);
        }

        return sum;
    }

    private double PresentLoss(int option)
    {
        double[] loss = Effects.Effects(option).Loss;
        double sum = 0;
        for (int y = 0; y < model.Years; y++)
        {
            sum += World.Discount[y] * loss[y];
        }

        return sum;
    }

    /// <summary>Calendar time; not a number beyond the horizon: censored.</summary>
    private double Calendar(double time) => time < model.Years ? model.Scenario.Horizon.StartYear + time : double.NaN;
}
