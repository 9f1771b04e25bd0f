using CostSim.Compilation;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Realisation;

/// <summary>How many raids of a kind come in each year of a trial, and the addresses under which what happens in them is drawn.</summary>
/// <param name="model">Model.</param>
/// <param name="cancellation">Stops drawing.</param>
internal sealed class RaidArrivals(Model model, CancellationToken cancellation)
{
    private const int LargestPart = 256;
    private const int YearShift = 20;

    /// <summary>Years and parts of which the numbers are drawn in one go.</summary>
    private const int InOneGo = 64 * EventCounts.Together;

    private readonly StreamKey[] streams = [.. model.RaidIds.Select(id => StreamKey.Of(EventStreams.Count(id)))];
    private readonly EventCounts counts = new();
    private ulong[] numbers = [];
    private ulong[] words = [];
    private ulong[] others = [];
    private double[] uniforms = [];
    private double[] drawn = [];
    private ulong[] addresses = new ulong[512];

    /// <summary>Number of raids of the kind drawn last.</summary>
    public int Count { get; private set; }

    /// <summary>Their addresses, year by year, filled up to a whole number of <see cref="Event.Together"/>.</summary>
    public Span<ulong> Addresses => addresses.AsSpan(0, Whole(Count));

    /// <summary>Year of an address.</summary>
    public static int YearOf(ulong address) => (int)(address >> YearShift);

    /// <summary>Draws the raids of a kind.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="kind">Raid kind.</param>
    /// <param name="draws">The trial's draws.</param>
    /// <param name="conflict">Years of conflict.</param>
    public void Draw(TrialAddress trial, int kind, ReadOnlySpan<double> draws, Range conflict)
    {
        RaidPlan raid = model.Raids[kind];
        double rate = raid.Rate.In(draws);
        double dispersion = raid.HasDispersion ? raid.Dispersion.In(draws) : double.PositiveInfinity;

        // A large number comes in parts: the exponential of a large mean is no number.
        int parts = Math.Max(1, (int)Math.Ceiling(Math.Min(rate, 1e6) / LargestPart));
        Count = 0;
        int entries = rate > 0 ? Years(raid.Phase, conflict, parts) : 0;
        if (entries == 0)
        {
            return;
        }

        int whole = Whole(entries);
        numbers.AsSpan(entries, whole - entries).Clear();
        trial.Words(streams[kind], numbers.AsSpan(0, whole), words.AsSpan(0, whole), others.AsSpan(0, whole));
        int drawing = (entries + EventCounts.Together - 1) / EventCounts.Together * EventCounts.Together;
        for (int i = 0; i < drawing; i++)
        {
            uniforms[i] = EventWords.FirstPairOf(words[i]);
        }

        counts.Begin(rate / parts, dispersion / parts);
        for (int from = 0; from < drawing; from += InOneGo)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(InOneGo, drawing - from);
            counts.Fill(uniforms.AsSpan(from, count), drawn.AsSpan(from, count));
        }

        List(entries);
    }

    private static int Whole(int count) => (count + Event.Together - 1) / Event.Together * Event.Together;

    /// <summary>Notes the years in which raids of a phase can come, once for each part; returns how many entries that makes.</summary>
    private int Years(RaidPhase phase, Range conflict, int parts)
    {
        int most = Whole(model.Years * parts);
        if (numbers.Length < most)
        {
            (numbers, words, others, uniforms, drawn) = (new ulong[most], new ulong[most], new ulong[most], new double[most], new double[most]);
        }

        int entries = 0;
        for (int y = 0; y < model.Years; y++)
        {
            bool inConflict = y >= conflict.Start.Value && y < conflict.End.Value;
            for (uint part = 0; part < parts && (phase == RaidPhase.Always || (phase == RaidPhase.Conflict) == inConflict); part++)
            {
                numbers[entries++] = ((uint)y << YearShift) | part;
            }
        }

        return entries;
    }

    /// <summary>Numbers the raids of each year.</summary>
    private void List(int entries)
    {
        int year = -1;
        uint number = 0;
        for (int e = 0; e < entries; e++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (YearOf(numbers[e]) != year)
            {
                (year, number) = (YearOf(numbers[e]), 0);
            }

            int coming = (int)drawn[e];
            if (addresses.Length < Count + coming + Event.Together)
            {
                Array.Resize(ref addresses, 2 * (Count + coming + Event.Together));
            }

            foreach (ref ulong address in addresses.AsSpan(Count, coming))
            {
                address = ((uint)year << YearShift) | number++;
            }

            Count += coming;
        }

        Addresses[Count..].Clear();
    }
}
