using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Primitives;

/// <summary>
/// Natural days and months as people and contracts write them: YYYY-MM-DD and YYYY-MM, of the years 1 to 9999, which is what every
/// store and every instant can hold.
/// </summary>
public static class DayText
{
    private static readonly LocalDatePattern MonthPattern = LocalDatePattern.CreateWithInvariantCulture("uuuu'-'MM");

    /// <summary>The day; null when the text is none.</summary>
    public static LocalDate? Day(string text) => Known(LocalDatePattern.Iso.Parse(text));

    /// <summary>The first day of the month; null when the text is none.</summary>
    public static LocalDate? Month(string text) => Known(MonthPattern.Parse(text));

    private static LocalDate? Known(ParseResult<LocalDate> parsed)
        => parsed.Success && parsed.Value.Year is >= 1 and <= 9999 ? parsed.Value : null;
}
