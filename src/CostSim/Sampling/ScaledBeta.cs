using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>The beta curve between two bounds, shared by the beta and PERT families.</summary>
internal sealed class ScaledBeta(double alpha, double beta, double min, double max)
{
    public double Alpha => alpha;

    public double Beta => beta;

    public double Minimum => min;

    public double Maximum => max;

    public double Mean => min + ((max - min) * alpha / (alpha + beta));

    public double StandardDeviation => (max - min) * Math.Sqrt(alpha / (alpha + beta) * (beta / (alpha + beta)) / (alpha + beta + 1));

    public double LowerTail(double p) => min + ((max - min) * InverseFunctions.BetaLower(alpha, beta, p).X);

    public double UpperTail(double p) => max - ((max - min) * InverseFunctions.BetaLower(beta, alpha, p).X);

    public double Cdf(double x) => Tails(x).Lower;

    public double Survival(double x) => Tails(x).Upper;

    public void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail)
    {
        if (tail == Tail.Lower)
        {
            TailSeries.FillBeta(alpha, beta, p, x);
            for (int i = 0; i < p.Length; i++)
            {
                x[i] = min + ((max - min) * x[i]);
            }
        }
        else
        {
            TailSeries.FillBeta(beta, alpha, p, x);
            for (int i = 0; i < p.Length; i++)
            {
                x[i] = max - ((max - min) * x[i]);
            }
        }
    }

    private (double Lower, double Upper) Tails(double x) =>
        SpecialFunctions.IncompleteBeta(alpha, beta, (x - min) / (max - min), (max - x) / (max - min));
}
