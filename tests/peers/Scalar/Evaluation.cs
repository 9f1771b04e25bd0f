using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>The expected evaluation of a scenario, one trial after the other.</summary>
internal sealed class Evaluation
{
    /// <summary>Columns of trials.csv that are worked out here.</summary>
    public static readonly string[] Outcomes =
        ["cost_meur", "loss_meur", "loss_averted_meur", "protected_years", "interceptors_fired", "shot_down", "leakers", "deaths_averted", "interceptors_meur", "attackers_meur", "ioc_year", "foc_year"];

    private readonly World world;
    private readonly Payments payments;
    private readonly BoughtSystem[] systems;
    private readonly BoughtOption[] options;
    private readonly Attribution[] attributions;
    private readonly Layer[] layers;
    private readonly Vulnerability vulnerability;
    private readonly Raids raids;
    private readonly Places places;
    private readonly (Price Price, Quantity Restock)[] missiles;
    private readonly double[,] missilePrice;
    private readonly double[] weights;
    private readonly Quantity[] unitCosts;
    private readonly bool countsAttackers, referencePeace, everyYear;
    private readonly int reference;
    private readonly Dictionary<string, (YearCase Years, double Protection)> cases = [];

    /// <summary>Reads the scenario.</summary>
    /// <param name="scenario">As a run resolved it.</param>
    /// <param name="inputs">Receives its inputs.</param>
    /// <param name="everyYear">Works out every year of every option for itself, as the shortest program would.</param>
    public Evaluation(JsonNode scenario, Inputs inputs, bool everyYear)
    {
        this.everyYear = everyYear;
        world = new World(scenario, inputs);
        string[]? covers = (scenario["economy"]!["acquisitionCeiling"]?["covers"] as JsonArray)?.Select(one => one!.GetValue<string>()).ToArray();
        bool Covers(string what) => covers is null || covers.Contains(what);
        payments = new Payments(world, new(Covers("units"), Covers("missiles"), Covers("infrastructure"), Covers("initialTraining")));
        JsonObject optionNodes = scenario["options"]!.AsObject();
        var regimes = new Dictionary<string, Regime> { ["normal"] = new(null, "normal", inputs) };
        foreach ((string name, JsonNode? node) in scenario["procurement"]!["regimes"]?.AsObject() ?? [])
        {
            regimes[name] = new Regime(node, name, inputs);
        }

        var bought = optionNodes.SelectMany(pair => Bought(pair.Value!).Select(system => (System: system, Regime: RegimeOf(pair.Value!)))).ToArray();
        var assets = (scenario["assets"]?.AsObject() ?? []).Select(pair => pair.Value!["system"]!.GetValue<string>()).ToHashSet();
        (string Name, JsonNode Node)[] used = [.. scenario["systems"]!.AsObject()
            .Where(pair => assets.Contains(pair.Key) || bought.Any(one => one.System == pair.Key)).Select(pair => (pair.Key, pair.Value!))];
        string[] classes = [.. scenario["threatClasses"]!.AsObject().Select(pair => pair.Key)];
        string[] kinds = [.. scenario["missiles"]?.AsObject().Select(pair => pair.Key) ?? []];
        systems = [.. used.Where(one => bought.Any(order => order.System == one.Name)).Select(one => new BoughtSystem(
            one.Name, scenario, bought.Any(order => order.System == one.Name && regimes[order.Regime].CanBeChallenged), inputs))];
        var byName = systems.ToDictionary(one => one.Name);
        layers = [.. used.Where(one => one.Node["engagement"] is not null).Select(one => new Layer(one.Name, one.Node, kinds, classes, inputs))];
        (string Name, JsonNode Node)[] programmes = [.. used.Where(one => one.Node["programme"] is not null)];
        vulnerability = new Vulnerability(scenario, programmes, classes, inputs);
        raids = new Raids(scenario, layers, vulnerability, classes, kinds.Length, inputs);
        places = new Places(scenario, layers, [.. programmes.Select(one => one.Name)], vulnerability.Covers, kinds);
        options = [.. optionNodes.Select(pair => new BoughtOption(pair.Key, pair.Value!, byName, regimes[RegimeOf(pair.Value!)], scenario, inputs, kinds))];
        attributions = [.. optionNodes.Select(pair => new Attribution(scenario, pair.Value!, kinds, inputs))];
        string? reference = scenario["referenceOption"]?.GetValue<string>();
        this.reference = string.IsNullOrEmpty(reference) ? 0 : Array.FindIndex(options, one => one.Name == reference);
        missiles = [.. kinds.Select(kind => (
            Price.Of(inputs, scenario["missiles"]![kind]!, "price", $"missiles:{kind}"),
            inputs.Of(scenario["missiles"]![kind], "restockPerYear", $"missiles:{kind}", double.PositiveInfinity)))];
        missilePrice = new double[kinds.Length, world.Years];
        weights = [.. scenario["sites"]!.AsObject().Select(pair => pair.Value!["weight"]?.GetValue<double>() ?? 1)];
        unitCosts = [.. classes.Select(c => inputs.Of(scenario["threatClasses"]![c], "unitCostMEur", $"threatClasses:{c}"))];
        countsAttackers = classes.Any(c => scenario["threatClasses"]![c]!["unitCostMEur"] is not null);
        referencePeace = scenario["referenceRaid"]!["phase"]?.GetValue<string>() == "peace";
    }

    /// <summary>Names of the options.</summary>
    public IEnumerable<string> Options => options.Select(one => one.Name);

    /// <summary>One trial.</summary>
    /// <param name="x">Values of the inputs.</param>
    /// <param name="result">Outcomes by option, in the order of <see cref="Outcomes"/>.</param>
    public void Run(double[] x, double[,] result)
    {
        world.Run(x);
        foreach (BoughtSystem system in systems)
        {
            system.Run(world, x);
        }

        foreach (Layer layer in layers)
        {
            layer.Run(x);
        }

        vulnerability.Run(x);
        raids.Run(x);
        cases.Clear();
        for (int m = 0; m < missiles.Length; m++)
        {
            for (int y = 0; y < world.Years; y++)
            {
                missilePrice[m, y] = world.Price(missiles[m].Price, x, y);
            }
        }

        for (int o = 0; o < options.Length; o++)
        {
            options[o].Run(world, x);
            double cost = payments.Serve(options[o], missilePrice) + options[o].Purchases.Sum(one => Costs.Present(one, world));
            AddUp(o, cost, [.. Enumerable.Range(0, world.Years).Select(y => Case(places.At(options[o], y + 0.5), x))], x, result);
            (result[o, 10], result[o, 11]) = Dates(options[o]);
        }

        for (int o = 0; o < options.Length; o++)
        {
            result[o, 2] = result[reference, 1] - result[o, 1];
            result[o, 7] = o == reference ? result[o, 7] : result[reference, 7] - result[o, 7];
        }

        result[reference, 7] = 0;
    }

    private (YearCase Years, double Protection) Case(Forces forces, double[] x)
    {
        if (everyYear)
        {
            cases.Clear();
            raids.Forget();
        }

        string key = forces.Key;
        if (!cases.TryGetValue(key, out (YearCase, double) found))
        {
            double[] values = [.. forces.Programmes.Select((programmes, s) => vulnerability.Value(s, programmes))];
            Frequency[] often = [.. raids.Kinds.Select(kind => new Frequency(kind, kind.Rate.In(x), kind.Dispersion.In(x)))];
            found = (new YearCase(raids, layers, forces, values, often, [.. missiles.Select(one => one.Restock.In(x))], world.Duration), Protection(forces));
            cases[key] = found;
        }

        return found;
    }

    /// <summary>One minus the loss of the reference raid over that without any defence, by the weights of the sites.</summary>
    private double Protection(Forces forces)
    {
        double sum = 0;
        for (int s = 0; s < weights.Length; s++)
        {
            double defended = raids.Destroyed(s, forces.Units[s], forces.Programmes[s], forces.Stock, !referencePeace);
            double bare = raids.Destroyed(s, new int[layers.Length], 0, new double[forces.Stock.Length], !referencePeace);
            double kept = vulnerability.Value(s, forces.Programmes[s]) / vulnerability.Value(s, 0);
            sum += weights[s] * (bare > 0 ? 1 - (kept * defended / bare) : 0);
        }

        return sum / weights.Sum();
    }

    /// <summary>First and last unit operational, programmes aside; not a number beyond the horizon.</summary>
    private (double First, double Last) Dates(BoughtOption option)
    {
        Purchase[] all = [.. option.Purchases.Where((one, i) => i < option.Own || option.UsedFallback).Where(one => one != option.Primary || !option.UsedFallback)];
        Purchase[] counted = [.. all.Where(one => one.System.Node["programme"] is null)];
        double[] dates = [.. counted.SelectMany(one => one.Delivered.Select(date => date + one.System.Training))];
        double Shown(double date) => date < world.Years ? world.Start + date : double.NaN;
        return dates.Length == 0 ? (double.NaN, double.NaN) : (Shown(dates.Min()), Shown(dates.Max()));
    }

    /// <summary>Peace and each year of a conflict, with their probabilities.</summary>
    private void AddUp(int o, double cost, (YearCase Years, double Protection)[] years, double[] x, double[,] result)
    {
        (double loss, double protection, double leakers, double deaths) = (0, 0, 0, 0);
        (double fired, double firedCost, double came, double cameCost) = (0, 0, 0, 0);
        double[] attributed = attributions[o].In(x);
        (double Number, double Cost)[] each = [.. raids.Kinds.Select(kind => raids.Attackers(kind, [.. unitCosts.Select(one => one.In(x))]))];
        for (int y = 0; y < years.Length; y++)
        {
            protection += years[y].Protection;
            Count(1 - world.Conflict[y], y, years[y].Years.Peace);
            for (int j = 0; j < world.Duration && j <= y; j++)
            {
                Count(world.Onset[y - j], y, years[y].Years.War[j]);
            }

            for (int k = 0; k < each.Length; k++)
            {
                Kind kind = raids.Kinds[k];
                double often = kind.Rate.In(x) * ((kind.InPeace ? 1 - world.Conflict[y] : 0) + (kind.InConflict ? world.Conflict[y] : 0));
                came += often * each[k].Number;
                cameCost += often * each[k].Cost * world.Discount[y];
            }
        }

        cost += Replacements([.. years.Select(one => one.Years)], attributed, x);
        double[] all = [cost, loss, 0, protection, fired, came - leakers, leakers, deaths, firedCost, countsAttackers ? cameCost : double.NaN];
        for (int i = 0; i < all.Length; i++)
        {
            result[o, i] = all[i];
        }

        void Count(double chance, int y, YearResult year)
        {
            loss += chance * (year.Loss + (world.Life * year.Deaths)) * world.Discount[y];
            leakers += chance * year.Leakers;
            deaths += chance * year.Deaths;
            for (int m = 0; m < missiles.Length; m++)
            {
                if (year.Shots[m] == 0)
                {
                    continue;
                }

                fired += chance * year.Shots[m];
                firedCost += chance * year.Shots[m] * missilePrice[m, y] * world.Discount[y];
            }
        }
    }

    /// <summary>
    /// What is fired is replaced from the next year on, so many in a calendar year: for each year in which a conflict may begin, and for none, what
    /// is missing is carried from year to year as a mean, and what the last year fired as a gamma variable.
    /// </summary>
    private double Replacements(YearCase[] years, double[] attributed, double[] x)
    {
        double cost = 0;
        for (int began = 0; began <= years.Length; began++)
        {
            double chance = began < years.Length ? world.Onset[began] : 1 - world.Onset.Sum();
            for (int m = 0; m < missiles.Length; m++)
            {
                (double limit, double carried, double mean, double variance) = (missiles[m].Restock.In(x), 0, 0, 0);
                for (int y = 0; y < years.Length; y++)
                {
                    double again = carried >= limit ? limit : carried + Stock.AtMost(limit - carried, mean, variance);
                    cost += again > 0 ? chance * again * attributed[m] * missilePrice[m, y] * world.Discount[y] : 0;
                    carried += mean - again;
                    YearResult year = y >= began && y < began + world.Duration ? years[y].War[y - began] : years[y].Peace;
                    (mean, variance) = (year.Shots[m], year.Variance[m]);
                }
            }
        }

        return cost;
    }

    private static string RegimeOf(JsonNode option) => option["regime"]?.GetValue<string>() ?? "normal";

    private static IEnumerable<string> Bought(JsonNode option) => (option["purchases"]?.AsObject() ?? [])
        .Concat(option["fallback"]?["purchases"]?.AsObject() ?? []).Select(pair => pair.Value!["system"]!.GetValue<string>());
}
