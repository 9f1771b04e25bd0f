using System.Globalization;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>
/// Reads a quantity: a plain number, <c>{"value": 3, "source": …}</c>, or a distribution <c>{"type": "pert", …, "source": …}</c>. Its whole
/// support must lie in the range of the field.
/// </summary>
internal sealed class QuantityBinder(Action<JsonValue, TextPosition?, Problem> report, Func<string, string, byte[]?> beside)
{
    /// <summary>Remarks that may stand beside any quantity.</summary>
    private static readonly string[] Remarks = ["source", "note", "date", "confidence"];

    /// <summary>Size that no quantity exceeds, a distribution but for a millionth: its square, summed over trials, still has all digits.</summary>
    private const double Largest = 1e12;

    /// <summary>Misspelt words for which the nearest known one is looked for.</summary>
    private const int MostSuggestions = 1_000;

    private int suggestions;

    public Quantity? Quantity(JsonValue node, FieldAttribute field, string path)
    {
        if (node.Kind == JsonKind.Number)
        {
            return InRange(node, node.Number, field, path) ? new Quantity(Plausible(ConstantDistribution.Of(node.Number), node, field, path)) : null;
        }

        if (node.Kind != JsonKind.Map)
        {
            string fix = node.Kind == JsonKind.Text && double.TryParse(node.Text, CultureInfo.InvariantCulture, out _)
                ? $"write {JsonValue.Clean(node.Text)} without quotes" : "write a number or { \"type\": \"pert\", \"min\": …, \"mode\": …, \"max\": … }";
            Report(node, "CS102", path, $"A number or a distribution was expected, found {node.Show()}.", fix);
            return null;
        }

        string source = "";
        foreach (JsonMember remark in node.Members.Where(m => Remarks.Contains(m.Name)))
        {
            if (remark.Value.Kind != JsonKind.Text)
            {
                Report(remark.Value, "CS102", $"{path}.{remark.Name}", $"A text was expected, found {remark.Value.Show()}.", "write it between quotes");
            }
            else if (remark.Name == "source")
            {
                source = remark.Value.Text;
            }
        }

        Distribution? distribution = Distribution(node, field, path);
        return distribution is null ? null : new Quantity(Plausible(distribution, node, field, path), source);
    }

    /// <summary>Says when a value is so large, or so small, that it was probably meant in another unit.</summary>
    private Distribution Plausible(Distribution distribution, JsonValue node, FieldAttribute field, string path)
    {
        double mean = distribution.Mean;
        if (mean > field.Unusual && field.Meant.Length == 0)
        {
            bool isMoney = field.Unit.StartsWith("ME", StringComparison.Ordinal) || field.Unit.StartsWith("MU", StringComparison.Ordinal);
            string currency = field.Unit.Contains("USD", StringComparison.Ordinal) ? "dollars" : "euros";
            (double Factor, string Unit)? slip = isMoney ? (1e-6, currency) : field.Unit == "years" ? (1 / 12.0, "months") : field.Unit == "share" ? (0.01, "per cent") : null;
            string magnitude = isMoney ? string.Create(CultureInfo.InvariantCulture, $", which is {mean * 1e6:0.###e+0} {currency}") : "";
            report(node, null, new Problem(
                "CS110", path, $"{LastName(path)} is {Text(Math.Round(mean, 6))} {field.Unit}{magnitude}: above {Text(field.Unusual)} is rarely meant.",
                slip is { } other ? $"if it was in {other.Unit}, write {Text(Math.Round(mean * other.Factor, 9))}; if it is meant, leave it" : "if it is meant, leave it", Severity.Warning));
        }
        else if (mean > field.Unusual || mean < field.UnusualBelow)
        {
            string side = mean > field.Unusual ? $"above {Text(field.Unusual)}" : $"below {Text(field.UnusualBelow)}";
            report(node, null, new Problem("CS110", path, $"{LastName(path)} is {Text(Math.Round(mean, 6))} ({field.Unit}): {side} is rarely meant.",
                (field.Meant.Length > 0 ? field.Meant + "; " : "") + "if it is meant, leave it", Severity.Warning));
        }

        return distribution;
    }

    /// <summary>Whether a number lies in the range of its field; reports it if not.</summary>
    public bool InRange(JsonValue node, double value, FieldAttribute field, string path)
    {
        if (Math.Abs(value) > Largest)
        {
            return TooLarge(node, value, field, path);
        }

        if (value >= field.Minimum && value <= field.Maximum && !(field.AboveMinimum && value == field.Minimum))
        {
            return true;
        }

        Report(node, "CS104", path, $"{LastName(path)} must be {Range(field)}, found {Text(value)}.", RangeFix(value, field));
        return false;
    }

    private static string LastName(string path)
    {
        int dot = path.LastIndexOf('.');
        return JsonValue.Clean(path[(dot + 1)..]);
    }

    private static string RangeFix(double value, FieldAttribute field)
    {
        if (field.Unit == "share" && value > 1 && value <= 100)
        {
            return $"write a share, not a percentage: {Text(value / 100)}";
        }

        return $"write a number {Range(field)}" + (field.Unit.Length > 0 ? $" ({field.Unit})" : "");
    }

    private static string Range(FieldAttribute field)
    {
        string low = field.AboveMinimum ? $"above {Text(field.Minimum)}" : $"at least {Text(field.Minimum)}";
        bool hasLow = !double.IsNegativeInfinity(field.Minimum);
        bool hasHigh = !double.IsPositiveInfinity(field.Maximum);
        return hasLow && hasHigh && !field.AboveMinimum ? $"between {Text(field.Minimum)} and {Text(field.Maximum)}"
            : hasLow && hasHigh ? $"{low} and at most {Text(field.Maximum)}"
            : hasLow ? low : $"at most {Text(field.Maximum)}";
    }

    /// <summary>Reports a number from which sums and squares would not be finite any more.</summary>
    private bool TooLarge(JsonValue node, double value, FieldAttribute field, string path)
    {
        Report(
            node, "CS104", path, $"{LastName(path)} reaches {Text(value)}: no quantity of a scenario is beyond {Text(Largest)}.",
            field.Unit.Contains("MEUR", StringComparison.Ordinal) ? "write million euros" : "write a number that such a quantity can have");
        return false;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private void Report(JsonValue node, string code, string path, string message, string fix) =>
        report(node, null, new Problem(code, path, message, fix));

    private Distribution? Distribution(JsonValue node, FieldAttribute field, string path)
    {
        if (node.Member("type") is not { } type)
        {
            if (node.Member("value") is { } value && node.Members.All(m => m.Name == "value" || Remarks.Contains(m.Name)))
            {
                return value.Value.Kind == JsonKind.Number
                    ? InRange(value.Value, value.Value.Number, field, path) ? ConstantDistribution.Of(value.Value.Number) : null
                    : Wrong(value.Value, path + ".value");
            }

            if (node.Members.Find(m => m.Name != "value" && !Remarks.Contains(m.Name)) is { } odd && node.Member("value") is not null)
            {
                report(odd.Value, odd.NamePosition, new Problem("CS101", $"{path}.{odd.Name}", $"Unknown key \"{JsonValue.Clean(odd.Name)}\" beside a value.",
                    Suggest(odd.Name, ["value", .. Remarks])));
                return null;
            }

            Report(node, "CS103", path, "The quantity has neither a \"value\" nor a \"type\".",
                $"add \"value\": … or \"type\": one of {string.Join(", ", DistributionCatalogue.Families.Select(f => f.Name))}");
            return null;
        }

        DistributionFamily? family = type.Value.Kind == JsonKind.Text ? DistributionCatalogue.Families.FirstOrDefault(f => f.Name == type.Value.Text) : null;
        if (family is null)
        {
            string[] names = [.. DistributionCatalogue.Families.Select(f => f.Name)];
            Report(type.Value, "CS107", path + ".type", $"No distribution is called {type.Value.Show()}.",
                type.Value.Kind == JsonKind.Text ? Suggest(type.Value.Text, names) : $"write one of {string.Join(", ", names)}");
            return null;
        }

        return Create(family, node, field, path);
    }

    private Distribution? Wrong(JsonValue node, string path)
    {
        Report(node, "CS102", path, $"A number was expected, found {node.Show()}.", "write a plain number");
        return null;
    }

    private string Suggest(string found, IReadOnlyList<string> known)
    {
        string suggestion = suggestions++ < MostSuggestions ? Spelling.Suggestion(found, known) : "";
        return suggestion.Length > 0 ? suggestion : $"known here: {string.Join(", ", known)}";
    }

    private Distribution? Create(DistributionFamily family, JsonValue node, FieldAttribute field, string path)
    {
        var arguments = new DistributionArguments();
        bool sound = true;
        foreach (JsonMember member in node.Members.Where(m => m.Name != "type" && !Remarks.Contains(m.Name)))
        {
            string childPath = $"{path}.{member.Name}";
            DistributionParameter? parameter = family.Parameters.FirstOrDefault(known => known.Name == member.Name);
            if (parameter is null)
            {
                report(member.Value, member.NamePosition, new Problem("CS101", childPath,
                    $"{family.Name} has no parameter \"{JsonValue.Clean(member.Name)}\".",
                    Suggest(member.Name, [.. family.Parameters.Select(known => known.Name), .. Remarks])));
                sound = false;
            }
            else
            {
                sound &= Argument(parameter, member.Value, field, childPath, arguments);
            }
        }

        if (!sound)
        {
            return null;
        }

        if (!DistributionCatalogue.TryCreate(family.Name, arguments, out Distribution? distribution, out DistributionFault? fault))
        {
            JsonMember? at = fault.Parameter is null ? null : node.Member(fault.Parameter);
            Report(at?.Value ?? node, "CS108", at is null ? path : $"{path}.{fault.Parameter}", fault.Message, fault.Fix);
            return null;
        }

        return Supported(distribution, node, field, path) ? distribution : null;
    }

    /// <summary>Reads one parameter: a number, a list of numbers, or the weighted parts of a mixture.</summary>
    private bool Argument(DistributionParameter parameter, JsonValue value, FieldAttribute field, string path, DistributionArguments arguments)
    {
        switch (parameter.Kind)
        {
            case ParameterKind.Scalar when value.Kind == JsonKind.Number:
                arguments.With(parameter.Name, value.Number);
                return true;
            case ParameterKind.List or ParameterKind.FileBackedList when value.Kind == JsonKind.List && value.Items.TrueForAll(item => item.Kind == JsonKind.Number):
                arguments.With(parameter.Name, (IReadOnlyList<double>)[.. value.Items.Select(item => item.Number)]);
                return true;
            case ParameterKind.FileBackedList when value.Kind is JsonKind.Text or JsonKind.Map:
                return Observations(parameter, value, path, arguments);
            case ParameterKind.Components when value.Kind == JsonKind.List && value.Items.Count > 0:
                return Components(value, field, path, arguments);
            default:
                bool isList = parameter.Kind != ParameterKind.Scalar;
                Report(value, "CS102", path, $"{(isList ? "A list" : "A number")} was expected, found {value.Show()}.", isList ? "write [ … ]" : "write a plain number");
                return false;
        }
    }

    /// <summary>Observations from a file: <c>"delays.csv"</c>, or <c>{ "file": "delays.csv", "column": "years" }</c>.</summary>
    private bool Observations(DistributionParameter parameter, JsonValue value, string path, DistributionArguments arguments)
    {
        JsonValue? file = value.Kind == JsonKind.Text ? value : value.Member("file")?.Value;
        JsonValue? column = value.Member("column")?.Value;
        if (file is not { Kind: JsonKind.Text } || column is not (null or { Kind: JsonKind.Text }) || value.Members.Exists(m => m.Name is not ("file" or "column")))
        {
            Report(value, "CS102", path, $"A list or a file was expected, found {value.Show()}.", "write [ … ], \"delays.csv\" or { \"file\": \"delays.csv\", \"column\": \"years\" }");
            return false;
        }

        if (ObservationFile.Read(file.Text, column?.Text, name => beside(file.Position.File, name), out double[] values) is (string message, string fix))
        {
            Report(file, "CS109", path, message, fix);
            return false;
        }

        value.Loaded = values;
        arguments.With(parameter.Name, values);
        return true;
    }

    /// <summary>Parts of a mixture: <c>{ "weight": 0.7, "distribution": { "type": … } }</c>.</summary>
    private bool Components(JsonValue list, FieldAttribute field, string path, DistributionArguments arguments)
    {
        bool sound = true;
        for (int i = 0; i < list.Items.Count; i++)
        {
            JsonValue item = list.Items[i];
            string at = $"{path}[{i}]";
            if (item.Member("weight")?.Value is not { Kind: JsonKind.Number } weight || item.Member("distribution")?.Value is not { Kind: JsonKind.Map } part
                || item.Members.Count != 2)
            {
                Report(item, "CS102", at, $"A weight and a distribution were expected, found {item.Show()}.", "write { \"weight\": 0.7, \"distribution\": { \"type\": … } }");
                sound = false;
            }
            else if (Distribution(part, field, at + ".distribution") is { } distribution)
            {
                arguments.WithComponent(weight.Number, distribution);
            }
            else
            {
                sound = false;
            }
        }

        return sound;
    }

    /// <summary>A bounded family must lie in the field's range as a whole; of an unbounded one at most a millionth may lie outside.</summary>
    private bool Supported(Distribution distribution, JsonValue node, FieldAttribute field, string path)
    {
        double low = double.IsFinite(distribution.Minimum) ? distribution.Minimum : distribution.LowerTail(1e-6);
        double high = double.IsFinite(distribution.Maximum) ? distribution.Maximum : distribution.UpperTail(1e-6);
        bool touches = field.AboveMinimum && low == field.Minimum && distribution.Family is not ("lognormal" or "gamma" or "weibull");
        if (low < -Largest || high > Largest)
        {
            return TooLarge(node, high > Largest ? high : low, field, path);
        }

        if (low >= field.Minimum && high <= field.Maximum && !touches)
        {
            return true;
        }

        double outside = low < field.Minimum || touches ? low : high;
        JsonValue at = node.Member(outside == low ? "min" : "max")?.Value ?? node;
        Report(at, "CS104", path, $"{LastName(path)} must be {Range(field)}, but {distribution.Describe()} reaches {Text(Math.Round(outside, 6))}.",
            RangeFix(outside, field));
        return false;
    }
}
