namespace CostSim.Realisation;

/// <summary>What is left of the value of each site in the course of a year: raids on it take their shares one after another.</summary>
internal sealed class SiteShares
{
    private readonly double[] left;
    private readonly int[] struck;
    private int count;

    /// <param name="sites">Number of sites.</param>
    public SiteShares(int sites)
    {
        left = new double[sites];
        struck = new int[sites];
        Array.Fill(left, 1.0);
    }

    /// <summary>The sites of which something is missing, in the order of their numbers.</summary>
    public ReadOnlySpan<int> Struck => struck.AsSpan(0, count);

    /// <summary>Share of a site that is left.</summary>
    public double this[int site] => left[site];

    /// <summary>A raid leaves a share of what there was.</summary>
    public void Leave(int site, double share)
    {
        if (share == 1)
        {
            return;
        }

        if (left[site] == 1)
        {
            Note(site);
        }

        left[site] *= share;
    }

    /// <summary>All sites are whole again.</summary>
    public void Restore()
    {
        foreach (int site in Struck)
        {
            left[site] = 1;
        }

        count = 0;
    }

    private void Note(int site)
    {
        int at = count++;
        for (; at > 0 && struck[at - 1] > site; at--)
        {
            struck[at] = struck[at - 1];
        }

        struck[at] = site;
    }
}
