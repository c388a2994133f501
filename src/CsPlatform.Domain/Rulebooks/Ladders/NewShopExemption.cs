using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>A new shop is not assessed for so many natural months (handbook 5.4, 7).</summary>
/// <param name="Months">Natural months, the first one included.</param>
/// <param name="LateAfterDay">
/// Shops opened after this day of the month count from the next month; the rest of their first month is exempt as well. Null = from
/// the month they opened in.
/// </param>
public sealed record NewShopExemption(int Months, int? LateAfterDay)
{
    /// <summary>The first day on which a shop opened then is assessed.</summary>
    public LocalDate AssessedFrom(LocalDate openedOn)
    {
        var first = new LocalDate(openedOn.Year, openedOn.Month, 1);
        return first.PlusMonths(Months + (LateAfterDay is { } day && openedOn.Day > day ? 1 : 0));
    }
}
