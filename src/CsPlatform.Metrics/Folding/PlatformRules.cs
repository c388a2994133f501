using CsPlatform.Domain.Metrics;

namespace CsPlatform.Metrics.Folding;

/// <summary>What one platform's rulebooks ask of the fold.</summary>
/// <param name="Contributions">What messages add to facts.</param>
/// <param name="CountsByBuyer">Whether any version counts what a buyer's consultations add together.</param>
/// <param name="AsksForHoursOfShop">Whether any version asks for the shop's own hours.</param>
internal sealed record PlatformRules(ReplyContributions Contributions, bool CountsByBuyer, bool AsksForHoursOfShop);
