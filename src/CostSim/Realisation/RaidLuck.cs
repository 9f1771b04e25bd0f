using CostSim.Compilation;
using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>
/// The luck of the raids of one trial: random words that belong to a raid and to what happens in it, so that every option meets the same. The words
/// of all raids of a kind are drawn together, when the first of them is asked for.
/// </summary>
internal sealed class RaidLuck
{
    private const int Unused = -1;
    private readonly StreamKey[] streams;
    private readonly int[] places;
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly int classes;
    private readonly int systems;
    private ulong[] addresses = new ulong[64];
    private ulong[] first = new ulong[1024];
    private ulong[] second = new ulong[1024];
    private TrialAddress trial;
    private int rows;
    private int used;

    public RaidLuck(Model model)
    {
        (classes, systems) = (model.ThreatIds.Count, model.Systems.Length);
        streams =
        [
            .. model.RaidIds.SelectMany(raid => (IEnumerable<string>)
            [
                EventStreams.Place(raid), .. model.ThreatIds.Select(threat => EventStreams.Hit(raid, threat)),
                .. model.Systems.SelectMany(system => (IEnumerable<string>)
                [
                    EventStreams.Ready(raid, system.Id), EventStreams.Engagements(raid, system.Id),
                    .. model.ThreatIds.SelectMany(threat => (IEnumerable<string>)
                        [EventStreams.Detected(raid, system.Id, threat), EventStreams.Kill(raid, system.Id, threat)]),
                ]),
            ]).Select(StreamKey.Of),
        ];
        places = new int[streams.Length];
        starts = new int[model.RaidIds.Count];
        ends = new int[starts.Length];
    }

    private int Each => Of(systems);

    /// <summary>Starts a trial.</summary>
    public void Begin(TrialAddress trial)
    {
        this.trial = trial;
        (rows, used) = (0, 0);
        Array.Fill(places, Unused);
        Array.Clear(starts);
        Array.Clear(ends);
    }

    /// <summary>Takes the raids of a kind: they become rows, counted from the number that is returned.</summary>
    /// <param name="kind">Raid kind; each once.</param>
    /// <param name="numbers">Addresses of the raids.</param>
    public int Add(int kind, ReadOnlySpan<ulong> numbers)
    {
        // Kinds begin at whole vectors, so that none is drawn over another.
        int whole = (numbers.Length + Event.Together - 1) / Event.Together * Event.Together;
        if (addresses.Length < rows + whole)
        {
            Array.Resize(ref addresses, 2 * (rows + whole));
        }

        numbers.CopyTo(addresses.AsSpan(rows));
        (starts[kind], ends[kind]) = (rows, rows + whole);
        rows += whole;
        return starts[kind];
    }

    /// <summary>Address of a raid within the streams of its kind.</summary>
    public uint Address(int row) => (uint)addresses[row];

    /// <summary>Where, how large, when.</summary>
    public EventWords Place(int kind, int row) => Words(kind, 0, row);

    /// <summary>Who of a class hits.</summary>
    public double Hit(int kind, int row, int threat) => FirstPair(kind, 1 + threat, row);

    /// <summary>How many units of a system are ready.</summary>
    public double Ready(in RaidEvent raid, int system) => FirstPair(raid.Kind, Of(system), raid.Row);

    /// <summary>Whether a system has the engagement more that its mean leaves open.</summary>
    public double Engagements(in RaidEvent raid, int system) => FirstPair(raid.Kind, Of(system) + 1, raid.Row);

    /// <summary>How many of a class a system detects.</summary>
    public double Detected(in RaidEvent raid, int system, int threat) => FirstPair(raid.Kind, Of(system) + 2 + (2 * threat), raid.Row);

    /// <summary>How many of a class a system stops, look by look.</summary>
    public EventWords Kill(in RaidEvent raid, int system, int threat) => Words(raid.Kind, Of(system) + 3 + (2 * threat), raid.Row);

    private int Of(int system) => 1 + classes + (2 * system * (1 + classes));

    private double FirstPair(int kind, int what, int row)
    {
        // Found first: there may be another array afterwards.
        int at = Find(kind, what) + row;
        return EventWords.FirstPairOf(first[at]);
    }

    private EventWords Words(int kind, int what, int row)
    {
        int at = Find(kind, what) + row;
        return EventWords.Of(first[at], second[at]);
    }

    /// <summary>Where the words of a stream would begin if row 0 had some.</summary>
    private int Find(int kind, int what)
    {
        int stream = (kind * Each) + what;
        return (places[stream] == Unused ? places[stream] = Fill(kind, stream) : places[stream]) - starts[kind];
    }

    private int Fill(int kind, int stream)
    {
        int place = used;
        int length = ends[kind] - starts[kind];
        used += length;
        if (first.Length < used)
        {
            Array.Resize(ref first, 2 * used);
            Array.Resize(ref second, 2 * used);
        }

        trial.Words(streams[stream], addresses.AsSpan(starts[kind], length), first.AsSpan(place, length), second.AsSpan(place, length));
        return place;
    }
}
