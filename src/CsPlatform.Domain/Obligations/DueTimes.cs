using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Obligations;

/// <summary>The one engine of due times: a rule and what it is counted from give the due instant.</summary>
public static class DueTimes
{
    /// <summary>
    /// The due instant, never before the start; null when neither the rule nor the start gives a term, so that nothing is due.
    /// </summary>
    public static Instant? Of(DueRule rule, DueStart start)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(start);
        var own = rule.OwnTerm && start.TermDays is >= 0 and <= DueStart.LongestTermDays ? start.TermDays : null;
        return rule.Form switch
        {
            AfterDurationDue form => Plus(start.At, own is { } days ? Duration.FromDays(days) : form.Length),
            NaturalDaysDue form => NaturalDays(form, own ?? form.Days, start),
            ClockTimeDue form => ClockTime(form, start.At),
            ServiceTimeDue form when rule.EndInclusive => Clock(form).LastWithin(start.At, form.Length),
            ServiceTimeDue form => Clock(form).FirstAfter(start.At, form.Length),
            var form => throw new InvalidOperationException($"There is no due time for {form}."),
        };
    }

    /// <summary>Whether what is done at that instant is in time. Without a due instant everything is.</summary>
    public static bool InTime(DueRule rule, Instant? due, Instant done)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return due is not { } end || done < end || (rule.EndInclusive && done == end);
    }

    private static Instant? NaturalDays(NaturalDaysDue form, int? term, DueStart start) => term switch
    {
        null => null,
        { } days when form.FromExactTimeWhenKnown && start.TimeKnown => start.At + Duration.FromDays(days),
        { } days => ChinaTime.StartOf(ChinaTime.Day(start.At).PlusDays(days + 1)),
    };

    private static Instant ClockTime(ClockTimeDue form, Instant start)
    {
        var local = ChinaTime.Local(start);
        var before = local.TimeOfDay < form.CutOff || (form.CutOffItselfIsBefore && local.TimeOfDay == form.CutOff);
        return ChinaTime.At(local.Date.PlusDays(before ? form.DaysWhenBefore : form.DaysWhenAfter) + form.DueBy);
    }

    private static Instant? Plus(Instant start, Duration? length) => length is { } time ? start + time : null;

    private static ServiceClock Clock(ServiceTimeDue form) => new(form.Hours.From, form.Hours.Until);
}
