using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Cli.Output;

/// <summary><c>draws.csv</c>: what every uncertain input was in every trial.</summary>
internal static class DrawsFile
{
    /// <summary>A row per trial, a column per input. A draw is a function of its trial: they are made again, a block at a time.</summary>
    /// <param name="draws">The draws.</param>
    /// <param name="model">The model they are of.</param>
    /// <param name="trials">How many trials, from the first.</param>
    public static CsvTable Of(IInputDraws draws, Model model, long trials) => new(
        "draws",
        "The uncertain inputs of one trial",
        [
            new("trial", "integer", "", "Number of the trial, from 0"),
            .. model.Inputs.Select(input => new CsvColumn(input.Path, "number", input.Unit, input.Source.Length > 0 ? input.Source : "An uncertain input")),
        ],
        trials,
        writer =>
        {
            int inputs = model.Inputs.Count;
            double[] block = new double[inputs * Simulator.BlockSize];
            for (long first = 0; first < trials; first += Simulator.BlockSize)
            {
                int count = (int)Math.Min(Simulator.BlockSize, trials - first);
                draws.Fill(first, count, block.AsSpan(0, inputs * count));
                for (int t = 0; t < count; t++)
                {
                    writer.WriteField(first + t, default);
                    for (int i = 0; i < inputs; i++)
                    {
                        CsvTable.Number(writer, block[(i * count) + t]);
                    }

                    writer.EndRecord();
                }
            }
        });
}
