using CostSim.Decisions;

namespace CostSim.Cli.Input;

/// <summary>Inputs that stay in their file and are read some columns at a time: one pass over the file for each batch.</summary>
/// <param name="path">The file.</param>
/// <param name="trial">Column that numbers the trials; null where rows are trials in turn.</param>
/// <param name="option">Column that names the option, of which the first one's rows are taken; null where a row is a whole trial.</param>
/// <param name="names">Names of the inputs: columns of the file.</param>
internal sealed class FiledInputs(string path, string? trial, string? option, IReadOnlyList<string> names) : IInputColumns
{
    /// <summary>Numbers up to which inputs are held in memory instead: half a gibibyte.</summary>
    public const long MostHeld = 1L << 26;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => names;

    /// <summary>Passes are dear, so a batch is as large as what would have been held.</summary>
    public long NumbersAtOnce => MostHeld;

    /// <inheritdoc/>
    /// <exception cref="SampleFileException">A column or row that is missing, twice there or not a number.</exception>
    public double[][] Read(IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return SampleFile.Read(path, trial, option, [.. inputs.Select(i => names[i])]).Columns[0];
    }
}
