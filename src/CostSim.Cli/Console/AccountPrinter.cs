using System.Globalization;
using CostSim.Procurement;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Console;

/// <summary>Tells the account of a trial in plain text: unusual draws first, then the world, then option by option.</summary>
internal static class AccountPrinter
{
    private const double Unusual = 0.05;

    /// <summary>Prints the account.</summary>
    public static void Print(TrialAccount account, Scenario scenario, TextWriter writer)
    {
        writer.WriteLine(Text($"{scenario.Title}: trial {account.Trial}, seed {account.Seed}"));
        writer.WriteLine();
        Inputs(account, writer);
        Events(account, writer);
        World(account, writer);
        foreach (OptionAccount option in account.Options)
        {
            writer.WriteLine();
            Option(option, scenario, writer);
        }
    }

    private static void Inputs(TrialAccount account, TextWriter writer)
    {
        writer.WriteLine(Text($"Drawn ({account.Inputs.Count} inputs, those that decide events below; * marks those in the lowest or highest twentieth)"));
        foreach (DrawnInput input in account.Inputs.Where(input => account.Events.All(one => one.Draw != input.Input)))
        {
            bool unusual = input.Percentile is < Unusual or > 1 - Unusual;
            writer.WriteLine(Text($"  {(unusual ? '*' : ' ')} {input.Input,-62} {input.Value,14:G6} {input.Unit,-26} {100 * input.Percentile,5:0.0} %"));
        }
    }

    private static void Events(TrialAccount account, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine(Text($"Events ({account.Events.Count(one => one.Happens)} of {account.Events.Count} happen, to orders that are made)"));
        foreach (EventAccount one in account.Events)
        {
            writer.WriteLine($"    {one.Event[ModelEvent.Prefix.Length..],-62} {(one.Happens ? "happens" : "does not happen"),15}");
        }
    }

    private static void World(TrialAccount account, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine(account.ConflictBegins is { } begins
            ? Text($"A conflict begins in {begins} and touches {account.ConflictYears} year(s).")
            : "No conflict within the horizon.");
        writer.WriteLine("  year   USD per EUR   discount   budget MEUR   P(conflict)");
        foreach (WorldYear year in account.Years)
        {
            string budget = year.BudgetMEur is { } sum ? Text($"{sum:N0}") : "none";
            writer.WriteLine(Text($"  {year.Year}   {year.UsdPerEur,11:0.0000}   {year.Discount,8:0.0000}   {budget,11}   {year.ConflictProbability,11:0.00000}{(year.Conflict ? "   conflict" : "")}"));
        }
    }

    private static void Option(OptionAccount option, Scenario scenario, TextWriter writer)
    {
        writer.WriteLine($"== {option.Name} ({option.Option}) ==");
        foreach (OrderAccount order in option.Orders)
        {
            writer.WriteLine($"  {order.Order} ({scenario.Systems[order.System].Name}): {Story(order)}");
        }

        if (option.FallbackUsed)
        {
            writer.WriteLine("  The fallback was ordered.");
        }

        writer.WriteLine("  year    acquis.  missiles  infrastr.  operation  renewal  replen.  units  protection  loss expected  loss happened   (MEUR, real)");
        foreach (OptionYear year in option.Years)
        {
            writer.WriteLine(Text($"  {year.Year}  {year.Acquisition,9:N1} {year.Missiles,9:N1} {year.Infrastructure,10:N1} {year.Operation,10:N1} {year.Renewal,8:N1} {year.Replenishment,8:N1} {year.Units,6:0} {100 * year.Protection,9:0.0} % {year.ExpectedLoss,14:N3} {year.Loss,14:N3}"));
        }

        Raids(option, scenario, writer);
        foreach (OutcomeValue outcome in option.Outcomes)
        {
            writer.WriteLine(Text($"  {outcome.Outcome,-24} {Value(outcome),18} {outcome.Unit}"));
        }
    }

    private static string Story(OrderAccount order)
    {
        if (order.Abandoned is { } abandoned)
        {
            return Text($"{(order.Cancelled ? "cancelled, and " : "")}given up for the fallback at {abandoned:0.00}.");
        }

        if (order.Cancelled)
        {
            return "cancelled.";
        }

        string contract = order.Contract is { } signed ? Text($"contract {signed:0.00}") : "no contract within the horizon";
        double[] ready = [.. order.Operational.OfType<double>()];
        string units = ready.Length == 0
            ? "no unit operational within the horizon"
            : Text($"{ready.Length} of {order.Operational.Count} unit(s) operational, {string.Join(", ", ready.Select(date => date.ToString("0.00", CultureInfo.InvariantCulture)))}");
        return $"{contract}; {units}.";
    }

    private static void Raids(OptionAccount option, Scenario scenario, TextWriter writer)
    {
        foreach (IGrouping<(string Raid, int Year), RaidAccount> group in option.Raids.GroupBy(raid => (raid.Raid, (int)raid.Date)))
        {
            RaidAccount[] told = [.. group.Where(raid => raid.Hits.Count > 0 || raid.Fired.Count > 0 || raid.OutOfStock)];
            writer.WriteLine($"  {group.Key.Year}: {scenario.Raids[group.Key.Raid].Name}, {group.Count()} raid(s), {group.Count() - told.Length} of them without hit or missile");
            foreach (RaidAccount raid in told)
            {
                string shots = raid.Fired.Count > 0 ? $"; fired {Counts(raid.Fired)}" : "";
                string leakers = raid.Leakers.Count > 0 ? $"{Counts(raid.Leakers)} through, {(raid.Hits.Count > 0 ? Counts(raid.Hits) : "none")} hit" : "none through";
                writer.WriteLine(Text($"    {raid.Date:0.00}  {scenario.Sites[raid.Site].Name}: {Counts(raid.Attackers)}; {leakers}{shots}{(raid.OutOfStock ? "; out of missiles" : "")}"));
            }
        }
    }

    private static string Value(OutcomeValue outcome) => outcome.Value is { } value
        ? value.ToString(outcome.Unit == "calendar year" ? "0.00" : "N3", CultureInfo.InvariantCulture)
        : "beyond the horizon";

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(" + ", counts.Select(pair => $"{pair.Value} {pair.Key}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
