using CsPlatform.Domain.Timelines;

namespace CsPlatform.Metrics.Folding;

/// <summary>What a batch made of a consultation.</summary>
/// <param name="Before">As it was; <see cref="Timeline.Empty"/> for a new one.</param>
/// <param name="After">As it is.</param>
internal sealed record ChangedTimeline(Timeline Before, Timeline After);
