using CsPlatform.Adapters.Maps;

namespace CsPlatform.Adapters.Trees;

/// <summary>
/// Which row answers which. Holds the id of every row and of every parent, and per row a parent, a time and a mark per column:
/// about 150 bytes a row, whatever the row's texts are. Of rows with the same id the first one counts.
/// </summary>
internal sealed class ReplyForest(int columns)
{
    private const int None = -1;
    private const int Cyclic = -2;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<Node> nodes = [];
    private int[] tops = [];
    private int[][] chosen = [];

    /// <summary>Adds a row.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="parent">The id of the row that it answers; empty = none.</param>
    /// <param name="ticks">Its time.</param>
    /// <param name="meets">The columns, as bits, whose conditions it meets.</param>
    public void Add(string id, string parent, long ticks, uint meets)
    {
        var number = NumberOf(id);
        if (nodes[number].IsPresent)
        {
            return;
        }

        var answered = parent.Length == 0 ? None : NumberOf(parent);
        nodes[number] = new Node(id, answered, ticks, meets, IsPresent: true);
    }

    /// <summary>Finds the trees and, per tree and column, the row that the column is taken from. Nothing is added afterwards.</summary>
    public void Grow(IReadOnlyList<TreeColumn> rules)
    {
        tops = new int[nodes.Count];
        Array.Fill(tops, None);
        for (var i = 0; i < nodes.Count; i++)
        {
            FindTop(i);
        }

        chosen = [.. Enumerable.Range(0, columns).Select(_ => new int[nodes.Count])];
        for (var column = 0; column < columns; column++)
        {
            Array.Fill(chosen[column], None);
            for (var i = 0; i < nodes.Count; i++)
            {
                Offer(rules[column].Row, column, i);
            }
        }
    }

    /// <summary>The number of a row's tree; null when the row takes no part in any, or answers itself in the end.</summary>
    public int? TreeOf(string id) =>
        numbers.TryGetValue(id, out var number) && nodes[number].IsPresent && tops[number] >= 0 ? tops[number] : null;

    /// <summary>Whether a column of a tree is taken from this row.</summary>
    public bool IsChosen(int column, int tree, string id) =>
        chosen[column][tree] is >= 0 and var row && nodes[row].Id == id;

    private int NumberOf(string id)
    {
        if (!numbers.TryGetValue(id, out var number))
        {
            number = nodes.Count;
            numbers.Add(id, number);
            nodes.Add(new Node(id, None, 0, 0, IsPresent: false));
        }

        return number;
    }

    /// <summary>Walks up to a row whose top is known, or to a top; then every row on the way has that top.</summary>
    private void FindTop(int start)
    {
        var way = new List<int>();
        var at = start;
        while (tops[at] == None)
        {
            way.Add(at);
            // Marked until the walk is over: who meets the mark again goes round in a circle.
            tops[at] = Cyclic;
            var parent = nodes[at].Parent;
            if (parent == None || !nodes[parent].IsPresent)
            {
                tops[at] = at;
                break;
            }

            at = parent;
        }

        foreach (var row in way)
        {
            tops[row] = tops[at];
        }
    }

    private void Offer(TreeRow kind, int column, int row)
    {
        var top = tops[row];
        if (top < 0 || !nodes[row].IsPresent)
        {
            return;
        }

        if (kind == TreeRow.Top)
        {
            chosen[column][top] = top;
            return;
        }

        var meets = (nodes[row].Meets & (1u << column)) != 0 && nodes[row].Ticks >= nodes[top].Ticks;
        var best = chosen[column][top];
        if (meets && (best == None || IsBefore(nodes[row], nodes[best])))
        {
            chosen[column][top] = row;
        }
    }

    /// <summary>By time, then by id: a shorter id first, so that numbers stand in their order.</summary>
    private static bool IsBefore(Node left, Node right) =>
        (left.Ticks, left.Id.Length).CompareTo((right.Ticks, right.Id.Length)) is var order && order != 0
            ? order < 0
            : string.CompareOrdinal(left.Id, right.Id) < 0;

    private readonly record struct Node(string Id, int Parent, long Ticks, uint Meets, bool IsPresent);
}
