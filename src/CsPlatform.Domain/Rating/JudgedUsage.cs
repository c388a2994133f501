using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>Usage and whether it is chargeable; not yet priced.</summary>
/// <param name="Key">What may be charged.</param>
/// <param name="At">The instant that decides price and month: the transfer, or the consultation's start.</param>
/// <param name="Cause">The fact behind it.</param>
/// <param name="Terms">The fee rule of its day; null = there is none.</param>
/// <param name="Reason">The first reason against charging it; None = chargeable.</param>
public sealed record JudgedUsage(UsageKey Key, Instant At, FactId Cause, FeeTerms? Terms, UsageReason Reason)
{
    /// <summary>Whether it is a unit to be priced.</summary>
    public bool IsChargeable => Reason == UsageReason.None;
}
