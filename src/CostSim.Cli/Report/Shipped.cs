using System.Reflection;
using System.Text;

namespace CostSim.Cli.Report;

/// <summary>What pages need and the program carries with it: styles, script, typeface.</summary>
internal static class Shipped
{
    /// <summary>A file as it is.</summary>
    /// <param name="name">Its name without folders.</param>
    public static byte[] Bytes(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CostSim.Cli.Report." + name)
            ?? throw new InvalidOperationException($"{name} is missing from the program.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A text, its lines ending alike on every machine.</summary>
    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name)).TrimStart('\uFEFF').ReplaceLineEndings("\n");
}
