namespace CsPlatform.Domain.Rating.Packages;

/// <summary>A tariff, or every fault of what was written down; never both.</summary>
/// <param name="Tariff">The tariff; null when there is a fault.</param>
/// <param name="Faults">The faults by band, then by field; empty when there is a tariff.</param>
public sealed record PackageTariffReading(PackageTariff? Tariff, IReadOnlyList<PackageFault> Faults);
