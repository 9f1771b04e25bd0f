using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Compilation;

internal sealed partial class ModelBuilder
{
    private EconomyPlan Economy()
    {
        Economy economy = scenario.Economy;
        const string path = "economy";
        Scalar volatility = inputs.Take(economy, nameof(economy.UsdPerEurVolatility), path);
        var shocks = new Scalar[scenario.Horizon.Years];
        for (int y = 1; y < shocks.Length && !volatility.IsZero; y++)
        {
            shocks[y] = inputs.Add(
                $"chance:economy:usdPerEur:{scenario.Horizon.StartYear + y}", "standard deviations", NormalDistribution.Of(0, 1),
                "chance: yearly change of the exchange rate");
        }

        return new EconomyPlan(
            inputs.Take(economy, nameof(economy.DiscountRate), path),
            inputs.Take(economy, nameof(economy.UsdPerEur), path),
            volatility,
            shocks,
            inputs.Take(economy, nameof(economy.EquipmentEscalation), path),
            inputs.Take(economy, nameof(economy.OperationEscalation), path),
            inputs.Take(economy, nameof(economy.Inflation), path),
            inputs.Take(economy, nameof(economy.PostCostMEur), path),
            economy.AcquisitionCeilingMEur is not null,
            inputs.Take(economy, nameof(economy.AcquisitionCeilingMEur), path),
            Profile(economy.CeilingProfile),
            Cover(economy),
            inputs.Take(economy, nameof(economy.StretchPenalty), path),
            economy.StatisticalLifeMEur is not null,
            inputs.Take(economy, nameof(economy.StatisticalLifeMEur), path),
            economy.ResidualValue);
    }

    private static CeilingCover Cover(Economy economy)
    {
        bool Covers(CapitalPayment kind) => economy.AcquisitionCeilingMEur is not null && economy.AcquisitionCeiling.Covers.Contains(kind);
        return new CeilingCover(
            Covers(CapitalPayment.Units), Covers(CapitalPayment.Missiles), Covers(CapitalPayment.Infrastructure), Covers(CapitalPayment.InitialTraining));
    }

    private ConflictPlan Conflict() => new(
        inputs.Take(scenario.Conflict, nameof(Scenarios.Conflict.OnsetProbability), "conflict"),
        inputs.Take(scenario.Conflict, nameof(Scenarios.Conflict.DurationYears), "conflict"),
        Profile(scenario.Conflict.OnsetProfile));

    private (RaidPlan[] Raids, ArchetypePlan[] Archetypes) Raids()
    {
        var raids = new List<RaidPlan>();
        var archetypes = new List<ArchetypePlan>();
        foreach ((string id, Raid raid) in scenario.Raids)
        {
            string path = $"raids:{id}";
            double sum = raid.Targets.Values.Sum();
            double[] share = new double[siteIds.Length];
            foreach ((string site, double weight) in raid.Targets)
            {
                share[Index(siteIds, site)] = weight / sum;
            }

            (int[] numbers, Scalar[] weights) = Archetypes(raid.Archetypes, path, archetypes);
            raids.Add(new RaidPlan(
                raid.Phase,
                inputs.Take(raid, nameof(raid.RatePerYear), path),
                raid.Dispersion is not null,
                inputs.Take(raid, nameof(raid.Dispersion), path),
                share,
                numbers,
                weights));
        }

        (int[] referenceNumbers, Scalar[] referenceWeights) = Archetypes(scenario.ReferenceRaid.Archetypes, "referenceRaid", archetypes);
        raids.Add(new RaidPlan(scenario.ReferenceRaid.Phase, default, false, default, [], referenceNumbers, referenceWeights));
        return ([.. raids], [.. archetypes]);
    }

    private (int[] Numbers, Scalar[] Weights) Archetypes(
        IReadOnlyDictionary<string, Archetype> written, string path, List<ArchetypePlan> archetypes)
    {
        var numbers = new List<int>();
        var weights = new List<Scalar>();
        foreach ((string id, Archetype archetype) in written)
        {
            int[] attackers = new int[classes.Length];
            foreach ((string name, int count) in archetype.Attackers)
            {
                attackers[Index(classes, name)] = count;
            }

            int known = archetypes.FindIndex(other => other.Attackers.AsSpan().SequenceEqual(attackers));
            numbers.Add(known >= 0 ? known : archetypes.Count);
            if (known < 0)
            {
                archetypes.Add(new ArchetypePlan(attackers));
            }

            weights.Add(inputs.Take(archetype, nameof(archetype.Weight), $"{path}:archetypes:{id}"));
        }

        return ([.. numbers], [.. weights]);
    }

    /// <summary>What attackers cost, by class; empty unless the scenario says so (then for every class that comes, see the rules).</summary>
    private Scalar[] AttackerCosts() => scenario.ThreatClasses.Values.All(c => c.UnitCostMEur is null)
        ? []
        : [.. classes.Select(c => inputs.Take(scenario.ThreatClasses[c], nameof(ThreatClass.UnitCostMEur), $"threatClasses:{c}"))];

    /// <summary>Every raid kind in every phase in which it happens; the reference raid last.</summary>
    private static IEnumerable<RaidEvaluation> Evaluations(RaidPlan[] raids)
    {
        for (int k = 0; k < raids.Length; k++)
        {
            bool isReference = k == raids.Length - 1;
            if (raids[k].Phase != RaidPhase.Conflict)
            {
                yield return new RaidEvaluation(k, false, isReference && raids[k].Phase == RaidPhase.Peace);
            }

            if (raids[k].Phase != RaidPhase.Peace)
            {
                yield return new RaidEvaluation(k, true, isReference);
            }
        }
    }

    private SitePlan Site(string id, SystemPlan[] systems)
    {
        Site site = scenario.Sites[id];
        string path = $"sites:{id}";
        Scalar[] ByClass(IReadOnlyDictionary<string, Quantity> own, string ownName, Func<ThreatClass, Quantity?> general, string generalName, string unit) =>
            [.. classes.Select(c => own.TryGetValue(c, out Quantity? quantity)
                ? inputs.Take(quantity, $"{path}:{ownName}:{c}", unit)
                : inputs.Take(general(scenario.ThreatClasses[c]), $"threatClasses:{c}:{generalName}", unit))];

        int place = Array.IndexOf(siteIds, id);
        ulong programmes = 0;
        foreach (SystemPlan system in systems)
        {
            IReadOnlyList<string>? covered = scenario.Systems[system.Id].Programme?.Sites;
            if (covered is not null && (covered.Count == 0 || covered.Contains(siteIds[place])))
            {
                programmes |= 1UL << system.Programme!.Index;
            }
        }

        return new SitePlan(
            id,
            inputs.Take(site, nameof(site.ValueMEurPerYear), path),
            site.Weight / scenario.Sites.Values.Sum(s => s.Weight),
            ByClass(site.HitProbability, "hitProbability", c => c.HitProbability, "hitProbability", "share"),
            ByClass(site.DamageShare, "damageShare", c => c.DamageShare, "damageShare", "share"),
            ByClass(site.DeathsPerHit, "deathsPerHit", c => c.DeathsPerHit, "deathsPerHit", "persons"),
            programmes);
    }
}
