using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>One revision of a shop's figure.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Figure">Metric, period, value and rule.</param>
/// <param name="Revision">1 for the figure as first closed.</param>
/// <param name="Reason">Why it differs from the revision before; empty for the first.</param>
/// <param name="ClosedAt">When it was published.</param>
internal sealed record StoredFigure(ShopKey Shop, ClosedFigure Figure, int Revision, string Reason, Instant ClosedAt)
{
    /// <summary>How far the partition's event feed was counted by then; null = not recorded, or not published yet.</summary>
    public long? FedTo { get; init; }
}
