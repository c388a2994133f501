using System.Runtime.InteropServices;

namespace CsPlatform.Domain.Metrics;

/// <summary>A sum of contributions, some of them taken away: what leads from one state of a shop to another.</summary>
public sealed class ContributionSum
{
    private readonly Dictionary<FactKey, FactChange> facts = [];
    private readonly Dictionary<AgentFactKey, FactChange> agents = [];

    /// <summary>What facts of the shop grow by; what comes to nothing is left out.</summary>
    public IEnumerable<KeyValuePair<FactKey, FactChange>> Facts => facts.Where(fact => !fact.Value.IsNone);

    /// <summary>What facts of its sub-accounts grow by; what comes to nothing is left out.</summary>
    public IEnumerable<KeyValuePair<AgentFactKey, FactChange>> Agents => agents.Where(fact => !fact.Value.IsNone);

    internal void Add(FactKey key, FactChange change, bool takeAway)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(facts, key, out _);
        sum += takeAway ? -change : change;
    }

    internal void Add(AgentFactKey key, FactChange change, bool takeAway)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(agents, key, out _);
        sum += takeAway ? -change : change;
    }
}
