namespace CsPlatform.Domain.Rating;

/// <summary>So many units of usage without a charge, for one reason.</summary>
public sealed record UnchargedLine(UsageReason Reason, long Quantity);
