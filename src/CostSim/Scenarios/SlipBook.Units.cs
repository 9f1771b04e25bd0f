namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Units and programmes that cost and can never do anything, and readiness that is higher in peace than in conflict.</summary>
    public void Units()
    {
        foreach ((string id, DefenceSystem system) in Used)
        {
            string path = $"systems:{id}";
            if (Idle(system) is { } idle)
            {
                Warn("CS301", $"{path}:{idle.Place}", $"\"{id}\" can never do anything: {idle.Why}.", idle.Fix);
            }

            Phases(system.Ground?.AlertShare, $"{path}:ground:alertShare", "alert");
            Phases(system.Fighter?.PatrolSorties, $"{path}:fighter:patrolSorties", "on patrol");
            CostOfUse(id, system, path);
        }
    }

    private static (string Place, string Why, string Fix)? Idle(DefenceSystem system)
    {
        if (system.Programme is { } programme)
        {
            bool works = programme.ValueFactor is { } value && Lowers(value) || programme.HitFactor.Values.Concat(programme.DamageFactor.Values).Any(Lowers);
            return works ? null : ("programme", "no factor is below 1", "add valueFactor, hitFactor or damageFactor; 0.9 takes a tenth away");
        }

        if (system.Engagement is not { } engagement)
        {
            return null;
        }

        if (engagement.Classes.Count == 0)
        {
            return ("engagement:classes", "it engages no threat class", "add \"classes\": { \"cruise\": { \"killProbability\": … } }");
        }

        if (engagement.Classes.Values.All(shot => IsZero(shot.KillProbability, 1) || IsZero(shot.DetectionProbability, 1)))
        {
            return ("engagement:classes", "the probability of a kill or of detection is 0 against every class", "write the probability, or leave the system out");
        }

        if (IsZero(engagement.CommonModeSuccess, 1))
        {
            return ("engagement:commonModeSuccess", "the layer never works", "write the probability that it works, 0.9 for example");
        }

        return system.Ground is { } ground ? Idle(ground) : system.Fighter is { } fighter ? Idle(fighter) : null;
    }

    private static (string Place, string Why, string Fix)? Idle(GroundUnit unit) =>
        IsZero(unit.Channels, 1) ? ("ground:channels", "it engages 0 targets at once", "write how many targets a unit engages at once")
        : IsZero(unit.Availability, 1) ? ("ground:availability", "its availability is 0", "write the share of time in which a unit works, or leave it out for 1")
        : IsZero(unit.AlertShare, 1) ? ("ground:alertShare", "it is manned in neither phase", "write the share of time in which a unit is manned, or leave it out for 1")
        : IsZero(unit.CrewedShare, 1) ? ("ground:crewedShare", "no unit has a crew", "write the share of units that have a crew, or leave it out for 1")
        : null;

    private static (string Place, string Why, string Fix)? Idle(FighterUnit unit)
    {
        if (IsZero(unit.MissilesPerAircraft, 1) || IsZero(unit.UsableShare, 1))
        {
            return ("fighter", "it carries no missile that it may use", "write missilesPerAircraft, and usableShare above 0");
        }

        bool patrols = !IsZero(unit.PatrolSorties, 0) && !IsZero(unit.HoursOnStation, 0) && !IsZero(unit.PatrolCoverage, 1)
            && !IsZero(unit.HomeDefenceShare, 1) && !IsZero(unit.MissionCapableRate, 1);
        bool isOnAlert = !IsZero(unit.AlertPairs, 0) && !IsZero(unit.OnTimeProbability, 0);
        return patrols || isOnAlert ? null : (
            "fighter", "it flies no patrol that reaches a raid, and no pair on alert does",
            "add patrolSorties with hoursOnStation, or alertPairs with onTimeProbability; without them they are 0");
    }

    private static bool Lowers(Quantity factor) => factor.Distribution.Minimum < 1;

    private void Phases(ByPhase? share, string path, string what)
    {
        if (share is not null && Mean(share.Peace, 0) > Mean(share.Conflict, 0))
        {
            Warn("CS321", path, $"More are {what} in peace ({Text(Mean(share.Peace, 0))}) than in conflict ({Text(Mean(share.Conflict, 0))}).", "exchange the two, if they were taken for one another");
        }
    }

    private void CostOfUse(string id, DefenceSystem system, string path)
    {
        double price = Price(system.Cost.UnitPriceMEur, system.Cost.UnitPriceMUsd);
        double support = Mean(system.Cost.SupportMEurPerYear, 0);
        if (system.Programme is null && price > 0 && support > price)
        {
            Warn("CS328", path + ":cost:supportMEurPerYear", $"A year of support of \"{id}\" ({Text(support)} MEUR) is dearer than a unit ({Text(price)} MEUR).",
                "write what a unit costs in a year, in the same millions as its price");
        }

        bool isFree = price == 0 && support == 0 && Mean(system.Cost.InfrastructureMEur, 0) == 0 && Mean(system.Cost.PostsPerUnit, 0) == 0 && Mean(system.Cost.FlyingHoursPerYear, 0) == 0;
        if (isFree && bought.Values.Any(holdings => holdings.Any(holding => holding.System == id)))
        {
            Warn("CS328", path + ":cost", $"\"{id}\" is bought and costs nothing: neither price nor support.", "write its price; what is there already is an asset");
        }
    }
}
