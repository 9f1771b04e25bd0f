using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Engagement;
using CostSim.Procurement;
using CostSim.World;

namespace CostSim.Valuation;

/// <summary>What an option achieves in one trial, by year. Money real and undiscounted, MEUR.</summary>
internal sealed class OptionEffects(int years, int missiles)
{
    /// <summary>Expected loss.</summary>
    public double[] Loss { get; } = new double[years];

    /// <summary>Protection P_t.</summary>
    public double[] Protection { get; } = new double[years];

    /// <summary>Units of the option that are operational in mid-year.</summary>
    public double[] Units { get; } = new double[years];

    /// <summary>Expected cost of replacing missiles fired.</summary>
    public double[] Replenishment { get; } = new double[years];

    /// <summary>Price of the missiles expected to be fired, in the year in which they are.</summary>
    public double[] Spent { get; } = new double[years];

    /// <summary>What the attackers that are expected to come cost whoever sends them.</summary>
    public double[] AttackCost { get; } = new double[years];

    /// <summary>Expected missiles fired over the horizon, by kind.</summary>
    public double[] Fired { get; } = new double[missiles];

    /// <summary>Expected attackers that come over the horizon.</summary>
    public double Attackers { get; set; }

    /// <summary>Expected attackers that get through over the horizon.</summary>
    public double Leakers { get; set; }

    /// <summary>Expected deaths over the horizon.</summary>
    public double Deaths { get; set; }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Loss);
        Array.Clear(Protection);
        Array.Clear(Units);
        Array.Clear(Replenishment);
        Array.Clear(Spent);
        Array.Clear(AttackCost);
        Array.Clear(Fired);
        (Attackers, Leakers, Deaths) = (0, 0, 0);
    }
}

/// <summary>The expected evaluation of every option, E[outcome | inputs]: conflict, raids, kills and hits integrated out.</summary>
internal sealed class EffectStation
{
    private readonly Model model;
    private readonly EngagementTable engagements;
    private readonly YearEffects years;
    private readonly ForceStates forces;
    private readonly OptionEffects[] options;
    private readonly ForceYears[] placed;
    private readonly YearCache peace;
    private readonly YearCache conflict;
    private readonly double[] none;
    private readonly double[] restockLimits;
    private readonly ulong[] masked;
    private readonly MissileStock[] full;
    private readonly Shortage shortage;
    private readonly Shortage plenty;

    public EffectStation(Model model, bool exactEnumeration)
    {
        this.model = model;
        Layers = [.. model.Systems.Select(system => new LayerDraw(system))];
        engagements = new EngagementTable(model, Layers, exactEnumeration || model.Enumerates);
        years = new YearEffects(model, Layers, engagements);
        forces = new ForceStates(model);
        int missiles = model.Missiles.Length;
        placed = [.. model.Options.Select(_ => new ForceYears(model.Years, model.Sites.Length, missiles))];
        options = [.. model.Options.Select(_ => new OptionEffects(model.Years, missiles))];
        peace = new YearCache(model.Sites.Length, missiles, model.Years);
        conflict = new YearCache(model.Sites.Length, missiles, model.Years);
        none = new double[missiles];
        restockLimits = new double[missiles];
        masked = new ulong[model.Sites.Length];
        full = new MissileStock[missiles];
        shortage = new Shortage(model);
        plenty = new Shortage(model);
        plenty.None();
    }

    /// <summary>The layers as the trial draws them.</summary>
    public LayerDraw[] Layers { get; }

    /// <summary>Where every option's units stand, year by year.</summary>
    public ForceYears[] Placed => placed;

    /// <summary>Effects of an option.</summary>
    public OptionEffects Effects(int option) => options[option];

    /// <summary>Runs one trial for every option.</summary>
    public void Run(TrialWorld world, ProcurementStation procurement, CostStation costs, ReadOnlySpan<double> draws)
    {
        engagements.Clear();
        for (int m = 0; m < restockLimits.Length; m++)
        {
            MissilePlan missile = model.Missiles[m];
            restockLimits[m] = missile.HasRestockLimit ? missile.RestockPerYear.In(draws) : double.PositiveInfinity;
        }

        years.Begin(draws);
        peace.Clear();
        conflict.Clear();
        for (int o = 0; o < options.Length; o++)
        {
            options[o].Clear();
            RunOption(model.Options[o], procurement.Orders(o), options[o], placed[o], world, costs, draws);
        }
    }

    private void RunOption(
        OptionPlan option, OptionOrders orders, OptionEffects result, ForceYears place, TrialWorld world, CostStation costs,
        ReadOnlySpan<double> draws)
    {
        YearCase war = null!;
        YearCase calm = null!;
        double unchanged = double.NegativeInfinity;
        for (int y = 0; y < model.Years; y++)
        {
            if (y + 0.5 >= unchanged)
            {
                forces.Fill(option, orders, y + 0.5);
                unchanged = forces.Until;
                place.Set(y, forces);
                war = Case(conflict, forces.Sites, true, draws);
                for (int s = 0; s < masked.Length; s++)
                {
                    masked[s] = forces.Sites[s] & years.Peace.Relevant;
                }

                calm = Case(peace, masked, false, draws);
            }
            else
            {
                place.Keep(y);
            }

            result.Units[y] = forces.Own;
            result.Protection[y] = war.Protection;
            for (int m = 0; m < full.Length; m++)
            {
                full[m] = MissileStock.Full(forces.Stock[m]);
            }

            Year(result, y, 1 - world.ConflictProbability[y], calm, 0, full, costs, draws);
            Conflict(result, y, war, world, costs, draws);
        }
    }

    /// <summary>The case of a phase with the given forces and today's stock.</summary>
    private YearCase Case(YearCache cache, ReadOnlySpan<ulong> states, bool inConflict, ReadOnlySpan<double> draws)
    {
        PhaseEffects phase = inConflict ? years.Conflict : years.Peace;
        YearCase found = cache.Find(states, phase.FiresMissiles ? forces.Stock : none, out bool isNew);
        if (isNew)
        {
            phase.Find(found, draws);
            phase.Run(found, plenty, draws, found.Totals);
            found.Protection = inConflict ? years.Protection(found.States, draws) : 0;
        }

        return found;
    }

    /// <summary>A conflict can be in its first, second … year; by then missiles have been fired, and replaced up to the limit.</summary>
    private void Conflict(OptionEffects result, int y, YearCase year, TrialWorld world, CostStation costs, ReadOnlySpan<double> draws)
    {
        for (int j = 1; j <= world.ConflictYears && y - j + 1 >= 0; j++)
        {
            Span<MissileStock> left = year.Left(j);
            for (int m = 0; m < left.Length && year.Stocks[j] == StockVerdict.Unknown; m++)
            {
                left[m] = j == 1
                    ? MissileStock.Full(forces.Stock[m])
                    : year.Left(j - 1)[m].Later(year.Totals.Shots[m], year.Totals.ShotVariance[m], forces.Stock[m], restockLimits[m]);
            }

            Year(result, y, world.OnsetProbability[y - j + 1], year, j, left, costs, draws);
        }
    }

    /// <summary>
    /// Adds a year of one phase with the given probability. What a short stock allows is kept for the following years with the same forces
    /// and stock.
    /// </summary>
    /// <param name="result">Receives the year.</param>
    /// <param name="y">Year.</param>
    /// <param name="probability">Probability of the phase.</param>
    /// <param name="year">What years with its forces and stocks bring.</param>
    /// <param name="conflictYear">0 in peace, otherwise 1 in the first year of a conflict, 2 in the second, and so on.</param>
    /// <param name="left">Missiles at the start of the year, by kind.</param>
    /// <param name="costs">Prices of missiles.</param>
    /// <param name="draws">The trial's draws.</param>
    private void Year(
        OptionEffects result, int y, double probability, YearCase year, int conflictYear, ReadOnlySpan<MissileStock> left, CostStation costs,
        ReadOnlySpan<double> draws)
    {
        PhaseTotals totals = year.Totals;
        ref StockVerdict verdict = ref year.Stocks[conflictYear];
        if (verdict == StockVerdict.Unknown)
        {
            verdict = shortage.Fill(totals, left) ? StockVerdict.Short : StockVerdict.Lasts;
            if (verdict == StockVerdict.Short)
            {
                PhaseEffects phase = conflictYear > 0 ? years.Conflict : years.Peace;
                phase.Run(year, shortage, draws, year.Limited[conflictYear]);
            }
        }

        if (probability <= 0)
        {
            return;
        }

        PhaseEffects met = conflictYear > 0 ? years.Conflict : years.Peace;
        result.Attackers += probability * met.Attackers;
        result.AttackCost[y] += probability * met.AttackCost;
        totals = verdict == StockVerdict.Short ? year.Limited[conflictYear] : totals;
        result.Loss[y] += probability * totals.Loss;
        result.Leakers += probability * totals.Leakers;
        result.Deaths += probability * totals.Deaths;
        for (int m = 0; m < left.Length; m++)
        {
            double fired = totals.Shots[m];
            result.Fired[m] += probability * fired;
            result.Spent[y] += probability * fired * costs.MissilePrice(m, y);
            double limit = restockLimits[m];
            for (int later = y + 1; later < model.Years && fired > 1e-9 && limit > 0; later++)
            {
                double replaced = Math.Min(limit, fired);
                result.Replenishment[later] += probability * replaced * costs.MissilePrice(m, later);
                fired -= replaced;
            }
        }
    }
}
