using System.Globalization;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>
/// Reads a quantity: a plain number, <c>{"value": 3, "source": …}</c>, or a distribution <c>{"type": "pert", …, "source": …}</c>. Its whole
/// support must lie in the range of the field.
/// </summary>
internal sealed class QuantityBinder(Action<JsonValue, TextPosition?, Problem> report)
{
    /// <summary>Remarks that may stand beside any quantity.</summary>
    private static readonly string[] Remarks = ["source", "note", "date", "confidence"];

    public Quantity? Quantity(JsonValue node, FieldAttribute field, string path)
    {
        if (node.Kind == JsonKind.Number)
        {
            return InRange(node, node.Number, field, path) ? new Quantity(Families.Constant(node.Number)) : null;
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
        return distribution is null ? null : new Quantity(distribution, source);
    }

    /// <summary>Whether a number lies in the range of its field; reports it if not.</summary>
    public bool InRange(JsonValue node, double value, FieldAttribute field, string path)
    {
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
                    ? InRange(value.Value, value.Value.Number, field, path) ? Families.Constant(value.Value.Number) : null
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

        FamilyInfo? family = type.Value.Kind == JsonKind.Text ? DistributionCatalogue.Find(type.Value.Text) : null;
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

    private static string Suggest(string found, IReadOnlyList<string> known)
    {
        string suggestion = Spelling.Suggestion(found, known);
        return suggestion.Length > 0 ? suggestion : $"known here: {string.Join(", ", known)}";
    }

    private Distribution? Create(FamilyInfo family, JsonValue node, FieldAttribute field, string path)
    {
        var numbers = new Dictionary<string, double>();
        var lists = new Dictionary<string, IReadOnlyList<double>>();
        string[] known = [.. family.Forms.SelectMany(form => form.Required.Concat(form.Optional)).Distinct()];
        bool sound = true;
        foreach (JsonMember member in node.Members.Where(m => m.Name != "type" && !Remarks.Contains(m.Name)))
        {
            string childPath = $"{path}.{member.Name}";
            if (!known.Contains(member.Name))
            {
                report(member.Value, member.NamePosition, new Problem("CS101", childPath,
                    $"{family.Name} has no parameter \"{JsonValue.Clean(member.Name)}\".", Suggest(member.Name, [.. known, .. Remarks])));
                sound = false;
            }
            else if (member.Value.Kind == JsonKind.Number && !family.Forms[0].Lists)
            {
                numbers[member.Name] = member.Value.Number;
            }
            else if (member.Value.Kind == JsonKind.List && family.Forms[0].Lists && member.Value.Items.All(item => item.Kind == JsonKind.Number))
            {
                lists[member.Name] = [.. member.Value.Items.Select(item => item.Number)];
            }
            else
            {
                string expected = family.Forms[0].Lists ? "A list of numbers" : "A number";
                Report(member.Value, "CS102", childPath, $"{expected} was expected, found {member.Value.Show()}.",
                    family.Forms[0].Lists ? "write [ … ]" : "write a plain number");
                sound = false;
            }
        }

        if (!sound)
        {
            return null;
        }

        if (!DistributionCatalogue.TryCreate(family.Name, numbers, lists, out Distribution? distribution, out DistributionFault? fault))
        {
            JsonMember? at = node.Member(fault!.Parameter);
            Report(at?.Value ?? node, "CS108", at is null ? path : $"{path}.{fault.Parameter}", fault.Message, fault.Fix);
            return null;
        }

        return Supported(distribution!, node, field, path) ? distribution : null;
    }

    /// <summary>A bounded family must lie in the field's range as a whole; of an unbounded one at most a millionth may lie outside.</summary>
    private bool Supported(Distribution distribution, JsonValue node, FieldAttribute field, string path)
    {
        double low = double.IsFinite(distribution.Minimum) ? distribution.Minimum : distribution.LowerTail(1e-6);
        double high = double.IsFinite(distribution.Maximum) ? distribution.Maximum : distribution.UpperTail(1e-6);
        bool touches = field.AboveMinimum && low == field.Minimum && distribution.Family is not ("lognormal" or "gamma" or "weibull");
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
