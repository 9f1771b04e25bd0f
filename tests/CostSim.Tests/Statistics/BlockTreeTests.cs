using CostSim.Sampling;
using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

public class BlockTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    public void Any_order_and_any_shards_give_the_same_bits(int blocks)
    {
        Moments[] values = [.. Enumerable.Range(0, blocks).Select(Block)];
        BlockTree<Moments> inOrder = Tree();
        for (int block = 0; block < blocks; block++)
        {
            inOrder.Add(block, values[block]);
        }

        BlockTree<Moments> shuffled = Tree();
        foreach (int block in Enumerable.Range(0, blocks).OrderBy(i => StreamKey.Mix((ulong)i)))
        {
            shuffled.Add(block, values[block]);
        }

        int cut = blocks / 3;
        BlockTree<Moments> left = Tree(), right = Tree(), joined = Tree();
        for (int block = 0; block < blocks; block++)
        {
            (block < cut ? left : right).Add(block, values[block]);
        }

        foreach (BlockNode<Moments> node in right.Nodes.Concat(left.Nodes))
        {
            joined.Add(node);
        }

        Assert.Equal(inOrder.Total(blocks), shuffled.Total(blocks));
        Assert.Equal(inOrder.Total(blocks), joined.Total(blocks));
    }

    [Fact]
    public void The_tree_is_the_canonical_one()
    {
        BlockTree<string> tree = new((left, right) => $"({left}{right})");
        for (int block = 6; block >= 0; block--)
        {
            tree.Add(block, $"{block}");
        }

        Assert.Equal("((((01)(23))(45))6)", tree.Total(7));
    }

    [Fact]
    public void Plain_left_to_right_merging_would_depend_on_the_shards()
    {
        // Tooth: with a linear reduction the bits differ between one shard and two.
        Moments[] values = [.. Enumerable.Range(0, 37).Select(Block)];
        Moments linear = values.Aggregate((a, b) => a.Merge(b));
        Moments halves = values.Take(12).Aggregate((a, b) => a.Merge(b)).Merge(values.Skip(12).Aggregate((a, b) => a.Merge(b)));
        Assert.NotEqual(linear, halves);
    }

    [Fact]
    public void Missing_and_repeated_blocks_are_noticed()
    {
        BlockTree<Moments> tree = Tree();
        tree.Add(0, Block(0));
        tree.Add(1, Block(1));
        Assert.Throws<ArgumentException>(() => tree.Add(1, Block(1)));
        Assert.Throws<InvalidOperationException>(() => tree.Total(3));
        Assert.Throws<InvalidOperationException>(() => tree.Total(1));
    }

    private static BlockTree<Moments> Tree() => new((left, right) => left.Merge(right));

    private static Moments Block(int block)
    {
        double[] x = new double[1024];
        Uniforms.Fill(4, StreamKey.Of("tree"), block * 1024L, 0, x);
        return Moments.Of(x);
    }
}
