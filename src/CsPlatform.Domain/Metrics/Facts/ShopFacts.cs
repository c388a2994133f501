using System.Collections.Immutable;

namespace CsPlatform.Domain.Metrics.Facts;

/// <summary>
/// What is known of a shop beside its messages, ordered by time and key: it depends on the set of facts only, never on the order
/// in which they arrived. Immutable.
/// </summary>
public sealed class ShopFacts
{
    private readonly ImmutableArray<ShopFact> all;

    private ShopFacts(ImmutableArray<ShopFact> all) => this.all = all;

    /// <summary>These facts, in whatever order they come; one that comes again counts once.</summary>
    public static ShopFacts Of(IEnumerable<ShopFact> facts) =>
        new([.. facts.DistinctBy(fact => (fact.Key, fact.Part)).Order(Comparer<ShopFact>.Create(ShopFact.Compare))]);

    /// <summary>Every fact, earliest first.</summary>
    public IReadOnlyList<ShopFact> Everything => all;

    /// <summary>The facts of one kind, earliest first.</summary>
    public IEnumerable<T> All<T>()
        where T : ShopFact => all.OfType<T>();
}
