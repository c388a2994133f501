namespace CsPlatform.Domain.Rating.Packages;

/// <summary>Why a month has no price: a closed list in the order in which the reasons are looked for.</summary>
public enum PackageReason
{
    /// <summary>A number of consultations below 0.</summary>
    CountBelowZero = 1,

    /// <summary>The base of the percentage part is not known: the month waits, and is never charged the fixed part alone.</summary>
    BaseMissing = 2,

    /// <summary>It is below 0 or above the largest sum.</summary>
    BaseOutOfRange = 3,

    /// <summary>The result is above the largest sum that is booked.</summary>
    TooLarge = 4,
}
