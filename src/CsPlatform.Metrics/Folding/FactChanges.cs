using CsPlatform.Domain.Metrics;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Folding;

/// <summary>How a batch changes facts of shop-days, and the events that made each change.</summary>
internal sealed class FactChanges
{
    private readonly Dictionary<ShopFact, (FactChange Change, List<FactCause> Causes)> changes = [];

    /// <summary>The facts that differ; those whose differences cancel out are left out.</summary>
    public IReadOnlyDictionary<ShopFact, LateChange> Different => changes
        .Where(change => !change.Value.Change.IsNone)
        .ToDictionary(change => change.Key, change => new LateChange(change.Value.Change, change.Value.Causes));

    /// <summary>Every fact that anything was added to, whether it differs or not.</summary>
    public IEnumerable<ShopFact> Keys => changes.Keys;

    /// <summary>Adds a difference.</summary>
    public void Add(ShopFact fact, FactChange difference, IEnumerable<FactCause> causes)
    {
        var (sum, known) = changes.GetValueOrDefault(fact, (default, []));
        known.AddRange(causes);
        changes[fact] = (sum + difference, known);
    }
}
