using CostSim.Numerics;

namespace CostSim.Decisions;

/// <summary>
/// Mean of the worst share of trials, the trial at the border counted in part (Rockafellar and Uryasev 2000), and its jackknife: what each trial
/// contributes, by leaving it out (Efron 1979). The error is that of the contributions, also where the tail is less than one trial.
/// </summary>
internal static class WorstTail
{
    /// <summary>Trials in the tail, at least one: the parts that its error rests on.</summary>
    /// <param name="trials">Number of trials.</param>
    /// <param name="share">Share of them in the tail.</param>
    public static int Parts(int trials, double share) => Math.Max(1, (int)Math.Floor((share * trials) + 1e-9));

    /// <summary>The mean of the tail, and by trial its pseudo-value less that mean: n − 1 times what the mean loses without the trial.</summary>
    /// <param name="values">A value per trial; low is bad.</param>
    /// <param name="share">Share of trials in the tail, in (0, 1).</param>
    /// <returns>The contributions are zero on average up to the jackknife's estimate of bias; none where there is one trial.</returns>
    public static (double Mean, double[] Contributions) Of(double[] values, double share)
    {
        int n = values.Length;
        double[] sorted = [.. values];
        RadixSort.Sort(sorted);
        double mean = Mean(sorted, share);
        double[] contributions = new double[n];
        if (n < 2)
        {
            return (mean, contributions);
        }

        // Without a trial beyond the border all are alike; without one of the tail, or at the border, the next comes in.
        (int whole, double part) = Split(n - 1, share);
        double border = sorted[whole];
        double head = 0;
        for (int i = 0; i < whole; i++)
        {
            head += sorted[i] - border;
        }

        double worst = share * (n - 1);
        double beyond = border + (head / worst);
        for (int t = 0; t < n; t++)
        {
            double without = values[t] > border
                ? beyond
                : border + ((head - (values[t] - border) + (part * (sorted[whole + 1] - border))) / worst);
            contributions[t] = (n - 1) * (mean - without);
        }

        return (mean, contributions);
    }

    /// <summary>Trials wholly in the tail of n, and the part of the next.</summary>
    private static (int Whole, double Part) Split(int n, double share)
    {
        double worst = share * n;
        int whole = Math.Min(n - 1, (int)Math.Floor(worst + 1e-9));
        return (whole, Math.Max(0, worst - whole));
    }

    /// <summary>The border, and what the trials below it fall short of it: the part of the border's own trial falls short by nothing.</summary>
    private static double Mean(double[] sorted, double share)
    {
        int whole = Split(sorted.Length, share).Whole;
        double border = sorted[whole], sum = 0;
        for (int i = 0; i < whole; i++)
        {
            sum += sorted[i] - border;
        }

        return border + (sum / (share * sorted.Length));
    }
}
