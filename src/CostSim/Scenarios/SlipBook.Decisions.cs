namespace CostSim.Scenarios;

internal sealed partial class SlipBook
{
    /// <summary>Trials below which a run is a try that was left in the file.</summary>
    private const int FewTrials = 100;

    /// <summary>Pairs that are correlated twice, worths and targets out of reach, a run that was a try.</summary>
    public void Decisions()
    {
        var known = new Dictionary<(string, string), int>();
        for (int i = 0; i < scenario.Correlations.Count; i++)
        {
            CorrelatedPair pair = scenario.Correlations[i];
            (string, string) names = string.CompareOrdinal(pair.First, pair.Second) < 0 ? (pair.First, pair.Second) : (pair.Second, pair.First);
            if (!known.TryAdd(names, i))
            {
                double before = scenario.Correlations[known[names]].Rank;
                Warn("CS323", $"correlations:{i}", $"{pair.First} and {pair.Second} are correlated twice: with {Text(before)} in item {known[names] + 1} of the list, with {Text(pair.Rank)} here; the last counts.", "keep one of the two");
                known[names] = i;
            }
        }

        Headline(scenario.Decision.ProtectedYears, "protectedYears");
        Headline(scenario.Decision.LossAverted, "lossAverted");
        if (scenario.Decision.Target?.ProtectedYears > scenario.Horizon.Years)
        {
            Warn("CS326", "decision:target:protectedYears", $"{Text(scenario.Decision.Target.ProtectedYears.Value)} protected years are asked for, and the horizon has {scenario.Horizon.Years}: no option can have them.",
                "write how many of the horizon's years, each weighed by what is protected of it");
        }

        if (scenario.Run.Trials < FewTrials)
        {
            Warn("CS325", "run:trials", $"The scenario asks for {scenario.Run.Trials} trials, which tell nothing of what is likely.", "write 16384, and try with --trials");
        }
    }

    private void Headline(ThresholdRange range, string name)
    {
        if (range.Headline < range.From || range.Headline > range.To)
        {
            Warn("CS326", $"decision:{name}:headline", $"The headline worth is {Text(range.HeadlineOrMiddle())}, outside the range from {Text(range.From)} to {Text(range.To)}.", "let the range hold it");
        }
    }
}
