namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who pays or receives an amount.</summary>
public enum AmountParty
{
    /// <summary>The shop, or whoever serves its customers for it (服务商).</summary>
    Merchant = 1,

    /// <summary>The platform.</summary>
    Platform = 2,

    /// <summary>The customer.</summary>
    Customer = 3,
}
