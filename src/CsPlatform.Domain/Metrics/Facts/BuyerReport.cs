using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A report against a malicious buyer was decided.</summary>
/// <param name="OccurredAt">When it was decided.</param>
/// <param name="Key">The event.</param>
/// <param name="Buyer">The buyer.</param>
public sealed record BuyerReport(Instant OccurredAt, EventKey Key, string Buyer) : ShopFact(OccurredAt, Key)
{
    /// <summary>The report, which may be decided again; null = nothing but this decision tells of it.</summary>
    public string? ReportId { get; init; }

    /// <summary>Whether it was upheld.</summary>
    public bool IsUpheld { get; init; } = true;

    /// <summary>The buyers with a report whose last decision upheld it.</summary>
    public static IReadOnlySet<string> Reported(ShopFacts facts) => facts.All<BuyerReport>()
        .GroupBy(report => (report.Buyer, report.ReportId, report.ReportId is null ? report.Key : default))
        .Select(decisions => decisions.Last())
        .Where(report => report.IsUpheld)
        .Select(report => report.Buyer)
        .ToHashSet(StringComparer.Ordinal);
}
