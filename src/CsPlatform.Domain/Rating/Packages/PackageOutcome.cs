using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Packages;

/// <summary>What becomes of a month: a fee, or unrated.</summary>
public abstract record PackageOutcome;

/// <summary>It costs so much.</summary>
/// <param name="Band">The band.</param>
/// <param name="Value">The fee, rounded once.</param>
/// <param name="Working">The formula with its numbers, in yuan.</param>
public sealed record PackageFee(PackageBand Band, Fen Value, string Working) : PackageOutcome;

/// <summary>It has no price, which is never 0.</summary>
/// <param name="Reason">The first reason.</param>
public sealed record PackageUnrated(PackageReason Reason) : PackageOutcome;
