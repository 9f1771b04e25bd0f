using System.Text.Json.Nodes;
using MathNet.Numerics.Distributions;

namespace CostSim.Peers.Scalar;

/// <summary>A number of the scenario: known, or an uncertain input.</summary>
/// <param name="Index">Place of the input in a trial; negative when known.</param>
/// <param name="Known">The number when known.</param>
internal readonly record struct Quantity(int Index, double Known)
{
    /// <summary>Its value in a trial.</summary>
    public double In(double[] trial) => Index < 0 ? Known : trial[Index];
}

/// <summary>The uncertain inputs of a scenario, sampled with MathNet's distributions or taken from the table of a run's own draws.</summary>
internal sealed class Inputs(JsonNode scenario, Random random)
{
    private readonly Dictionary<string, int> places = [];
    private readonly List<(string Path, JsonNode Node)> kinds = [];
    private Func<double>[] samplers = [];
    private readonly Dictionary<string, int> scorePlaces = [];
    private readonly List<(int Partner, double Correlation)> partners = [];
    private double[] scores = [];

    /// <summary>Paths, in the order of the values of a trial.</summary>
    public IEnumerable<string> Paths => places.Keys;

    /// <summary>The quantity <paramref name="name"/> of a JSON object.</summary>
    public Quantity Of(JsonNode? owner, string name, string path, double otherwise = 0)
    {
        JsonNode? node = owner?[name];
        return node switch
        {
            null => new Quantity(-1, otherwise),
            JsonValue value => new Quantity(-1, value.GetValue<double>()),
            _ when node["value"] is JsonNode value => new Quantity(-1, value.GetValue<double>()),
            _ => Input($"{path}:{name}", node),
        };
    }

    /// <summary>A uniform behind an event.</summary>
    public Quantity Chance(string path) => Input($"chance:{path}", new JsonObject { ["type"] = "uniform" });

    /// <summary>A standard normal.</summary>
    public Quantity Normal(string path) => Input($"chance:{path}", new JsonObject { ["type"] = "normal" });

    /// <summary>Samples a trial.</summary>
    public void Sample(double[] trial)
    {
        if (samplers.Length != kinds.Count)
        {
            samplers = [.. kinds.Select(one => Sampler(one.Path, one.Node))];
            scores = new double[partners.Count];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            (int partner, double r) = partners[i];
            double z = MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
            scores[i] = partner < 0 ? z : (r * scores[partner]) + (Math.Sqrt(1 - (r * r)) * z);
        }

        for (int i = 0; i < samplers.Length; i++)
        {
            trial[i] = samplers[i]();
        }
    }

    private Quantity Input(string path, JsonNode node)
    {
        if (!places.TryGetValue(path, out int place))
        {
            kinds.Add((path, node));
            places[path] = place = kinds.Count - 1;
        }

        return new Quantity(place, 0);
    }

    private Func<double> Sampler(string path, JsonNode node)
    {
        double Get(string key) => node[key]!.GetValue<double>();
        switch (node["type"]!.GetValue<string>())
        {
            case "uniform":
                return random.NextDouble;
            case "pert":
                {
                    (double low, double width) = (Get("min"), Get("max") - Get("min"));
                    double a = 1 + (4 * (Get("mode") - low) / width);
                    return () => low + (width * Beta.Sample(random, a, 6 - a));
                }

            case "beta":
                {
                    (double a, double b) = (Get("alpha"), Get("beta"));
                    return () => Beta.Sample(random, a, b);
                }

            case "triangular":
                {
                    (double low, double mode, double high) = (Get("min"), Get("mode"), Get("max"));
                    return () => Triangular.Sample(random, low, high, mode);
                }

            case "normal":
                {
                    int score = Score(path);
                    return () => scores[score];
                }

            case "lognormal":
                {
                    int score = Score(path);
                    bool byMedian = node["median"] is not null;
                    double mu = byMedian ? Math.Log(Get("median")) : (Math.Log(Get("p5")) + Math.Log(Get("p95"))) / 2;
                    double sigma = byMedian ? Get("sigma") : (Math.Log(Get("p95")) - Math.Log(Get("p5"))) / 2 / 1.6448536269514727;
                    return () => Math.Exp(mu + (sigma * scores[score]));
                }

            default:
                throw new NotSupportedException($"{path}: no {node["type"]} here");
        }
    }

    /// <summary>Place of the standard normal behind an input; that of an input it is correlated with comes first.</summary>
    private int Score(string path)
    {
        if (!scorePlaces.TryGetValue(path, out int place))
        {
            JsonNode? pair = (scenario["correlations"] as JsonArray)?.FirstOrDefault(one => one!["second"]!.GetValue<string>() == path);
            (int Partner, double Correlation) join = pair is null
                ? (-1, 0)
                : (Score(pair["first"]!.GetValue<string>()), 2 * Math.Sin(Math.PI * pair["rank"]!.GetValue<double>() / 6));
            partners.Add(join);
            scorePlaces[path] = place = partners.Count - 1;
        }

        return place;
    }
}
