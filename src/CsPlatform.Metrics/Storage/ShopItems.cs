using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>What concerns a shop as a whole, to its stored item and back.</summary>
internal static class ShopItems
{
    private const int DayMinutes = 24 * 60;

    /// <summary>Whether the entry is one of a shop; then the item holds it.</summary>
    internal static bool Write(TimelineItem item, TimelineEntry entry)
    {
        switch (entry)
        {
            case ReportDecidedEntry report:
                (item.Kind, item.ReportId, item.BuyerId) = (ItemKind.ReportDecided, report.ReportId, report.BuyerId);
                item.IsUpheld = report.IsUpheld;
                return true;
            case HoursStatedEntry stated:
                item.Kind = ItemKind.HoursStated;
                item.FromMinute = Minute(stated.Hours.From);
                item.UntilMinute = stated.Hours.Until is { } until ? Minute(until) : DayMinutes;
                return true;
            case BuyerExcludedEntry buyer:
                (item.Kind, item.BuyerId) = (ItemKind.BuyerExcluded, buyer.BuyerId);
                (item.ExclusionReason, item.ExcludedBy) = ((int)buyer.Why, buyer.By);
                return true;
            case SpanExcludedEntry span:
                item.Kind = ItemKind.SpanExcluded;
                item.SpanFromNanoseconds = (span.Span.Start - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
                item.SpanUntilNanoseconds = (span.Span.End - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
                (item.ExclusionReason, item.ExcludedBy) = ((int)span.Why, span.By);
                return true;
            default:
                return false;
        }
    }

    internal static TimelineEntry Read(TimelineItem item, Instant at, EventKey key) => item.Kind switch
    {
        ItemKind.ReportDecided => new ReportDecidedEntry(at, key, item.ReportId, item.BuyerId, item.IsUpheld),
        ItemKind.HoursStated => new HoursStatedEntry(at, key, Hours(item.FromMinute, item.UntilMinute)),
        ItemKind.BuyerExcluded => new BuyerExcludedEntry(
            at, key, item.BuyerId, (ExclusionReason)item.ExclusionReason, item.ExcludedBy),
        ItemKind.SpanExcluded => new SpanExcludedEntry(
            at,
            key,
            new Interval(Epoch(item.SpanFromNanoseconds), Epoch(item.SpanUntilNanoseconds)),
            (ExclusionReason)item.ExclusionReason,
            item.ExcludedBy),
        _ => throw new InvalidDataException($"A stored timeline holds an entry of kind {item.Kind}."),
    };

    /// <summary>Hours by the minutes of the day; the end 1440 is midnight.</summary>
    internal static DailyHours Hours(int fromMinute, int untilMinute) =>
        new(Time(fromMinute), untilMinute == DayMinutes ? null : Time(untilMinute));

    private static Instant Epoch(long nanoseconds) => NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds);

    private static LocalTime Time(int minute) => new(minute / 60, minute % 60);

    private static int Minute(LocalTime time) => (time.Hour * 60) + time.Minute;
}
