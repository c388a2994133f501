namespace CsPlatform.Domain.Rulebooks;

/// <summary>An amount is due at most once for each of these.</summary>
public enum DueOncePer
{
    /// <summary>A case: a complaint, a dispute, a violation.</summary>
    Case = 1,

    /// <summary>An order.</summary>
    Order = 2,

    /// <summary>A product of an order.</summary>
    OrderItem = 3,

    /// <summary>A shop's natural day.</summary>
    ShopDay = 4,

    /// <summary>A shop's natural month.</summary>
    ShopMonth = 5,
}
