using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Ledger;

/// <summary>An account: its kind and whose it is. A platform's own account has no shop.</summary>
public readonly record struct Account
{
    /// <exception cref="ArgumentException">A shop's account without a shop, or a platform's account with one.</exception>
    public Account(AccountKind kind, string platform, string? shopId)
    {
        ArgumentException.ThrowIfNullOrEmpty(platform);
        if (OfShops(kind) != shopId is not null)
        {
            var whose = OfShops(kind) ? "belongs to a shop" : "is the platform's own";
            throw new ArgumentException($"An account {kind} {whose}.", nameof(shopId));
        }

        Kind = kind;
        Platform = platform;
        ShopId = shopId;
    }

    /// <summary>What it holds.</summary>
    public AccountKind Kind { get; }

    /// <summary>The platform that it, or its shop, belongs to.</summary>
    public string Platform { get; }

    /// <summary>The shop it belongs to; null for the platform's own.</summary>
    public string? ShopId { get; }

    /// <summary>The account of that kind that a shop's booking uses: the shop's own, or its platform's.</summary>
    public static Account For(AccountKind kind, ShopKey shop) => new(kind, shop.Platform, OfShops(kind) ? shop.ShopId : null);

    public override string ToString() => ShopId is null ? $"{Kind}({Platform})" : $"{Kind}({Platform}/{ShopId})";

    private static bool OfShops(AccountKind kind) => kind switch
    {
        AccountKind.ShopReceivable or AccountKind.ShopProceedsPayable or AccountKind.ShopDeposit => true,
        AccountKind.ServiceFeeRevenue or AccountKind.ProceedsClearing or AccountKind.PenaltyRevenue
            or AccountKind.CustomerClearing => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of account."),
    };
}
