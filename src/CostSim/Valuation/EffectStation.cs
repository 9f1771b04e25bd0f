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
    private readonly GroupEffects effects;
    private readonly ForceYears[] placed;
    private readonly OptionEffects[] options;
    private readonly PhaseYears peace;
    private readonly PhaseYears conflict;
    private readonly double[] restockLimits;
    private readonly double[] peaceful;
    private readonly List<Segment> segments = [];

    /// <param name="model">Model.</param>
    /// <param name="group">The trials that are looked at together.</param>
    /// <param name="forces">Who defends; placed before every trial.</param>
    /// <param name="exactEnumeration">Whether raids are enumerated.</param>
    public EffectStation(Model model, TrialGroup group, ForceStation forces, bool exactEnumeration)
    {
        (this.model, this.group) = (model, group);
        effects = new GroupEffects(model, group, forces.Groups, exactEnumeration || model.Enumerates);
        placed = forces.Placed;
        options = [.. model.Options.Select(_ => new OptionEffects(model.Years))];
        restockLimits = new double[model.Missiles.Length];
        peace = new PhaseYears(model, effects.Peace);
        conflict = new PhaseYears(model, effects.Conflict);
        peaceful = new double[model.Years];
    }

    /// <summary>Effects of an option.</summary>
    public OptionEffects Effects(int option) => options[option];

    /// <summary>Starts a group of trials; their layers are drawn.</summary>
    public void BeginGroup() => effects.BeginGroup();

    /// <summary>Runs one trial of the group for every option.</summary>
    public void Run(TrialWorld world, CostStation costs, int lane)
    {
        ReadOnlySpan<double> draws = group.Row(lane);
        for (int m = 0; m < restockLimits.Length; m++)
        {
            MissilePlan missile = model.Missiles[m];
            restockLimits[m] = missile.HasRestockLimit ? missile.RestockPerYear.In(draws) : double.PositiveInfinity;
        }

        for (int y = 0; y < peaceful.Length; y++)
        {
            peaceful[y] = 1 - world.ConflictProbability[y];
        }

        peace.Begin(lane);
        conflict.Begin(lane);
        segments.Clear();
        for (int o = 0; o < options.Length; o++)
        {
            Look(o, world.ConflictYears);
        }

        peace.Complete(restockLimits);
        conflict.Complete(restockLimits);
        for (int o = 0, next = 0; o < options.Length; o++)
        {
            options[o].Clear();
            for (; next < segments.Count && segments[next].Option == o; next++)
            {
                Add(options[o], segments[next], world, costs);
            }

            options[o].Complete();
        }
    }

    /// <summary>Years in which the forces stay the same are taken together: only how probable they are and what missiles cost differs.</summary>
    private void Look(int option, int conflictYears)
    {
        ForceYears forces = placed[option];
        for (int from = 0, to; from < model.Years; from = to)
        {
            to = forces.End(from);
            YearCase calm = peace.Find(forces.At(from), 0);
            YearCase war = conflict.Find(forces.At(from), Math.Min(conflictYears, to));
            segments.Add(new Segment(option, from, to, forces.Own(from), calm, war));
        }
    }

    /// <summary>A conflict can be in its first, second … year; by then missiles have been fired, and replaced up to the limit.</summary>
    private void Add(OptionEffects result, in Segment segment, TrialWorld world, CostStation costs)
    {
        (int from, int to) = (segment.From, segment.To);
        result.Units.AsSpan(from, to - from).Fill(segment.Own);
        result.Protection.AsSpan(from, to - from).Fill(segment.War.Protection);
        Add(result, from, peaceful.AsSpan(from, to - from), segment.Calm.Year(0), costs, segment.Option);
        for (int j = 1; j <= world.ConflictYears && j <= to; j++)
        {
            int first = Math.Max(from, j - 1);
            Add(result, first, world.OnsetProbability.AsSpan(first - j + 1, to - first), segment.War.Year(j), costs, segment.Option);
        }
    }

    /// <summary>Adds years of one phase, each with its probability.</summary>
    private void Add(OptionEffects result, int from, ReadOnlySpan<double> probability, PhaseTotals year, CostStation costs, int option)
    {
        result.Add(from, probability, year.Flows);
        for (int m = 0; m < restockLimits.Length; m++)
        {
            double fired = year.Shots[m];
            if (fired > 0)
            {
                Pay(result, from, probability, fired, restockLimits[m], costs.MissilePrices(m), costs.Replacement(option).Share(m));
            }
        }
    }

    /// <summary>
    /// Missiles fired, at the prices of their years; they are replaced from the year after, up to the limit. Of what replacing costs, the share that is
    /// attributed to air defence counts.
    /// </summary>
    private static void Pay(
        OptionEffects result, int from, ReadOnlySpan<double> probability, double fired, double limit, ReadOnlySpan<double> prices, double share)
    {
        Span<double> spent = result.Spent.AsSpan(from, probability.Length);
        for (int i = 0; i < probability.Length; i++)
        {
            spent[i] += probability[i] * fired * prices[from + i];
        }

        double missing = limit > 0 ? fired : 0;
        for (int after = 1; missing > 1e-9; after++)
        {
            double replaced = Math.Min(limit, missing);
            int most = Math.Min(probability.Length, prices.Length - from - after);
            for (int i = 0; i < most; i++)
            {
                result.Replenishment[from + i + after] += probability[i] * (replaced * share) * prices[from + i + after];
            }

            if (most <= 0)
            {
                return;
            }

            missing -= replaced;
        }
    }

    /// <summary>Years of an option in which its forces stay the same.</summary>
    /// <param name="Option">Option.</param>
    /// <param name="From">First year.</param>
    /// <param name="To">Year after the last.</param>
    /// <param name="Own">Units of the option's own that are operational.</param>
    /// <param name="Calm">What they bring in peace.</param>
    /// <param name="War">What they bring in conflict.</param>
    private readonly record struct Segment(int Option, int From, int To, int Own, YearCase Calm, YearCase War);
}
