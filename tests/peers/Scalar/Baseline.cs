using System.Text.Json.Nodes;

namespace CostSim.Peers.Scalar;

/// <summary>The expected evaluation of a scenario, one trial after the other.</summary>
internal sealed class Baseline
{
    private readonly World world;
    private readonly BoughtSystem[] systems;
    private readonly BoughtOption[] options;
    private readonly Layer[] layers;
    private readonly Layer[] ground;
    private readonly Raids raids;
    private readonly string[] missiles;
    private readonly (Quantity Price, Quantity DollarShare, Quantity Restock)[] missilePlans;
    private readonly Quantity[] siteValues;
    private readonly (Quantity Rate, Quantity Dispersion, double[] Share)[] frequencies;
    private readonly (double From, int Units, double[] Missiles)[] assets;
    private readonly double[,] missilePrice;
    private readonly int reference;
    private readonly Dictionary<Forces, YearCase> cases = [];

    private readonly bool everyYear;

    /// <summary>Reads the scenario.</summary>
    /// <param name="scenario">As a run resolved it.</param>
    /// <param name="inputs">Receives its inputs.</param>
    /// <param name="everyYear">Works out every year of every option for itself, as the shortest program would.</param>
    public Baseline(JsonNode scenario, Inputs inputs, bool everyYear)
    {
        this.everyYear = everyYear;
        world = new World(scenario, inputs);
        JsonObject optionNodes = scenario["options"]!.AsObject();
        JsonObject assetNodes = scenario["assets"]!.AsObject();
        var used = optionNodes
            .SelectMany(pair => pair.Value!["purchases"]!.AsObject().Concat(pair.Value!["fallback"]?["purchases"]?.AsObject() ?? []))
            .Concat(assetNodes)
            .Select(pair => pair.Value!["system"]!.GetValue<string>())
            .ToHashSet();
        systems = [.. scenario["systems"]!.AsObject().Where(pair => used.Contains(pair.Key)).Select(pair => new BoughtSystem(pair.Key, scenario, inputs))];
        var byName = systems.ToDictionary(one => one.Name);
        string[] classes = [.. scenario["threatClasses"]!.AsObject().Select(pair => pair.Key)];
        var fired = systems
            .SelectMany(one => one.Node["engagement"]?["classes"]?.AsObject() ?? [])
            .Select(pair => pair.Value!["missile"]?.GetValue<string>())
            .ToHashSet();
        missiles = [.. scenario["missiles"]!.AsObject().Select(pair => pair.Key).Where(fired.Contains)];
        layers = [.. systems.Where(one => one.Node["engagement"] is not null).Select(one => new Layer(one, missiles, classes, inputs))];
        ground = [.. layers.Where(layer => layer.IsGround)];
        raids = new Raids(scenario, layers, [.. systems.Where(one => one.Node["programme"] is not null)], classes, missiles, inputs);
        options = [.. optionNodes.Select(pair => new BoughtOption(pair.Key, pair.Value!, byName, missiles, world.Years, inputs))];
        reference = Array.FindIndex(options, one => one.Name == scenario["referenceOption"]!.GetValue<string>());
        missilePlans = [.. missiles.Select(kind => (
            inputs.Of(scenario["missiles"]![kind], "priceMEur", $"missiles:{kind}"), inputs.Of(scenario["missiles"]![kind], "usdShare", $"missiles:{kind}"),
            inputs.Of(scenario["missiles"]![kind], "restockPerYear", $"missiles:{kind}", double.PositiveInfinity)))];
        missilePrice = new double[missiles.Length, world.Years];
        JsonObject sites = scenario["sites"]!.AsObject();
        siteValues = [.. sites.Select(pair => inputs.Of(pair.Value, "valueMEurPerYear", $"sites:{pair.Key}"))];
        frequencies = [.. scenario["raids"]!.AsObject().Select(pair => (
            inputs.Of(pair.Value, "ratePerYear", $"raids:{pair.Key}"), inputs.Of(pair.Value, "dispersion", $"raids:{pair.Key}"), Shares(pair.Value!)))];
        assets = [.. assetNodes.Select(pair => (
            (pair.Value!["fromYear"]?.GetValue<double>() ?? world.Start) - world.Start, pair.Value!["units"]!.GetValue<int>(),
            missiles.Select(kind => pair.Value!["missiles"]?[kind]?.GetValue<double>() ?? 0).ToArray()))];
        foreach (Purchase purchase in options.SelectMany(one => one.Purchases))
        {
            purchase.Cover = Cover(purchase);
        }

        double[] Shares(JsonNode raid)
        {
            double[] weights = [.. sites.Select(pair => raid["targets"]![pair.Key]?.GetValue<double>() ?? 0)];
            return [.. weights.Select(weight => weight / weights.Sum())];
        }

        int[,] Cover(Purchase purchase)
        {
            int[,] cover = new int[purchase.Units + 1, sites.Count];
            for (int j = 0; j < purchase.Units; j++)
            {
                string place = purchase.Siting.Length > 0 ? purchase.Siting[j % purchase.Siting.Length] : "";
                bool isArea = sites.Any(pair => pair.Value!["area"]?.GetValue<string>() == place);
                int s = 0;
                foreach ((string name, JsonNode? site) in sites)
                {
                    bool there = isArea ? site!["area"]?.GetValue<string>() == place : name == place;
                    cover[j + 1, s] = cover[j, s] + (there ? 1 : 0);
                    s++;
                }
            }

            return cover;
        }
    }

    public IEnumerable<string> Options => options.Select(one => one.Name);

    /// <summary>Cost, loss, loss averted, protected years, interceptors fired, leakers of each option.</summary>
    /// <param name="x">The trial's inputs.</param>
    /// <param name="result">Receives them: [option, outcome].</param>
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

        raids.Run(x);
        cases.Clear();
        double[] restock = [.. missilePlans.Select(plan => plan.Restock.In(x))];
        for (int m = 0; m < missiles.Length; m++)
        {
            for (int y = 0; y < world.Years; y++)
            {
                missilePrice[m, y] = world.Price(missilePlans[m].Price.In(x), missilePlans[m].DollarShare.In(x), y);
            }
        }

        double[] values = [.. siteValues.Select(value => value.In(x))];
        Frequency[] often = [.. frequencies.Select((one, kind) => new Frequency(kind, one.Rate.In(x), one.Dispersion.In(x), one.Share))];
        double[] undefended = raids.Expected(raids.Reference, new int[ground.Length + 1], -1, true);
        var forces = new Forces(values.Length, ground.Length, missiles.Length);
        for (int o = 0; o < options.Length; o++)
        {
            double cost = options[o].Run(world, missilePrice, x);
            var years = new YearCase[world.Years];
            for (int y = 0; y < years.Length; y++)
            {
                Place(options[o], y + 0.5, forces);
                if (everyYear)
                {
                    cases.Clear();
                    raids.Forget();
                }

                if (!cases.TryGetValue(forces, out YearCase? found))
                {
                    Forces kept = forces.Copy();
                    found = new YearCase(raids, layers, kept, values, often[raids.Peace], often[raids.Conflict], undefended, restock, world.Duration);
                    cases[kept] = found;
                }

                years[y] = found;
            }

            AddUp(o, cost, years, restock, result);
        }

        for (int o = 0; o < options.Length; o++)
        {
            result[o, 2] = result[reference, 1] - result[o, 1];
        }
    }

    /// <summary>What stands where in the middle of a year.</summary>
    private void Place(BoughtOption option, double middle, Forces forces)
    {
        (forces.Fleet, forces.Protected) = (0, false);
        Array.Clear(forces.Units);
        Array.Clear(forces.Stock);
        foreach ((double from, int units, double[] held) in assets)
        {
            if (middle >= from)
            {
                forces.Fleet += units;
                for (int m = 0; m < held.Length; m++)
                {
                    forces.Stock[m] += held[m];
                }
            }
        }

        foreach (Purchase purchase in option.Purchases)
        {
            int came = purchase.Delivered.Count(date => date <= middle);
            int working = purchase.Delivered.Count(date => date + purchase.System.Training <= middle);
            for (int m = 0; m < missiles.Length; m++)
            {
                forces.Stock[m] += purchase.Missiles[m] / purchase.Units * came;
            }

            if (purchase.System.Node["fighter"] is not null)
            {
                forces.Fleet += working;
            }
            else if (purchase.System.Node["programme"] is not null)
            {
                forces.Protected |= working > 0;
            }
            else
            {
                int g = Array.FindIndex(ground, layer => layer.Name == purchase.System.Name);
                for (int s = 0; s < siteValues.Length; s++)
                {
                    forces.Units[(s * ground.Length) + g] += purchase.Cover[working, s];
                }
            }
        }
    }

    /// <summary>Peace and each year of a conflict, with their probabilities; missiles fired are replaced up to the limit.</summary>
    private void AddUp(int o, double cost, YearCase[] years, double[] restock, double[,] result)
    {
        (double loss, double protection, double fired, double leakers) = (0, 0, 0, 0);
        for (int y = 0; y < years.Length; y++)
        {
            double calm = 1 - world.Conflict[y];
            double lost = calm * years[y].PeaceLoss;
            leakers += calm * years[y].PeaceLeakers;
            protection += years[y].Protection;
            for (int j = 0; j < world.Duration && j <= y; j++)
            {
                double chance = world.Onset[y - j];
                YearResult war = years[y].War[j];
                lost += chance * war.Loss;
                leakers += chance * war.Leakers;
                for (int m = 0; m < restock.Length; m++)
                {
                    fired += chance * war.Shots[m];
                    double missing = war.Shots[m];
                    for (int later = y + 1; later < years.Length && missing > 1e-9; later++)
                    {
                        double again = Math.Min(missing, restock[m]);
                        cost += chance * again * missilePrice[m, later] * world.Discount[later];
                        missing -= again;
                    }
                }
            }

            loss += lost * world.Discount[y];
        }

        (result[o, 0], result[o, 1], result[o, 3], result[o, 4], result[o, 5]) = (cost, loss, protection, fired, leakers);
    }
}
