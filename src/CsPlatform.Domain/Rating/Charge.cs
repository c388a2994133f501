using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>A priced unit, or the taking back of one: then with the negative amount. Never changed.</summary>
/// <param name="Id">Unique within the shop, derived from what it names.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Usage">What is charged.</param>
/// <param name="At">The instant that decided price and month.</param>
/// <param name="Cause">The fact behind it.</param>
/// <param name="DayClass">Class of its day.</param>
/// <param name="TariffVersion">The tariff.</param>
/// <param name="UnitPrice">Price of the unit, 0 or more.</param>
/// <param name="Citation">The rule that makes it chargeable.</param>
/// <param name="Reverses">Id of the charge it takes back; null for a charge proper.</param>
public sealed record Charge(
    string Id,
    ShopKey Shop,
    UsageKey Usage,
    Instant At,
    FactId Cause,
    DayClass DayClass,
    string TariffVersion,
    Fen UnitPrice,
    RuleCitation Citation,
    string? Reverses)
{
    /// <summary>Units: 1, or -1 when it takes one back.</summary>
    public int Quantity => Reverses is null ? 1 : -1;

    /// <summary>The price, with the sign of the quantity.</summary>
    public Fen Amount => UnitPrice * Quantity;

    /// <summary>The ledger entry: the shop owes, the platform has earned. Null when the price is 0: nothing moves.</summary>
    public LedgerTransaction? ToLedger() => UnitPrice.IsZero ? null : new LedgerTransaction(
        "charge:" + Id,
        Shop,
        Reverses is null ? LedgerTransactionKind.Charge : LedgerTransactionKind.Reversal,
        Id,
        At,
        [
            new Posting(Account.For(AccountKind.ShopReceivable, Shop), Amount),
            new Posting(Account.For(AccountKind.ServiceFeeRevenue, Shop), -Amount),
        ]);

    /// <summary>The charge that takes this one back. Same instant, same price: same month and line.</summary>
    /// <exception cref="InvalidOperationException">This one takes back another.</exception>
    public Charge Reversed() => Reverses is null
        ? this with { Id = ChargeIds.OfReversal(Id), Reverses = Id }
        : throw new InvalidOperationException($"Charge {Id} takes back {Reverses}; it cannot be taken back itself.");
}
