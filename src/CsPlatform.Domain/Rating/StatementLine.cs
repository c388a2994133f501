using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating;

/// <summary>Charges of one kind, day class, tariff and price; charges taken back are netted.</summary>
public sealed record StatementLine(ChargeKind Kind, DayClass DayClass, string TariffVersion, Fen UnitPrice, long Quantity)
{
    /// <summary>Price times quantity.</summary>
    public Fen Amount => UnitPrice * Quantity;
}
