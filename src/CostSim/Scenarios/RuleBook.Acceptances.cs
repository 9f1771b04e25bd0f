namespace CostSim.Scenarios;

internal sealed partial class RuleBook
{
    /// <summary>What is accepted must be a warning: an error cannot be.</summary>
    public void Acceptances()
    {
        for (int i = 0; i < scenario.Accept.Count; i++)
        {
            string code = scenario.Accept[i].Code;
            if (ProblemCatalogue.Find(code) is not { } kind || kind.Code != code)
            {
                string suggestion = Spelling.Suggestion(code, ProblemCatalogue.All.Where(known => known.Severity == Severity.Warning).Select(known => known.Code));
                Add("CS241", $"accept:{i}:code", $"There is no warning with the code \"{code}\".", suggestion.Length > 0 ? suggestion : "write the code as it is printed; costsim explain lists all");
            }
            else if (kind.Severity == Severity.Error)
            {
                Add("CS241", $"accept:{i}:code", $"{code} ({kind.Title}) is an error, and only warnings can be accepted.", "correct what it names, and remove it here");
            }
        }
    }
}
