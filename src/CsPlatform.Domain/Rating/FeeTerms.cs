using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>The fee rule in force on a day, with its citation and its calendar.</summary>
/// <param name="Rule">What is chargeable.</param>
/// <param name="Citation">Where the rule stands.</param>
/// <param name="Calendar">The calendar the rule names; null when there is none of that name: then no day has a class.</param>
public sealed record FeeTerms(HostedServiceFeeRule Rule, RuleCitation Citation, HolidayCalendar? Calendar)
{
    /// <summary>The class of a natural day; null when the calendar does not speak of its year.</summary>
    public DayClass? ClassOf(LocalDate day)
    {
        if (Calendar is null || !Calendar.Covers(day))
        {
            return null;
        }

        return Calendar.Find(day) is { } named && Rule.HolidayKinds.Contains(named.Kind) ? DayClass.Holiday : DayClass.Ordinary;
    }
}
