using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>The uniforms of one raid, drawn when the first option asks for them and kept for the others.</summary>
internal sealed class RaidLuck(int systems, int classes)
{
    private readonly double[] ready = new double[systems];
    private readonly EventWords[] kills = new EventWords[systems * classes];
    private readonly long[] readyKnown = new long[systems];
    private readonly long[] killsKnown = new long[systems * classes];
    private long run;

    /// <summary>Forgets everything: another raid begins. Runs are numbered from 1.</summary>
    public void Begin(long number) => run = number;

    /// <summary>The uniform that decides how many units of a system are ready.</summary>
    public double Ready(TrialAddress trial, StreamKey stream, uint address, int system)
    {
        if (readyKnown[system] != run)
        {
            ready[system] = trial.Words(stream, address).FirstPair;
            readyKnown[system] = run;
        }

        return ready[system];
    }

    /// <summary>The uniforms that decide, look by look, how many of a class a system stops.</summary>
    public EventWords Kills(TrialAddress trial, StreamKey stream, uint address, int place)
    {
        if (killsKnown[place] != run)
        {
            kills[place] = trial.Words(stream, address);
            killsKnown[place] = run;
        }

        return kills[place];
    }
}
