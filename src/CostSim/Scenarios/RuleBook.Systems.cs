namespace CostSim.Scenarios;

internal sealed partial class RuleBook
{
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
