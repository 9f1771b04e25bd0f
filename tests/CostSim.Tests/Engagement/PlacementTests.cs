using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Procurement;
using CostSim.Scenarios;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Engagement;

/// <summary>Which units stand where in which year, against a count of every unit and site.</summary>
public sealed class PlacementTests
{
    /// <summary>Assets that come and go, units that retire, a fleet and a programme.</summary>
    private static readonly (string, string)[] Many =
    [
        ("horizon.years", "12"),
        ("sites.plant", """{ "name": "Plant", "valueMEurPerYear": 500 }"""),
        ("raids.strike.targets", """{ "port": 1, "plant": 1 }"""),
        ("systems.shelter", """{ "name": "Shelter", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 }, "programme": { "hitFactor": { "cruise": 0.5 } } }"""),
        ("assets.old", """{ "system": "shield", "units": 2, "siting": ["plant", "port"], "fromYear": 2031, "untilYear": 2036, "missiles": { "dart": 7 } }"""),
        ("options.shield.purchases.shield", """{ "system": "shield", "units": 9, "missiles": { "dart": 90 }, "siting": ["port", "plant", "port", "port", "plant", "port", "port", "plant", "plant"] }"""),
        ("options.shield.purchases.shelter", """{ "system": "shelter", "units": 1 }"""),
    ];

    /// <summary>Counts that fit one word, and such as need three.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Every_unit_counts_where_and_when_it_is_there(int programmes)
    {
        Model model = Compile([.. Enumerable.Range(0, programmes).SelectMany(Programme)]);
        int option = model.OptionIds.ToList().IndexOf("shield");
        OptionPlan plan = model.Options[option];
        var placements = new OptionPlacements(model, plan, new PlacementBook(), new AssetYears(model));
        var orders = new OptionOrders(model, plan);
        var years = new ForceYears(model.Years);
        var random = new Random(7);
        for (int trial = 0; trial < 200; trial++)
        {
            Fill(orders, random);
            placements.Run(orders, years);
            for (int y = 0; y < model.Years; y++)
            {
                (ulong[] sites, double[] stock, int own) = Count(model, plan, orders, y);
                Assert.Equal(sites, years.Sites(y).ToArray());
                Assert.Equal(stock, years.Stock(y).ToArray());
                Assert.Equal(own, years.Own(y));
                Assert.True(years.End(y) > y);
                Assert.All(Enumerable.Range(y, years.End(y) - y), later => Assert.Same(years.At(y), years.At(later)));
            }
        }
    }

    [Fact]
    public void A_book_that_is_full_starts_anew_and_says_the_same()
    {
        Model model = Compile();
        OptionPlan plan = model.Options[model.OptionIds.ToList().IndexOf("shield")];
        var assets = new AssetYears(model);
        var small = new PlacementBook(3);
        OptionPlacements[] placements = [new(model, plan, small, assets), new(model, plan, new PlacementBook(), assets)];
        ForceYears[] years = [new(model.Years), new(model.Years)];
        var orders = new OptionOrders(model, plan);
        var random = new Random(8);
        for (int trial = 0; trial < 50; trial++)
        {
            Fill(orders, random);
            small.BeginGroup();
            placements[0].Run(orders, years[0]);
            placements[1].Run(orders, years[1]);
            for (int y = 0; y < model.Years; y++)
            {
                Assert.Equal(years[1].Sites(y).ToArray(), years[0].Sites(y).ToArray());
                Assert.Equal(years[1].Stock(y).ToArray(), years[0].Stock(y).ToArray());
                Assert.Same(small.Find(years[0].Sites(y), years[0].Stock(y)), years[0].At(y));
            }
        }

        Assert.True(small.Edition > 3);
    }

    [Fact]
    public void Options_with_the_same_units_share_a_placement()
    {
        Model model = Compile(("options.copy", """{ "name": "Copy", "purchases": { "shield": { "system": "shield", "units": 9, "missiles": { "dart": 90 }, "siting": ["port", "plant", "port", "port", "plant", "port", "port", "plant", "plant"] }, "shelter": { "system": "shelter", "units": 1 } } }"""));
        var book = new PlacementBook();
        var assets = new AssetYears(model);
        Placement[] found = [.. ((string[])["shield", "copy"]).Select(id =>
        {
            OptionPlan plan = model.Options[model.OptionIds.ToList().IndexOf(id)];
            var orders = new OptionOrders(model, plan);
            Fill(orders, new Random(9));
            var years = new ForceYears(model.Years);
            new OptionPlacements(model, plan, book, assets).Run(orders, years);
            return years.At(model.Years / 2);
        })];
        Assert.Same(found[0], found[1]);
    }

    /// <summary>The rules allow one unit of a programme; placements are counted for as many as there might be.</summary>
    private static Model Compile(params (string, string)[] more)
    {
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, [.. Many, .. more]);
        Purchase Multiply(Purchase one) => one with { Units = one.System == "shelter" ? 3 : one.System == "shield" ? one.Units : 300 };
        return ScenarioCompiler.Compile(scenario with
        {
            Options = scenario.Options.ToDictionary(
                pair => pair.Key, pair => pair.Value with { Purchases = pair.Value.Purchases.ToDictionary(own => own.Key, own => Multiply(own.Value)) }),
        });
    }

    /// <summary>A programme, and an order for it.</summary>
    private static (string, string)[] Programme(int number) =>
    [
        ($"systems.camouflage{number}", """{ "name": "Camouflage", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 }, "programme": { "hitFactor": { "cruise": 0.9 } } }"""),
        ($"options.shield.purchases.camouflage{number}", $$"""{ "system": "camouflage{{number}}", "units": 1 }"""),
    ];

    /// <summary>Units come one after the other; some never.</summary>
    private static void Fill(OptionOrders orders, Random random)
    {
        for (int i = 0; i < orders.Delivered.Length; i++)
        {
            double time = 4 * random.NextDouble();
            double training = 2 * random.NextDouble();
            double life = 6 * random.NextDouble();
            for (int j = 0; j < orders.Delivered[i].Length; j++)
            {
                time += random.NextDouble() < 0.05 ? double.PositiveInfinity : random.NextDouble();
                (orders.Delivered[i][j], orders.Operational[i][j], orders.Retired[i][j]) = (time, time + training, time + life);
            }
        }
    }

    private static (ulong[] Sites, double[] Stock, int Own) Count(Model model, OptionPlan plan, OptionOrders orders, int year)
    {
        double now = year + 0.5;
        ulong[] sites = new ulong[model.Sites.Length];
        double[] stock = new double[model.Missiles.Length];
        int own = 0;
        foreach (AssetPlan asset in model.Assets.Where(one => one.From <= now && now < one.Until))
        {
            stock[0] += asset.Missiles[0];
            foreach (int site in asset.Sites.SelectMany(covered => covered))
            {
                sites[site] += 1UL << model.Systems[asset.System].ForceShift;
            }
        }

        for (int i = 0; i < plan.Purchases.Length; i++)
        {
            SystemPlan system = model.Systems[plan.Purchases[i].System];
            bool[] works = [.. orders.Operational[i].Select((from, j) => from <= now && now < orders.Retired[i][j])];
            own += works.Count(one => one);
            stock[0] += (double)plan.Purchases[i].Missiles[0] * orders.Delivered[i].Count(date => date <= now) / plan.Purchases[i].Units;
            for (int s = 0; s < sites.Length; s++)
            {
                sites[s] += system.Kind == SystemKind.Programme
                    ? (works.Contains(true) ? 1UL : 0) << system.ForceShift
                    : (ulong)works.Where((one, j) => one && plan.Purchases[i].Sites[j].Contains(s)).Count() << system.ForceShift;
            }
        }

        return (sites, stock, own);
    }
}
