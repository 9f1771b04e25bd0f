using System.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// The canonical reduction of block results: node [i 2ᵏ, (i + 1) 2ᵏ) is the merge of its two halves, and a range that is no node
/// is the left-to-right merge of its largest nodes. The result has the same bits for every division of the blocks among workers
/// and shards.
/// </summary>
/// <typeparam name="T">What a block leaves, for example <see cref="Moments"/>.</typeparam>
/// <remarks>Blocks, or nodes of other trees, may arrive in any order. Not safe for several threads. Tested by <c>BlockTreeTests</c>.</remarks>
public sealed class BlockTree<T>
{
    private readonly Func<T, T, T> _merge;
    private readonly Dictionary<(int Level, long Index), T> _nodes = [];

    /// <summary>An empty tree.</summary>
    /// <param name="merge">Merges left and right neighbours.</param>
    public BlockTree(Func<T, T, T> merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        _merge = merge;
    }

    /// <summary>The nodes held: maximal, in ascending order of their blocks. What a shard writes.</summary>
    public IReadOnlyList<BlockNode<T>> Nodes =>
        [.. _nodes.OrderBy(node => node.Key.Index << node.Key.Level).Select(node => new BlockNode<T>(node.Key.Level, node.Key.Index, node.Value))];

    /// <summary>Adds the result of one block.</summary>
    /// <param name="block">Number of the block, from 0.</param>
    /// <param name="value">Its result.</param>
    /// <exception cref="ArgumentException">The block is there already.</exception>
    public void Add(long block, T value) => Add(new BlockNode<T>(0, block, value));

    /// <summary>Adds a node of another tree.</summary>
    /// <param name="node">Node, disjoint from those held.</param>
    /// <exception cref="ArgumentException">The node or part of it is there already.</exception>
    public void Add(BlockNode<T> node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node.Index);
        if (Overlaps(node.Level, node.Index))
        {
            throw new ArgumentException($"Blocks from {node.Index << node.Level} on are in the tree already.", nameof(node));
        }

        (int level, long index, T value) = (node.Level, node.Index, node.Value);
        while (_nodes.Remove((level, index ^ 1), out T? other))
        {
            value = (index & 1) == 0 ? _merge(value, other) : _merge(other, value);
            (level, index) = (level + 1, index >> 1);
        }

        _nodes.Add((level, index), value);
    }

    /// <summary>The merge of blocks 0 to <paramref name="blocks"/> − 1.</summary>
    /// <param name="blocks">Number of blocks, all present, at least 1.</param>
    /// <exception cref="InvalidOperationException">A block is missing, or others are present.</exception>
    public T Total(long blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        int expected = BitOperations.PopCount((ulong)blocks);
        long start = 0;
        T? total = default;
        for (int level = 62; level >= 0; level--)
        {
            if ((blocks >> level & 1) != 0)
            {
                if (!_nodes.TryGetValue((level, start >> level), out T? value) || _nodes.Count != expected)
                {
                    throw new InvalidOperationException($"The tree does not hold exactly the blocks 0 to {blocks - 1}.");
                }

                total = start == 0 ? value : _merge(total!, value);
                start += 1L << level;
            }
        }

        return total!;
    }

    private bool Overlaps(int level, long index)
    {
        for (int above = level; above < 63; above++)
        {
            if (_nodes.ContainsKey((above, index >> (above - level))))
            {
                return true;
            }
        }

        return level > 0 && _nodes.Keys.Any(key => key.Level < level && key.Index >> (level - key.Level) == index);
    }
}

/// <summary>One node of a <see cref="BlockTree{T}"/>: the blocks from Index · 2^Level up to the next multiple.</summary>
/// <typeparam name="T">What a block leaves.</typeparam>
/// <param name="Level">Logarithm of the number of blocks.</param>
/// <param name="Index">Place among the nodes of its level.</param>
/// <param name="Value">The merged result.</param>
public readonly record struct BlockNode<T>(int Level, long Index, T Value);
