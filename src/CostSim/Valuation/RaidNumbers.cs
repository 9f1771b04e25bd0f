namespace CostSim.Valuation;

/// <summary>How many raids come in a year: Poisson or negative binomial, number by number.</summary>
internal sealed class RaidNumbers
{
    // Probability of more raids than are listed: from there on the terms fall faster than a geometric series.
    private const double Rest = 1e-5;

    // Beyond so many on average several raids are counted as one: how many come then hardly matters beside how they cluster.
    private const double MostMean = 1000;
    private const double Large = 1e200;
    private double[] probability = new double[64];
    private double[] reach = new double[64];
    private (double Mean, double Dispersion) taken;

    /// <summary>Largest number.</summary>
    public int Most { get; private set; }

    /// <summary>Mean number.</summary>
    public double Mean { get; private set; }

    /// <summary>Raids that are counted as one, at least 1.</summary>
    public double Together { get; private set; }

    /// <summary>Probability of each number from none to <see cref="Most"/>; they sum to 1.</summary>
    public ReadOnlySpan<double> Probability => probability.AsSpan(0, Most + 1);

    /// <summary>Probability that at least so many come.</summary>
    public double Reach(int number) => reach[number];

    /// <summary>Takes another year.</summary>
    /// <param name="mean">Raids expected, positive.</param>
    /// <param name="dispersion">Dispersion: variance = mean + mean² / dispersion; infinite for Poisson.</param>
    public void Take(double mean, double dispersion)
    {
        if ((mean, dispersion) == taken)
        {
            return;
        }

        taken = (mean, dispersion);
        Together = Math.Max(1, mean / MostMean);
        Mean = mean / Together;
        double clustering = 1 / dispersion;
        double factor = Mean / (1 + (Mean * clustering));
        double one = 1;
        double sum = 1;
        probability[0] = 1;
        double growth = 0;
        for (Most = 0; Most < Mean || one > Rest * (1 - growth) * sum; Most++)
        {
            if (Most + 2 >= probability.Length)
            {
                Array.Resize(ref probability, 2 * probability.Length);
                Array.Resize(ref reach, probability.Length);
            }

            growth = factor * (1 + (Most * clustering)) / (Most + 1);
            one *= growth;
            probability[Most + 1] = one;
            sum += one;
            if (sum > Large)
            {
                Scale(Most + 1, 1 / sum);
                (one, sum) = (one / sum, 1);
            }
        }

        Scale(Most, 1 / sum);
        double beyond = 0;
        for (int n = Most; n >= 0; n--)
        {
            reach[n] = beyond += probability[n];
        }
    }

    private void Scale(int last, double factor)
    {
        for (int n = 0; n <= last; n++)
        {
            probability[n] *= factor;
        }
    }
}
