using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;

namespace CsPlatform.Sanctions.Storage;

/// <summary>A decision that was just taken for a shop.</summary>
internal sealed record TakenDecision(ShopKey Shop, SanctionDecision Decision);
