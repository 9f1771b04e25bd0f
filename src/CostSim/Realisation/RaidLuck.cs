using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>The uniforms of one raid, drawn when the first option asks for them and kept for the others.</summary>
internal sealed class RaidLuck(int systems, int classes)
{
    private readonly double[] ready = new double[systems];
    private readonly EventWords[] kills = new EventWords[systems * classes];
    private readonly bool[] isReadyKnown = new bool[systems];
    private readonly bool[] isKillKnown = new bool[systems * classes];

    /// <summary>Forgets the last trial's.</summary>
    public void Clear()
    {
        Array.Clear(isReadyKnown);
        Array.Clear(isKillKnown);
    }

    /// <summary>The uniform that decides how many units of a system are ready.</summary>
    public double Ready(TrialAddress trial, StreamKey stream, uint address, int system)
    {
        if (!isReadyKnown[system])
        {
            ready[system] = trial.Words(stream, address).FirstPair;
            isReadyKnown[system] = true;
        }

        return ready[system];
    }

    /// <summary>The uniforms that decide, look by look, how many of a class a system stops.</summary>
    public EventWords Kills(TrialAddress trial, StreamKey stream, uint address, int place)
    {
        if (!isKillKnown[place])
        {
            kills[place] = trial.Words(stream, address);
            isKillKnown[place] = true;
        }

        return kills[place];
    }
}
