namespace CostSim.Scenarios;

/// <summary>A kind of problem that a scenario can have.</summary>
/// <param name="Code">Its code, which keeps its meaning.</param>
/// <param name="Title">A few words.</param>
/// <param name="Explanation">What is wrong, and why it is not let pass.</param>
/// <param name="Example">What would be right.</param>
public sealed record ProblemKind(string Code, string Title, string Explanation, string Example);

/// <summary>Every code that a problem of a scenario can have: CS0xx the file, CS1xx its shape, CS2xx its meaning. A test keeps it complete.</summary>
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
        new("CS110", "perhaps another unit (a warning)", "The value is possible but far from what such quantities are: euros may have been written for million euros, months for years, or a percentage for a share. It is used as it stands.", "\"unitPriceMEur\": 235"),
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
        new("CS237", "without effect (a warning)", "A correlation or a study names an input that is certain in this scenario, often because a scenario over another made it so; or it is said what a ceiling covers where there is none, or something is to be learnt of a throw of the dice (chance:…). It does nothing.", "leave the pair, the study or the key out with null"),
        new("CS238", "a doctrine that cannot be followed", "Doctrines share out missiles that are short: they need missiles, and with several looks a detection that is certain, since targets that have had different numbers of shots would tell different things of their detection.", "\"missile\": \"amraam\", \"looks\": 2, \"doctrine\": \"spread\""),
        new("CS239", "a raid too large to enumerate", "Doctrines other than wholeSalvos are worked out by going through every outcome of a raid, class by class.", "\"attackers\": { \"cruise\": 12 }"),
        new("CS240", "too many systems with too many units at one place", "What stands at a site is kept as one number of 64 bits: each system takes as many as the largest number of its units that one site can have needs.", "fewer systems in one scenario, or fewer units of one system on one site"),
        new("CS250", "more raids than can be followed", "What happens is worked out raid by raid, in every year of every trial, for every option. Counted is the largest rate that a draw may bring.", "\"ratePerYear\": { \"type\": \"pert\", \"min\": 1, \"mode\": 4, \"max\": 12 }"),
        new("CS251", "more combinations of ready units than can be weighed", "Each unit near a site may be ready or not, so the combinations of n units of one system and m of another are (n + 1)(m + 1); all are weighed, at every site and in every year.", "\"units\": 8"),
        new("CS252", "a raid too large for --exact", "--exact enumerates how many attackers of each class get through: (n + 1)(m + 1) outcomes for n and m attackers of two classes. Without it their moments are worked out, whatever the size.", "costsim run scenario.json"),
        new("CS253", "more memory than there is", "The outcomes of each option are kept for as many trials as run.keep says; all others are only counted.", "\"keep\": 16384"),
        new("CS254", "too many inputs in one correlation", "Correlations link inputs into groups, and a group has one joint distribution.", "two groups of fifty inputs instead of one of a hundred and more"),
        new("CS390", "a run of days (a warning)", "The time is roughly that of one processor; with several it is divided among them.", "costsim submit scenario.json"),
    ];

    /// <summary>The kind with a code, in any case; null when there is none.</summary>
    /// <param name="code">A code, for example <c>CS104</c>.</param>
    public static ProblemKind? Find(string code) => All.FirstOrDefault(kind => kind.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}
