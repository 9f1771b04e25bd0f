using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Scenarios;
using CostSim.Tests.Commands;

namespace CostSim.Tests.Input;

/// <summary>What analysts get wrong in a scenario that is otherwise right: each slip is an error or a warning that names it.</summary>
public sealed class SlipTests
{
    private const string Baseline = "baseline", Town = "town";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// The slip; the scenario in which it is made (the baseline, or the one that <c>costsim new</c> prints); code, JSON path and a word of the message or
    /// fix that are expected; the edits, each a path of names joined by dots, an equals sign and JSON, or nothing to remove what is there.
    /// </summary>
    public static TheoryData<string, string, string, string, string, string[]> Slips => new()
    {
        // Units of money, time and shares.
        { "a kill probability in per cent", Baseline, "CS104", "$.systems.nasams.engagement.classes.cruise.killProbability", "0.8", ["systems.nasams.engagement.classes.cruise.killProbability=80"] },
        { "a discount rate in per cent", Baseline, "CS104", "$.economy.discountRate", "0.03", ["economy.discountRate=3"] },
        { "a discount rate ten times too high", Baseline, "CS110", "$.economy.discountRate", "0.2", ["economy.discountRate=0.3"] },
        { "a discount rate with the wrong sign", Baseline, "CS110", "$.economy.discountRate", "below", ["economy.discountRate=-0.03"] },
        { "a price in euros", Baseline, "CS110", "$.systems.nasams.cost.unitPriceMEur", "write 235", ["systems.nasams.cost.unitPriceMEur=235000000"] },
        { "a price in thousands", Baseline, "CS110", "$.systems.nasams.cost.unitPriceMEur", "rarely", ["systems.nasams.cost.unitPriceMEur=235000"] },
        { "a missile's price in thousands", Baseline, "CS110", "$.missiles.amraam.priceMEur", "rarely", ["missiles.amraam.priceMEur=1700"] },
        { "a battery's price in billions", Baseline, "CS306", "$.missiles.amraam", "dearer than a unit", ["systems.nasams.cost.unitPriceMEur=0.235"] },
        { "the cost of a post in thousands", Baseline, "CS110", "$.economy.postCostMEur", "postCostMEur", ["economy.postCostMEur=95"] },
        { "a flying hour in thousands", Baseline, "CS110", "$.systems.f35.cost.flyingHourMEur", "rarely", ["systems.f35.cost.flyingHourMEur=32", "systems.f35.cost.flyingHoursPerYear=180"] },
        { "a site's value in billions", Baseline, "CS327", "$.sites.port-antwerp.valueMEurPerYear", "write 5600", ["sites.port-antwerp.valueMEurPerYear=5.6"] },
        { "a site's value in thousands", Baseline, "CS327", "$.sites.shape.valueMEurPerYear", "write 300", ["sites.shape.valueMEurPerYear=300000"] },
        { "a site's value in euros", Baseline, "CS110", "$.sites.port-antwerp.valueMEurPerYear", "5600", ["sites.port-antwerp.valueMEurPerYear=5600000000"] },
        { "a budget in billions", Baseline, "CS322", "$.economy.acquisitionCeilingMEur", "less than one unit", ["economy.acquisitionCeilingMEur=0.7"] },
        { "a year of support as dear as a life of it", Baseline, "CS328", "$.systems.nasams.cost.supportMEurPerYear", "dearer than a unit", ["systems.nasams.cost.supportMEurPerYear=330"] },
        { "price growth as what is added", Baseline, "CS110", "$.systems.nasams.cost.costGrowth", "1.14", ["systems.nasams.cost.costGrowth=0.14"] },
        { "price growth in per cent", Baseline, "CS110", "$.systems.nasams.cost.costGrowth", "1.14", ["systems.nasams.cost.costGrowth=14"] },
        { "slip as what is added", Baseline, "CS110", "$.systems.nasams.schedule.slip", "factor", ["systems.nasams.schedule.slip=0.2"] },
        { "a premium as a factor", Baseline, "CS110", "$.procurement.regimes.emergency.pricePremium", "not 1.08", ["procurement.regimes.emergency.pricePremium=1.08"] },
        { "a discount as a factor", Baseline, "CS110", "$.procurement.jointPurchases.european.discount", "not 0.94", ["procurement.jointPurchases.european.discount=0.94"] },
        { "escalation in per cent", Baseline, "CS110", "$.economy.equipmentEscalation", "per cent", ["economy.equipmentEscalation=1"] },
        { "volatility in per cent", Baseline, "CS104", "$.economy.usdPerEurVolatility", "0.08", ["economy.usdPerEurVolatility=8"] },
        { "an exchange rate upside down", Baseline, "CS319", "$.economy.usdPerEur", "write dollars for a euro: 1.163", ["economy.usdPerEur=0.86"] },
        { "a quoted rate upside down", Baseline, "CS319", "$.economy.quotedUsdPerEur", "euros for a dollar", ["economy.quotedUsdPerEur=0.86"] },
        { "a lead time in months", Baseline, "CS110", "$.systems.nasams.schedule.leadYears", "months, write 3", ["systems.nasams.schedule.leadYears=36"] },
        { "training in months", Baseline, "CS110", "$.systems.nasams.schedule.trainingYears", "months", ["systems.nasams.schedule.trainingYears=9"] },
        { "an interval in months", Baseline, "CS110", "$.systems.nasams.schedule.intervalYears", "months", ["systems.nasams.schedule.intervalYears=4"] },
        { "a negotiation in months", Baseline, "CS110", "$.procurement.negotiationYears", "months", ["procurement.negotiationYears=6"] },
        { "a conflict in months", Town, "CS317", "$.conflict.durationYears", "months, write 1.5", ["conflict.durationYears=18"] },

        // Years and durations.
        { "a duration as the first year", Baseline, "CS104", "$.horizon.startYear", "1900", ["horizon.startYear=20"] },
        { "a year as the number of years", Baseline, "CS104", "$.horizon.years", "100", ["horizon.years=2046"] },
        { "a year as a lead time", Baseline, "CS110", "$.systems.patriot.schedule.leadYears", "2029", ["systems.patriot.schedule.leadYears=2029"] },
        { "a duration as the year of an order", Baseline, "CS104", "$.options.patriot.purchases.patriot.orderYear", "1900", ["options.patriot.purchases.patriot.orderYear=2"] },
        { "a duration as a deadline", Baseline, "CS317", "$.options.nasams-else-f35.fallback.deadlineYear", "2028", ["options.nasams-else-f35.fallback.deadlineYear=2"] },
        { "a year with two digits exchanged", Baseline, "CS317", "$.options.patriot.purchases.patriot.orderYear", "after the horizon", ["options.patriot.purchases.patriot.orderYear=2062"] },
        { "an order ten years too early", Baseline, "CS317", "$.options.patriot.purchases.patriot.orderYear", "before the horizon", ["options.patriot.purchases.patriot.orderYear=2017"] },
        { "a deadline after the horizon", Baseline, "CS317", "$.options.nasams-else-f35.fallback.deadlineYear", "after the horizon", ["options.nasams-else-f35.fallback.deadlineYear=2082"] },
        { "an asset that is gone before it comes", Baseline, "CS317", "$.assets.f35-2028.untilYear", "before it is there", ["assets.f35-2028.untilYear=2027"] },
        { "an asset after the horizon", Baseline, "CS317", "$.assets.f35-2030.fromYear", "never there", ["assets.f35-2030.fromYear=2050"] },
        { "a queue after the horizon", Baseline, "CS317", "$.suppliers.us-fms.queueYear", "after the horizon", ["suppliers.us-fms.queueYear=2082"] },
        { "a price base of another century's end", Baseline, "CS318", "$.horizon.priceBase", "2002", ["horizon.priceBase=2002"] },
        { "units ordered so late that none comes", Baseline, "CS317", "$.systems.patriot.schedule.leadYears", "order earlier", ["options.patriot.purchases.patriot.orderYear=2044"] },

        // What is missing.
        { "a fighter with only the required keys", Baseline, "CS301", "$.systems.f35.fighter", "flies no patrol", ["systems.f35.fighter={ \"homeDefenceShare\": 0.5, \"missionCapableRate\": 0.5, \"missilesPerAircraft\": 4 }"] },
        { "patrols without hours on station", Baseline, "CS308", "$.systems.f35.fighter.patrolSorties", "hoursOnStation", ["systems.f35.fighter.hoursOnStation="] },
        { "alert pairs that are never on time", Baseline, "CS301", "$.systems.f35.fighter", "onTimeProbability", ["systems.f35.fighter.onTimeProbability=", "systems.f35.fighter.patrolSorties="] },
        { "a battery with no channels", Baseline, "CS301", "$.systems.nasams.ground.channels", "0 targets", ["systems.nasams.ground.channels=0"] },
        { "an alert share of 0 in both phases", Baseline, "CS301", "$.systems.nasams.ground.alertShare", "neither phase", ["systems.nasams.ground.alertShare={ \"peace\": 0, \"conflict\": 0 }"] },
        { "a programme without a factor", Baseline, "CS301", "$.systems.counter-drone.programme", "no factor", ["systems.counter-drone.programme={}"] },
        { "a system that engages nothing", Baseline, "CS301", "$.systems.nasams.engagement.classes", "no threat class", ["systems.nasams.engagement.classes={}"] },
        { "launchers whose missile nobody buys", Baseline, "CS302", "$.options.patriot.purchases.patriot", "gemt", ["options.patriot.purchases.patriot.missiles={ \"mse\": 120 }"] },
        { "missiles of the wrong kind", Baseline, "CS303", "$.options.patriot.purchases.patriot.missiles.aster30", "nothing that", ["options.patriot.purchases.patriot.missiles={ \"mse\": 120, \"gemt\": 60, \"aster30\": 50 }"] },
        { "ready missiles that no class fires", Baseline, "CS303", "$.systems.patriot.ground.readyMissiles.aster30", "at no class", ["systems.patriot.ground.readyMissiles.aster30=8"] },
        { "fewer ready missiles than a salvo", Baseline, "CS304", "$.systems.patriot.ground.readyMissiles.mse", "1", ["systems.patriot.ground.readyMissiles.mse=1"] },
        { "a missile that is not aboard", Baseline, "CS212", "$.systems.nasams.engagement.classes.cruise.missile", "readyMissiles", ["systems.nasams.ground.readyMissiles={}"] },
        { "posts without a cost of a post", Baseline, "CS308", "$.systems.patriot.cost.postsPerUnit", "postCostMEur", ["economy.postCostMEur="] },
        { "flying hours without a cost", Baseline, "CS308", "$.systems.f35.cost.flyingHoursPerYear", "flyingHourMEur", ["systems.f35.cost.flyingHoursPerYear=180"] },
        { "a shock without its length", Baseline, "CS308", "$.procurement.decision.shockProbability", "shockYears", ["procurement.decision.shockYears="] },
        { "a queue without its length", Baseline, "CS308", "$.suppliers.us-fms.queueProbability", "queueYears", ["suppliers.us-fms.queueYears="] },
        { "a legal challenge without its length", Baseline, "CS308", "$.procurement.regimes.emergency.legalChallengeProbability", "legalChallengeYears", ["procurement.regimes.emergency.legalChallengeYears="] },
        { "an upgrade after the end of life", Baseline, "CS308", "$.systems.nasams.cost.midLifeAgeYears", "never happens", ["systems.nasams.schedule.serviceLifeYears=10"] },
        { "disposal of what never retires", Baseline, "CS308", "$.systems.nasams.cost.disposalMEur", "serviceLifeYears", ["systems.nasams.cost.disposalMEur=2"] },
        { "a value of life where nobody dies", Town, "CS308", "$.economy.statisticalLifeMEur", "deathsPerHit", ["economy.statisticalLifeMEur=4"] },
        { "a ceiling's profile without a ceiling", Town, "CS308", "$.economy.ceilingProfile", "acquisitionCeilingMEur", ["economy.ceilingProfile=[1, 2]"] },
        { "a supplier that no system names", Baseline, "CS329", "$.suppliers.us-fms", "supplier", ["systems.patriot.supplier="] },
        { "a site that was forgotten in the raids", Baseline, "CS310", "$.sites.tihange", "No raid", ["raids.strike.targets.tihange=", "raids.harassment.targets.tihange="] },
        { "a site that nothing defends", Town, "CS311", "$.sites.city", "defends", ["sites.city={ \"name\": \"City\", \"valueMEurPerYear\": 900 }", "raids.strike.targets.city=1"] },
        { "an area with a letter wrong", Baseline, "CS330", "$.sites.doel.area", "antwerp", ["sites.doel.area=\"antwrep\"", "options.nasams-skyranger.purchases.skyranger.siting=[\"florennes\"]", "options.layered.purchases.skyranger.siting=[\"florennes\"]", "options.nasams-else-f35.purchases.skyranger.siting=[\"florennes\"]"] },
        { "attackers that nothing may engage", Town, "CS312", "$.threatClasses.ballistic", "no system", ["threatClasses.ballistic={ \"name\": \"Ballistic missile\", \"hitProbability\": 0.6, \"damageShare\": 0.1 }", "raids.strike.archetypes.six.attackers.ballistic=2"] },
        { "a raid of nobody", Town, "CS331", "$.raids.strike.archetypes.six.attackers", "Nobody", ["raids.strike.archetypes.six.attackers={ \"cruise\": 0 }"] },
        { "a site without any weight", Town, "CS203", "$.sites", "weight", ["sites.port.weight=0"] },
        { "a reference option that was forgotten", Baseline, "CS316", "$.options", "do-minimum", ["referenceOption=", "options=first:nasams-skyranger"] },

        // What is out of proportion or twice there.
        { "weights of shares and percentages", Baseline, "CS309", "$.raids.strike.archetypes.drones.weight", "write 0.45", ["raids.strike.archetypes.drones.weight=45", "raids.strike.archetypes.ballistic.weight=0.08"] },
        { "a site's weight that is its value", Baseline, "CS309", "$.sites.port-antwerp.weight", "one scale", ["sites.port-antwerp.weight=5600"] },
        { "all units on one site", Baseline, "CS313", "$.options.iris.purchases.iris.siting", "kleine-brogel", ["options.iris={ \"name\": \"IRIS-T\", \"purchases\": { \"iris\": { \"system\": \"iris-t\", \"units\": 8, \"missiles\": { \"iris-t-slm\": 300 }, \"siting\": [\"kleine-brogel\"] } } }"] },
        { "an option that was copied and not changed", Baseline, "CS314", "$.options.patriot-2", "the same as", ["options.patriot-2=copy:options.patriot", "options.patriot-2.name=\"Patriot, later\""] },
        { "an option that buys nothing more than the reference", Town, "CS314", "$.options.later", "the same as", ["options.later={ \"name\": \"Later\" }"] },
        { "two options of one name", Baseline, "CS315", "$.options.layered.name", "cannot tell", ["options.layered.name=\"Patriot\""] },
        { "two units of a programme", Baseline, "CS216", "$.options.patriot.purchases.counter-drone.units", "write 1", ["options.patriot.purchases.counter-drone.units=2"] },
        { "a stock with two digits too many", Baseline, "CS305", "$.options.nasams-skyranger.purchases.nasams.missiles.amraam", "full loads", ["options.nasams-skyranger.purchases.nasams.missiles.amraam=40000"] },
        { "a restock limit of 0 for no limit", Baseline, "CS307", "$.missiles.amraam.restockPerYear", "no limit", ["missiles.amraam.restockPerYear=0"] },
        { "peace and conflict exchanged", Baseline, "CS321", "$.systems.nasams.ground.alertShare", "peace", ["systems.nasams.ground.alertShare={ \"peace\": 0.8, \"conflict\": 0.2 }"] },
        { "a budget profile in millions", Baseline, "CS320", "$.economy.ceilingProfile", "amount", ["economy.ceilingProfile=[700, 800, 900]"] },
        { "an onset profile of probabilities", Baseline, "CS320", "$.conflict.onsetProfile", "probability", ["conflict.onsetProfile=[0.004, 0.012, 0.004]"] },
        { "a pair of inputs correlated twice", Baseline, "CS323", "$.correlations[1]", "item 1", ["correlations=[{ \"first\": \"systems:f35:cost:costGrowth\", \"second\": \"systems:f35:schedule:slip\", \"rank\": 0.4 }, { \"first\": \"systems:f35:schedule:slip\", \"second\": \"systems:f35:cost:costGrowth\", \"rank\": 0.6 }]"] },
        { "correlations that were repaired", Baseline, "CS324", "$.correlationRepair", "0.9 → 0.", ["correlationRepair=\"nearest\"", "correlations=[{ \"first\": \"systems:f35:cost:costGrowth\", \"second\": \"systems:f35:schedule:slip\", \"rank\": 0.9 }, { \"first\": \"systems:f35:cost:costGrowth\", \"second\": \"systems:patriot:schedule:slip\", \"rank\": 0.7 }, { \"first\": \"systems:f35:schedule:slip\", \"second\": \"systems:patriot:schedule:slip\", \"rank\": 0.2 }]"] },
        { "a correlation in per cent", Baseline, "CS104", "$.correlations[0].rank", "between -1 and 1", ["correlations=[{ \"first\": \"systems:f35:cost:costGrowth\", \"second\": \"systems:f35:schedule:slip\", \"rank\": 40 }]"] },
        { "minimum and maximum exchanged", Baseline, "CS108", "$.systems.nasams.cost.unitPriceMEur", "", ["systems.nasams.cost.unitPriceMEur={ \"type\": \"pert\", \"min\": 310, \"mode\": 235, \"max\": 110 }"] },
        { "low and high percentiles exchanged", Baseline, "CS108", "$.threatClasses.drone.damageShare", "", ["threatClasses.drone.damageShare={ \"type\": \"lognormal\", \"p5\": 0.004, \"p95\": 0.0003 }"] },
        { "a headline outside its range", Baseline, "CS326", "$.decision.protectedYears.headline", "outside the range", ["decision.protectedYears={ \"to\": 500, \"headline\": 1000 }"] },
        { "more protected years than there are", Baseline, "CS326", "$.decision.target.protectedYears", "no option", ["decision.target={ \"protectedYears\": 80 }"] },
        { "a run that was a try", Baseline, "CS325", "$.run.trials", "16384", ["run.trials=20"] },
        { "a system that costs nothing", Town, "CS328", "$.systems.battery.cost", "costs nothing", ["systems.battery.cost={ \"unitPriceMEur\": 0 }"] },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_named_where_it_is_made(string slip, string scenario, string code, string path, string word, string[] edits)
    {
        ReadResult read = Read(Edited(scenario, edits));
        LocatedProblem[] found = [.. read.Problems.Where(one => one.Problem.Code == code && one.Problem.Path.StartsWith(path, StringComparison.Ordinal))];
        Assert.True(found.Length > 0, $"{slip}: found {string.Join("; ", read.Problems.Select(one => $"{one.Problem.Code} {one.Problem.Path} {one.Problem.Message}"))}");
        Problem problem = found[0].Problem;
        Assert.Contains(word, $"{problem.Message} {problem.Fix}", StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
        Assert.Equal(ProblemCatalogue.Find(code)!.Severity, problem.Severity);
        Assert.Equal(problem.Severity == Severity.Warning, read.IsValid);
        Assert.True(found[0].Position is { Line: > 1, Column: > 0 }, "the place is that of the slip in the file");
    }

    [Fact]
    public void Slips_are_many_and_every_warning_is_among_them()
    {
        Assert.True(Slips.Count > 80);
        string[] told = [.. Slips.Select(row => (string)row[2]).Where(code => code.StartsWith("CS3", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(ProblemCatalogue.All.Where(kind => kind.Code.StartsWith("CS3", StringComparison.Ordinal) && kind.Code != "CS332").Select(kind => kind.Code), told);
        Assert.All(ProblemCatalogue.All, kind => Assert.Equal(kind.Code is "CS110" or "CS237" or "CS255" || kind.Code.StartsWith("CS3", StringComparison.Ordinal), kind.Severity == Severity.Warning));
    }

    [Theory]
    [InlineData(Baseline)]
    [InlineData(Town)]
    public void The_scenarios_without_a_slip_give_no_warning(string scenario) => Assert.Empty(Read(Edited(scenario, [])).Problems);

    /// <summary>Every file of the library, and what <c>costsim new</c> prints: no warning that is not accepted in it, with a reason.</summary>
    [Fact]
    public void What_is_shipped_gives_no_warning_that_is_not_accepted_with_a_reason()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(CostSimProcess.Root, "scenarios"), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.True(files.Length >= 18);
        foreach (ReadResult read in files.Select(file => ScenarioReader.Read(file, File.ReadAllBytes(file), ScenarioFiles.Access, file)).Append(Read(DeskCommands.Starter())))
        {
            Assert.Empty(read.Problems.Select(one => $"{one.Position.File}: {one.Problem.Code} {one.Problem.Path} {one.Problem.Message}"));
            Assert.All(read.Accepted, one => Assert.NotEmpty(one.Reason));
        }
    }

    private static ReadResult Read(string text) => ScenarioReader.Read("slip.json", Encoding.UTF8.GetBytes(text));

    private static string Edited(string scenario, string[] edits)
    {
        string text = scenario == Town ? DeskCommands.Starter() : File.ReadAllText(Path.Combine(CostSimProcess.Root, "scenarios", "belgium", "baseline.json"));
        JsonObject root = JsonNode.Parse(text, null, Lenient)!.AsObject();

        // Lists of inputs by their paths would tell of some slips first.
        foreach (string naming in (string[])["priority", "studies"])
        {
            _ = (root["run"]?.AsObject().Remove(naming), root["decision"]?.AsObject().Remove(naming));
        }

        foreach (string edit in edits)
        {
            int sign = edit.IndexOf('=', StringComparison.Ordinal);
            string[] names = edit[..sign].Split('.');
            string value = edit[(sign + 1)..];
            JsonObject owner = root;
            foreach (string name in names[..^1])
            {
                owner = (owner[name] ??= new JsonObject()).AsObject();
            }

            if (value.StartsWith("first:", StringComparison.Ordinal))
            {
                JsonObject list = owner[names[^1]]!.AsObject();
                JsonNode first = list[value[6..]]!;
                list.Remove(value[6..]);
                list.Insert(0, value[6..], first);
            }
            else if (value.Length == 0)
            {
                Assert.True(owner.Remove(names[^1]), edit);
            }
            else
            {
                owner[names[^1]] = value.StartsWith("copy:", StringComparison.Ordinal) ? value[5..].Split('.').Aggregate((JsonNode)root, (node, name) => node[name]!).DeepClone() : JsonNode.Parse(value);
            }
        }

        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
