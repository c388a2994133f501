using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a consultation.</summary>
internal readonly record struct TimelineKey(ShopKey Shop, string ConsultationId);
