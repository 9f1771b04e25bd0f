namespace CostSim.Sampling;

/// <summary>The parameters given for one distribution, by name, as they were read.</summary>
public sealed class DistributionArguments
{
    private readonly Dictionary<string, double> _scalars = [];
    private readonly Dictionary<string, IReadOnlyList<double>> _lists = [];
    private readonly List<(double Weight, Distribution Distribution)> _components = [];

    /// <summary>Single numbers.</summary>
    public IReadOnlyDictionary<string, double> Scalars => _scalars;

    /// <summary>Lists of numbers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Lists => _lists;

    /// <summary>Components of a mixture with their weights.</summary>
    public IReadOnlyList<(double Weight, Distribution Distribution)> Components => _components;

    /// <summary>Gives a single number.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    /// <returns>These arguments.</returns>
    public DistributionArguments With(string name, double value)
    {
        _scalars[name] = value;
        return this;
    }

    /// <summary>Gives a list of numbers.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">Its values.</param>
    /// <returns>These arguments.</returns>
    public DistributionArguments With(string name, IReadOnlyList<double> values)
    {
        _lists[name] = values;
        return this;
    }

    /// <summary>Adds a component.</summary>
    /// <param name="weight">Its weight.</param>
    /// <param name="distribution">Its distribution.</param>
    /// <returns>These arguments.</returns>
    public DistributionArguments WithComponent(double weight, Distribution distribution)
    {
        _components.Add((weight, distribution));
        return this;
    }

    internal bool Has(string name) =>
        _scalars.ContainsKey(name) || _lists.ContainsKey(name) || (name == DistributionCatalogue.ComponentsName && _components.Count > 0);

    internal double this[string name] => _scalars[name];

    internal double Get(string name, double absent) => _scalars.TryGetValue(name, out double value) ? value : absent;
}
