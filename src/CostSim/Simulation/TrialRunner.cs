using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Engagement;
using CostSim.Procurement;
using CostSim.Realisation;
using CostSim.Valuation;
using CostSim.World;

namespace CostSim.Simulation;

/// <summary>
/// One world after another through the stations: World → Procurement → Costing → Engagement → Valuation → Realisation. Holds the buffers of one worker;
/// nothing that a trial draws survives into the next.
/// </summary>
internal sealed class TrialRunner
{
    private readonly Model model;
    private readonly double[][] cost;
    private readonly double[][] nominalCost;

    /// <param name="model">Model.</param>
    /// <param name="exactEnumeration">Whether raids are enumerated.</param>
    /// <param name="cancellation">Stops within a trial wherever much is worked out.</param>
    public TrialRunner(Model model, bool exactEnumeration, CancellationToken cancellation = default)
    {
        this.model = model;
        Group = new TrialGroup(model.Inputs.Count);
        Worlds = new WorldLanes(model, Group);
        World = new TrialWorld(Worlds);
        Procurement = new ProcurementStation(model, Group, Worlds);
        Costs = new CostStation(model, Group, Worlds, Procurement);
        Forces = new ForceStation(model, Group, cancellation);
        Effects = new EffectStation(model, Group, Forces, exactEnumeration, cancellation);
        Realised = new RealisedStation(model, Forces.Layers, cancellation);
        cost = [.. model.Options.Select(_ => new double[model.Years])];
        nominalCost = [.. model.Options.Select(_ => new double[model.Years])];
    }

    /// <summary>The trials that are looked at together.</summary>
    public TrialGroup Group { get; }

    /// <summary>The worlds of the group.</summary>
    public WorldLanes Worlds { get; }

    /// <summary>The world of the trial that is run.</summary>
    public TrialWorld World { get; }

    public ProcurementStation Procurement { get; }

    public CostStation Costs { get; }

    public ForceStation Forces { get; }

    public EffectStation Effects { get; }

    public RealisedStation Realised { get; }

    /// <summary>Runs one trial alone.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="draws">One draw per input.</param>
    /// <param name="witness">Told of every raid of an option; null when nobody asks.</param>
    public void Run(TrialAddress trial, ReadOnlySpan<double> draws, Action<int, RaidRecord>? witness = null)
    {
        Group.Take(draws);
        BeginGroup();
        Run(trial, 0, witness);
    }

    /// <summary>Starts the trials that <see cref="Group"/> has taken.</summary>
    public void BeginGroup()
    {
        BeginForces();
        Effects.BeginGroup();
    }

    /// <summary>The same without what raids come to.</summary>
    public void BeginForces()
    {
        Worlds.BeginGroup();
        Procurement.BeginGroup();
        Costs.BeginGroup();
        Forces.BeginGroup();
    }

    /// <summary>Runs a trial of the group.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="lane">Its lane.</param>
    /// <param name="witness">Told of every raid of an option; null when nobody asks.</param>
    public void Run(TrialAddress trial, int lane, Action<int, RaidRecord>? witness = null)
    {
        Prepare(lane);
        Effects.Run(World, Costs, lane);
        Realised.Run(trial, World, Forces.Placed, Costs, Group.Row(lane), witness);
        for (int o = 0; o < cost.Length; o++)
        {
            AddUp(o);
        }
    }

    /// <summary>What every evaluation of a trial starts from: the world, what is delivered when, what it costs, and where it stands.</summary>
    /// <param name="lane">Lane of the trial in the group.</param>
    public void Prepare(int lane)
    {
        World.Take(lane);
        Procurement.Take(lane);
        Costs.Take(lane);
        Forces.Run(Procurement, lane);
    }

    /// <summary>Reads the outcomes of an option from the stations.</summary>
    /// <param name="option">Number of the option.</param>
    /// <param name="outcomes">Receives one value per <see cref="Outcome"/>.</param>
    public void Outcomes(int option, Span<double> outcomes)
    {
        OptionPlan plan = model.Options[option];
        OptionOrders orders = Procurement.Orders(option);
        OptionEffects effects = Effects.Effects(option);
        OptionEffects reference = Effects.Effects(model.ReferenceOption);
        RealisedEffects realised = Realised.Effects(option);

        // All sums side by side: one alone waits for its additions.
        (double spent, double lost, double lostByReference, double happened, double protectedYears, double worst) = (0, 0, 0, 0, 0, double.NegativeInfinity);
        (double replenishing, double replenished, double fired, double attack) = (0, 0, 0, 0);
        (double[] discounts, double[] costs, double[] losses, double[] otherLosses) = (World.Discount, cost[option], effects.Loss, reference.Loss);
        (double[] lossesThen, double[] restocked, double[] restockedThen) = (realised.Loss, effects.Replenishment, realised.Replenishment);
        (double[] shots, double[] attacks, double[] protection) = (effects.Spent, effects.AttackCost, effects.Protection);
        for (int y = 0; y < discounts.Length; y++)
        {
            double discount = discounts[y];
            spent += discount * costs[y];
            lost += discount * losses[y];
            lostByReference += discount * otherLosses[y];
            happened += discount * lossesThen[y];
            replenishing += discount * restocked[y];
            replenished += discount * restockedThen[y];
            fired += discount * shots[y];
            attack += discount * attacks[y];
            protectedYears += protection[y];
            worst = Math.Max(worst, lossesThen[y]);
        }

        outcomes.Fill(double.NaN);
        outcomes[(int)Outcome.Cost] = spent;
        outcomes[(int)Outcome.Loss] = lost;
        outcomes[(int)Outcome.LossAverted] = lostByReference - lost;
        outcomes[(int)Outcome.RealisedLoss] = happened;
        outcomes[(int)Outcome.RealisedCost] = spent - replenishing + replenished;
        outcomes[(int)Outcome.WorstYear] = worst;
        outcomes[(int)Outcome.StockOuts] = realised.StockOuts;
        outcomes[(int)Outcome.ProtectedYears] = protectedYears;
        outcomes[(int)Outcome.IocYear] = Calendar(orders.FirstOperational(plan));
        outcomes[(int)Outcome.FocYear] = Calendar(orders.LastOperational(plan));
        outcomes[(int)Outcome.Units] = effects.Units[^1];
        outcomes[(int)Outcome.FallbackUsed] = orders.FallbackUsed ? 1 : 0;
        outcomes[(int)Outcome.Cancelled] = orders.Cancelled.AsSpan().Count(true);
        outcomes[(int)Outcome.InterceptorsFired] = effects.Fired;
        outcomes[(int)Outcome.Leakers] = effects.Leakers;
        outcomes[(int)Outcome.ShotDown] = effects.Attackers - outcomes[(int)Outcome.Leakers];
        outcomes[(int)Outcome.InterceptorSpend] = fired;
        outcomes[(int)Outcome.AttackSpend] = model.AttackerCosts.Length > 0 ? attack : double.NaN;
        outcomes[(int)Outcome.DeathsAverted] = reference.Deaths - effects.Deaths;
    }

    /// <summary>A yearly outcome of an option: a value per year.</summary>
    public ReadOnlySpan<double> Yearly(int option, YearlyOutcome outcome)
    {
        CostFlows flows = Costs.Flows(option);
        OptionEffects effects = Effects.Effects(option);
        return outcome switch
        {
            YearlyOutcome.Cost => cost[option],
            YearlyOutcome.CostNominal => nominalCost[option],
            YearlyOutcome.Acquisition => flows.Acquisition,
            YearlyOutcome.Missiles => flows.Missiles,
            YearlyOutcome.Infrastructure => flows.Infrastructure,
            YearlyOutcome.Operation => flows.Operation,
            YearlyOutcome.Replenishment => effects.Replenishment,
            YearlyOutcome.Renewal => flows.Renewal,
            YearlyOutcome.BudgetLine => World.Ceiling,
            YearlyOutcome.UnderCeiling => flows.UnderCeiling,
            YearlyOutcome.Units => effects.Units,
            YearlyOutcome.Protection => effects.Protection,
            YearlyOutcome.Loss => effects.Loss,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such yearly outcome."),
        };
    }

    /// <summary>All spending by year, real and at current prices.</summary>
    private void AddUp(int option)
    {
        double[] others = Costs.Flows(option).WithoutReplenishment;
        double[] replenishment = Effects.Effects(option).Replenishment;
        double[] prices = World.PriceIndex;
        (double[] real, double[] nominal) = (cost[option], nominalCost[option]);
        for (int y = 0; y < real.Length; y++)
        {
            double spent = others[y] + replenishment[y];
            real[y] = spent;
            nominal[y] = spent * prices[y];
        }
    }

    /// <summary>Calendar time; not a number beyond the horizon: censored.</summary>
    private double Calendar(double time) => time < model.Years ? model.Scenario.Horizon.StartYear + time : double.NaN;
}
