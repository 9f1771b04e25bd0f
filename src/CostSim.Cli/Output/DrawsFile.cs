using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Cli.Output;

/// <summary><c>draws.csv</c>: what every uncertain input was in every trial.</summary>
internal static class DrawsFile
{
    /// <summary>A row per trial, a column per input.</summary>
    /// <param name="inputs">The draws.</param>
    /// <param name="model">The model they are of.</param>
    /// <param name="trials">How many trials, from the first.</param>
    public static CsvTable Of(SampledInputs inputs, Model model, long trials) => new(
        "draws",
        "The uncertain inputs of one trial",
        [
            new("trial", "integer", "", "Number of the trial, from 0"),
            .. model.Inputs.Select(input => new CsvColumn(input.Path, "number", input.Unit, input.Source.Length > 0 ? input.Source : "An uncertain input")),
        ],
        (int)trials,
        writer =>
        {
            double[][] columns = inputs.Read([.. Enumerable.Range(0, inputs.Names.Count)]);
            for (int t = 0; t < trials; t++)
            {
                writer.WriteField(t, default);
                foreach (double[] column in columns)
                {
                    CsvTable.Number(writer, column[t]);
                }

                writer.EndRecord();
            }
        });
}
