namespace CostSim.Scenarios;

/// <summary>A kind of problem that a scenario can have.</summary>
/// <param name="Code">Its code, which keeps its meaning.</param>
/// <param name="Title">A few words.</param>
/// <param name="Explanation">What is wrong, and why it is not let pass.</param>
/// <param name="Example">What would be right.</param>
/// <param name="Severity">Whether the scenario can be run all the same.</param>
public sealed record ProblemKind(string Code, string Title, string Explanation, string Example, Severity Severity = Severity.Error);

/// <summary>
/// Every code that a problem of a scenario can have: CS0xx the file, CS1xx its shape, CS2xx its meaning, CS3xx what is valid and surely not meant. A test
/// keeps it complete.
/// </summary>
public static class ProblemCatalogue
{
    /// <summary>All kinds, by code.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        new("CS001", "nothing in the file", "The file is empty, or holds null where a scenario should be.", "costsim new my-scenario > my-scenario.json"),
        new("CS002", "not UTF-8", "The file is in another encoding, so that accents and the euro sign would be read wrongly.", "in the editor: save with encoding UTF-8"),
        new("CS003", "not JSON", "A comma, colon, quote or bracket is missing or of the wrong kind; the place is where reading stopped, the cause often just before. Comments and commas after the last item are allowed; decimal commas, curly quotes and special spaces, which word processors write, are not.", "\"unitPriceMEur\": 0.74"),
        new("CS004", "the same key twice", "Of two equal keys one would be ignored, and nobody could tell which was meant. Keys that differ only in case count as equal.", "keep one of the two"),
        new("CS005", "a number that cannot be held", "The number is too large, too small, too long, or NaN or infinite. It would silently become another one.", "1.5e9"),
        new("CS006", "too deeply nested", "The brackets go deeper than any scenario needs.", "a scenario needs fewer than 12 levels"),
        new("CS007", "too large a file", "Scenario files are small; large data belong in CSV files beside them.", "\"values\": { \"file\": \"delays.csv\", \"column\": \"years\" }"),
        new("CS008", "a character that cannot be shown", "Control characters, marks that turn the direction of text and code points that are no characters would show something else than what is written, in a terminal, a log or a page. Line breaks and tabs are allowed in descriptions and sources.", "\"name\": \"NASAMS fire unit\""),
        new("CS010", "a base that cannot be read", "\"extends\" names scenario files relative to this one, inside the outermost folder called scenarios (or the current folder).", "\"extends\": \"baseline.json\""),
        new("CS011", "a base that extends itself", "The files form a circle, so there is nothing to begin with.", "remove one \"extends\" of the circle"),
        new("CS012", "too many bases", "More than 16 files in a chain, or 256 in all, cannot be followed by a reader.", "extend the baseline directly"),
        new("CS013", "--set without a value", "A value is set by its path, names joined by dots, then =, then JSON; a text needs no quotes.", "--set systems.nasams.cost.unitPriceMEur=300"),
        new("CS014", "a newer file format", "The file says that it is written for a version of the format that this program does not know, so that keys could be misunderstood.", "\"schemaVersion\": 1"),
        new("CS101", "unknown key", "A misspelt key would be ignored and its default used instead, which nobody would see.", "write the key that is suggested; costsim schema lists all"),
        new("CS102", "another kind of value", "A number, text, list or object stands where another is expected.", "\"units\": 10, not \"units\": \"10\""),
        new("CS103", "a required key is missing", "The key has no default that would be right for everybody.", "add the key with the example that is shown"),
        new("CS104", "outside the range", "The value, or an end of its distribution, is not possible for this quantity. Often a percentage was written for a share, or euros for million euros.", "\"killProbability\": 0.74"),
        new("CS105", "unknown word", "Only certain words are possible here; they are listed in the message and in costsim schema.", "\"design\": \"sobol\""),
        new("CS106", "not a name", "Names become parts of file names, columns and streams of draws, so they are simple.", "\"iris-t\": letters, digits, hyphens, at most 64"),
        new("CS107", "unknown distribution", "There is no distribution of this name; the README lists them with their parameters.", "{ \"type\": \"pert\", \"min\": 110, \"mode\": 235, \"max\": 310 }"),
        new("CS108", "impossible distribution", "The parameters contradict each other or are incomplete, for example a mode below the minimum.", "{ \"type\": \"pert\", \"min\": 1, \"mode\": 2, \"max\": 4 }"),
        new("CS109", "observations that cannot be read", "The CSV file named is not beside the scenario or below it, lacks the column, or holds something that is no number.", "{ \"type\": \"empirical\", \"values\": { \"file\": \"delays.csv\", \"column\": \"years\" } }"),
        new("CS110", "perhaps another unit", "The value is possible but far from what such quantities are: euros may have been written for million euros, months for years, or a percentage for a share. It is used as it stands.", "\"unitPriceMEur\": 235", Severity.Warning),
        new("CS201", "a name that cannot be a folder", "The scenario's name becomes its results folder, on any system.", "\"name\": \"belgium-baseline\""),
        new("CS202", "no options", "There is nothing to choose from: a scenario needs at least one option, two for a decision.", "\"options\": { \"nothing\": { \"name\": \"Nothing\" } }"),
        new("CS203", "nothing to defend", "All weights are zero, or no site has one, so that no raid has a target.", "\"targets\": { \"port\": 1 }"),
        new("CS204", "a reference raid without a phase", "Protection is measured against one raid in one phase, with the readiness of that phase.", "\"phase\": \"conflict\""),
        new("CS205", "an area with the name of a site", "Siting lists hold areas and sites; a name that is both would be ambiguous.", "\"area\": \"antwerp-area\""),
        new("CS206", "too many sizes of a raid", "A raid comes in 1 to 16 sizes, each with a weight.", "merge sizes that are alike"),
        new("CS208", "a name that nothing bears", "The name refers to a system, missile, site or supplier that the scenario does not define.", "write the name that is suggested, or define it"),
        new("CS210", "a system of no kind, or of several", "A system is on the ground, a fighter, or a programme such as hardening.", "\"ground\": { \"channels\": 6 }"),
        new("CS211", "engagement where it does not belong", "Systems on the ground and fighters engage attackers and must say how; programmes do not.", "\"engagement\": { \"classes\": { \"cruise\": { \"killProbability\": 0.7 } } }"),
        new("CS212", "a missile that is fired but not aboard", "The unit fires a missile of which it has none ready, so it would never fire.", "\"readyMissiles\": { \"amraam\": 6 }"),
        new("CS213", "a price in both currencies, or in none", "A price is in euros or in dollars; a dollar price follows the exchange rate.", "\"priceMUsd\": 1.1"),
        new("CS214", "a dollar share of a dollar price", "A price in dollars follows the dollar as a whole; usdShare says what part of a euro price does.", "\"unitPriceMEur\": 235, \"usdShare\": 0.3"),
        new("CS215", "two ways to decide", "A decision takes a delay with a probability of cancellation, or comes by competing hazards; not both.", "\"decision\": { \"approvalPerYear\": 0.8, \"cancellationPerYear\": 0.1 }"),
        new("CS216", "a programme paid for twice", "A programme is at work or not: a second unit of it, or a second purchase while the first is at work, would cost again and do nothing more. A purchase of the same programme in a later year is its renewal where the system has a service life.", "\"units\": 1"),
        new("CS217", "a ceiling that covers nothing", "A ceiling on acquisition limits the payments that are named: units, missiles, infrastructure, initialTraining.", "\"acquisitionCeiling\": { \"covers\": [\"units\", \"missiles\"] }"),
        new("CS220", "a fallback that buys nothing", "A fallback is what is ordered instead of the primary purchase, so it must buy something.", "\"fallback\": { \"purchases\": { \"jets\": { \"system\": \"f35\", \"units\": 21 } } }"),
        new("CS221", "a unit that stands nowhere", "A ground-based unit protects only what is on its siting list; without one it would cost money and do nothing.", "\"siting\": [\"antwerp\"]"),
        new("CS222", "siting of what covers everything", "Fighters and programmes cover every site.", "remove siting"),
        new("CS223", "a run that ends before it can be confirmed", "A precision is looked at after 16,384 trials and confirmed after twice as many.", "\"mostTrials\": 1048576"),
        new("CS224", "a number of trials that the design does not have", "The replicates of lhs and sobol are of equal length, those of sobol a power of two.", "\"trials\": 16384"),
        new("CS225", "an unknown outcome or measure", "\"until\" names a column of trials.csv, or a measure of effect.", "\"outcome\": \"cost_meur\""),
        new("CS230", "a correlation of what is no input", "Only uncertain inputs can be correlated, each pair of two different ones, by their paths as in inputs.csv.", "\"first\": \"systems:nasams:cost:costGrowth\""),
        new("CS231", "correlations that contradict each other", "No joint distribution has these rank correlations. The nearest that are possible are printed.", "\"correlationRepair\": \"nearest\""),
        new("CS232", "no such input", "The list names uncertain inputs by their paths as in inputs.csv. Names of quantities that are certain here are passed over; this one is no quantity at all.", "\"systems:nasams:cost:*\""),
        new("CS233", "a range that does not rise", "The worth of an effect is looked at over a range.", "{ \"from\": 0, \"to\": 2000, \"steps\": 41 }"),
        new("CS234", "attackers with and without a cost", "The cost exchange counts every attacker that comes, so all classes have a cost or none.", "\"unitCostMEur\": 0.05"),
        new("CS235", "observations without an error", "Normal observations are the input plus an error; without its deviation one would tell everything.", "\"deviation\": 5"),
        new("CS236", "a run that does not know when to stop", "\"until\" holds an outcome with its relativeError, or a decision.", "{ \"decision\": { \"measure\": \"protected_years\" } }"),
        new("CS237", "without effect", "A correlation or a study names an input that is certain in this scenario, often because a scenario over another made it so; or it is said what a ceiling covers where there is none, or something is to be learnt of a throw of the dice (chance:…). It does nothing.", "leave the pair, the study or the key out with null", Severity.Warning),
        new("CS238", "a doctrine that cannot be followed", "Doctrines share out missiles that are short: they need missiles, and with several looks a detection that is certain, since targets that have had different numbers of shots would tell different things of their detection.", "\"missile\": \"amraam\", \"looks\": 2, \"doctrine\": \"spread\""),
        new("CS239", "a raid too large to enumerate", "Doctrines other than wholeSalvos are worked out by going through every outcome of a raid, class by class.", "\"attackers\": { \"cruise\": 12 }"),
        new("CS240", "too many systems with too many units at one place", "What stands at a site is kept as one number of 64 bits: each system takes as many as the largest number of its units that one site can have needs.", "fewer systems in one scenario, or fewer units of one system on one site"),
        new("CS241", "an acceptance of what is no warning", "\"accept\" names codes of warnings that are known and meant. Errors cannot be accepted, and a code that does not exist would silence nothing.", "\"accept\": [\"CS307\"]"),
        new("CS250", "more raids than can be followed", "What happens is worked out raid by raid, in every year of every trial, for every option. Counted is the largest rate that a draw may bring.", "\"ratePerYear\": { \"type\": \"pert\", \"min\": 1, \"mode\": 4, \"max\": 12 }"),
        new("CS251", "more combinations of ready units than can be weighed", "Each unit near a site may be ready or not, so the combinations of n units of one system and m of another are (n + 1)(m + 1); all are weighed, at every site and in every year.", "\"units\": 8"),
        new("CS252", "a raid too large for --exact", "--exact enumerates how many attackers of each class get through: (n + 1)(m + 1) outcomes for n and m attackers of two classes. Without it their moments are worked out, whatever the size.", "costsim run scenario.json"),
        new("CS253", "more memory than there is", "The outcomes of each option are kept for as many trials as run.keep says; all others are only counted.", "\"keep\": 16384"),
        new("CS254", "too many inputs in one correlation", "Correlations link inputs into groups, and a group has one joint distribution.", "two groups of fifty inputs instead of one of a hundred and more"),
        new("CS255", "a run of days", "The time is roughly that of one processor; with several it is divided among them.", "costsim submit scenario.json", Severity.Warning),
        new("CS301", "a unit that can never do anything", "It is paid for, and some share, probability or number is 0 without which it never flies, fires or protects: a fighter with only the required keys flies neither patrols nor from alert, since both are 0 unless given.", "\"alertPairs\": 1, \"onTimeProbability\": { \"peace\": 0.1, \"conflict\": 0.3 }", Severity.Warning),
        new("CS302", "launchers without missiles", "The system fires a kind of missile that neither the option nor any asset brings. Ready missiles are what fits on a launcher, not what is bought: without a stock the launchers stay empty.", "\"purchases\": { \"nasams\": { \"system\": \"nasams\", \"units\": 10, \"missiles\": { \"amraam\": 400 } } }", Severity.Warning),
        new("CS303", "missiles that nothing fires", "Missiles are bought, or ready on a launcher, of a kind that no class of engagement names. They cost and do nothing.", "\"cruise\": { \"missile\": \"amraam\", \"killProbability\": 0.7 }", Severity.Warning),
        new("CS304", "fewer ready missiles than a salvo", "A target gets a whole salvo or nothing, so a unit with fewer ready missiles never fires alone.", "\"readyMissiles\": { \"amraam\": 6 }", Severity.Warning),
        new("CS305", "a stock far beyond use", "So many missiles fill all launchers of the option more than a hundred times over: often their cost, or a number with a digit too many.", "\"missiles\": { \"amraam\": 400 }", Severity.Warning),
        new("CS306", "a missile dearer than its launcher", "A missile costs more than twice what the unit costs that fires it. One of the two prices is probably in other units: billions for a battery, thousands for a missile.", "\"priceMEur\": 1.7", Severity.Warning),
        new("CS307", "missiles that are never replaced", "A limit of 0 means that nothing fired is ever replaced. Left out, it means that there is no limit.", "\"restockPerYear\": 60", Severity.Warning),
        new("CS308", "half of what belongs together", "Some keys do something only with another, which is 0 unless given: posts need a cost of a post, a probability of a delay its length, an upgrade its share of the price.", "\"shockProbability\": 0.25, \"shockYears\": 1", Severity.Warning),
        new("CS309", "weights of several scales", "Weights are relative. A percentage among shares, or a weight a thousand times another, leaves the others without effect.", "\"targets\": { \"port\": 0.5, \"city\": 0.3, \"base\": 0.2 }", Severity.Warning),
        new("CS310", "a site that no raid aims at", "The site is defended and counted, and no raid names it among its targets, often because it was added later.", "\"targets\": { \"port\": 1, \"city\": 1 }", Severity.Warning),
        new("CS311", "a site that nothing defends", "No unit of any option or asset stands at the site or in its area, and no fighter or programme covers it: it lowers the protection of all options alike.", "\"siting\": [\"port\", \"city\"]", Severity.Warning),
        new("CS312", "attackers that nothing may engage", "The class comes in raids, and no system of the scenario has it among its classes, no programme lowers its hits or damage.", "\"engagement\": { \"classes\": { \"drone\": { \"killProbability\": 0.6 } } }", Severity.Warning),
        new("CS313", "all units on one site", "Units go to the places of the list in the order of delivery and round again: a list of one place has them all there, though most of what is attacked lies elsewhere.", "\"siting\": [\"brussels\", \"antwerp\", \"florennes\"]", Severity.Warning),
        new("CS314", "two options that are the same", "They buy the same under the same rules, so that they share every result: a copy in which the change was forgotten.", "\"units\": 12", Severity.Warning),
        new("CS315", "one name for two things", "Tables, figures and reports show names for people, and two that are alike cannot be told apart.", "\"name\": \"NASAMS, bought with the Dutch\"", Severity.Warning),
        new("CS316", "a reference that was forgotten", "Losses are averted against the first option unless referenceOption names another; here a later option buys a part of what the first buys.", "\"referenceOption\": \"do-minimum\"", Severity.Warning),
        new("CS317", "a date that has no effect, or a wrong one", "A date or delivery lies outside the horizon, so that what hangs on it never happens; an order before it starts on the first day; or a duration stands for a year, or months for years.", "\"orderYear\": 2027", Severity.Warning),
        new("CS318", "prices of another time", "The year of the prices lies more than twenty years from the first year of the horizon: one of the two is probably mistyped.", "\"horizon\": { \"startYear\": 2026, \"years\": 20, \"priceBase\": 2026 }", Severity.Warning),
        new("CS319", "an exchange rate upside down", "Rates are dollars for a euro. This one is below parity, and turned over it is the other rate of the scenario.", "\"usdPerEur\": 1.16", Severity.Warning),
        new("CS320", "multipliers that are none", "A profile multiplies its value year by year from the first of the horizon. Amounts and probabilities are something else.", "\"ceilingProfile\": [1, 1, 1.25]", Severity.Warning),
        new("CS321", "peace and conflict exchanged", "Readiness in peace is given as higher than in conflict.", "\"alertShare\": { \"peace\": 0.2, \"conflict\": 0.8 }", Severity.Warning),
        new("CS322", "a ceiling that buys nothing", "All years' ceilings together are less than one unit costs, so that nothing is ever delivered: often billions for millions.", "\"acquisitionCeilingMEur\": 800", Severity.Warning),
        new("CS323", "a pair of inputs correlated twice", "Two items of the list name the same two inputs, in either order. The last counts, and nobody sees it.", "\"correlations\": [{ \"first\": \"systems:nasams:cost:costGrowth\", \"second\": \"systems:nasams:schedule:slip\", \"rank\": 0.4 }]", Severity.Warning),
        new("CS324", "correlations that were changed", "The rank correlations contradict each other, and the nearest that do not are used, as correlationRepair asks. What moved is shown.", "\"rank\": 0.3", Severity.Warning),
        new("CS325", "a run that was a try", "So few trials tell nothing of probabilities, and little of means: a number that was left in the file.", "\"trials\": 16384", Severity.Warning),
        new("CS326", "out of reach", "The headline worth lies outside the range that is looked at, or a target asks for more protected years than there are.", "\"protectedYears\": { \"to\": 2000, \"headline\": 1000 }", Severity.Warning),
        new("CS327", "a value out of line", "The yearly value of one site is more than twenty times the next and fifty times the middle one, or as much below: thousands or billions among millions.", "\"valueMEurPerYear\": 5600", Severity.Warning),
        new("CS328", "a system that costs nothing, or more to support than to buy", "A unit whose support of one year is dearer than the unit is probably given for its life, or in other units; one without any cost is an asset.", "\"unitPriceMEur\": 235, \"supportMEurPerYear\": 11", Severity.Warning),
        new("CS329", "a supplier of nothing", "A supplier's queue delays the systems that name it; no system of the scenario does.", "\"supplier\": \"us-fms\"", Severity.Warning),
        new("CS330", "an area one letter from another", "Units stand in an area whose name is one letter from that of this site's area, and none in this one: the site is not covered.", "\"area\": \"antwerp\"", Severity.Warning),
        new("CS331", "a raid of nobody", "In this size of the raid no attacker comes, so that it lowers the number of raids without saying so.", "\"attackers\": { \"cruise\": 10 }", Severity.Warning),
        new("CS332", "an acceptance that silences nothing", "The warning is not given, or not at this place: it was corrected, or the place is mistyped. A stale acceptance would hide the next slip of its kind.", "\"accept\": [{ \"code\": \"CS307\", \"at\": \"missiles.hawk\", \"reason\": \"No longer made.\" }]", Severity.Warning),
    ];

    /// <summary>The kind with a code, in any case; null when there is none.</summary>
    /// <param name="code">A code, for example <c>CS104</c>.</param>
    public static ProblemKind? Find(string code) => All.FirstOrDefault(kind => kind.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}
