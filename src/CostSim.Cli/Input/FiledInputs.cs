using CostSim.Decisions;

namespace CostSim.Cli.Input;

/// <summary>Inputs that stay in their file and are read some columns at a time: one pass over the file for each batch.</summary>
/// <param name="path">The file.</param>
/// <param name="request">What of the file: its columns are the inputs.</param>
internal sealed class FiledInputs(string path, SampleRequest request) : IInputColumns
{
    /// <summary>Numbers up to which inputs are held in memory instead: half a gibibyte.</summary>
    public const long MostHeld = 1L << 26;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => request.Columns;

    /// <summary>Passes are dear, so a batch is as large as what would have been held.</summary>
    public long NumbersAtOnce => MostHeld;

    /// <inheritdoc/>
    /// <exception cref="SampleFileException">A column or row that is missing, twice there or not a number, or an input that differs between options.</exception>
    public double[][] Read(IReadOnlyList<int> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return SampleFile.Read(path, request with { Columns = [.. inputs.Select(i => request.Columns[i])] }).Columns[0];
    }
}
