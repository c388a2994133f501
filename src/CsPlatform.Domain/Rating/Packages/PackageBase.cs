namespace CsPlatform.Domain.Rating.Packages;

/// <summary>What the percentage part (抽佣) of a package is taken of. No source says which, so a tariff has to.</summary>
public enum PackageBase
{
    /// <summary>The shop's sales proceeds that were settled in the month.</summary>
    SettledProceeds = 1,

    /// <summary>What was paid in the month for orders that hosted consultations led to.</summary>
    ConsultedSales = 2,
}
