using CostSim.Engagement;
using CostSim.Valuation;

namespace CostSim.Tests.Valuation;

/// <summary>Forces as raids meet them: who is taken together, and what is kept.</summary>
public sealed class PhaseForcesTests
{
    private static readonly int[] Kinds = [0, 1, 0, 0, 1];
    private static readonly double[][] Shares = [[0.5, 0.125, 0.25, 0.125, 0], [0, 0, 0.25, 0.25, 0.5]];

    [Fact]
    public void Sites_of_one_kind_in_the_same_state_are_taken_together()
    {
        var forces = new PhaseForces([5, 5, 9, 5, 9], Kinds, Shares);
        Assert.Equal([5UL, 9UL], forces.Distinct);
        Assert.Equal([0, 0, 1, 0, 1], forces.StateOf);
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], forces.Together.Select(group => (group.State, group.Kind)));
        Assert.Equal([[0, 3], [1], [2], [4]], forces.Together.Select(group => group.Sites));
        Assert.Equal([0.625, 0.125, 0.25, 0], forces.Together.Select(group => group.Shares[0]));
        Assert.Equal([0.75, 0.25], forces.StateShares(0));
        Assert.Equal([0.25, 0.75], forces.StateShares(1));
    }

    [Fact]
    public void What_makes_no_difference_is_left_out_and_systems_without_missiles_too()
    {
        var book = new PhaseForcesBook(Kinds, Shares);
        PhaseForces forces = book.Find(Place(0, 0b1101), 0b0111);
        Assert.All(forces.States, state => Assert.Equal(0b0101UL, state));
        Assert.Same(forces, book.Find(Place(1, 0b0101), 0b0111));
        PhaseForces without = book.Without(forces, 0b0001);
        Assert.All(without.States, state => Assert.Equal(0b0100UL, state));
        Assert.Same(without, book.Without(forces, 0b0001));
        Assert.Same(without, book.Find(Place(2, 0b0100), 0b0111));
        Assert.NotSame(without, book.Without(forces, 0b0100));
    }

    /// <summary>A number means another placement once the placements have started anew.</summary>
    [Fact]
    public void A_number_given_again_is_looked_at_again()
    {
        var book = new PhaseForcesBook(Kinds, Shares);
        Assert.Equal(1UL, book.Find(Place(7, 1), ~0UL).States[0]);
        Assert.Equal(2UL, book.Find(Place(7, 2), ~0UL).States[0]);
    }

    [Fact]
    public void A_full_book_starts_anew_and_says_the_same()
    {
        var book = new PhaseForcesBook(Kinds, Shares, 3);
        Placement first = Place(0, 100);
        PhaseForces before = book.Find(first, ~0UL);
        for (int n = 1; n < 6; n++)
        {
            book.BeginGroup();
            _ = book.Find(Place(n, (ulong)n), ~0UL);
        }

        PhaseForces after = book.Find(first, ~0UL);
        Assert.NotSame(before, after);
        Assert.Equal(before.States, after.States);
    }

    private static Placement Place(int number, ulong state) => new(number, [.. Enumerable.Repeat(state, Kinds.Length)], []);
}
