namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Of two keys that do something only together, one.</summary>
    public void Halves()
    {
        Delays(scenario.Procurement.Decision, "procurement:decision");
        foreach ((string id, Regime regime) in scenario.Procurement.Regimes)
        {
            Half(regime.LegalChallengeProbability, regime.LegalChallengeYears, $"procurement:regimes:{id}", "legalChallengeProbability", "legalChallengeYears");
        }

        foreach ((string id, Supplier supplier) in scenario.Suppliers)
        {
            Half(supplier.QueueProbability, supplier.QueueYears, $"suppliers:{id}", "queueProbability", "queueYears");
        }

        foreach ((string id, DefenceSystem system) in Used)
        {
            Costs(system, $"systems:{id}:cost");
            if (system.Schedule.Decision is { } decision)
            {
                Delays(decision, $"systems:{id}:schedule:decision");
            }

            if (system.Fighter is { } fighter && Idle(system) is null)
            {
                string path = $"systems:{id}:fighter";
                Half(Larger(fighter.PatrolSorties), fighter.HoursOnStation, path, "patrolSorties", "hoursOnStation");
                Half(fighter.AlertPairs, Larger(fighter.OnTimeProbability), path, "alertPairs", "onTimeProbability");
            }
        }

        Economy();
    }

    private void Delays(Decision decision, string path) => Half(decision.ShockProbability, decision.ShockYears, path, "shockProbability", "shockYears");

    private void Costs(DefenceSystem system, string path)
    {
        SystemCost cost = system.Cost;
        if (system.Fighter is not null)
        {
            Half(cost.FlyingHoursPerYear, cost.FlyingHourMEur, path, "flyingHoursPerYear", "flyingHourMEur");
        }

        if (cost.MidLifeAgeYears is not null && cost.MidLifeShare is null)
        {
            Nothing($"{path}:midLifeAgeYears", "without midLifeShare the upgrade costs nothing", "midLifeShare");
        }

        if (!IsZero(cost.MidLifeShare, 0) && cost.MidLifeAgeYears is { } age && system.Schedule.ServiceLifeYears is { } life && age.Distribution.Minimum >= life.Distribution.Maximum)
        {
            Warn("CS308", $"{path}:midLifeAgeYears", $"The upgrade at {Text(age.Distribution.Mean)} years comes after a service life of {Text(life.Distribution.Mean)}: it never happens.",
                "let the upgrade come before the end of the service life, or leave it out");
        }

        if (!IsZero(cost.DisposalMEur, 0) && system.Schedule.ServiceLifeYears is null)
        {
            Nothing($"{path}:disposalMEur", "without schedule.serviceLifeYears nothing is ever retired", "schedule.serviceLifeYears");
        }

        if (!IsZero(cost.PostsPerUnit, 0) && IsZero(scenario.Economy.PostCostMEur, 0) && !problems.Exists(one => one.Code == "CS308" && one.Path.EndsWith(":postsPerUnit", StringComparison.Ordinal)))
        {
            Nothing($"{path}:postsPerUnit", "without economy.postCostMEur posts cost nothing", "economy.postCostMEur");
        }
    }

    private void Economy()
    {
        Economy economy = scenario.Economy;
        if (economy.AcquisitionCeilingMEur is null && economy.CeilingProfile.Count > 0)
        {
            Nothing("economy:ceilingProfile", "there is no acquisitionCeilingMEur that it could multiply", "acquisitionCeilingMEur");
        }

        if (economy.AcquisitionCeilingMEur is null && !IsZero(economy.StretchPenalty, 0))
        {
            Nothing("economy:stretchPenalty", "without acquisitionCeilingMEur no payment is stretched", "acquisitionCeilingMEur");
        }

        bool kills = scenario.ThreatClasses.Values.Any(threat => !IsZero(threat.DeathsPerHit, 0))
            || scenario.Sites.Values.SelectMany(site => site.DeathsPerHit.Values).Any(deaths => !IsZero(deaths, 0));
        if (!IsZero(economy.StatisticalLifeMEur, 0) && !kills)
        {
            Nothing("economy:statisticalLifeMEur", "no threat class has deathsPerHit, so that nobody dies", "deathsPerHit");
        }
    }

    private void Half(Quantity? one, Quantity? other, string path, string oneName, string otherName)
    {
        if (!IsZero(one, 0) && other is null)
        {
            Nothing($"{path}:{oneName}", $"without {otherName}, which is 0 when it is left out", otherName);
        }
        else if (!IsZero(other, 0) && one is null)
        {
            Nothing($"{path}:{otherName}", $"without {oneName}, which is 0 when it is left out", oneName);
        }
    }

    private void Nothing(string path, string why, string missing) =>
        Warn("CS308", path, $"{path[(path.LastIndexOf(':') + 1)..]} does nothing: {why}.", $"add {missing}, or leave it out");

    private static Quantity? Larger(ByPhase? phases) => phases is null ? null : Mean(phases.Peace, 0) > Mean(phases.Conflict, 0) ? phases.Peace : phases.Conflict;
}
