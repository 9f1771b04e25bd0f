using System.Text;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Decisions;
using CostSim.Tables;

namespace CostSim.Benchmarks;

/// <summary>
/// Files of samples that somebody or something has damaged. Each is found again by its number. Reading one must end in a refusal that names the file,
/// or in a study with the numbers that stand in it and tables that can be written; in nothing else.
/// </summary>
/// <param name="folder">Where the files are written, one after the other under the same names.</param>
internal sealed class SampleFuzz(string folder)
{
    private static readonly RunRequest Request = RunRequest.From(new Settings(), false) with { Threads = 1 };
    private readonly string samples = Path.Combine(folder, "samples.csv"), inputs = Path.Combine(folder, "inputs.csv");

    /// <summary>Prints a file: what it was, and what became of it.</summary>
    public static void Show(ulong number, Stream output)
    {
        (SampleCase sound, byte[] first, byte[] second) = Files(number, out _);
        output.Write(Encoding.UTF8.GetBytes($"{sound.Shape}\n{sound.Text(sound.Samples)}--\n"));
        output.Write(first);
        output.Write(Encoding.UTF8.GetBytes("--\n"));
        output.Write(second);
    }

    /// <summary>Reads a file, and holds what was read against what stands in it.</summary>
    /// <returns>How it ended, and what is wrong with that; null for nothing.</returns>
    public (string Outcome, string? Fault) Read(ulong number)
    {
        (SampleCase sound, byte[] first, byte[] second) = Files(number, out bool isSwapped);
        File.WriteAllBytes(samples, first);
        if (second.Length > 0)
        {
            File.WriteAllBytes(inputs, second);
        }

        DecisionStudy study;
        try
        {
            study = AnalyzedSamples.OfOthers(
                new AnalyzeRequest(samples, second.Length > 0 ? inputs : null, "cost", ["effect"], ["0,10,10000"], "trial", "option", sound.IsWide, [], sound.InputColumns, 1, false, null),
                Request);
        }
        catch (SampleFileException refusal)
        {
            string text = refusal.Message;
            bool isPlaced = text.Contains("line ", StringComparison.Ordinal);
            bool isSound = (text.StartsWith(samples, StringComparison.Ordinal) || text.StartsWith(inputs, StringComparison.Ordinal)) && text.Length < 2_000 && !text.Any(Characters.IsHidden);
            return (isPlaced ? "refused with a line" : "refused for the whole file", isSound ? null : $"a refusal that names no file, or shows what cannot be shown: {text}");
        }
        catch (Exception fault)
        {
            return ("ended otherwise", fault.ToString());
        }

        // Tables take a hundred times as long as reading.
        return ("read", new SampleOracle(sound, isSwapped).Fault(study, first, second) ?? (number % 8 == 0 ? TablesFault(study, [.. first, .. second]) : null));
    }

    private static (SampleCase Sound, byte[] Samples, byte[] Inputs) Files(ulong number, out bool isSwapped)
    {
        ulong state = number;
        int Below(int bound) => (int)(ScenarioFuzz.Next(ref state) % (ulong)Math.Max(1, bound));
        var sound = SampleCase.Of(Below);
        bool isBeside = sound.Inputs.Count > 0 && Below(2) == 0;
        var damage = new SampleDamage(Below);
        byte[] damaged = damage.Of(sound, isBeside ? sound.Inputs : sound.Samples);
        isSwapped = damage.SwapsHeadings;
        byte[] Whole(List<List<string>> lines) => Encoding.UTF8.GetBytes(sound.Text(lines));
        return (sound, isBeside ? Whole(sound.Samples) : damaged, isBeside ? damaged : Whole(sound.Inputs));
    }

    /// <summary>What the tables of a study have that no reader can use; null for nothing.</summary>
    private static string? TablesFault(DecisionStudy study, byte[] content)
    {
        // Columns may be called so.
        if (study.Options.Count < 2 || content.AsSpan().IndexOf("Infinity"u8) >= 0)
        {
            return null;
        }

        try
        {
            foreach (CsvTable table in DecisionTableFiles.Of(DecisionTables.Build(study)))
            {
                using var written = new MemoryStream();
                table.Write(written, CsvDialect.Rfc4180);
                if (Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length).Contains("Infinity", StringComparison.Ordinal))
                {
                    return $"{table.Name} has Infinity in it";
                }
            }

            return null;
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }
}
