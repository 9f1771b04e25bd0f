namespace CostSim.Peers.Scalar;

/// <summary>What a year brings; shots with the variance of their number, as large a share of that of the demand as the square of what is served.</summary>
internal readonly record struct YearResult(double Loss, double Deaths, double Leakers, double[] Shots, double[] Variance);

/// <summary>A kind of raid in a trial: raids a year, their dispersion, the share that goes to each site.</summary>
internal sealed record Frequency(Kind Kind, double Rate, double Dispersion);

/// <summary>What all raids of a phase bring a site while some layers are without missiles: exposures, share left of a year, and sums over sites.</summary>
internal sealed record Outcome(double[][] Damage, double Deaths, double Leakers, double[] Shots, double[] Variance);

/// <summary>What years with given forces bring in one trial: peace, the first, second … year of a conflict.</summary>
internal sealed class YearCase
{
    private readonly Raids raids;
    private readonly Layer[] layers;
    private readonly Forces forces;
    private readonly double[] values;
    private readonly int missiles;
    private readonly Dictionary<(bool Conflict, int Removed), Outcome> without = [];

    /// <summary>Works out what the years bring.</summary>
    public YearCase(Raids raids, Layer[] layers, Forces forces, double[] values, Frequency[] frequencies, double[] restock, int duration)
    {
        (this.raids, this.layers, this.forces, this.values, missiles) = (raids, layers, forces, values, restock.Length);
        Frequency[] calm = [.. frequencies.Where(one => one.Kind.InPeace)], war = [.. frequencies.Where(one => one.Kind.InConflict)];
        Stock[] stock = [.. forces.Stock.Select(n => new Stock(0, 0, n))];
        Peace = Limited(calm, false, stock);
        Outcome every = Without(war, true, 0);
        for (int year = 0; year < duration; year++)
        {
            for (int m = 0; m < missiles && year > 0; m++)
            {
                stock[m] = stock[m].Later(every.Shots[m], every.Variance[m], forces.Stock[m], restock[m]);
            }

            War.Add(Limited(war, true, stock));
        }
    }

    /// <summary>A year of peace.</summary>
    public YearResult Peace { get; }

    /// <summary>The first, second … year of a conflict.</summary>
    public List<YearResult> War { get; } = [];

    /// <summary>A year of raids while the layers of a mask have no missiles.</summary>
    private Outcome Without(Frequency[] frequencies, bool conflict, int removed)
    {
        if (without.TryGetValue((conflict, removed), out Outcome? found))
        {
            return found;
        }

        double[][] damage = [.. frequencies.Select(_ => new double[values.Length])];
        (double deaths, double leakers) = (0, 0);
        double[] shots = new double[missiles], variance = new double[missiles];
        for (int k = 0; k < frequencies.Length; k++)
        {
            (Kind kind, double rate, double dispersion) = frequencies[k];
            var all = new Row(missiles);
            for (int s = 0; s < values.Length; s++)
            {
                int[] units = [.. forces.Units[s].Select((n, l) => (removed >> l & 1) != 0 ? 0 : n)];
                if (kind.Share[s] > 0)
                {
                    Row row = raids.Expected(kind, s, units, forces.Programmes[s], conflict);
                    damage[k][s] = row.Damage;
                    all.Add(row, kind.Share[s]);
                }
            }

            deaths += rate * all.Deaths;
            leakers += rate * all.Leakers;
            for (int m = 0; m < missiles; m++)
            {
                shots[m] += rate * all.Shots[m];
                variance[m] += (rate * all.Squares[m]) + (rate * rate / dispersion * all.Shots[m] * all.Shots[m]);
            }
        }

        return without[(conflict, removed)] = new(damage, deaths, leakers, shots, variance);
    }

    /// <summary>Loss of a year, and the sites' mean exposure weighed by their losses.</summary>
    private (double Total, double Exposure) Loss(Frequency[] frequencies, double[][] damage)
    {
        (double total, double weighed) = (0, 0);
        for (int s = 0; s < values.Length; s++)
        {
            (double all, double left) = (0, 0);
            for (int k = 0; k < frequencies.Length; k++)
            {
                double exposure = frequencies[k].Rate * frequencies[k].Kind.Share[s] * damage[k][s], dispersion = frequencies[k].Dispersion;
                all += exposure;
                left += double.IsInfinity(dispersion) ? exposure : dispersion * Math.Log(1 + (exposure / dispersion));
            }

            double loss = values[s] * (1 - Math.Exp(-left));
            total += loss;
            weighed += loss * all;
        }

        return (total, total > 0 ? weighed / total : 0);
    }

    /// <summary>A year with the given stocks: raids find the layers that share a short stock with missiles, or without.</summary>
    private YearResult Limited(Frequency[] frequencies, bool conflict, Stock[] stock)
    {
        Outcome every = Without(frequencies, conflict, 0);
        (double loss, double exposure) = Loss(frequencies, every.Damage);
        (double[] mean, double[] variance) = (every.Shots, every.Variance);
        double[] fill = new double[missiles], tilted = new double[missiles];
        for (int m = 0; m < missiles; m++)
        {
            fill[m] = tilted[m] = stock[m].FillRate(mean[m], variance[m]);
            if (fill[m] < 1 - 1e-5)
            {
                double tilt = 1 / (1 + (exposure * variance[m] / (mean[m] * mean[m])));
                tilted[m] = stock[m].FillRate(tilt * mean[m], tilt * tilt * variance[m]);
            }
        }

        var groups = new List<(int Layers, double Rate, double LossRate)>();
        foreach ((int[] kinds, int gone) in Groups())
        {
            double wanted = kinds.Sum(m => mean[m]);
            double rate = wanted < 1e-200 ? 1 : kinds.Sum(m => mean[m] * fill[m]) / wanted;
            if (rate < 1 - 1e-5)
            {
                double lossRate = kinds.Sum(m => mean[m] * tilted[m]) / wanted;
                int worst = kinds.MaxBy(m => mean[m] * (1 - fill[m]));
                groups.Add((gone, rate, rate < 0.9 ? FarShort(frequencies, conflict, gone, stock[worst], mean[worst], variance[worst], lossRate) : lossRate));
            }
        }

        if (groups.Count == 0)
        {
            return new(loss, every.Deaths, every.Leakers, mean, variance);
        }

        double[][] damage = [.. frequencies.Select(_ => new double[values.Length])];
        (double deaths, double leakers) = (0, 0);
        double[] shots = new double[missiles];
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

            Outcome outcome = Without(frequencies, conflict, removed);
            for (int k = 0; k < damage.Length; k++)
            {
                for (int s = 0; s < values.Length; s++)
                {
                    damage[k][s] += lossWeight * outcome.Damage[k][s];
                }
            }

            deaths += weight * outcome.Deaths;
            leakers += weight * outcome.Leakers;
            for (int m = 0; m < missiles; m++)
            {
                shots[m] += weight * outcome.Shots[m];
            }
        }

        double[] spread = [.. shots.Select((fired, m) => mean[m] > 0 ? variance[m] * Math.Pow(fired / mean[m], 2) : 0)];
        return new(Loss(frequencies, damage).Total, deaths, leakers, shots, spread);
    }

    /// <summary>Layers that fire the same kinds of missile.</summary>
    private IEnumerable<(int[] Kinds, int Layers)> Groups() => layers
        .Select((layer, l) => (layer.Kinds, Layer: 1 << l))
        .Where(one => one.Kinds.Length > 0)
        .GroupBy(one => string.Join(',', one.Kinds))
        .Select(group => (group.First().Kinds, group.Sum(one => one.Layer)));

    /// <summary>Share of raids served, for losses, so that a year leaves what it does when the stock serves raids until it runs out.</summary>
    private double FarShort(Frequency[] frequencies, bool conflict, int removed, Stock stock, double mu, double var, double otherwise)
    {
        Outcome with = Without(frequencies, conflict, 0), gone = Without(frequencies, conflict, removed);
        (double served, double unserved, double weight) = (0, 0, 0);
        for (int s = 0; s < values.Length; s++)
        {
            double low = Exposure(with, s), high = Exposure(gone, s);
            double matters = values[s] * Math.Max(0, high - low);
            (served, unserved, weight) = (served + (matters * low), unserved + (matters * high), weight + matters);
        }

        if (weight <= 0 || unserved <= served * (1 + 1e-9))
        {
            return otherwise;
        }

        (served, unserved) = (served / weight, unserved / weight);
        double left = stock.ValueLeft(mu, var, served / mu, unserved / mu);
        double shape = mu * mu / var;
        double mixed = shape * (Math.Pow(left, -1 / shape) - 1);
        return Math.Clamp((unserved - mixed) / (unserved - served), 0, 1);

        double Exposure(Outcome outcome, int s) => frequencies.Select((one, k) => one.Rate * one.Kind.Share[s] * outcome.Damage[k][s]).Sum();
    }
}
