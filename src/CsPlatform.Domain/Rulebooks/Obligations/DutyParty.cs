namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who owes something or bears a cost.</summary>
public enum DutyParty
{
    /// <summary>The shop (商家).</summary>
    Merchant = 1,

    /// <summary>The consumer (消费者).</summary>
    Buyer = 2,

    /// <summary>The marketplace (平台).</summary>
    Platform = 3,
}
