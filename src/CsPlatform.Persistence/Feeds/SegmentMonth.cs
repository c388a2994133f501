using System.Globalization;

namespace CsPlatform.Persistence.Feeds;

/// <summary>A child table of the segments.</summary>
/// <param name="Table">Its name within the schema; it says the bounds.</param>
/// <param name="From">Segments appended at this time or later; the smallest time for the child that has no lower bound.</param>
/// <param name="Until">Segments appended before this time.</param>
internal sealed record SegmentMonth(string Table, DateTimeOffset From, DateTimeOffset Until)
{
    private const string Month = "segment_";
    private const string Before = "segment_before_";
    private const string Format = "yyyy_MM";

    /// <summary>The child of the month of <paramref name="at"/>.</summary>
    internal static SegmentMonth Of(DateTimeOffset at)
    {
        var start = StartOf(at);
        return new SegmentMonth(Month + start.ToString(Format, CultureInfo.InvariantCulture), start, start.AddMonths(1));
    }

    /// <summary>The child of a name; null when it is none of ours.</summary>
    internal static SegmentMonth? Parse(string table)
    {
        if (table.StartsWith(Before, StringComparison.Ordinal))
        {
            return ParseMonth(table[Before.Length..]) is { } until ? new SegmentMonth(table, DateTimeOffset.MinValue, until) : null;
        }

        return table.StartsWith(Month, StringComparison.Ordinal) && ParseMonth(table[Month.Length..]) is { } start ? Of(start) : null;
    }

    internal bool Covers(DateTimeOffset at) => From <= at && at < Until;

    internal static DateTimeOffset StartOf(DateTimeOffset at)
        => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset? ParseMonth(string text)
        => DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start)
            ? start
            : null;
}
