namespace CostSim.Statistics;

/// <summary>A value computed from finitely many trials, with its standard error.</summary>
/// <param name="Value">The value, in the unit of the quantity.</param>
/// <param name="StandardError">Standard deviation of the value over repetitions of the run; not a number where it is unknown.</param>
/// <param name="Trials">Trials behind it.</param>
public readonly record struct Estimate(double Value, double StandardError, long Trials);

/// <summary>An interval, closed; an end that cannot be determined is infinite.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Half the length.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>Whether a value lies inside.</summary>
    /// <param name="value">Any number.</param>
    public bool Contains(double value) => value >= Low && value <= High;
}
