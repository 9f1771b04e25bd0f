namespace CostSim.Scenarios;

internal sealed partial class RuleBook
{
    private const int MostOutcomes = 20_000;
    private const int MostPlanned = 16;
    private const double MostSteps = 1e8;

    public void Systems()
    {
        foreach ((string id, Missile missile) in scenario.Missiles)
        {
            Price(missile.PriceMEur, missile.PriceMUsd, missile.UsdShare, $"missiles:{id}", "price");
        }

        Decision(scenario.Procurement.Decision, "procurement:decision");
        foreach ((string id, DefenceSystem system) in scenario.Systems)
        {
            string path = $"systems:{id}";
            Price(system.Cost.UnitPriceMEur, system.Cost.UnitPriceMUsd, system.Cost.UsdShare, path + ":cost", "unitPrice");
            int kinds = (system.Ground is null ? 0 : 1) + (system.Fighter is null ? 0 : 1) + (system.Programme is null ? 0 : 1);
            if (kinds != 1)
            {
                Add("CS210", path, $"A system is exactly one of ground, fighter and programme; found {kinds}.", "keep one of the three keys");
            }

            if (system.Programme is null == system.Engagement is null)
            {
                string fix = system.Engagement is null ? "add \"engagement\"" : "remove \"engagement\"";
                Add("CS211", path, "Ground-based systems and fighters have an engagement, programmes have none.", fix);
            }

            if (system.Supplier.Length > 0)
            {
                Known(system.Supplier, scenario.Suppliers.Keys, path + ":supplier", "supplier");
            }

            if (system.Schedule.Decision is { } decision)
            {
                Decision(decision, path + ":schedule:decision");
            }

            Shots(system, path);
            if (system.Programme is { } programme)
            {
                KnownKeys(programme.HitFactor.Keys, scenario.ThreatClasses.Keys, path + ":programme:hitFactor", "threat class");
                KnownKeys(programme.DamageFactor.Keys, scenario.ThreatClasses.Keys, path + ":programme:damageFactor", "threat class");
                for (int i = 0; i < programme.Sites.Count; i++)
                {
                    Known(programme.Sites[i], scenario.Sites.Keys, $"{path}:programme:sites:{i}", "site");
                }
            }
        }
    }

    private void Shots(DefenceSystem system, string path)
    {
        if (system.Engagement is null)
        {
            return;
        }

        foreach ((string name, Shot shot) in system.Engagement.Classes)
        {
            string at = $"{path}:engagement:classes:{name}";
            Known(name, scenario.ThreatClasses.Keys, at, "threat class");
            Doctrine(name, shot, at);
            if (shot.Missile.Length == 0)
            {
                continue;
            }

            if (Known(shot.Missile, scenario.Missiles.Keys, at + ":missile", "missile") && system.Ground is { } ground
                && !ground.ReadyMissiles.ContainsKey(shot.Missile))
            {
                Add("CS212", at + ":missile", $"The unit fires \"{shot.Missile}\" but has none ready.", $"add \"{shot.Missile}\" to ground.readyMissiles");
            }
        }

        if (system.Ground is not null)
        {
            KnownKeys(system.Ground.ReadyMissiles.Keys, scenario.Missiles.Keys, path + ":ground:readyMissiles", "missile");
        }
    }

    /// <summary>What a doctrine other than whole salvos needs: missiles to share out, looks that learn nothing of detection, raids small enough to enumerate.</summary>
    private void Doctrine(string threat, Shot shot, string at)
    {
        if (shot.Doctrine == FireDoctrine.WholeSalvos)
        {
            return;
        }

        if (shot.Missile.Length == 0)
        {
            Add("CS238", at + ":doctrine", "A doctrine shares out missiles, and a gun has none.", "remove doctrine, or name the missile");
        }

        if (shot.Looks > 1 && shot.DetectionProbability is not null)
        {
            Add("CS238", at + ":detectionProbability",
                "With several looks and this doctrine targets have had different numbers of shots, so that what a survivor tells of its detection differs; this is not modelled.",
                "remove detectionProbability, or use one look or wholeSalvos");
        }

        IEnumerable<(string Path, Archetype Raid)> raids = scenario.Raids
            .SelectMany(raid => raid.Value.Archetypes.Select(one => ($"raids:{raid.Key}:archetypes:{one.Key}", one.Value)))
            .Concat(scenario.ReferenceRaid.Archetypes.Select(one => ($"referenceRaid:archetypes:{one.Key}", one.Value)));
        foreach ((string path, Archetype raid) in raids)
        {
            double outcomes = raid.CountOutcomes();
            if (outcomes > MostOutcomes)
            {
                Add("CS239", path, $"The doctrine of {at} enumerates all outcomes of a raid; this one has {outcomes:N0}, and {MostOutcomes:N0} are possible.", "use wholeSalvos, or smaller raids");
            }

            if (shot.Doctrine == FireDoctrine.Optimal && raid.Attackers.GetValueOrDefault(threat) is > MostPlanned and var many)
            {
                Add("CS239", path, $"The doctrine optimal of {at} plans for at most {MostPlanned} attackers of a class, found {many}.", "use spread, or smaller raids");
            }
        }

        int planned = Math.Min(MostPlanned, raids.Max(raid => raid.Raid.Attackers.GetValueOrDefault(threat)));
        if (shot.Doctrine == FireDoctrine.Optimal && PlanningSteps(shot, planned) is > MostSteps and var steps)
        {
            Add("CS239", at + ":doctrine",
                FormattableString.Invariant($"Against {planned} attackers the doctrine optimal goes through {steps:0e+0} possibilities in every trial; {MostSteps:0e+0} are possible."),
                "use spread, a smaller salvo or fewer looks");
        }
    }

    /// <summary>Steps of the dynamic programme: its states (looks, targets, engagements and missiles left), the shots of each, and the kills of each of those.</summary>
    private static double PlanningSteps(Shot shot, double targets)
    {
        double engagements = shot.Looks * targets, missiles = shot.Salvo * engagements;
        return shot.Looks * targets * engagements * missiles * (shot.Salvo * targets) * targets / 4;
    }

    private void Price(Quantity? eur, Quantity? usd, Quantity? usdShare, string path, string name)
    {
        if (eur is null == usd is null)
        {
            string found = eur is null ? "neither" : "both";
            Add("CS213", path, $"Give {name}MEur or {name}MUsd; found {found}.", $"keep one of {name}MEur and {name}MUsd");
        }

        if (usd is not null && usdShare is not null)
        {
            Add("CS214", path + ":usdShare", "A dollar price moves with the dollar as a whole; usdShare goes with a euro price.", "remove usdShare");
        }
    }

    private void Decision(Decision decision, string path)
    {
        if (decision.DelayYears is null == decision.ApprovalPerYear is null)
        {
            Add("CS215", path, "A decision has either delayYears or approvalPerYear.", "keep one of the two");
        }
        else if (decision.DelayYears is null && decision.CancellationProbability is not null)
        {
            Add("CS215", path + ":cancellationProbability", "With approvalPerYear the chance of cancellation is a hazard.", "use cancellationPerYear");
        }
        else if (decision.ApprovalPerYear is null && decision.CancellationPerYear is not null)
        {
            Add("CS215", path + ":cancellationPerYear", "With delayYears the chance of cancellation is a probability.", "use cancellationProbability");
        }
    }
}
