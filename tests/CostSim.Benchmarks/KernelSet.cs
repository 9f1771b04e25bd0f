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
    public const int Passed = TrialGroup.Lanes * Cases;

    /// <summary>Trials of one call of <see cref="Expected"/> and <see cref="Pay"/>.</summary>
    public const int Trials = 256;

    private const int Cases = 64;
    private readonly double[] u = new double[Values];
    private readonly double[] x = new double[Values];
    private readonly QuantileTable table = QuantileTable.Of(PertDistribution.TryCreate(110, 235, 310, 4, out PertDistribution? pert, out _) ? pert! : throw new InvalidOperationException());
    private readonly StreamKey stream = StreamKey.Of("kernels");
    private readonly double[] cases = new double[Passed * 4];
    private readonly double[] shares;
    private readonly double[] factors;
    private readonly int[] kinds;
    private readonly GeneratingFunctions functions = new(1);
    private readonly Model model;
    private readonly TrialRunner runner;
    private readonly ModelDraws draws;
    private readonly double[] block;

    public KernelSet(Model model)
    {
        this.model = model;
        Uniforms.Fill(1, stream, 0, 0, u);
        for (int i = 0; i < Passed; i++)
        {
            int at = ((i / TrialGroup.Lanes) * 4 * TrialGroup.Lanes) + (i % TrialGroup.Lanes);
            cases[at] = 6 + (12 * u[i]);
            cases[at + TrialGroup.Lanes] = 1 + (2 * u[i]);
            cases[at + (2 * TrialGroup.Lanes)] = 8 + (6 * u[Passed - 1 - i]);
            cases[at + (3 * TrialGroup.Lanes)] = 0.5;
        }

        runner = new TrialRunner(model, false);
        kinds = [.. Enumerable.Range(0, new Vulnerabilities(model, runner.Group).Kinds)];
        (shares, factors) = (new double[kinds.Length * TrialGroup.Lanes], new double[kinds.Length * TrialGroup.Lanes]);
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = 0.8 + (0.19 * u[i]);
        }

        var settings = new SimulationSettings { Trials = 1 << 24, Seed = 1 };
        draws = new ModelDraws(model, settings);
        block = new double[model.Inputs.Count * Trials];
        Draw();
    }

    /// <summary>Values of one call of <see cref="Survive"/>.</summary>
    public int Survived => shares.Length * Cases;

    /// <summary>Philox to uniforms.</summary>
    public void Uniform() => Uniforms.Fill(1, stream, 0, 0, u);

    /// <summary>Cubic quantile table.</summary>
    public void Quantile() => table.Evaluate(u, x);

    /// <summary>Passes of a layer, in the longest vectors that the processor has.</summary>
    public double Pass() => Vector512.IsHardwareAccelerated ? Pass<Eight>() : Pass<Four>();

    /// <summary>E[z^L] of a class for all kinds of site, with the exponential that classes share.</summary>
    public double Survive() => Vector512.IsHardwareAccelerated ? Survive<Eight>() : Survive<Four>();

    /// <summary>All options of a block of trials paid for along the years: contracts, ceiling, running costs.</summary>
    public void Pay()
    {
        for (int t = 0; t < Trials; t++)
        {
            int lane = t % TrialGroup.Lanes;
            if (lane == 0)
            {
                runner.Group.Take(block, Trials, t);
                runner.Worlds.BeginGroup();
                runner.Procurement.BeginGroup();
                runner.Costs.BeginGroup();
            }

            Take(lane);
        }
    }

    /// <summary>The inputs of a block.</summary>
    public void Draw() => draws.Fill(0, Trials, block);

    /// <summary>The expected evaluation of a block, draws included.</summary>
    public void Expected()
    {
        Draw();
        for (int t = 0; t < Trials; t++)
        {
            int lane = t % TrialGroup.Lanes;
            if (lane == 0)
            {
                runner.Group.Take(block, Trials, t);
                runner.BeginGroup();
            }

            Take(lane);
            runner.Forces.Run(runner.Procurement, lane);
            runner.Effects.Run(runner.World, runner.Costs, lane);
        }
    }

    private void Take(int lane)
    {
        runner.World.Take(lane);
        runner.Procurement.Take(lane);
        runner.Costs.Take(lane);
    }

    private double Pass<T>()
        where T : struct, IVector<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < cases.Length; i += 4 * TrialGroup.Lanes)
        {
            for (int from = i; from < i + TrialGroup.Lanes; from += T.Count)
            {
                var arriving = new MomentLanes<T> { Mean = T.Load(ref cases[0], from), Variance = T.Load(ref cases[0], from + TrialGroup.Lanes) };
                var capacity = new MomentLanes<T>
                {
                    Mean = T.Load(ref cases[0], from + (2 * TrialGroup.Lanes)),
                    Variance = T.Load(ref cases[0], from + (3 * TrialGroup.Lanes)),
                };
                EngagedLanes<T> engaged = LeakerMoments.Engage(arriving, capacity, T.Zero);
                sum += engaged.WithCapacity + LeakerMoments.Survive(arriving, engaged, T.Of(0.7)).Variance;
            }
        }

        sum.Store(ref factors[0], 0);
        return factors[0];
    }

    private double Survive<T>()
        where T : struct, IVector<T>
    {
        for (int i = 0; i < Cases; i++)
        {
            for (int from = 0; from < TrialGroup.Lanes; from += T.Count)
            {
                functions.Clear();
                functions.Add(0, new MomentLanes<T> { Mean = T.Of(4 + u[i]), Variance = T.Of(2) }, T.Of(1));
                functions.Run<T>(kinds, shares, from, factors);
            }
        }

        return factors[0];
    }
}
