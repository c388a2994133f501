namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who answers for a dispute, as the platform decided.</summary>
public enum DisputeLiability
{
    /// <summary>The shop (商家责任).</summary>
    Seller = 1,

    /// <summary>Both sides (双方责任).</summary>
    Both = 2,

    /// <summary>The buyer.</summary>
    Buyer = 3,

    /// <summary>Not decided yet, or nobody.</summary>
    None = 4,
}
