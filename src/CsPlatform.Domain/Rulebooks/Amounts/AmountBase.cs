namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a share or a multiple is taken of.</summary>
public enum AmountBase
{
    /// <summary>What the customer paid.</summary>
    Paid = 1,

    /// <summary>What the customer paid, less the freight in it.</summary>
    PaidWithoutFreight = 2,
}
