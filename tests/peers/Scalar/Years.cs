using MathNet.Numerics;

namespace CostSim.Peers.Scalar;

/// <summary>A stock at the start of a year of conflict: it ran out before (then it is <paramref name="Low"/>), or not (then <paramref name="High"/> on average).</summary>
internal readonly record struct Stock(double RanOut, double Low, double High)
{
    public double FillRate(double mean, double variance) =>
        mean <= 0 ? 1 : (RanOut * (RanOut > 0 ? Meet(Low, mean, variance).Served : 0)) + ((1 - RanOut) * Meet(High, mean, variance).Served);

    /// <summary>The stock a year later.</summary>
    public Stock Later(double mean, double variance, double owned, double restock)
    {
        (double ranOut, double left) = After(High, mean, variance);
        if (RanOut > 0)
        {
            (double again, double rest) = After(Low, mean, variance);
            double lasting = ((1 - RanOut) * (1 - ranOut)) + (RanOut * (1 - again));
            left = lasting > 0 ? (((1 - RanOut) * (1 - ranOut) * left) + (RanOut * (1 - again) * rest)) / lasting : 0;
            ranOut = 1 - lasting;
        }

        return new Stock(ranOut, Math.Min(owned, restock), left + Math.Min(restock, Math.Max(0, owned - left)));
    }

    /// <summary>E[exp(−a min(D, S) − b (D − S)⁺)] for a gamma demand: what is left where a unit of demand takes a served, b unserved.</summary>
    public double ValueLeft(double mean, double variance, double served, double unserved)
    {
        double left = RanOut > 0 ? RanOut * One(Low, mean, variance, served, unserved) : 0;
        return left + ((1 - RanOut) * One(High, mean, variance, served, unserved));
    }

    private static double One(double stock, double mean, double variance, double served, double unserved)
    {
        double shape = mean * mean / variance, scale = variance / mean;
        if (stock <= 0)
        {
            return Math.Pow(1 + (unserved * scale), -shape);
        }

        double within = Math.Pow(1 + (served * scale), -shape) * SpecialFunctions.GammaLowerRegularized(shape, stock * ((1 / scale) + served));
        double upper = SpecialFunctions.GammaUpperRegularized(shape, stock * ((1 / scale) + unserved));
        double exponent = ((unserved - served) * stock) - (shape * Math.Log(1 + (unserved * scale)));
        return within + (upper > 0 ? Math.Exp(Math.Min(exponent, 700)) * upper : 0);
    }

    private static (double RanOut, double Left) After(double stock, double mean, double variance)
    {
        (double above, double served) = Meet(stock, mean, variance);
        double fired = above < 1 ? ((served * mean) - (stock * above)) / (1 - above) : stock;
        return (above, Math.Max(0, stock - fired));
    }

    /// <summary>P(D > S) and E[min(D, S)] / E[D] for a gamma demand.</summary>
    private static (double Above, double Served) Meet(double stock, double mean, double variance)
    {
        if (mean <= 0)
        {
            return (0, 1);
        }

        if (stock <= 0)
        {
            return (1, 0);
        }

        double shape = mean * mean / variance, x = stock * mean / variance;
        double above = SpecialFunctions.GammaUpperRegularized(shape, x);
        double served = SpecialFunctions.GammaLowerRegularized(shape + 1, x) + (stock / mean * above);
        return (above, Math.Clamp(served, 0, Math.Min(1, stock / mean)));
    }
}

/// <summary>What a year brings.</summary>
internal readonly record struct YearResult(double Loss, double Leakers, double[] Shots);

/// <summary>Forces and stocks in a year, as the key under which what they bring is kept for a trial.</summary>
internal sealed class Forces(int sites, int ground, int missiles)
{
    public int Fleet { get; set; }

    public bool Protected { get; set; }

    /// <summary>Units by site and ground system.</summary>
    public int[] Units { get; } = new int[sites * ground];

    public double[] Stock { get; } = new double[missiles];

    public Forces Copy()
    {
        var copy = new Forces(sites, ground, missiles) { Fleet = Fleet, Protected = Protected };
        Units.CopyTo(copy.Units, 0);
        Stock.CopyTo(copy.Stock, 0);
        return copy;
    }

    public override bool Equals(object? obj) =>
        obj is Forces other && Fleet == other.Fleet && Protected == other.Protected && Units.AsSpan().SequenceEqual(other.Units)
        && Stock.AsSpan().SequenceEqual(other.Stock);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Fleet);
        hash.Add(Protected);
        foreach (int n in Units)
        {
            hash.Add(n);
        }

        foreach (double n in Stock)
        {
            hash.Add(n);
        }

        return hash.ToHashCode();
    }
}

/// <summary>What a raid kind is in a trial: raids a year, their dispersion, and the share that goes to each site.</summary>
internal sealed record Frequency(int Kind, double Rate, double Dispersion, double[] Share);

/// <summary>What years with given forces bring in one trial: peace, the first, second … year of a conflict, protection.</summary>
internal sealed class YearCase
{
    private readonly Raids raids;
    private readonly Forces forces;
    private readonly double[] values;
    private readonly Layer[] layers;
    private readonly Frequency war;
    private readonly double[] mean, variance;
    private readonly Dictionary<int, (double[] Damage, double[] Tail)> without = [];

    public YearCase(Raids raids, Layer[] layers, Forces forces, double[] values, Frequency calm, Frequency war, double[] undefended, double[] restock, int duration)
    {
        (this.raids, this.layers, this.forces, this.values, this.war) = (raids, layers, forces, values, war);
        (double[] damage, double[] rest) = LookUp(calm, false, 0);
        PeaceLoss = Loss(calm, damage).Total;
        PeaceLeakers = calm.Rate * rest[0];
        for (int s = 0; s < values.Length; s++)
        {
            Protection += (1 - (Expected(raids.Reference, s, true, 0)[s] / undefended[s])) / values.Length;
        }

        (damage, rest) = Without(0);
        (double loss, double exposure) = Loss(war, damage);
        int kinds = raids.Missiles;
        (mean, variance) = (new double[kinds], new double[kinds]);
        Stock[] stock = [.. forces.Stock.Select(n => new Stock(0, 0, n))];
        for (int m = 0; m < kinds; m++)
        {
            double shots = rest[1 + m];
            mean[m] = war.Rate * shots;
            variance[m] = (war.Rate * rest[1 + kinds + m]) + (war.Rate * war.Rate / war.Dispersion * shots * shots);
        }

        for (int year = 0; year < duration; year++)
        {
            for (int m = 0; m < kinds && year > 0; m++)
            {
                stock[m] = stock[m].Later(mean[m], variance[m], forces.Stock[m], restock[m]);
            }

            War.Add(Limited(stock, loss, exposure, rest));
        }
    }

    public double PeaceLoss { get; }

    public double PeaceLeakers { get; }

    public double Protection { get; }

    public List<YearResult> War { get; } = [];

    private double[] Expected(int kind, int site, bool conflict, int removed)
    {
        int ground = forces.Units.Length / values.Length;
        Span<int> units = stackalloc int[ground + 1];
        int fleet = conflict ? forces.Fleet : -1;
        for (int l = 0, g = 0; l < layers.Length; l++)
        {
            bool out_ = (removed >> l & 1) != 0;
            if (layers[l].IsGround)
            {
                units[g] = out_ ? 0 : forces.Units[(site * ground) + g];
                g++;
            }
            else if (out_)
            {
                fleet = -1;
            }
        }

        units[ground] = forces.Protected ? 1 : 0;
        return raids.Expected(kind, units, fleet, conflict);
    }

    private (double[] Damage, double[] Tail) LookUp(Frequency frequency, bool conflict, int removed)
    {
        double[] damage = new double[values.Length];
        double[] rest = new double[1 + (2 * raids.Missiles)];
        for (int s = 0; s < values.Length; s++)
        {
            double[] row = Expected(frequency.Kind, s, conflict, removed);
            damage[s] = row[s];
            for (int i = 0; i < rest.Length; i++)
            {
                rest[i] += frequency.Share[s] * row[values.Length + i];
            }
        }

        return (damage, rest);
    }

    /// <summary>A raid of the conflict while some layers have no missiles.</summary>
    private (double[] Damage, double[] Tail) Without(int removed)
    {
        if (!without.TryGetValue(removed, out (double[] Damage, double[] Tail) found))
        {
            without[removed] = found = LookUp(war, true, removed);
        }

        return found;
    }

    /// <summary>Loss of a year, and the sites' mean exposure weighed by their losses.</summary>
    private (double Total, double Exposure) Loss(Frequency frequency, double[] damage)
    {
        (double total, double weighed) = (0, 0);
        for (int s = 0; s < values.Length; s++)
        {
            double exposure = frequency.Rate * frequency.Share[s] * damage[s];
            double loss = values[s] * (1 - Math.Pow(1 + (exposure / frequency.Dispersion), -frequency.Dispersion));
            total += loss;
            weighed += loss * exposure;
        }

        return (total, total > 0 ? weighed / total : 0);
    }

    /// <summary>A year with the given stocks: raids find the layers that share a short stock with missiles, or without.</summary>
    private YearResult Limited(Stock[] stock, double loss, double exposure, double[] rest)
    {
        int kinds = stock.Length;
        double[] fill = new double[kinds], tilted = new double[kinds];
        for (int m = 0; m < kinds; m++)
        {
            fill[m] = tilted[m] = stock[m].FillRate(mean[m], variance[m]);
            if (fill[m] < 1 - 1e-5)
            {
                double tilt = 1 / (1 + (exposure * variance[m] / (mean[m] * mean[m])));
                tilted[m] = stock[m].FillRate(tilt * mean[m], tilt * tilt * variance[m]);
            }
        }

        var groups = new List<(int Layers, double Rate, double LossRate)>();
        foreach ((int[] Kinds, int Layers) group in Groups())
        {
            double wanted = group.Kinds.Sum(m => mean[m]);
            if (wanted < 1e-200)
            {
                continue;
            }

            double rate = group.Kinds.Sum(m => mean[m] * fill[m]) / wanted;
            double lossRate = group.Kinds.Sum(m => mean[m] * tilted[m]) / wanted;
            if (rate < 1 - 1e-5)
            {
                groups.Add((group.Layers, rate, rate < 0.9 ? FarShort(group.Kinds, group.Layers, fill, stock, lossRate) : lossRate));
            }
        }

        if (groups.Count == 0)
        {
            return new YearResult(loss, war.Rate * rest[0], mean);
        }

        double[] damage = new double[values.Length];
        double[] sum = new double[rest.Length];
        for (int one = 0; one < 1 << groups.Count; one++)
        {
            (double weight, double lossWeight, int removed) = (1, 1, 0);
            for (int g = 0; g < groups.Count; g++)
            {
                bool missing = (one >> g & 1) != 0;
                weight *= missing ? 1 - groups[g].Rate : groups[g].Rate;
                lossWeight *= missing ? 1 - groups[g].LossRate : groups[g].LossRate;
                removed |= missing ? groups[g].Layers : 0;
            }

            (double[] d, double[] r) = Without(removed);
            for (int s = 0; s < damage.Length; s++)
            {
                damage[s] += lossWeight * d[s];
            }

            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * r[i];
            }
        }

        return new YearResult(Loss(war, damage).Total, war.Rate * sum[0], [.. sum.Skip(1).Take(kinds).Select(shots => war.Rate * shots)]);
    }

    /// <summary>Layers that fire the same kinds of missile.</summary>
    private IEnumerable<(int[] Kinds, int Layers)> Groups() => layers
        .Select((layer, l) => (Kinds: layer.Shots.Select(shot => shot.Missile).Where(m => m >= 0).Distinct().Order().ToArray(), Layer: 1 << l))
        .Where(one => one.Kinds.Length > 0)
        .GroupBy(one => string.Join(',', one.Kinds))
        .Select(group => (group.First().Kinds, group.Sum(one => one.Layer)));

    /// <summary>Share of raids served, for losses, so that a year leaves what it does when the stock serves raids until it runs out.</summary>
    private double FarShort(int[] group, int removed, double[] fill, Stock[] stock, double otherwise)
    {
        int worst = group.MaxBy(m => mean[m] * (1 - fill[m]));
        (double mu, double var) = (mean[worst], variance[worst]);
        (double[] with, _) = Without(0);
        (double[] gone, _) = Without(removed);
        (double served, double unserved, double weight) = (0, 0, 0);
        for (int s = 0; s < values.Length; s++)
        {
            double low = war.Rate * war.Share[s] * with[s];
            double high = war.Rate * war.Share[s] * gone[s];
            double matters = values[s] * Math.Max(0, high - low);
            (served, unserved, weight) = (served + (matters * low), unserved + (matters * high), weight + matters);
        }

        if (weight <= 0 || unserved <= served * (1 + 1e-9))
        {
            return otherwise;
        }

        (served, unserved) = (served / weight, unserved / weight);
        double left = stock[worst].ValueLeft(mu, var, served / mu, unserved / mu);
        double shape = mu * mu / var;
        double mixed = shape * (Math.Pow(left, -1 / shape) - 1);
        return Math.Clamp((unserved - mixed) / (unserved - served), 0, 1);
    }
}
