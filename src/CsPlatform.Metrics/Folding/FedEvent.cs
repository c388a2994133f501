using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using NodaTime;

namespace CsPlatform.Metrics.Folding;

/// <summary>An event as it came over the feed.</summary>
/// <param name="Shop">Whose it is.</param>
/// <param name="Position">Where it stands in its partition of ingestion's feed.</param>
/// <param name="ReceivedAt">When ingestion received it.</param>
/// <param name="Event">What happened.</param>
internal sealed record FedEvent(ShopKey Shop, long Position, Instant ReceivedAt, Event Event);
