using System.Buffers;

namespace CostSim.Sampling;

/// <summary>Inputs that depend on each other.</summary>
/// <param name="Names">Names of the inputs, in the order of the copula.</param>
/// <param name="Copula">Their dependence, of as many dimensions.</param>
public sealed record CorrelationGroup(IReadOnlyList<string> Names, GaussianCopula Copula);

/// <summary>
/// The draws of all uncertain inputs of a scenario: any input, any trials, at any time, the same. Values are a pure function of the
/// design (with its seed), the input's name and the trial; adding, removing or reordering other inputs changes nothing under plain
/// Monte Carlo and Latin hypercube.
/// </summary>
/// <remarks>
/// Sobol' dimensions go to the names of the priority list first, then to the rest in ordinal order; inputs beyond the last dimension
/// are drawn as in plain Monte Carlo. Under Sobol' points events are drawn before the probability they share: see <see cref="EventGroup"/>.
/// Safe for use by several threads. Tested by <c>InputSamplerTests</c>.
/// </remarks>
public sealed class InputSampler
{
    private readonly TrialDesign _design;
    private readonly string[] _names;
    private readonly StreamKey[] _streams;
    private readonly int[] _dimensions;
    private readonly QuantileTable[] _tables;
    private readonly Joint?[] _joints;
    private readonly int[] _places;

    /// <summary>Prepares the inputs.</summary>
    /// <param name="design">How trials are spread, with seed and replicates.</param>
    /// <param name="inputs">Names and distributions; names are different.</param>
    /// <param name="groups">Groups of dependent inputs, each input in one at most.</param>
    /// <param name="priority">Names that get the first Sobol' dimensions, most important first; unknown names are passed over.</param>
    /// <param name="events">Events that share an uncertain probability; those with a correlated input, or an input of another, are drawn as they stand.</param>
    /// <param name="tables">Tables of earlier inputs, of which those that fit are taken; may be null.</param>
    /// <param name="cancellation">Stops making tables.</param>
    /// <exception cref="ArgumentException">A name occurs twice, cannot be told from another by its key, or a group does not fit.</exception>
    public InputSampler(
        TrialDesign design,
        IReadOnlyList<(string Name, Distribution Distribution)> inputs,
        IReadOnlyList<CorrelationGroup>? groups = null,
        IReadOnlyList<string>? priority = null,
        IReadOnlyList<EventGroup>? events = null,
        QuantileTables? tables = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(inputs);
        _design = design;
        _names = [.. inputs.Select(input => input.Name)];
        Dictionary<string, int> places = Index(_names);
        if (StreamKey.FindCollision(_names) is { } pair)
        {
            throw new ArgumentException($"The names {pair.First} and {pair.Second} have the same key; rename one.", nameof(inputs));
        }

        _streams = [.. _names.Select(StreamKey.Of)];
        _dimensions = AssignDimensions(places, priority ?? []);
        _tables = (tables ?? new QuantileTables()).Of([.. inputs.Select(input => input.Distribution)], cancellation);
        _joints = new Joint?[inputs.Count];
        _places = new int[inputs.Count];
        foreach (CorrelationGroup group in groups ?? [])
        {
            Join(group, places);
        }

        foreach (EventGroup group in design.Dimensions > 0 ? events ?? [] : [])
        {
            Join(group, places);
        }
    }

    /// <summary>The design.</summary>
    public TrialDesign Design => _design;

    /// <summary>Names of the inputs, in the order given.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Table of an input, with its error bound.</summary>
    /// <param name="input">Number of the input.</param>
    public QuantileTable Table(int input) => _tables[input];

    /// <summary>Sobol' dimension of an input, 0 the first.</summary>
    /// <param name="input">Number of the input.</param>
    public int Dimension(int input) => _dimensions[input];

    /// <summary>One input in consecutive trials.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="input">Number of the input.</param>
    /// <param name="destination">Receives its values, in its unit.</param>
    public void Fill(long firstTrial, int count, int input, Span<double> destination)
    {
        Span<double> column = destination[..count];
        FillUniforms(firstTrial, count, input, column);
        _tables[input].Evaluate(column, column);
    }

    /// <summary>All inputs in consecutive trials.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="destination">Receives columns one after the other: input i stands at i · count.</param>
    public void FillAll(long firstTrial, int count, Span<double> destination)
    {
        for (int input = 0; input < _names.Length; input++)
        {
            if (_joints[input] is not { } joint)
            {
                Fill(firstTrial, count, input, destination.Slice(input * count, count));
            }
            else if (_places[input] == 0)
            {
                FillJoint(firstTrial, count, joint, joint.Members, joint.Members, destination);
            }
        }
    }

    /// <summary>Some inputs in consecutive trials, those that depend on each other together.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="inputs">Numbers of the inputs, each once.</param>
    /// <param name="destination">Receives columns one after the other, in the order asked for.</param>
    public void FillSome(long firstTrial, int count, IReadOnlyList<int> inputs, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        List<(Joint Joint, List<int> Inputs, List<int> Places)> joints = [];
        for (int i = 0; i < inputs.Count; i++)
        {
            if (_joints[inputs[i]] is not { } joint)
            {
                Fill(firstTrial, count, inputs[i], destination.Slice(i * count, count));
                continue;
            }

            int known = joints.FindIndex(other => other.Joint.Members == joint.Members);
            if (known < 0)
            {
                known = joints.Count;
                joints.Add((joint, [], []));
            }

            joints[known].Inputs.Add(inputs[i]);
            joints[known].Places.Add(i);
        }

        foreach ((Joint joint, List<int> asked, List<int> places) in joints)
        {
            FillJoint(firstTrial, count, joint, asked, places, destination);
        }
    }

    /// <summary>The uniforms behind one input, after its dependence on others.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="input">Number of the input.</param>
    /// <param name="destination">Receives the uniforms, strictly between 0 and 1.</param>
    public void FillUniforms(long firstTrial, int count, int input, Span<double> destination)
    {
        if (_joints[input] is not { } joint)
        {
            _design.Fill(_streams[input], _dimensions[input], firstTrial, destination[..count]);
            return;
        }

        int columns = joint.NeedsAll ? joint.Members.Length : _places[input] + 1;
        double[] rented = ArrayPool<double>.Shared.Rent(columns * count);
        Span<double> block = rented.AsSpan(0, columns * count);
        FillIndependent(firstTrial, count, joint.Members.AsSpan(0, columns), block);
        joint.Map(block, count);
        block.Slice(_places[input] * count, count).CopyTo(destination);
        ArrayPool<double>.Shared.Return(rented);
    }

    private static Dictionary<string, int> Index(string[] names)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (!places.TryAdd(names[i], i))
            {
                throw new ArgumentException($"The input {names[i]} is given twice.", nameof(names));
            }
        }

        return places;
    }

    private static int[] AssignDimensions(Dictionary<string, int> places, IReadOnlyList<string> priority)
    {
        int[] dimensions = new int[places.Count];
        IEnumerable<string> order = priority.Where(places.ContainsKey).Distinct(StringComparer.Ordinal);
        HashSet<string> first = new(order, StringComparer.Ordinal);
        int dimension = 0;
        foreach (string name in order.Concat(places.Keys.Where(name => !first.Contains(name)).Order(StringComparer.Ordinal)))
        {
            dimensions[places[name]] = dimension++;
        }

        return dimensions;
    }

    private void Join(CorrelationGroup group, Dictionary<string, int> places)
    {
        if (group.Names.Count != group.Copula.Dimension)
        {
            throw new ArgumentException($"A group names {group.Names.Count} inputs, its copula has {group.Copula.Dimension}.", nameof(group));
        }

        int[] members = new int[group.Names.Count];
        for (int i = 0; i < members.Length; i++)
        {
            if (!places.TryGetValue(group.Names[i], out members[i]) || _joints[members[i]] is not null)
            {
                throw new ArgumentException($"{group.Names[i]} is no input, or is correlated twice.", nameof(group));
            }

            _joints[members[i]] = new Joint(members, group.Copula.Apply, false);
            _places[members[i]] = i;
        }
    }

    /// <summary>Events in the order of their dimensions, so that the most important one hangs on no other; their probability last.</summary>
    private void Join(EventGroup group, Dictionary<string, int> places)
    {
        if (group.Chances.Count == 0 || group.Chances.Append(group.Probability).Any(name => !places.TryGetValue(name, out int at) || _joints[at] is not null))
        {
            return;
        }

        int[] members = [.. group.Chances.Distinct(StringComparer.Ordinal).Select(name => places[name]).OrderBy(at => _dimensions[at]), places[group.Probability]];
        var joint = new Joint(members, new SharedChance(_tables[members[^1]].Distribution, members.Length - 1).Apply, true);
        for (int i = 0; i < members.Length; i++)
        {
            (_joints[members[i]], _places[members[i]]) = (joint, i);
        }
    }

    private void FillIndependent(long firstTrial, int count, ReadOnlySpan<int> members, Span<double> block)
    {
        for (int i = 0; i < members.Length; i++)
        {
            _design.Fill(_streams[members[i]], _dimensions[members[i]], firstTrial, block.Slice(i * count, count));
        }
    }

    private void FillJoint(
        long firstTrial, int count, Joint joint, IReadOnlyList<int> inputs, IReadOnlyList<int> places, Span<double> destination)
    {
        int[] members = joint.Members;
        double[] rented = ArrayPool<double>.Shared.Rent(members.Length * count);
        Span<double> block = rented.AsSpan(0, members.Length * count);
        FillIndependent(firstTrial, count, members, block);
        joint.Map(block, count);
        for (int i = 0; i < inputs.Count; i++)
        {
            _tables[inputs[i]].Evaluate(block.Slice(_places[inputs[i]] * count, count), destination.Slice(places[i] * count, count));
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Maps independent uniforms, a column per input, to those behind the inputs.</summary>
    private delegate void UniformMap(Span<double> block, int count);

    /// <summary>Inputs whose uniforms are made together; <c>NeedsAll</c> where the first ones hang on the later ones too.</summary>
    private sealed record Joint(int[] Members, UniformMap Map, bool NeedsAll);
}
