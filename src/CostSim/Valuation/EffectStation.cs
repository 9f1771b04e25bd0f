using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Engagement;
using CostSim.World;

namespace CostSim.Valuation;

/// <summary>The expected evaluation of every option, E[outcome | inputs]: conflict, raids, kills and hits integrated out.</summary>
internal sealed class EffectStation
{
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly YearEffects years;
    private readonly ForceYears[] placed;
    private readonly OptionEffects[] options;
    private readonly YearCache peace;
    private readonly YearCache conflict;
    private readonly double[] none;
    private readonly double[] restockLimits;
    private readonly ulong[] masked;
    private readonly double[] peaceful;
    private readonly MissileStock[] full;
    private readonly Shortage shortage;
    private readonly Shortage plenty;

    /// <param name="model">Model.</param>
    /// <param name="group">The trials that are looked at together.</param>
    /// <param name="forces">Who defends; placed before every trial.</param>
    /// <param name="exactEnumeration">Whether raids are enumerated.</param>
    public EffectStation(Model model, TrialGroup group, ForceStation forces, bool exactEnumeration)
    {
        (this.model, this.group) = (model, group);
        years = new YearEffects(model, group, forces.Groups, exactEnumeration || model.Enumerates);
        placed = forces.Placed;
        int missiles = model.Missiles.Length;
        options = [.. model.Options.Select(_ => new OptionEffects(model.Years))];
        peace = new YearCache(model.Sites.Length, missiles, model.Years);
        conflict = new YearCache(model.Sites.Length, missiles, model.Years);
        none = new double[missiles];
        restockLimits = new double[missiles];
        masked = new ulong[model.Sites.Length];
        peaceful = new double[model.Years];
        full = new MissileStock[missiles];
        shortage = new Shortage(model);
        plenty = new Shortage(model);
        plenty.None();
    }

    /// <summary>Effects of an option.</summary>
    public OptionEffects Effects(int option) => options[option];

    /// <summary>Starts a group of trials; their layers are drawn.</summary>
    public void BeginGroup() => years.BeginGroup();

    /// <summary>Runs one trial of the group for every option.</summary>
    public void Run(TrialWorld world, CostStation costs, int lane)
    {
        ReadOnlySpan<double> draws = group.Row(lane);
        for (int m = 0; m < restockLimits.Length; m++)
        {
            MissilePlan missile = model.Missiles[m];
            restockLimits[m] = missile.HasRestockLimit ? missile.RestockPerYear.In(draws) : double.PositiveInfinity;
        }

        years.Begin(lane);
        peace.Clear();
        conflict.Clear();
        for (int y = 0; y < peaceful.Length; y++)
        {
            peaceful[y] = 1 - world.ConflictProbability[y];
        }

        for (int o = 0; o < options.Length; o++)
        {
            options[o].Clear();
            RunOption(options[o], placed[o], world, costs);
            options[o].Complete();
        }
    }

    /// <summary>Years in which the forces stay the same are taken together: only how probable they are and what missiles cost differs.</summary>
    private void RunOption(OptionEffects result, ForceYears forces, TrialWorld world, CostStation costs)
    {
        for (int from = 0, to; from < model.Years; from = to)
        {
            to = forces.End(from);
            ReadOnlySpan<ulong> sites = forces.Sites(from);
            ReadOnlySpan<double> stock = forces.Stock(from);
            YearCase war = Case(conflict, sites, stock, true);
            for (int s = 0; s < masked.Length; s++)
            {
                masked[s] = sites[s] & years.Peace.Relevant;
            }

            YearCase calm = Case(peace, masked, stock, false);
            result.Units.AsSpan(from, to - from).Fill(forces.Own(from));
            result.Protection.AsSpan(from, to - from).Fill(war.Protection);
            for (int m = 0; m < full.Length; m++)
            {
                full[m] = MissileStock.Full(stock[m]);
            }

            Add(result, from, peaceful.AsSpan(from, to - from), calm, 0, full, costs);
            Conflict(result, from, to, stock, war, world, costs);
        }
    }

    /// <summary>The case of a phase with the given forces and stock.</summary>
    private YearCase Case(YearCache cache, ReadOnlySpan<ulong> states, ReadOnlySpan<double> stock, bool inConflict)
    {
        PhaseEffects phase = inConflict ? years.Conflict : years.Peace;
        YearCase found = cache.Find(states, phase.FiresMissiles ? stock : none, out bool isNew);
        if (isNew)
        {
            phase.Find(found);
            phase.Run(found, plenty, found.Totals);
            found.Protection = inConflict ? years.Protection(found) : 0;
        }

        return found;
    }

    /// <summary>A conflict can be in its first, second … year; by then missiles have been fired, and replaced up to the limit.</summary>
    private void Conflict(
        OptionEffects result, int from, int to, ReadOnlySpan<double> stock, YearCase year, TrialWorld world, CostStation costs)
    {
        for (int j = 1; j <= world.ConflictYears && j <= to; j++)
        {
            Span<MissileStock> left = year.Left(j);
            for (int m = 0; m < left.Length && year.Stocks[j] == StockVerdict.Unknown; m++)
            {
                left[m] = j == 1
                    ? MissileStock.Full(stock[m])
                    : year.Left(j - 1)[m].Later(year.Totals.Shots[m], year.Totals.ShotVariance[m], stock[m], restockLimits[m]);
            }

            int first = Math.Max(from, j - 1);
            Add(result, first, world.OnsetProbability.AsSpan(first - j + 1, to - first), year, j, left, costs);
        }
    }

    /// <summary>
    /// Adds years of one phase, each with its probability. What a short stock allows is kept for the following years with the same forces
    /// and stock.
    /// </summary>
    /// <param name="result">Receives the years.</param>
    /// <param name="from">First year.</param>
    /// <param name="probability">Probability of the phase, year by year.</param>
    /// <param name="year">What years with its forces and stocks bring.</param>
    /// <param name="conflictYear">0 in peace, otherwise 1 in the first year of a conflict, 2 in the second, and so on.</param>
    /// <param name="left">Missiles at the start of the year, by kind.</param>
    /// <param name="costs">Prices of missiles.</param>
    private void Add(
        OptionEffects result, int from, ReadOnlySpan<double> probability, YearCase year, int conflictYear, ReadOnlySpan<MissileStock> left,
        CostStation costs)
    {
        PhaseEffects phase = conflictYear > 0 ? years.Conflict : years.Peace;
        ref StockVerdict verdict = ref year.Stocks[conflictYear];
        if (verdict == StockVerdict.Unknown)
        {
            verdict = shortage.Fill(year.Totals, left) ? StockVerdict.Short : StockVerdict.Lasts;
            if (verdict == StockVerdict.Short)
            {
                phase.Run(year, shortage, year.Limited[conflictYear]);
            }
        }

        PhaseTotals totals = verdict == StockVerdict.Short ? year.Limited[conflictYear] : year.Totals;
        result.Add(from, probability, totals.Flows);
        for (int m = 0; m < left.Length; m++)
        {
            double fired = totals.Shots[m];
            if (fired > 0)
            {
                Pay(result, from, probability, fired, restockLimits[m], costs.MissilePrices(m));
            }
        }
    }

    /// <summary>Missiles fired, at the prices of their years; they are replaced from the year after, up to the limit.</summary>
    private static void Pay(OptionEffects result, int from, ReadOnlySpan<double> probability, double fired, double limit, ReadOnlySpan<double> prices)
    {
        for (int i = 0; i < probability.Length; i++)
        {
            int y = from + i;
            result.Spent[y] += probability[i] * fired * prices[y];
            double missing = limit > 0 && probability[i] > 0 ? fired : 0;
            for (int later = y + 1; later < prices.Length && missing > 1e-9; later++)
            {
                double replaced = Math.Min(limit, missing);
                result.Replenishment[later] += probability[i] * replaced * prices[later];
                missing -= replaced;
            }
        }
    }
}
