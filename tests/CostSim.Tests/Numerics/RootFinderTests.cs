using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

public class RootFinderTests
{
    [Fact]
    public void Roots_are_found_to_the_last_places()
    {
        Assert.Equal(Math.Sqrt(2), RootFinder.Find(x => (x * x) - 2, 0, 2), 5e-16);
        Assert.Equal(-3, RootFinder.Find(x => Elementary.Exp(x + 3) - 1, -700, 700), 1e-14);
        Assert.Equal(0.25, RootFinder.Find(x => x < 0.25 ? -1 : 1, 0, 1), 1e-15);
    }
}
