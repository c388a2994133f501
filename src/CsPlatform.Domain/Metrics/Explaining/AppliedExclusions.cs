using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Who took what out of a shop's figures, why and when.</summary>
public static class AppliedExclusions
{
    private const string ReportUpheld = "REPORT_UPHELD";
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>
    /// The decisions by time and event: those of the given consultations, and those of the shop that name one of their buyers or a span
    /// in which one of them started. A report that was decided again counts by its last decision.
    /// </summary>
    public static IReadOnlyList<AppliedExclusion> Of(FigureBasis basis, IReadOnlySet<string> consultations)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var found = new List<AppliedExclusion>();
        var buyers = new HashSet<string>(StringComparer.Ordinal);
        var starts = new List<Instant>();
        foreach (var (id, timeline) in basis.Consultations.Where(one => consultations.Contains(one.Key)))
        {
            found.AddRange(timeline.Entries.OfType<ExcludedEntry>().Select(excluded => new AppliedExclusion(
                excluded.Message is { } message ? $"message {message}" : $"consultation {id}",
                Because.NameOf(excluded.Why),
                excluded.By,
                excluded.OccurredAt,
                excluded.Key)));
            if (timeline.BuyerId is { } buyer)
            {
                buyers.Add(buyer);
            }

            if (timeline.StartedAt is { } start)
            {
                starts.Add(start);
            }
        }

        found.AddRange(OfShop(basis.OfShop, buyers, starts));
        return [.. found.OrderBy(exclusion => exclusion.At).ThenBy(exclusion => exclusion.Event)];
    }

    private static IEnumerable<AppliedExclusion> OfShop(Timeline ofShop, HashSet<string> buyers, List<Instant> starts)
    {
        var upheld = ofShop.Entries.OfType<ReportDecidedEntry>()
            .GroupBy(decided => decided.ReportId, StringComparer.Ordinal)
            .Select(report => report.Last())
            .Where(last => last.IsUpheld)
            .Select(last => last.Key)
            .ToHashSet();
        return ofShop.Entries.Select(entry => entry switch
        {
            BuyerExcludedEntry one when buyers.Contains(one.BuyerId) =>
                new AppliedExclusion($"buyer {one.BuyerId}", Because.NameOf(one.Why), one.By, one.OccurredAt, one.Key),
            SpanExcludedEntry one when starts.Exists(one.Span.Contains) => new AppliedExclusion(
                $"span {Write(one.Span.Start)} to {Write(one.Span.End)}", Because.NameOf(one.Why), one.By, one.OccurredAt, one.Key),
            ReportDecidedEntry one when upheld.Contains(one.Key) && buyers.Contains(one.BuyerId) =>
                new AppliedExclusion($"buyer {one.BuyerId}", ReportUpheld, "", one.OccurredAt, one.Key),
            _ => null,
        }).OfType<AppliedExclusion>();
    }

    private static string Write(Instant at) => Local.Format(ChinaTime.Local(at));
}
