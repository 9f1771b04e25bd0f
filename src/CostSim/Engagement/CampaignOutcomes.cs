using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>Reference raids in a row by enumeration: for every stock that can be left, what is left of the value of a site of each kind.</summary>
internal sealed class CampaignOutcomes : ICampaignRaid
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly Model model;
    private readonly RaidEvaluation reference;
    private readonly Branches branches;
    private readonly RaidTable table;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ExactRaid[] exact;
    private readonly CancellationToken cancellation;

    /// <param name="model">Model.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="branches">What can be ready.</param>
    /// <param name="table">Raids against ready forces.</param>
    /// <param name="vulnerabilities">What leakers do.</param>
    /// <param name="cancellation">Stops between outcomes.</param>
    public CampaignOutcomes(
        Model model, LayerGroup[] layers, Branches branches, RaidTable table, Vulnerabilities vulnerabilities, CancellationToken cancellation = default)
    {
        (this.model, this.branches, this.table, this.vulnerabilities, this.cancellation) = (model, branches, table, vulnerabilities, cancellation);
        reference = model.Evaluations.Single(one => one.IsReference);
        exact = [.. Enumerable.Range(0, Lanes).Select(lane => new ExactRaid(model, [.. layers.Select(layer => layer.Of(lane))], cancellation))];
    }

    /// <inheritdoc/>
    public double[] Destroyed(ulong state, int set, ReadOnlySpan<int> stock, int raids)
    {
        int kinds = vulnerabilities.Kinds;
        double[] result = new double[kinds * Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            var left = new Dictionary<int[], double[]>(WholeNumbers.Same) { [stock.ToArray()] = [.. Enumerable.Repeat(1.0, kinds)] };
            for (int r = 0; r < raids; r++)
            {
                left = Raid(lane, state, Survival(set, lane), left);
            }

            for (int kind = 0; kind < kinds; kind++)
            {
                result[(kind * Lanes) + lane] = 1 - left.Values.Sum(value => value[kind]);
            }
        }

        return result;
    }

    /// <summary>Share of a site's value that survives a leaker in one trial: by kind, then class.</summary>
    private double[][] Survival(int set, int lane)
    {
        ReadOnlySpan<double> all = vulnerabilities.Survival(set);
        double[][] result = new double[vulnerabilities.Kinds][];
        for (int kind = 0; kind < result.Length; kind++)
        {
            result[kind] = new double[model.ThreatClasses];
            for (int c = 0; c < model.ThreatClasses; c++)
            {
                result[kind][c] = all[(((c * result.Length) + kind) * Lanes) + lane];
            }
        }

        return result;
    }

    /// <summary>What a raid makes of every stock and value that there can be before it.</summary>
    private Dictionary<int[], double[]> Raid(int lane, ulong state, double[][] survival, Dictionary<int[], double[]> before)
    {
        var after = new Dictionary<int[], double[]>(WholeNumbers.Same);
        double[] weights = new double[Lanes];
        double[] shots = new double[model.Missiles.Length];
        int[] archetypes = model.Raids[reference.Raid].Archetypes;
        branches.Fill(state, reference.InConflict);
        do
        {
            ulong forces = branches.Current(weights);
            for (int i = 0; i < archetypes.Length; i++)
            {
                double weight = weights[lane] * table.Weights(reference.Raid, i)[lane];
                foreach ((int[] stock, double[] values) in before.Where(_ => weight > 0))
                {
                    foreach ((int[] outcome, double probability) in exact[lane].Outcomes(model.Archetypes[archetypes[i]].Attackers, forces, stock, shots))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Add(after, outcome, weight * probability, survival, values);
                    }
                }
            }
        }
        while (branches.Next());
        return after;
    }

    private void Add(Dictionary<int[], double[]> after, int[] outcome, double weight, double[][] survival, double[] values)
    {
        int[] stock = outcome[model.ThreatClasses..];
        if (!after.TryGetValue(stock, out double[]? sum))
        {
            after.Add(stock, sum = new double[values.Length]);
        }

        for (int kind = 0; kind < values.Length; kind++)
        {
            sum[kind] += weight * values[kind] * ExactRaid.Surviving(outcome, survival[kind]);
        }
    }
}
