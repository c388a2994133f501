using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using NodaTime;
using ShopFact = CsPlatform.Domain.Metrics.Facts.ShopFact;

namespace CsPlatform.Metrics.Subjects;

/// <summary>The facts of one subject, earliest first: the same whatever order they came in. Immutable.</summary>
internal sealed class Subject
{
    /// <summary>Nothing is known of it.</summary>
    internal static readonly Subject Unknown = new([]);

    private Subject(IReadOnlyList<ShopFact> facts) => Facts = facts;

    /// <summary>The facts.</summary>
    internal IReadOnlyList<ShopFact> Facts { get; }

    /// <summary>The day of its first fact; it has one.</summary>
    internal LocalDate FirstDay => ChinaTime.Day(Facts[0].OccurredAt);

    /// <summary>The day of its last fact.</summary>
    internal LocalDate LastDay => ChinaTime.Day(Facts[^1].OccurredAt);

    /// <summary>The buyers that its facts name.</summary>
    internal IEnumerable<string> Buyers => Facts.Select(fact => fact switch
    {
        OrderStep order => order.Buyer,
        Review review => review.Buyer,
        ServiceRating rating => rating.Buyer,
        _ => "",
    }).Where(buyer => buyer.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>The orders that its facts name.</summary>
    internal IEnumerable<string> Orders =>
        Facts.OfType<AfterSalesStep>().Select(step => step.OrderId).Distinct(StringComparer.Ordinal);

    internal static Subject Of(IEnumerable<ShopFact> facts) => new(ShopFacts.Of(facts).Everything);

    /// <summary>
    /// With further facts; the very same when it has all of them. Of a buyer's contacts on a day the first one says it all.
    /// </summary>
    internal Subject With(SubjectKind kind, IReadOnlyCollection<ShopFact> more)
    {
        var all = Of(Facts.Concat(more));
        if (kind == SubjectKind.Contact)
        {
            all = new Subject([all.Facts[0]]);
            return Facts.Count > 0 && all.Facts[0] == Facts[0] ? this : all;
        }

        return all.Facts.Count == Facts.Count ? this : all;
    }

    /// <summary>What it is found by, beside its own id.</summary>
    internal IEnumerable<SubjectLink> Links(SubjectKey key) => key.Kind switch
    {
        SubjectKind.Order or SubjectKind.Rating => Buyers.Select(buyer => SubjectLink.ToBuyer(key.Shop, buyer, key.Kind)),
        SubjectKind.AfterSales => Orders.Select(order => SubjectLink.ToOrder(key.Shop, order, key.Kind)),
        _ => [],
    };
}
