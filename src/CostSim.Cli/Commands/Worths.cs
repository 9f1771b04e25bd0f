using System.Globalization;

namespace CostSim.Cli.Commands;

/// <summary>Worths of a unit of an effect as they are written on the command line.</summary>
internal static class Worths
{
    private const int Most = 10_001, Usual = 41;

    /// <summary>Largest worth: a thousand times what any quantity of a scenario may be, and far from where products overflow.</summary>
    private const double Largest = 1e15;

    /// <summary>From, to and how many (0:2000:41), or a list that rises (100,500,1000).</summary>
    /// <exception cref="SettingsException">Neither.</exception>
    public static double[] Of(string text)
    {
        string[] parts = text.Split(':');
        bool isRange = parts.Length is 2 or 3;
        double[] numbers = [.. (isRange ? parts : text.Split(',')).Select(part => Number(text, part))];
        return isRange ? Range(text, numbers) : List(text, numbers);
    }

    private static double[] Range(string text, double[] numbers)
    {
        double count = numbers.Length == 3 ? numbers[2] : Usual;
        if (!(numbers[1] > numbers[0]) || count is < 2 or > Most || count != Math.Floor(count))
        {
            throw new SettingsException($"--threshold \"{Shown(text)}\" must rise, in 2 to {Most:N0} worths: from, to and how many.");
        }

        return [.. Enumerable.Range(0, (int)count).Select(i => numbers[0] + ((numbers[1] - numbers[0]) * i / ((int)count - 1)))];
    }

    private static double[] List(string text, double[] numbers)
    {
        string[] parts = text.Split(',');
        int fall = Enumerable.Range(1, numbers.Length - 1).FirstOrDefault(i => !(numbers[i] > numbers[i - 1]) || IsTailOfThousands(parts[i]), 0);
        return fall == 0
            ? numbers
            : throw new SettingsException(
                $"--threshold \"{Shown(text)}\" does not rise: {parts[fall - 1].Trim()}, then {parts[fall].Trim()}. Are there thousands separators in it? Write each worth without them, from the lowest: 20000,30000.");
    }

    /// <summary>Whether a part can only be the end of a number with a thousands separator, as the 050 of 10,050.</summary>
    private static bool IsTailOfThousands(string part) => part.Length == 3 && part.All(char.IsAsciiDigit) && part[0] == '0';

    private static double Number(string text, string part) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) <= Largest
            ? number
            : throw new SettingsException($"--threshold takes 0:2000:41 or 100,500,1000, without thousands separators, no number beyond 1e15, found \"{Shown(text)}\".");

    private static string Shown(string text) => Input.JsonValue.Clean(text);
}
