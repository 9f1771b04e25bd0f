using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;
using CostSim.Sampling;
using CostSim.Simulation;

namespace CostSim.Benchmarks;

/// <summary>The kernels of a trial, each on data of its own that stays in the first cache, and whole trials.</summary>
internal sealed class KernelSet
{
    /// <summary>Values of one call of <see cref="Uniform"/> and <see cref="Quantile"/>.</summary>
    public const int Values = 1024;

    /// <summary>Values of one call of <see cref="Pass"/>.</summary>
    public const int Passed = 4 * Cases;

    /// <summary>Trials of one call of <see cref="Expected"/>.</summary>
    public const int Trials = 256;

    private const int Cases = 64;
    private readonly double[] u = new double[Values];
    private readonly double[] x = new double[Values];
    private readonly QuantileTable table = QuantileTable.Of(PertDistribution.TryCreate(110, 235, 310, 4, out PertDistribution? pert, out _) ? pert! : throw new InvalidOperationException());
    private readonly StreamKey stream = StreamKey.Of("kernels");
    private readonly MomentLanes[] attackers = new MomentLanes[Cases];
    private readonly MomentLanes[] capacities = new MomentLanes[Cases];
    private readonly double[] shares;
    private readonly double[] exponents;
    private readonly double[] factors;
    private readonly Model model;
    private readonly TrialRunner runner;
    private readonly ModelDraws draws;
    private readonly double[] block;
    private readonly double[] row;
    private long first;

    public KernelSet(Model model)
    {
        this.model = model;
        Uniforms.Fill(1, stream, 0, 0, u);
        for (int i = 0; i < Cases; i++)
        {
            attackers[i] = new MomentLanes(Vector256.Create(6.0, 9, 12, 18) + Vector256.Create(3 * u[i])) { Variance = Vector256.Create(1.0, 1.5, 2, 3) };
            capacities[i] = new MomentLanes(Vector256.Create(8 + (6 * u[Cases + i]))) { Variance = Vector256.Create(0.5) };
        }

        int width = new Vulnerabilities(model).Width;
        (shares, exponents, factors) = (new double[width], new double[width], new double[width]);
        for (int i = 0; i < width; i++)
        {
            shares[i] = 0.8 + (0.19 * u[i]);
        }

        var settings = new SimulationSettings { Trials = 1 << 24, Seed = 1 };
        draws = new ModelDraws(model, settings);
        runner = new TrialRunner(model, false);
        block = new double[model.Inputs.Count * Trials];
        row = new double[model.Inputs.Count];
        Draw();
    }

    /// <summary>Values of one call of <see cref="Survive"/>.</summary>
    public int Survived => shares.Length * Cases;

    /// <summary>Philox to uniforms.</summary>
    public void Uniform() => Uniforms.Fill(1, stream, 0, 0, u);

    /// <summary>Cubic quantile table.</summary>
    public void Quantile() => table.Evaluate(u, x);

    /// <summary>One pass of a layer, four raids at once.</summary>
    public Vector256<double> Pass()
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < Cases; i++)
        {
            MomentLanes arriving = attackers[i];
            MomentLanes capacity = capacities[i];
            sum += LeakerMoments.Pass(ref arriving, ref capacity, 0.7);
        }

        return sum;
    }

    /// <summary>E[z^L] of a class for all kinds of site, with the exponential that classes share.</summary>
    public double Survive()
    {
        for (int i = 0; i < Cases; i++)
        {
            exponents.AsSpan().Clear();
            factors.AsSpan().Fill(1);
            LeakerMoments.MultiplyGeneratingFunction(new Moment(4 + u[i], 2), 1, shares, exponents, factors);
            for (int k = 0; k < shares.Length; k += Vector256<double>.Count)
            {
                Lanes.Store(factors, k, Lanes.Load(factors, k) * Elementary.Exp(Lanes.Load(exponents, k)));
            }
        }

        return factors[0];
    }

    /// <summary>All options of a trial paid for along the years: contracts, ceiling, running costs. Of the block's trials in turn.</summary>
    public void Pay()
    {
        Take((int)(first++ % Trials));
        runner.World.Run(model, row);
        runner.Procurement.Run(runner.World, row);
        runner.Costs.Run(runner.World, runner.Procurement, row);
    }

    /// <summary>The inputs of a block.</summary>
    public void Draw() => draws.Fill(0, Trials, block);

    /// <summary>The expected evaluation of a block, draws included.</summary>
    public void Expected()
    {
        Draw();
        for (int t = 0; t < Trials; t++)
        {
            Take(t);
            runner.World.Run(model, row);
            runner.Procurement.Run(runner.World, row);
            runner.Costs.Run(runner.World, runner.Procurement, row);
            runner.Forces.Run(runner.Procurement, row);
            runner.Effects.Run(runner.World, runner.Costs, row);
        }
    }

    private void Take(int trial)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = block[(i * Trials) + trial];
        }
    }
}
