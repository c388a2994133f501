using CsPlatform.Domain.Primitives;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Metrics.Folding;

/// <summary>A decision as it came over the feed of sanctions.</summary>
/// <param name="Shop">Whom it concerns.</param>
/// <param name="Decision">What was decided.</param>
internal sealed record FedDecision(ShopKey Shop, Decision Decision);
