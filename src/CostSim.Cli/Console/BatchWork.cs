using System.Diagnostics;
using System.Globalization;

namespace CostSim.Cli.Console;

/// <summary>How far a batch is, counted in trials times options, which is what its time goes into.</summary>
/// <param name="work">Work of each scenario, in order.</param>
internal sealed class BatchWork(IReadOnlyList<double> work)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int current;
    private double spent;
    private double spared;

    /// <summary>Goes on to the next scenario.</summary>
    /// <param name="kept">Whether the last one took no time, since its results were kept or could not be had.</param>
    public void Next(bool kept)
    {
        (spent, spared) = kept ? (spent, spared + work[current]) : (spent + work[current], spared);
        current++;
    }

    /// <summary>Share of the batch that is done.</summary>
    /// <param name="share">Share of the current scenario that is done.</param>
    public double Share(double share) => (Done(share) + spared) / Math.Max(1, work.Sum());

    /// <summary>Scenarios done and time left, in words.</summary>
    /// <param name="share">Share of the current scenario that is done.</param>
    public string Says(double share)
    {
        double done = Done(share), left = work.Sum() - spared - done;
        string time = done > 0 ? $", about {Time(clock.Elapsed.TotalSeconds * left / done)} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{current} of {work.Count} scenarios{time}");
    }

    /// <summary>A time in seconds, minutes or hours.</summary>
    private static string Time(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };

    private double Done(double share) => spent + (share * (current < work.Count ? work[current] : 0));
}
