using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>What a batch is held against.</summary>
/// <param name="Marks">How far each partition of the feed had been held against limits before; missing = not at all.</param>
/// <param name="Sums">The sums asked for, with the batch in them.</param>
/// <param name="Sides">The sides seen last, with the first day of the period they were seen in.</param>
internal sealed record HeadroomState(
    IReadOnlyDictionary<int, long> Marks,
    IReadOnlyDictionary<FactRange, FactChange> Sums,
    IReadOnlyDictionary<(ShopKey Shop, string LimitKey), (LocalDate PeriodStart, HeadroomSide Side)> Sides);
