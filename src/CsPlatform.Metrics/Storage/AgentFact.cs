using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a fact of one shop's sub-account.</summary>
internal readonly record struct AgentFact(ShopKey Shop, AgentFactKey Fact);
