namespace CostSim.Scenarios;

/// <summary>Finds the name that was probably meant.</summary>
public static class Spelling
{
    /// <summary>The closest of the known names; null when none is close.</summary>
    /// <param name="found">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    public static string? Nearest(string found, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(known);
        string? best = null;
        int smallest = Math.Max(2, found.Length / 3) + 1;
        foreach (string name in known)
        {
            if (Math.Abs(name.Length - found.Length) >= smallest)
            {
                continue;
            }

            int distance = string.Equals(name, found, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(found, name);
            if (distance < smallest)
            {
                (best, smallest) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>"; did you mean `x`?" or nothing.</summary>
    public static string Suggestion(string found, IEnumerable<string> known) => Nearest(found, known) is { } name ? $"did you mean \"{name}\"?" : "";

    /// <summary>Edits (insert, delete, replace, exchange neighbours) between two words, without regard to case (Damerau 1964).</summary>
    internal static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
