using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CostSim.Peers.Scalar;
using MathNet.Numerics.Random;

// The expected evaluation of a scenario in scalar C# with MathNet's distributions, a trial at a time: what an analyst would write from
// src/CostSim/MODEL.md. Years and engagements that meet the same forces in a trial are worked out once, unless --every-year asks for the
// shortest program, which works out every year of every option for itself. What it does not know it refuses by name, with exit code 3.
//
// Usage: SCENARIO [--trials N] [--seed S] [--every-year] [--draws CSV] [--output CSV] [--by-trial CSV]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? Given(string name) => Array.IndexOf(args, name) is int at and >= 0 ? args[at + 1] : null;
string[] outcomes = Evaluation.Outcomes;
JsonNode scenario = JsonNode.Parse(File.ReadAllText(args[0]))!;
string[] refused = [.. Refusal.Of(scenario)];
if (refused.Length > 0)
{
    Console.WriteLine($"MathNet does not know {string.Join(", ", refused)}");
    return 3;
}

var inputs = new Inputs(scenario, new Xoshiro256StarStar(int.Parse(Given("--seed") ?? "1", CultureInfo.InvariantCulture), false));
var evaluation = new Evaluation(scenario, inputs, args.Contains("--every-year"));
double[][]? draws = Given("--draws") is string file ? Draws(file, [.. inputs.Paths]) : null;
int trials = draws?.Length ?? int.Parse(Given("--trials") ?? "2000", CultureInfo.InvariantCulture);
string[] options = [.. evaluation.Options];
double[,] result = new double[options.Length, outcomes.Length];
double[,] sums = new double[options.Length, outcomes.Length], squares = new double[options.Length, outcomes.Length];
double[] x = new double[inputs.Paths.Count()];
using StreamWriter? byTrial = Given("--by-trial") is string kept ? new StreamWriter(kept) : null;
byTrial?.Write($"trial,option,{string.Join(',', outcomes)}\n");

// Compiled before it is timed; then in parts of 250 trials, because other work on the machine only ever adds.
var warm = Stopwatch.StartNew();
while (draws is null && warm.ElapsedMilliseconds < 1500)
{
    inputs.Sample(x);
    evaluation.Run(x, result);
}

const int Part = 250;
var times = new List<double>();
long start = Stopwatch.GetTimestamp();
for (int t = 0; t < trials; t++)
{
    if (draws is null)
    {
        inputs.Sample(x);
    }

    evaluation.Run(draws?[t] ?? x, result);
    for (int o = 0; o < options.Length; o++)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            sums[o, i] += result[o, i];
            squares[o, i] += result[o, i] * result[o, i];
        }

        byTrial?.Write($"{t},{options[o]},{string.Join(',', Enumerable.Range(0, outcomes.Length).Select(i => $"{result[o, i]:R}"))}\n");
    }

    if ((t + 1) % Part == 0)
    {
        times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Part);
        start = Stopwatch.GetTimestamp();
    }
}

if (Given("--output") is string output)
{
    using var target = new StreamWriter(output);
    target.Write("option,outcome,mean,standard_error\n");
    for (int o = 0; o < options.Length; o++)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            double mean = sums[o, i] / trials;
            double error = Math.Sqrt(Math.Max(0, (squares[o, i] / trials) - (mean * mean)) / (trials - 1));
            target.Write($"{options[o]},{outcomes[i]},{mean:R},{error:R}\n");
        }
    }
}

times.Sort();
Console.WriteLine($"MathNet: {trials} trials, microseconds per trial: least {times.FirstOrDefault():0.0} median {times.ElementAtOrDefault(times.Count / 2):0.0}");
return 0;

// What no option uses has no column there, and is not a number here: an outcome that rests on it is none either.
static double[][] Draws(string file, string[] paths)
{
    using var reader = new StreamReader(file);
    string[] header = reader.ReadLine()!.Split(',');
    int[] columns = [.. paths.Select(path => Array.IndexOf(header, path))];
    var rows = new List<double[]>();
    while (reader.ReadLine() is string line)
    {
        string[] cells = line.Split(',');
        rows.Add([.. columns.Select(column => column < 0 ? double.NaN : double.Parse(cells[column], CultureInfo.InvariantCulture))]);
    }

    return [.. rows];
}
