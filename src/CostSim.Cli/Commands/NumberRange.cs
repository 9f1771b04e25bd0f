using System.Globalization;
using System.Numerics;

namespace CostSim.Cli.Commands;

/// <summary>What a number that comes from outside may be: the same wherever it is written, on the command line or in settings.</summary>
/// <typeparam name="T"><see cref="long"/>, <see cref="int"/> or <see cref="double"/>.</typeparam>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
internal sealed record NumberRange<T>(T Least, T Most)
    where T : struct, INumber<T>
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Whether only whole numbers will do.</summary>
    private static bool IsWhole => typeof(T) != typeof(double);

    /// <summary>A number as it was written: decimal digits, no thousands separators, finite, within the range.</summary>
    /// <param name="name">What it is given for: the option, or the key of the setting.</param>
    /// <param name="text">What was written.</param>
    /// <exception cref="SettingsException">It is none, or lies outside.</exception>
    public T Read(string name, string text)
    {
        bool isNumber = T.TryParse(text, IsWhole ? NumberStyles.AllowLeadingSign : Real, CultureInfo.InvariantCulture, out T number) && T.IsFinite(number);
        return isNumber
            ? Check(name, number)!.Value
            : throw new SettingsException($"{name} takes a {(IsWhole ? "whole " : "")}number between {Show(Least)} and {Show(Most)}, found \"{Input.JsonValue.Clean(text)}\".");
    }

    /// <summary>A number that was read already, within the range.</summary>
    /// <param name="name">What it is given for.</param>
    /// <param name="number">The number; null where none was given.</param>
    /// <exception cref="SettingsException">It lies outside.</exception>
    public T? Check(string name, T? number) => number is not { } given || (given >= Least && given <= Most)
        ? number
        : throw new SettingsException($"{name} must lie between {Show(Least)} and {Show(Most)}, found {given.ToString(null, CultureInfo.InvariantCulture)}.");

    private static string Show(T number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}

/// <summary>The ranges of numbers that more than one command or setting takes.</summary>
internal static class NumberRanges
{
    /// <summary>Trials of a run; a replicate of Sobol' points has no more.</summary>
    public static NumberRange<long> Trials { get; } = new(2, 1L << 32);

    /// <summary>Seeds.</summary>
    public static NumberRange<long> Seed { get; } = new(0, long.MaxValue);

    /// <summary>Replicates of a design.</summary>
    public static NumberRange<int> Replicates { get; } = new(2, 65_535);

    /// <summary>Threads.</summary>
    public static NumberRange<int> Threads { get; } = new(1, 1024);

    /// <summary>Trials that are kept one by one.</summary>
    public static NumberRange<long> Keep { get; } = new(Simulation.Simulator.BlockSize, 50_000_000);

    /// <summary>Base trials of total-order indices; 0 for none.</summary>
    public static NumberRange<int> TotalOrder { get; } = new(0, 65_536);

    /// <summary>Parts of a run: a number of six digits is enough for any cluster.</summary>
    public static NumberRange<int> Parts { get; } = new(1, 100_000);
}
