namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Years before this one are durations.</summary>
    private const int FirstYear = 1900;

    /// <summary>Years between the price base and the first year beyond which one of them is mistyped.</summary>
    private const int FarPriceBase = 20;

    /// <summary>Horizons shorter than this may well be one conflict.</summary>
    private const int ShortHorizon = 5;

    /// <summary>Dates outside the horizon, durations for years, and what comes after the end.</summary>
    public void Times()
    {
        Horizon horizon = scenario.Horizon;
        if (Math.Abs(horizon.PriceBase - horizon.StartYear) > FarPriceBase)
        {
            Warn("CS318", "horizon:priceBase", $"Prices are of {horizon.PriceBase}, and the first year is {horizon.StartYear}.", "write the year in whose prices the figures of this file are");
        }

        double conflict = scenario.Conflict.DurationYears.Distribution.Mean;
        if (horizon.Years >= ShortHorizon && conflict >= horizon.Years)
        {
            Warn("CS317", "conflict:durationYears", $"A conflict lasts {Text(conflict)} years, and the horizon has {horizon.Years}.", $"if it was in months, write {Text(conflict / 12)}");
        }

        foreach ((string id, Asset asset) in scenario.Assets)
        {
            Present(asset, $"assets:{id}");
        }

        foreach ((string id, Supplier supplier) in scenario.Suppliers.Where(pair => pair.Value.QueueYear?.Distribution.Minimum >= End))
        {
            Warn("CS317", $"suppliers:{id}:queueYear", $"The queue forms in {Text(Mean(supplier.QueueYear, 0))}, after the horizon ends ({End}).", "write a year within the horizon");
        }

        foreach ((string id, PolicyOption option) in scenario.Options)
        {
            foreach ((string order, Purchase purchase) in option.Purchases)
            {
                Ordered(purchase, purchase.OrderYear, $"options:{id}:purchases:{order}");
            }

            if (option.Fallback is { } fallback)
            {
                Deadline(fallback.DeadlineYear, $"options:{id}:fallback:deadlineYear");
            }
        }
    }

    private void Present(Asset asset, string path)
    {
        double from = Math.Max(asset.FromYear ?? 0, scenario.Horizon.StartYear);
        if (asset.FromYear >= End)
        {
            Warn("CS317", path + ":fromYear", $"The asset comes in {Text(asset.FromYear.Value)}, after the horizon ends ({End}): it is never there.", "write a year within the horizon, or leave it out");
        }
        else if (asset.UntilYear <= from)
        {
            Warn("CS317", path + ":untilYear", $"The asset is gone in {Text(asset.UntilYear.Value)}, before it is there ({Text(from)}).", "write a year after that from which it is there");
        }
    }

    private void Ordered(Purchase purchase, double? order, string path)
    {
        double start = Math.Max(order ?? 0, scenario.Horizon.StartYear);
        if (order >= End)
        {
            Warn("CS317", path + ":orderYear", $"The order is of {Text(order.Value)}, after the horizon ends ({End}): nothing is ever bought.", "write a year within the horizon");
            return;
        }

        if (order < scenario.Horizon.StartYear)
        {
            Warn("CS317", path + ":orderYear", $"The order is of {Text(order.Value)}, before the horizon begins: it starts on the first day of {scenario.Horizon.StartYear}.", "leave orderYear out, or shorten the delays of what has begun");
        }

        SystemSchedule schedule = scenario.Systems[purchase.System].Schedule;
        double lead = schedule.LeadYears.Distribution.Mean * Mean(schedule.Slip, 1);
        string place = $"systems:{purchase.System}:schedule:leadYears";
        if (start + lead >= End && !problems.Exists(one => one.Code == "CS317" && one.Path == place))
        {
            Warn("CS317", place, $"\"{purchase.System}\" takes {Text(Math.Round(lead, 1))} years from contract to first delivery; ordered in {Text(start)} it comes after the horizon ends ({End}).",
                $"if it was in months, write {Text(schedule.LeadYears.Distribution.Mean / 12)}; otherwise order earlier");
        }
    }

    private void Deadline(Quantity deadline, string path)
    {
        double mean = deadline.Distribution.Mean;
        if (deadline.Distribution.Maximum < FirstYear)
        {
            Warn("CS317", path, $"The deadline is {Text(mean)}, a duration: a deadline is a year, and one that is past has the fallback always used.", $"write the calendar year: {Text(scenario.Horizon.StartYear + mean)}");
        }
        else if (deadline.Distribution.Minimum >= End)
        {
            Warn("CS317", path, $"The deadline is in {Text(mean)}, after the horizon ends ({End}): it does nothing within it.", "write a year within the horizon");
        }
    }
}
