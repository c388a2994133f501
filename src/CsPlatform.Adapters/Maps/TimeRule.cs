using System.Globalization;

namespace CsPlatform.Adapters.Maps;

/// <summary>How times are written.</summary>
/// <param name="Format">A .NET format, or null for ISO 8601 with an offset in each value.</param>
/// <param name="Offset">Offset from UTC of the wall-clock times; null when each value carries its own.</param>
public sealed record TimeRule(string? Format, TimeSpan? Offset)
{
    /// <summary>Reads a time; false when the text is none.</summary>
    public bool TryRead(string text, out DateTimeOffset instant)
    {
        if (Offset is not { } offset)
        {
            return Format is { } carrying
                ? DateTimeOffset.TryParseExact(text, carrying, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
        }

        var read = DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        instant = read && local.Ticks > offset.Duration().Ticks && DateTime.MaxValue.Ticks - local.Ticks > offset.Duration().Ticks
            ? new DateTimeOffset(local, offset)
            : default;
        return read && instant != default;
    }
}
