namespace CsPlatform.Domain.Conduct;

/// <summary>
/// Finds every occurrence of many patterns in one pass (Aho and Corasick, 1975): a tree of the patterns' characters in which each
/// node knows the longest other node that ends in the same way. The time is that of the text and of what is found in it.
/// </summary>
internal sealed class PhraseAutomaton
{
    private readonly Dictionary<long, int> children = [];
    private readonly List<int> fallback = [0];
    private readonly List<List<int>> ending = [[]];

    /// <param name="patterns">Texts in their one form, none empty; the same text may stand twice.</param>
    public PhraseAutomaton(IReadOnlyList<string> patterns)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            var node = 0;
            foreach (var character in patterns[i])
            {
                node = Child(node, character);
            }

            ending[node].Add(i);
        }

        LinkFallbacks();
    }

    /// <summary>Index of a pattern and of the character behind its occurrence, by the place where occurrences end.</summary>
    public IEnumerable<(int Pattern, int End)> Occurrences(string text)
    {
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            foreach (var pattern in ending[node])
            {
                yield return (pattern, i + 1);
            }
        }
    }

    private static long Edge(int node, char next) => ((long)node << 16) | next;

    private int Child(int node, char next)
    {
        if (!children.TryGetValue(Edge(node, next), out var child))
        {
            child = children[Edge(node, next)] = fallback.Count;
            fallback.Add(0);
            ending.Add([]);
        }

        return child;
    }

    private int Step(int node, char next)
    {
        while (true)
        {
            if (children.TryGetValue(Edge(node, next), out var child))
            {
                return child;
            }

            if (node == 0)
            {
                return 0;
            }

            node = fallback[node];
        }
    }

    // Shorter endings first, so that the node fallen back to is complete when it is read.
    private void LinkFallbacks()
    {
        var below = children.ToLookup(
            edge => (int)(edge.Key >> 16), edge => (Next: (char)(edge.Key & char.MaxValue), Child: edge.Value));
        var waiting = new Queue<int>(below[0].Select(edge => edge.Child));
        while (waiting.TryDequeue(out var node))
        {
            foreach (var (next, child) in below[node])
            {
                fallback[child] = Step(fallback[node], next);
                ending[child].AddRange(ending[fallback[child]]);
                waiting.Enqueue(child);
            }
        }
    }
}
