using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>What subjects of a shop are found by that do not bear its id.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Link">The buyer or the order, told apart.</param>
/// <param name="Kind">What kind of subject is meant.</param>
internal readonly record struct SubjectLink(ShopKey Shop, string Link, SubjectKind Kind)
{
    internal static SubjectLink ToBuyer(ShopKey shop, string buyer, SubjectKind kind) => new(shop, "b" + buyer, kind);

    internal static SubjectLink ToOrder(ShopKey shop, string order, SubjectKind kind) => new(shop, "o" + order, kind);
}
