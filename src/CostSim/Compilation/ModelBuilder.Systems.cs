using CostSim.Scenarios;

namespace CostSim.Compilation;

internal sealed partial class ModelBuilder
{
    private PricePlan Price(object owner, string eur, string usd, string path)
    {
        bool isUsd = owner.GetType().GetProperty(usd)!.GetValue(owner) is not null;
        return new PricePlan(
            inputs.Take(owner, eur, path),
            inputs.Take(owner, usd, path),
            inputs.Take(owner, nameof(SystemCost.UsdShare), path),
            scenario.Economy.QuotedUsdPerEur,
            isUsd);
    }

    private MissilePlan[] Missiles() => [.. scenario.Missiles.Where(pair => missileIds.Contains(pair.Key)).Select(pair =>
    {
        string path = $"missiles:{pair.Key}";
        Missile missile = pair.Value;
        return new MissilePlan(
            Price(missile, nameof(missile.PriceMEur), nameof(missile.PriceMUsd), path),
            missile.RestockPerYear is not null,
            inputs.Take(missile, nameof(missile.RestockPerYear), path));
    })];

    private SupplierPlan[] Suppliers()
    {
        HashSet<string> used = [.. systemIds.Select(id => scenario.Systems[id].Supplier)];
        return [.. scenario.Suppliers.Select(pair =>
        {
            if (!used.Contains(pair.Key))
            {
                return new SupplierPlan(default, default, default, default);
            }

            string path = $"suppliers:{pair.Key}";
            Supplier supplier = pair.Value;
            Scalar probability = inputs.Take(supplier, nameof(supplier.QueueProbability), path);
            return new SupplierPlan(
                probability,
                inputs.TakeChance(path + ":queue", probability),
                inputs.Take(supplier, nameof(supplier.QueueYears), path),
                inputs.Take(supplier, nameof(supplier.QueueYear), path, double.NegativeInfinity));
        })];
    }

    private SystemPlan[] Systems(AssetPlan[] assets, OptionPlan[] options, List<Problem> problems)
    {
        var plans = new List<SystemPlan>();
        int shift = 0;
        int programmes = 0;
        for (int i = 0; i < systemIds.Length; i++)
        {
            DefenceSystem system = scenario.Systems[systemIds[i]];
            string path = $"systems:{systemIds[i]}";
            SystemKind kind = system.Ground is not null ? SystemKind.Ground : system.Fighter is not null ? SystemKind.Fighter : SystemKind.Programme;
            int bits = BitsFor(MostUnits(i, kind, assets, options));
            plans.Add(new SystemPlan(
                systemIds[i],
                kind,
                system.Supplier.Length == 0 ? -1 : Index(supplierIds, system.Supplier),
                Cost(system.Cost, path + ":cost"),
                Schedule(system.Schedule, systemIds[i], path + ":schedule"),
                system.Engagement is null ? [] : Shots(system.Engagement, path + ":engagement"),
                system.Engagement is null ? Scalar.Of(1) : inputs.Take(system.Engagement, nameof(Scenarios.Engagement.CommonModeSuccess), path + ":engagement", 1),
                system.Ground is null ? null : Ground(system.Ground, path + ":ground"),
                system.Fighter is null ? null : Fighter(system.Fighter, path + ":fighter"),
                system.Programme is null ? null : Programme(system.Programme, path + ":programme", programmes++),
                shift,
                bits == 64 ? ulong.MaxValue : (1UL << bits) - 1));
            shift += bits;
        }

        if (shift > 64)
        {
            string largest = string.Join(", ", plans.OrderByDescending(plan => ulong.PopCount(plan.ForceMask)).Take(3).Select(plan => $"{plan.Id} {ulong.PopCount(plan.ForceMask)}"));
            problems.Add(new Problem(
                "CS240", "systems", $"The {plans.Count} systems that options use need {shift} bits to count their units at a site, and there are 64; most take {largest}.",
                "leave out a system, or put fewer units of one on the same site"));
        }

        return [.. plans];
    }

    /// <summary>Most units of a system that one site can have in any option: all aircraft cover every site, ground units where they are sited.</summary>
    private int MostUnits(int system, SystemKind kind, AssetPlan[] assets, OptionPlan[] options)
    {
        int most = 0;
        foreach (OptionPlan option in options)
        {
            int[] bySite = new int[Math.Max(1, siteIds.Length)];
            IEnumerable<(int System, int Units, int[][] Sites)> all =
                option.Purchases.Select(p => (p.System, p.Units, p.Sites)).Concat(assets.Select(a => (a.System, a.Units, a.Sites)));
            foreach ((int _, int units, int[][] sites) in all.Where(one => one.System == system))
            {
                if (kind == SystemKind.Ground)
                {
                    foreach (int site in sites.SelectMany(covered => covered))
                    {
                        bySite[site]++;
                    }
                }
                else
                {
                    bySite[0] += units;
                }
            }

            most = Math.Max(most, kind == SystemKind.Programme ? Math.Min(1, bySite[0]) : bySite.Max());
        }

        return most;
    }

    private static int BitsFor(int most) => 32 - int.LeadingZeroCount(most);

    private CostPlan Cost(SystemCost cost, string path) => new(
        Price(cost, nameof(cost.UnitPriceMEur), nameof(cost.UnitPriceMUsd), path),
        inputs.Take(cost, nameof(cost.CostGrowth), path, 1),
        cost.LearningSlope is not null,
        inputs.Take(cost, nameof(cost.LearningSlope), path, 1),
        inputs.Take(cost, nameof(cost.ContractShare), path, 0.3),
        inputs.Take(cost, nameof(cost.InfrastructureMEur), path),
        inputs.Take(cost, nameof(cost.InitialTrainingMEur), path),
        inputs.Take(cost, nameof(cost.SupportMEurPerYear), path),
        inputs.Take(cost, nameof(cost.PostsPerUnit), path),
        inputs.Take(cost, nameof(cost.FlyingHoursPerYear), path),
        inputs.Take(cost, nameof(cost.FlyingHourMEur), path),
        inputs.Take(cost, nameof(cost.MidLifeShare), path),
        inputs.Take(cost, nameof(cost.MidLifeAgeYears), path, 12),
        inputs.Take(cost, nameof(cost.DisposalMEur), path),
        inputs.Take(cost, nameof(cost.AirDefenceShare), path, 1));

    private SchedulePlan Schedule(SystemSchedule schedule, string system, string path) => new(
        inputs.Take(schedule, nameof(schedule.LeadYears), path),
        inputs.Take(schedule, nameof(schedule.IntervalYears), path),
        inputs.Take(schedule, nameof(schedule.Slip), path, 1),
        inputs.Take(schedule, nameof(schedule.TrainingYears), path),
        schedule.ServiceLifeYears is not null,
        inputs.Take(schedule, nameof(schedule.ServiceLifeYears), path, double.PositiveInfinity),
        Decision(schedule, system, path));

    /// <summary>A system's own decision, or the scenario's: then the delay is one draw for all, the chances stay the system's own.</summary>
    private DecisionPlan Decision(SystemSchedule schedule, string system, string path)
    {
        Decision decision = schedule.Decision ?? scenario.Procurement.Decision;
        string from = schedule.Decision is null ? "procurement:decision" : path + ":decision";
        bool isHazard = decision.ApprovalPerYear is not null;
        Scalar cancellation = inputs.Take(decision, nameof(decision.CancellationProbability), from);
        Scalar cancellationRate = inputs.Take(decision, nameof(decision.CancellationPerYear), from);
        Scalar shock = inputs.Take(decision, nameof(decision.ShockProbability), from);
        bool anyLegal = scenario.Procurement.Regimes.Values.Any(r => r.LegalChallengeProbability is not null);
        string chance = $"systems:{system}:";
        return new DecisionPlan(
            isHazard,
            inputs.Take(decision, nameof(decision.DelayYears), from),
            cancellation,
            inputs.Take(decision, nameof(decision.ApprovalPerYear), from),
            cancellationRate,
            inputs.TakeChance(chance + "decisionTime", Scalar.Of(isHazard ? 1 : 0)),
            inputs.TakeChance(chance + "cancellation", isHazard ? cancellationRate : cancellation, isHazard),
            shock,
            inputs.TakeChance(chance + "politicalShock", shock),
            inputs.Take(decision, nameof(decision.ShockYears), from),
            schedule.NegotiationYears is null
                ? inputs.Take(scenario.Procurement, nameof(Scenarios.Procurement.NegotiationYears), "procurement")
                : inputs.Take(schedule, nameof(schedule.NegotiationYears), path),
            inputs.TakeChance(chance + "legalChallenge", Scalar.Of(anyLegal ? 1 : 0)));
    }

    private ShotPlan[] Shots(Scenarios.Engagement engagement, string path) => [.. engagement.Classes.Select(pair => new ShotPlan(
        Index(classes, pair.Key),
        inputs.Take(pair.Value, nameof(Shot.KillProbability), $"{path}:classes:{pair.Key}"),
        inputs.Take(pair.Value, nameof(Shot.DetectionProbability), $"{path}:classes:{pair.Key}", 1),
        pair.Value.Salvo,
        pair.Value.Looks,
        pair.Value.Missile.Length == 0 ? -1 : Index(missileIds, pair.Value.Missile),
        pair.Value.Doctrine))];

    private GroundPlan Ground(GroundUnit ground, string path) => new(
        inputs.Take(ground, nameof(ground.Channels), path),
        inputs.Take(ground, nameof(ground.Cycles), path, 1),
        MissileCounts(ground.ReadyMissiles),
        inputs.Take(ground, nameof(ground.Availability), path, 1),
        inputs.Take(ground.AlertShare?.Peace, path + ":alertShare:peace", "share", 1),
        inputs.Take(ground.AlertShare?.Conflict, path + ":alertShare:conflict", "share", 1),
        inputs.Take(ground, nameof(ground.CrewedShare), path, 1));

    private FighterPlan Fighter(FighterUnit fighter, string path) => new(
        inputs.Take(fighter, nameof(fighter.HomeDefenceShare), path),
        inputs.Take(fighter, nameof(fighter.MissionCapableRate), path),
        inputs.Take(fighter.PatrolSorties?.Peace, path + ":patrolSorties:peace", "sorties per day"),
        inputs.Take(fighter.PatrolSorties?.Conflict, path + ":patrolSorties:conflict", "sorties per day"),
        inputs.Take(fighter, nameof(fighter.HoursOnStation), path),
        inputs.Take(fighter, nameof(fighter.PatrolCoverage), path, 1),
        inputs.Take(fighter, nameof(fighter.AlertPairs), path),
        inputs.Take(fighter.OnTimeProbability?.Peace, path + ":onTimeProbability:peace", "share"),
        inputs.Take(fighter.OnTimeProbability?.Conflict, path + ":onTimeProbability:conflict", "share"),
        inputs.Take(fighter, nameof(fighter.MissilesPerAircraft), path),
        inputs.Take(fighter, nameof(fighter.UsableShare), path, 1));

    private ProgrammePlan Programme(Programme programme, string path, int index) => new(
        index,
        inputs.Take(programme, nameof(programme.ValueFactor), path, 1),
        [.. classes.Select(c => inputs.Take(programme.HitFactor.GetValueOrDefault(c), $"{path}:hitFactor:{c}", "ratio", 1))],
        [.. classes.Select(c => inputs.Take(programme.DamageFactor.GetValueOrDefault(c), $"{path}:damageFactor:{c}", "ratio", 1))]);

    private AssetPlan Asset(Asset asset) => new(
        Index(systemIds, asset.System),
        asset.Units,
        (asset.FromYear ?? scenario.Horizon.StartYear) - scenario.Horizon.StartYear,
        (asset.UntilYear ?? double.PositiveInfinity) - scenario.Horizon.StartYear,
        Covered(asset.Siting, asset.Units),
        MissileCounts(asset.Missiles));

    private OptionPlan Option(string id, PolicyOption option)
    {
        string[] names = [.. option.Purchases.Keys];
        PurchasePlan[] purchases =
        [
            .. option.Purchases.Select(pair => Purchase(pair.Key, pair.Value)),
            .. (option.Fallback?.Purchases ?? new Dictionary<string, Purchase>()).Select(pair => Purchase(pair.Key, pair.Value)),
        ];
        FallbackPlan? fallback = option.Fallback is null ? null : new FallbackPlan(
            Index(names, option.Fallback.Primary),
            inputs.Take(option.Fallback, nameof(Fallback.DeadlineYear), $"options:{id}:fallback"),
            option.Fallback.Trigger,
            inputs.Take(option.Fallback, nameof(Fallback.TerminationFeeShare), $"options:{id}:fallback"),
            names.Length);
        return new OptionPlan(id, Regime(option.Regime), purchases, fallback);
    }

    private PurchasePlan Purchase(string id, Purchase purchase) => new(
        id,
        Index(systemIds, purchase.System),
        purchase.Units,
        Math.Max(0, (purchase.OrderYear ?? scenario.Horizon.StartYear) - scenario.Horizon.StartYear),
        MissileCounts(purchase.Missiles),
        Covered(purchase.Siting, purchase.Units),
        purchase.JointPurchase.Length == 0 ? null : Joint(purchase.JointPurchase));

    private RegimePlan Regime(string name)
    {
        Regime regime = scenario.Procurement.Regimes.GetValueOrDefault(name) ?? new Regime();
        string path = $"procurement:regimes:{name}";
        return new RegimePlan(
            inputs.Take(regime, nameof(regime.DecisionFactor), path, 1),
            inputs.Take(regime, nameof(regime.NegotiationFactor), path, 1),
            inputs.Take(regime, nameof(regime.CancellationFactor), path, 1),
            inputs.Take(regime, nameof(regime.PricePremium), path),
            inputs.Take(regime, nameof(regime.LegalChallengeProbability), path),
            inputs.Take(regime, nameof(regime.LegalChallengeYears), path));
    }

    private JointPlan Joint(string name)
    {
        JointPurchase joint = scenario.Procurement.JointPurchases[name];
        string path = $"procurement:jointPurchases:{name}";
        return new JointPlan(
            inputs.Take(joint, nameof(joint.Discount), path),
            inputs.Take(joint, nameof(joint.CoordinationYears), path),
            inputs.Take(joint, nameof(joint.FixedCostShare), path, 1));
    }
}
