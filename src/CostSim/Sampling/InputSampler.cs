namespace CostSim.Sampling;

/// <summary>
/// Draws of named inputs for any trial: the door for another program that wants the sampling alone. A draw depends on the seed, the input's
/// name and the trial, on nothing else.
/// </summary>
public sealed class InputSampler
{
    private readonly ulong seed;
    private readonly StreamKey[] streams;
    private readonly QuantileTable[] tables;

    /// <summary>Prepares the streams and tables.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="inputs">Name and distribution of each input.</param>
    /// <exception cref="ArgumentException">Two names whose streams would share draws.</exception>
    public InputSampler(ulong seed, IReadOnlyList<(string Name, Distribution Distribution)> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (StreamKey.Collision(inputs.Select(input => input.Name)) is { } clash)
        {
            throw new ArgumentException($"The inputs '{clash.First}' and '{clash.Second}' would share draws: rename one.", nameof(inputs));
        }

        this.seed = seed;
        streams = [.. inputs.Select(input => StreamKey.Of(input.Name))];
        var built = new Dictionary<string, QuantileTable>();
        tables = new QuantileTable[inputs.Count];
        for (int i = 0; i < tables.Length; i++)
        {
            string key = inputs[i].Distribution.Family + inputs[i].Distribution.Describe();
            if (!built.TryGetValue(key, out QuantileTable? table))
            {
                built.Add(key, table = QuantileTable.Of(inputs[i].Distribution));
            }

            tables[i] = table;
        }
    }

    /// <summary>Number of inputs.</summary>
    public int Count => streams.Length;

    /// <summary>Fills the draws of consecutive trials.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="draws">Receives input after input, each with <paramref name="count"/> values.</param>
    public void Fill(long firstTrial, int count, Span<double> draws)
    {
        for (int i = 0; i < streams.Length; i++)
        {
            FillOne(i, firstTrial, draws.Slice(i * count, count));
        }
    }

    /// <summary>Fills the draws of one input.</summary>
    public void FillOne(int input, long firstTrial, Span<double> draws)
    {
        Uniforms.Fill(seed, 0, streams[input], firstTrial, draws);
        tables[input].Evaluate(draws, draws);
    }
}
