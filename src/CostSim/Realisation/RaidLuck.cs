using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>The uniforms of one raid, drawn when the first option asks for them and kept for the others.</summary>
internal sealed class RaidLuck(int systems, int classes)
{
    private readonly double[] ready = new double[systems];
    private readonly EventWords[] kills = new EventWords[systems * classes];
    private readonly long[] readyKnown = Never(systems);
    private readonly long[] killsKnown = Never(systems * classes);

    /// <summary>The uniform that decides how many units of a system are ready.</summary>
    public double Ready(TrialAddress trial, StreamKey stream, uint address, int system)
    {
        if (readyKnown[system] != trial.Trial)
        {
            ready[system] = trial.Words(stream, address).FirstPair;
            readyKnown[system] = trial.Trial;
        }

        return ready[system];
    }

    /// <summary>The uniforms that decide, look by look, how many of a class a system stops.</summary>
    public EventWords Kills(TrialAddress trial, StreamKey stream, uint address, int place)
    {
        if (killsKnown[place] != trial.Trial)
        {
            kills[place] = trial.Words(stream, address);
            killsKnown[place] = trial.Trial;
        }

        return kills[place];
    }

    /// <summary>Trials in which each was drawn: none yet.</summary>
    private static long[] Never(int count)
    {
        long[] trials = new long[count];
        Array.Fill(trials, -1);
        return trials;
    }
}
