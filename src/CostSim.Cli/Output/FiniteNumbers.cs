using System.Text.Json;
using System.Text.Json.Serialization;

namespace CostSim.Cli.Output;

/// <summary>Numbers in JSON, which has none that are infinite or not known: null stands for these.</summary>
internal sealed class FiniteNumbers : JsonConverter<double>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double number = reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();
        return double.IsInfinity(number) ? throw new JsonException("A number is too large.") : number;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
