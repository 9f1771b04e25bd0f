using System.Runtime.InteropServices;

namespace CostSim.Engagement;

/// <summary>Which units stand around each site, and which missiles are in stock if none has been fired. Immutable.</summary>
/// <param name="Number">Its number in the book.</param>
/// <param name="Sites">State of each site, packed: units by system, and programmes at work.</param>
/// <param name="Stock">Missiles by kind.</param>
internal sealed record Placement(int Number, ulong[] Sites, double[] Stock);

/// <summary>
/// All placements that a worker has met, each once: trials and options meet the same ones again and again, so that whoever reads them need not
/// compare them.
/// </summary>
/// <param name="most">Placements that are kept; at the next chance after that the book starts anew.</param>
internal sealed class PlacementBook(int most = 1 << 14)
{
    private readonly ForceIndex index = new(256);
    private readonly List<Placement> placements = [];

    /// <summary>Counts how often the book has started anew.</summary>
    public int Edition { get; private set; }

    /// <summary>Starts anew if the book is full; placements handed out before then are no longer met.</summary>
    public void BeginGroup()
    {
        if (placements.Count > most)
        {
            index.Clear();
            placements.Clear();
            Edition++;
        }
    }

    /// <summary>The placement with these sites and stocks.</summary>
    public Placement Find(ReadOnlySpan<ulong> sites, ReadOnlySpan<double> stock)
    {
        ulong hash = ForceIndex.Hash(sites, MemoryMarshal.Cast<double, ulong>(stock));
        for (int attempt = 0; ; attempt++)
        {
            int entry = index.Find(hash, attempt, out bool isNew);
            if (isNew)
            {
                placements.Add(new Placement(entry, [.. sites], [.. stock]));
            }

            Placement found = placements[entry];
            if (isNew || (sites.SequenceEqual(found.Sites) && stock.SequenceEqual(found.Stock)))
            {
                return found;
            }
        }
    }
}
