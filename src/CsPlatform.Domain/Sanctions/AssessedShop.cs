using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What exemptions ask of a shop.</summary>
/// <param name="OpenedOn">Day on which it opened on the platform; null = not known, and no exemption of new shops applies.</param>
public sealed record AssessedShop(LocalDate? OpenedOn)
{
    /// <summary>Nothing is known.</summary>
    public static AssessedShop Unknown { get; } = new((LocalDate?)null);
}
