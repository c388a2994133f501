using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Metrics.Feeds;

/// <summary>How a batch changes a fact, and the events that made it.</summary>
/// <param name="Change">The sum of the differences.</param>
/// <param name="Causes">New entries of the consultations that differ.</param>
internal sealed record LateChange(FactChange Change, IReadOnlyList<TimelineEntry> Causes);
