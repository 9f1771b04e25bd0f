using MathNet.Numerics.Distributions;

namespace CostSim.Peers.Scalar;

/// <summary>Outcomes of a layer's looks at a class: those that get through, engagements used, probability.</summary>
internal sealed class Engagements
{
    private readonly Dictionary<(Shot Shot, int Came, int Left, int Salvos), (int Through, int Used, double Chance)[]> known = [];

    /// <summary>Forgets a trial.</summary>
    public void Clear() => known.Clear();

    /// <summary>Every outcome.</summary>
    /// <param name="layer">Whose shots they are.</param>
    /// <param name="shot">How the class is engaged.</param>
    /// <param name="came">Attackers of the class that arrive.</param>
    /// <param name="left">Engagements that are left for it.</param>
    /// <param name="salvos">Whole salvos that are left for it.</param>
    public (int Through, int Used, double Chance)[] Of(Layer layer, Shot shot, int came, int left, int salvos)
    {
        (left, salvos) = (Math.Min(left, came * shot.Looks), Math.Min(salvos, came * shot.Looks));
        var key = (shot, came, left, salvos);
        if (!known.TryGetValue(key, out (int, int, double)[]? found))
        {
            (double kill, double detection) = layer.Chances(shot);
            double stopped = 1 - Math.Pow(1 - kill, shot.Salvo);
            var sum = new Dictionary<(int, int), double>();
            for (int detected = 0; detected <= came; detected++)
            {
                Look(sum, shot, stopped, came - detected, detected, left, salvos, 0, 0, Binomial.PMF(detection, came, detected));
            }

            known[key] = found = [.. sum.Select(one => (one.Key.Item1, one.Key.Item2, one.Value))];
        }

        return found;
    }

    private static void Look(
        Dictionary<(int Through, int Used), double> sum, Shot shot, double stopped, int unseen, int alive, int left, int salvos, int used, int look, double chance)
    {
        if (chance == 0)
        {
            return;
        }

        if (look == shot.Looks || alive == 0)
        {
            sum[(unseen + alive, used)] = sum.GetValueOrDefault((unseen + alive, used)) + chance;
            return;
        }

        int ahead = shot.Looks - look;
        int engaged = Math.Min(alive, Math.Min((left + ahead - 1) / ahead, salvos));
        for (int killed = 0; killed <= engaged; killed++)
        {
            Look(
                sum, shot, stopped, unseen, alive - killed, left - engaged, salvos - engaged, used + engaged, look + 1,
                chance * Binomial.PMF(stopped, engaged, killed));
        }
    }
}

/// <summary>A raid of one size that meets the layers, every outcome of it: leakers by class, missiles fired by kind where that is asked for.</summary>
internal sealed class Enumeration
{
    private const double Negligible = 1e-14;
    private readonly Dictionary<Counts, Part> outcomes;
    private readonly double[] shots;
    private readonly int classes;

    /// <summary>Lets a raid meet the layers.</summary>
    /// <param name="layers">In the order in which they are met.</param>
    /// <param name="ready">Units, or pairs, by layer.</param>
    /// <param name="attackers">By class.</param>
    /// <param name="stock">Missiles in stock by kind, which layers share; infinite for no limit but what is on the launchers.</param>
    /// <param name="engagements">What has been worked out before.</param>
    public Enumeration(Layer[] layers, int[] ready, int[] attackers, double[] stock, Engagements engagements)
    {
        classes = attackers.Length;
        outcomes = new() { [new([.. attackers, .. stock.Select(_ => 0)])] = new(1, new double[stock.Length]) };
        for (int l = 0; l < layers.Length; l++)
        {
            outcomes = ready[l] > 0 ? Meet(layers[l], ready[l], outcomes, stock, engagements) : outcomes;
        }

        shots = new double[stock.Length];
        Leakers = new double[classes];
        foreach ((Counts counts, Part part) in outcomes)
        {
            for (int c = 0; c < classes; c++)
            {
                Leakers[c] += part.Chance * counts.Values[c];
            }

            for (int m = 0; m < shots.Length; m++)
            {
                shots[m] += part.Shots[m];
            }
        }
    }

    /// <summary>Expected leakers by class.</summary>
    public double[] Leakers { get; }

    /// <summary>Expected missiles of a kind.</summary>
    public double Shots(int kind) => shots[kind];

    /// <summary>Square of the missiles of a kind that are expected of the size and what is ready.</summary>
    public double SquaredShots(int kind) => shots[kind] * shots[kind];

    /// <summary>E[Π left^leakers]: what is left of a site of which a leaker of class c leaves <c>left[c]</c>.</summary>
    public double Survives(double[] left) => outcomes.Sum(one => one.Value.Chance * Product(one.Key, left));

    /// <summary>By missiles fired, those of a limited stock only: probability times what is left of a site.</summary>
    public IEnumerable<(int[] Fired, double Left)> ByFired(double[] left) =>
        outcomes.Select(one => (one.Key.Values[classes..], one.Value.Chance * Product(one.Key, left)));

    private double Product(Counts counts, double[] left)
    {
        double product = 1;
        for (int c = 0; c < classes; c++)
        {
            product *= counts.Values[c] > 0 ? Math.Pow(left[c], counts.Values[c]) : 1;
        }

        return product;
    }

    private Dictionary<Counts, Part> Meet(Layer layer, int units, Dictionary<Counts, Part> before, double[] stock, Engagements engagements)
    {
        var after = new Dictionary<Counts, Part>();
        int places = layer.Shots.Length;
        (int[] Capacity, double Chance)[] capacities = [.. layer.Capacities(units)];
        int[] launchers = [.. stock.Select((_, m) => (int)layer.Missiles(units, m))];
        int[] counts = new int[classes + stock.Length], aboard = new int[stock.Length], fired = new int[stock.Length];
        foreach ((Counts came, Part part) in before)
        {
            came.Values.CopyTo(counts, 0);
            for (int m = 0; m < aboard.Length; m++)
            {
                aboard[m] = (int)Math.Min(launchers[m], stock[m] - counts[classes + m]);
            }

            foreach ((int[] capacity, double chance) in capacities)
            {
                Engage(0, part, chance, capacity, 0);
            }
        }

        return after;

        // Counts, missiles aboard and fired are changed and put back.
        void Engage(int place, Part part, double chance, int[] capacity, int engagedBefore)
        {
            if (part.Chance * chance < Negligible)
            {
                return;
            }

            if (place == places)
            {
                if (!after.TryGetValue(new Counts(counts), out Part? sum))
                {
                    after[new Counts([.. counts])] = sum = new(0, new double[stock.Length]);
                }

                sum.Add(part, chance, fired);
                return;
            }

            Shot shot = layer.Shots[place];
            (int c, int m) = (shot.Target, shot.Missile);
            int arrived = counts[c];
            if (arrived == 0)
            {
                Engage(place + 1, part, chance, capacity, engagedBefore);
                return;
            }

            int salvos = m < 0 ? int.MaxValue : aboard[m] / shot.Salvo;
            foreach ((int through, int engaged, double often) in engagements.Of(layer, shot, arrived, Math.Max(0, capacity[place] - engagedBefore), salvos))
            {
                int missiles = m < 0 ? 0 : engaged * shot.Salvo;
                counts[c] = through;
                Fire(m, missiles);
                Engage(place + 1, part, chance * often, capacity, engagedBefore + engaged);
                Fire(m, -missiles);
            }

            counts[c] = arrived;
        }

        void Fire(int kind, int missiles)
        {
            if (kind >= 0)
            {
                aboard[kind] -= missiles;
                fired[kind] += missiles;
                counts[classes + kind] += double.IsInfinity(stock[kind]) ? 0 : missiles;
            }
        }
    }

    /// <summary>Probability, and that times the missiles fired by kind.</summary>
    private sealed class Part(double chance, double[] shots)
    {
        public double Chance { get; private set; } = chance;

        public double[] Shots { get; } = shots;

        public void Add(Part before, double chance, int[] fired)
        {
            Chance += before.Chance * chance;
            for (int m = 0; m < fired.Length; m++)
            {
                Shots[m] += chance * (before.Shots[m] + (before.Chance * fired[m]));
            }
        }
    }

    /// <summary>Whole numbers that are equal when each is.</summary>
    private readonly struct Counts(int[] values) : IEquatable<Counts>
    {
        public int[] Values { get; } = values;

        public bool Equals(Counts other) => Values.AsSpan().SequenceEqual(other.Values);

        public override bool Equals(object? obj) => obj is Counts other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = default;
            foreach (int value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
