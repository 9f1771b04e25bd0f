using System.Globalization;
using System.Text;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Decisions;

namespace CostSim.Tests.Commands;

/// <summary>One number written in every way that people and programs write it, in each kind of file: read as the right number, or refused with its place.</summary>
public sealed class NumbersAsWrittenTests : IDisposable
{
    private static readonly (string Text, double Value)[] Sound =
    [
        ("5", 5), ("+5", 5), ("-5", -5), ("5.", 5), (".5", 0.5), ("0", 0), ("-0", 0), ("0.0", 0), ("1e5", 100_000), ("1E+05", 100_000), ("1e-3", 0.001), ("-1.25E2", -125),
        ("  5\t", 5), ("\"5\"", 5), (" \"-5.50\" ", -5.5), ("\" 5\"", 5), ("1234567.891", 1_234_567.891), ("5e-324", double.Epsilon), ("1e30", 1e30), ("-1e30", -1e30), ("0.1000000000000000055511151231257827", 0.1),
        ("0." + new string('0', 398) + "17", 0), ("12345678901234567890", 12_345_678_901_234_567_890.0),
    ];

    private static readonly (string Text, string Message)[] Unsound =
    [
        ("", "the value is missing"), ("\"\"", "the value is missing"), ("\" \"", "the value is missing"),
        .. ((string[])["1d5", "NA", "N/A", "#N/A", "NaN", "nan", "inf", "-inf", "Infinity", "\u221E", "-", "+", ".", "?", "--", "null", "None", "TRUE", "false", "#DIV/0!", "#REF!", "=1+1", "2024-01-31", "31/01/2024", "1-May", "12:30",
            "(5)", "5-", "--5", "+-5", "0x10", "1e", "e5", "1e5.5", "1e+", "1 e5", "5;", "1/2", "5\u00B2", "~5", "<5", "5*", "5k", "\u0665", "\uFF15", "\u00BD", "5 6", "1e309", "-1e309", new('7', 400)])
            .Select(text => (text, "is not a finite number")),
        ("007", "begins with a zero"), ("00.5", "begins with a zero"), ("-05", "begins with a zero"), ("000", "begins with a zero"),
        ("1'000", "thousands separators"), ("1\u2019000", "thousands separators"), ("1 000", "thousands separators"), ("1\u00A0000", "thousands separators"), ("1\u2009000", "thousands separators"), ("1\u202F000.5", "thousands separators"), ("1_000", "thousands separators"),
        ("\"1,000\"", "has a comma"), ("\"1,000.5\"", "has a comma"), ("\"1.000,5\"", "has a comma"), ("\"1,5\"", "has a comma"), ("1.000.000", "several points"), ("1..5", "several points"), ("1.5.2", "several points"),
        ("5%", "percent"), ("5 %", "percent"), ("0.5\u2030", "percent"), ("\u20AC5", "currency"), ("$5", "currency"), ("5 \u20AC", "currency"), ("\u00A31'000", "currency"), ("-$5", "currency"),
        ("EUR 5", "is not a finite number"), ("5 MEUR", "is not a finite number"), ("\u22125", "no minus sign"), ("\u20135", "no minus sign"),
        ("5\u200B", "U+200B"), ("\uFEFF5", "U+FEFF"), ("5\u200E", "U+200E"), ("5\0", "no text in UTF-8"), ("\0", "no text in UTF-8"), ("5\uFFFD", "no text in UTF-8"),
        ("1.01e30", "beyond 1e30"), ("-1e31", "beyond 1e30"), ("1e308", "beyond 1e30"), (new('1', 60), "beyond 1e30"),
    ];

    private static readonly (string Text, double Value)[] SoundComma =
        [("5", 5), ("1,5", 1.5), ("-0,25", -0.25), (",5", 0.5), ("5,", 5), ("1,5e3", 1500), ("\"1,5\"", 1.5), (" 1,5 ", 1.5), ("1E+05", 100_000)];

    private static readonly (string Text, string Message)[] UnsoundComma =
        [("1.5", "decimal point or thousands"), ("1.000", "decimal point or thousands"), ("1.000,5", "decimal point or thousands"), ("1,000.5", "decimal point or thousands"), ("1,000,000", "decimal point or thousands"), ("1 000,5", "thousands separators"), ("1\u202F000,5", "thousands separators"), ("1'000,5", "thousands separators"), ("5 %", "percent"), ("2,50 \u20AC", "currency"), ("099", "begins with a zero"), ("0,5;", ""), ("NA", "is not a finite number")];

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    /// <summary>Kinds of file, each with a place for the number in its third line.</summary>
    private static readonly string[] Kinds =
    [
        "wide|cost_A|cost_A,cost_B,effect_A,effect_B\n1,1,1,1\n#,1,1,1\n3,1,1,1\n",
        "wide|effect_B|trial,cost_A,cost_B,effect_A,effect_B\n1,1,1,1,1\n2,1,1,1,#\n3,1,1,1,1\n",
        "long|cost|trial,option,cost,effect\n1,A,1,1\n2,A,#,1\n3,A,1,1\n1,B,1,1\n2,B,1,1\n3,B,1,1\n",
        "inputs|x|trial,x\n1,1\n2,#\n3,1\n",
        "shared|p|trial,option,cost,effect,p\n1,A,1,1,1\n2,A,1,1,#\n1,B,1,1,1\n2,B,1,1,#\n",
        "observations|years|kind,years\na,1\nb,#\nc,1\n",
        "observations|years|years,kind\n1,a\n#,b\n1,c\n",
    ];

    private readonly List<string> faults = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_sound_number_is_read_as_it_is_meant()
    {
        foreach (string kind in Kinds)
        {
            foreach ((string text, double value) in Sound)
            {
                foreach (char separator in ",\t|")
                {
                    // Between tabs a tab is no space around a number.
                    Is(value, kind, separator == '\t' ? text.TrimEnd('\t') : text, separator);
                }
            }

            foreach ((string text, double value) in SoundComma)
            {
                Is(value, kind, text, ';');
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void What_is_no_number_is_named_with_its_line_and_column()
    {
        foreach (string kind in Kinds)
        {
            foreach ((string text, string message) in Unsound)
            {
                foreach (char separator in ",\t|")
                {
                    Refused(message, kind, text, separator);
                }
            }

            foreach ((string text, string message) in UnsoundComma)
            {
                Refused(message, kind, text, ';');
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private void Is(double expected, string kind, string text, char separator)
    {
        double found = double.NaN;
        string? fault = Record.Exception(() => found = Read(kind, text, separator)) is { } exception ? exception.Message : null;
        if (fault is not null || found != expected)
        {
            faults.Add($"{kind.Split('|')[0]} with {text} between {separator}: {found.ToString(CultureInfo.InvariantCulture)} {fault}");
        }
    }

    private void Refused(string message, string kind, string text, char separator)
    {
        string column = kind.Split('|')[1];
        string at = text.StartsWith("0,5;", StringComparison.Ordinal) ? "line 3" : $"line 3, column \"{column}\"";
        Exception? fault = Record.Exception(() => Read(kind, text, separator));
        if (fault is not SampleFileException || !(fault.Message.Contains(at, StringComparison.Ordinal) || kind.StartsWith("shared", StringComparison.Ordinal))
            || !fault.Message.Contains(message, StringComparison.Ordinal) || !fault.Message.Contains(".csv", StringComparison.Ordinal) || fault.Message.Any(char.IsControl))
        {
            faults.Add($"{kind.Split('|')[0]} with {text} between {separator}: {fault?.Message ?? "read"}");
        }
    }

    /// <summary>The number at its place, as it was read.</summary>
    private double Read(string kind, string text, char separator)
    {
        string[] parts = kind.Split('|', 3);
        string content = parts[2].Replace(',', separator).Replace("#", text, StringComparison.Ordinal);
        if (parts[0] == "observations")
        {
            (string Message, string Fix)? fault = ObservationFile.Read("file.csv", parts[1], _ => Encoding.UTF8.GetBytes(content), out double[] values);
            return fault is null ? values[1] : throw new SampleFileException(fault.Value.Message);
        }

        bool isInputs = parts[0] == "inputs";
        string path = Path.Combine(folder, "file.csv"), samples = Path.Combine(folder, "samples.csv");
        File.WriteAllText(path, content);
        File.WriteAllText(samples, "trial,option,cost,effect\n1,A,1,1\n2,A,1,1\n3,A,1,1\n1,B,1,1\n2,B,1,1\n3,B,1,1\n");
        DecisionStudy study = AnalyzedSamples.OfOthers(
            new AnalyzeRequest(isInputs ? samples : path, isInputs ? path : null, "cost", ["effect"], ["1"], "trial", "option", parts[0] == "wide", [], parts[0] == "shared" ? ["p"] : [], 1, false, null),
            RunRequest.From(new Settings(), false));
        return parts[1] switch
        {
            "x" or "p" => study.Inputs!.Read([0])[0][1],
            "effect_B" => study.Measures[0].Effect[1][1],
            _ => study.Cost[0][1],
        };
    }
}
