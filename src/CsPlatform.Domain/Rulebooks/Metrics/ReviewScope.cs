namespace CsPlatform.Domain.Rulebooks;

/// <summary>Which reviews of goods count.</summary>
/// <param name="Items">What they rate.</param>
/// <param name="LeavesOutUnfair">Whether reviews found malicious or fake are left out.</param>
/// <param name="LeavesOutVirtualGoods">Whether reviews of virtual goods are left out.</param>
/// <param name="DealsPerBuyerAndMonth">
/// How many deals of the same buyer count in a natural month, the earliest first; null = all.
/// </param>
public sealed record ReviewScope(
    IReadOnlySet<ReviewItem> Items, bool LeavesOutUnfair, bool LeavesOutVirtualGoods, int? DealsPerBuyerAndMonth);
