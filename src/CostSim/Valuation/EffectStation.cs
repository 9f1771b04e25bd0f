using System.Runtime.InteropServices;
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
    private readonly bool[] limited;
    private readonly bool[] limitedInPeace;
    private readonly bool[] firedInPeace;
    private readonly YearCase[] calm;
    private readonly Replacements replacements;
    private readonly YearCase[] war;
    private readonly CancellationToken cancellation;

    /// <param name="model">Model.</param>
    /// <param name="group">The trials that are looked at together.</param>
    /// <param name="forces">Who defends; placed before every trial.</param>
    /// <param name="exactEnumeration">Whether raids are enumerated.</param>
    /// <param name="cancellation">Stops between options, and within what they meet.</param>
    public EffectStation(Model model, TrialGroup group, ForceStation forces, bool exactEnumeration, CancellationToken cancellation = default)
    {
        (this.model, this.group, this.cancellation) = (model, group, cancellation);
        effects = new GroupEffects(model, group, forces.Groups, exactEnumeration || model.Enumerates, cancellation);
        placed = forces.Placed;
        options = [.. model.Options.Select(_ => new OptionEffects(model.Years))];
        restockLimits = new double[model.Missiles.Length];
        peace = new PhaseYears(model, effects.Peace, false);
        conflict = new PhaseYears(model, effects.Conflict, !effects.Peace.FiresMissiles);
        peaceful = new double[model.Years];
        (limited, limitedInPeace) = (new bool[model.Missiles.Length], new bool[model.Missiles.Length]);
        replacements = new Replacements(model.Years);
        firedInPeace = new bool[model.Missiles.Length];
        (calm, war) = (new YearCase[model.Years], new YearCase[model.Years]);
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
            cancellation.ThrowIfCancellationRequested();
            Look(o, world.ConflictYears);
        }

        peace.Complete(restockLimits, world.ConflictYears);
        conflict.Complete(restockLimits, world.ConflictYears);
        for (int o = 0, next = 0; o < options.Length; o++)
        {
            int first = next;
            options[o].Clear();
            Limit(o, first);
            for (; next < segments.Count && segments[next].Option == o; next++)
            {
                Add(options[o], segments[next], world, costs);
            }

            Replace(options[o], CollectionsMarshal.AsSpan(segments)[first..next], world, costs);

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
        Add(result, from, peaceful.AsSpan(from, to - from), segment.Calm.Year(0), limitedInPeace, costs, segment.Option);
        for (int j = 1; j <= world.ConflictYears && j <= to; j++)
        {
            int first = Math.Max(from, j - 1);
            Add(result, first, world.OnsetProbability.AsSpan(first - j + 1, to - first), segment.War.Year(j), limited, costs, segment.Option);
        }
    }

    /// <summary>Adds years of one phase, each with its probability.</summary>
    private void Add(OptionEffects result, int from, ReadOnlySpan<double> probability, PhaseTotals year, bool[] isLimited, CostStation costs, int option)
    {
        result.Add(from, probability, year.Flows);
        for (int m = 0; m < restockLimits.Length; m++)
        {
            double fired = year.Shots[m];
            if (fired > 0)
            {
                bool isReplaced = restockLimits[m] > 0 && !isLimited[m];
                Pay(result, from, probability, fired, isReplaced ? costs.Replacement(option).Share(m) : 0, costs.MissilePrices(m));
            }
        }
    }

    /// <summary>
    /// Missiles fired, at the prices of their years; of what it costs to replace them in the year after the share that is attributed to air defence
    /// counts, 0 where that is counted elsewhere.
    /// </summary>
    private static void Pay(OptionEffects result, int from, ReadOnlySpan<double> probability, double fired, double share, ReadOnlySpan<double> prices)
    {
        Span<double> spent = result.Spent.AsSpan(from, probability.Length);
        for (int i = 0; i < probability.Length; i++)
        {
            spent[i] += probability[i] * fired * prices[from + i];
        }

        int most = share > 0 ? Math.Min(probability.Length, prices.Length - from - 1) : 0;
        for (int i = 0; i < most; i++)
        {
            result.Replenishment[from + i + 1] += probability[i] * (fired * share) * prices[from + i + 1];
        }
    }

    /// <summary>Pays for the missiles whose replacement takes more than a year: for each year in which the conflict can begin.</summary>
    private void Replace(OptionEffects result, ReadOnlySpan<Segment> parts, TrialWorld world, CostStation costs)
    {
        for (int m = 0; m < restockLimits.Length; m++)
        {
            if (limitedInPeace[m] && restockLimits[m] > 0)
            {
                ReplaceThroughout(result, parts, m, world, costs);
                continue;
            }

            int at = 0;
            for (int onset = 0; onset < model.Years && limited[m] && restockLimits[m] > 0; onset++)
            {
                at += parts[at].To == onset ? 1 : 0;
                double probability = world.OnsetProbability[onset] * costs.Replacement(parts[0].Option).Share(m);
                if (probability > 0)
                {
                    ReadOnlySpan<double> replaced = Replaced(parts, at, onset, m, world.ConflictYears);
                    ReadOnlySpan<double> prices = costs.MissilePrices(m)[(onset + 1)..];
                    for (int i = 0; i < prices.Length && i < replaced.Length; i++)
                    {
                        result.Replenishment[onset + 1 + i] += probability * replaced[i] * prices[i];
                    }
                }
            }
        }
    }

    /// <summary>Pays for the replacement of missiles that are missing in peace already.</summary>
    private void ReplaceThroughout(OptionEffects result, ReadOnlySpan<Segment> parts, int missile, TrialWorld world, CostStation costs)
    {
        foreach (Segment part in parts)
        {
            calm.AsSpan(part.From, part.To - part.From).Fill(part.Calm);
            war.AsSpan(part.From, part.To - part.From).Fill(part.War);
        }

        ReadOnlySpan<double> replaced = replacements.Follow(calm, war, missile, restockLimits[missile], world.OnsetProbability, world.ConflictYears);
        double share = costs.Replacement(parts[0].Option).Share(missile);
        ReadOnlySpan<double> prices = costs.MissilePrices(missile);
        for (int y = 0; y < replaced.Length; y++)
        {
            result.Replenishment[y] += replaced[y] * share * prices[y];
        }
    }

    /// <summary>Missiles of a kind expected to be replaced in the years after a conflict began.</summary>
    private ReadOnlySpan<double> Replaced(ReadOnlySpan<Segment> parts, int at, int onset, int missile, int conflictYears)
    {
        int end = Math.Min(onset + conflictYears, model.Years);
        bool isOne = parts[at].To >= end;
        if (isOne && parts[at].War.Replaced(missile) is { Length: > 0 } known)
        {
            return known;
        }

        // With the same forces throughout it is the same whenever the conflict begins.
        int lasts = isOne ? Math.Min(conflictYears, model.Years) : end - onset;
        for (int y = 0; y < lasts; y++)
        {
            at += !isOne && parts[at].To == onset + y ? 1 : 0;
            war[y] = parts[at].War;
        }

        ReadOnlySpan<double> replaced = replacements.Follow(war.AsSpan(0, lasts), missile, restockLimits[missile], isOne ? model.Years : model.Years - 1 - onset);
        if (isOne)
        {
            parts[at].War.Keep(missile, replaced);
        }

        return replaced;
    }

    /// <summary>Notes the kinds of missile of which an option may fire more in a year of conflict than are replaced in the next.</summary>
    private void Limit(int option, int first)
    {
        Array.Clear(limited);
        Array.Clear(limitedInPeace);
        Array.Clear(firedInPeace);
        for (int i = first; i < segments.Count && segments[i].Option == option; i++)
        {
            for (int m = 0; m < limited.Length; m++)
            {
                limited[m] |= segments[i].War.IsLimited[m];
                limitedInPeace[m] |= segments[i].Calm.IsLimited[m];
                firedInPeace[m] |= segments[i].Calm.Totals.Shots[m] > 0;
            }
        }

        for (int m = 0; m < limited.Length; m++)
        {
            // One limit for what is fired in conflict and in peace.
            limitedInPeace[m] |= limited[m] && firedInPeace[m];
            limited[m] |= limitedInPeace[m];
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
