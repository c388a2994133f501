using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The shop's report against a buyer was decided. Of several decisions of a report the last one counts.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="BuyerId">The buyer.</param>
/// <param name="IsUpheld">Whether it was upheld.</param>
public sealed record ReportDecidedEntry(Instant OccurredAt, EventKey Key, string ReportId, string BuyerId, bool IsUpheld)
    : TimelineEntry(OccurredAt, Key);
