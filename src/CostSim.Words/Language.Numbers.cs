using System.Globalization;

namespace CostSim.Words;

/// <summary>Numbers, money, percentages and dates.</summary>
public sealed partial class Language
{
    /// <summary>What is written for a value that is not known.</summary>
    public const string Unknown = "–";

    /// <summary>A number with so many decimals; never a negative zero.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">Decimals, 0 to 12.</param>
    public string Number(double value, int decimals) => double.IsNaN(value) ? Unknown : double.IsInfinity(value)
        ? (value > 0 ? "∞" : "−∞")
        : (Math.Round(value, decimals) == 0 ? 0 : value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Writing.Numbers);

    /// <summary>A number to so many significant digits, without zeros at the end.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Digits; numbers from 1,000 on keep all before the point.</param>
    public string Significant(double value, int digits = 4)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return Number(value, 0);
        }

        int decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12);
        string text = Number(value, decimals);
        return decimals == 0 ? text : text.TrimEnd('0').TrimEnd('.', ',');
    }

    /// <summary>A value with its standard error: the error to two digits, the value to the same place.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error; the value alone where that is zero or not known.</param>
    public string WithError(double value, double error)
    {
        if (!double.IsFinite(value) || !double.IsFinite(error) || error <= 0)
        {
            return Number(value, Math.Abs(value) >= 100 ? 0 : 2);
        }

        int decimals = 1 - (int)Math.Floor(Math.Log10(error));
        double scale = Math.Pow(10, -Math.Min(0, decimals));
        int shown = Math.Clamp(decimals, 0, 12);
        string Plain(double number) => Number(Math.Round(number / scale, shown) * scale, shown);
        return $"{Plain(value)} ± {Plain(error)}";
    }

    /// <summary>A share in percent, never rounded to a certainty it is not.</summary>
    /// <param name="share">Share, 0 to 1.</param>
    public string Percent(double share) => share switch
    {
        > 0 and < 0.01 => Text("words.less-than", ("value", Percent(1, 0))),
        > 0.99 and < 1 => Text("words.more-than", ("value", Percent(99, 0))),
        _ => Percent(share * 100, 0),
    };

    /// <summary>A share in percent with its standard error: 72.0 ± 0.4%.</summary>
    /// <param name="share">Share, 0 to 1.</param>
    /// <param name="error">Its standard error; the share alone where that is zero or not known.</param>
    public string PercentWithError(double share, double error) => !(error > 0) || !double.IsFinite(error) || share is 0 or 1
        ? Percent(share)
        : $"{WithError(share * 100, error * 100)}{Writing.PercentSign}";

    /// <summary>A number of hundredths with the percent sign.</summary>
    /// <param name="hundredths">The number.</param>
    /// <param name="decimals">Decimals.</param>
    public string Percent(double hundredths, int decimals) => Number(hundredths, decimals) + Writing.PercentSign;

    /// <summary>An amount of money in words that stay on one line: millions, or billions from a thousand million on.</summary>
    /// <param name="millions">Amount, million euro.</param>
    /// <param name="decimals">Decimals of billions; smaller amounts have none from ten million on.</param>
    public string Money(double millions, int decimals = 1)
    {
        if (!double.IsFinite(millions))
        {
            return Number(millions, 0);
        }

        bool isBillions = Math.Abs(Math.Round(millions)) >= 1000;
        double amount = isBillions ? millions / 1000 : millions;
        int shown = isBillions ? Math.Abs(amount) >= 99.95 ? 0 : decimals : Math.Abs(Math.Round(amount, 1)) >= 10 || amount == Math.Round(amount) ? 0 : 1;
        string key = isBillions ? "words.billion" : "words.million";
        string text = Text(key + (Writing.IsSingular(Math.Round(amount, shown)) ? ".one" : ".many"), ("amount", Number(Math.Abs(Math.Round(amount, shown)), shown))).Replace(' ', '\u00A0');
        return Math.Round(amount, shown) < 0 ? "−" + text : text;
    }

    /// <summary>An amount in euro, not in millions.</summary>
    /// <param name="euro">Amount, euro.</param>
    /// <param name="decimals">Decimals.</param>
    public string Euro(double euro, int decimals = 0) => Text("words.euro", ("amount", Number(euro, decimals))).Replace(' ', '\u00A0');

    /// <summary>Billions without a unit, for tables and axes that state it.</summary>
    /// <param name="millions">Amount, million euro.</param>
    public string Billions(double millions) => double.IsFinite(millions) ? Number(millions / 1000, Math.Abs(millions) >= 99_950 ? 0 : 1) : Unknown;

    /// <summary>A calendar year, which has no thousands.</summary>
    /// <param name="year">The year, or a moment in it.</param>
    public static string Year(double year) => double.IsFinite(year) ? Math.Floor(year).ToString("0", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A date: 31 March 2026 in English, otherwise in figures.</summary>
    /// <param name="date">The date.</param>
    public string Date(DateOnly date) => date.ToString(Code switch { "en" => "d MMMM yyyy", "de" => "dd'.'MM'.'yyyy", _ => "dd'/'MM'/'yyyy" }, CultureInfo.InvariantCulture);
}
