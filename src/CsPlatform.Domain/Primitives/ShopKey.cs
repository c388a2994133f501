namespace CsPlatform.Domain.Primitives;

/// <summary>One merchant's store on one marketplace. Both parts compare ordinally; case matters in the shop id.</summary>
/// <param name="Platform">The platform's string key as its rulebook names it, lower case.</param>
/// <param name="ShopId">The shop's id as the platform writes it.</param>
public readonly record struct ShopKey(string Platform, string ShopId)
{
    public override string ToString() => $"{Platform}/{ShopId}";
}
