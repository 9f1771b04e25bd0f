using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using CostSim.Compilation;

namespace CostSim.Benchmarks;

/// <summary>
/// How far the expected evaluation is from what the processor could do. Limits are the kernels that a trial cannot do without, times what each
/// takes: at best (attainable: the fastest measured in C++ with vectors of 256 bits) and by the number of operations the processor must carry
/// out for it (physical: counted, not measured). Usage: <c>limit [SCENARIO] [ROUNDS]</c>.
/// </summary>
internal static class Limit
{
    private const int CountedTrials = 512;

    /// <summary>Prints clock, kernels, limits, and what of them is reached.</summary>
    public static void Print(string[] arguments)
    {
        Model model = BenchmarkModel.Read(arguments);
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 300;
        var set = new KernelSet(model);
        TrialCounts counts = TrialCounts.Of(model, CountedTrials);
        Warm(set);

        // In turn, so that a busy machine meets all alike; the least of many short rounds, because other work only ever adds.
        double[] clocks = new double[rounds];
        (double uniform, double quantile, double pass, double survive, double pay, double trial) =
            (double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            clocks[round] = Gigahertz();
            uniform = Math.Min(uniform, Nanoseconds(set.Uniform) / KernelSet.Values);
            quantile = Math.Min(quantile, Nanoseconds(set.Quantile) / KernelSet.Values);
            pass = Math.Min(pass, Nanoseconds(() => set.Pass()) / KernelSet.Passed);
            survive = Math.Min(survive, Nanoseconds(() => set.Survive()) / set.Survived);
            pay = Math.Min(pay, Nanoseconds(set.Pay) / KernelSet.Trials / counts.Options);
            trial = Math.Min(trial, round % 10 == 0 ? Nanoseconds(set.Expected) / KernelSet.Trials : double.MaxValue);
        }

        Array.Sort(clocks);
        double clock = clocks[rounds * 9 / 10];
        long before = GC.GetAllocatedBytesForCurrentThread();
        set.Expected();
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / KernelSet.Trials;
        Line($"Clock by dependent additions: {clock:0.00} GHz; least of {rounds} rounds in turn; counts over {CountedTrials} trials");
        Line($"{"cycles per value",-34} {"here",8} {"attainable",11} {"physical",9} {"a trial",9} | {"cycles: here",12} {"attainable",11} {"physical",9}");
        (double Here, double Attainable, double Physical) sum = default;
        void Row(string name, double nanoseconds, double attainable, double physical, double count)
        {
            double here = nanoseconds * clock;
            sum = (sum.Here + (count * here), sum.Attainable + (count * attainable), sum.Physical + (count * physical));
            Line($"{name,-34} {here,8:0.0} {attainable,11:0.0} {physical,9:0.0} {count,9:0.0} | {count * here,12:0} {count * attainable,11:0} {count * physical,9:0}");
        }

        Row("uniform", uniform, 4.0, 2.9, counts.Uniforms);
        Row("quantile from a table", quantile, 4.3, 2.3, counts.Quantiles);
        Row("pass through a layer", pass, 17.8, 8, counts.Passes);
        Row("value surviving a class (exp, log)", survive, 5.6, 2.8, counts.Survivals);
        Row("money of an option, all years", pay, 28, 8, counts.Options);
        double cycles = trial * clock;
        Line($"{"kernels",-34} {"",8} {"",11} {"",9} {"",9} | {sum.Here,12:0} {sum.Attainable,11:0} {sum.Physical,9:0}");
        Line($"Expected evaluation of a trial: {cycles:0} cycles, {trial / 1000:0.0} us, {1e9 / trial:0} trials/s/core, {trial / counts.Options:0} ns per trial and option, {bytes:0} bytes allocated");
        Line($"Limits: attainable {1e9 * clock / sum.Attainable:0} trials/s, physical {1e9 * clock / sum.Physical:0}; reached {100 * sum.Attainable / cycles:0.0} % and {100 * sum.Physical / cycles:0.0} %");
        Line($"The kernels as they are here would take {100 * sum.Here / cycles:0} % of a trial; the rest is what joins them: finding forces and states, weighing combinations, stocks, years");
        Line($"Lanes: of {counts.Lanes:0} that a trial has its part in {counts.Passes:0} are of forces that it meets itself");
    }

    private static void Warm(KernelSet set)
    {
        var until = Stopwatch.StartNew();
        while (until.ElapsedMilliseconds < 2000)
        {
            set.Uniform();
            set.Quantile();
            _ = set.Pass();
            _ = set.Survive();
            set.Pay();
            set.Expected();
        }
    }

    private static double Nanoseconds(Action kernel)
    {
        long start = Stopwatch.GetTimestamp();
        kernel();
        return Nanoseconds(start);
    }

    private static double Nanoseconds(long since) => (Stopwatch.GetTimestamp() - since) * 1e9 / Stopwatch.Frequency;

    /// <summary>Clock from additions that wait for each other, one cycle each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Gigahertz()
    {
        const int Loops = 4000, Unrolled = 16;
        long start = Stopwatch.GetTimestamp();
        long x = start;
        long y = start | 1;
        for (int i = 0; i < Loops; i++)
        {
            x += y;
            x ^= y;
            x += y;
            x ^= y;
            x += y;
            x ^= y;
            x += y;
            x ^= y;
            x += y;
            x ^= y;
            x += y;
            x ^= y;
            x += y;
            x ^= y;
            x += y;
            x ^= y;
        }

        double nanoseconds = Nanoseconds(start);
        return x == 0 ? 0 : Loops * Unrolled / nanoseconds;
    }

    private static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
