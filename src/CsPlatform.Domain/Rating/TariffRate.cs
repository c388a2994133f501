using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating;

/// <summary>One price of a tariff.</summary>
public sealed record TariffRate
{
    /// <exception cref="ArgumentOutOfRangeException">The price is negative.</exception>
    public TariffRate(ChargeKind kind, DayClass dayClass, Fen unitPrice)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unitPrice.Amount);
        (Kind, DayClass, UnitPrice) = (kind, dayClass, unitPrice);
    }

    /// <summary>What it prices.</summary>
    public ChargeKind Kind { get; }

    /// <summary>On which days.</summary>
    public DayClass DayClass { get; }

    /// <summary>Per unit; 0 is free on purpose.</summary>
    public Fen UnitPrice { get; }
}
