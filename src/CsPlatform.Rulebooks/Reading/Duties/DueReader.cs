using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Validates due times. A faulty one still gives a value, so that the rest can be checked; the file is refused.
/// </summary>
internal static class DueReader
{
    public static DueRule Read(V1.DueTime? due, Place place)
    {
        if (due is null)
        {
            place.Fault("is required; say by when it is due");
            return new DueRule(new NaturalDaysDue(1, false), false, false);
        }

        if (due.End == V1.DueEnd.Unspecified)
        {
            place.Field("end").Fault("is required; say whether the due instant itself is in time");
        }
        else if (due.FormCase == V1.DueTime.FormOneofCase.NaturalDays && due.End == V1.DueEnd.Inclusive)
        {
            place.Field("end").Fault("lets in the first instant of the day after; natural days end with DUE_END_EXCLUSIVE");
        }

        if (due.OwnTerm && due.FormCase is V1.DueTime.FormOneofCase.ClockTime or V1.DueTime.FormOneofCase.ServiceTime)
        {
            place.Field("ownTerm").Fault("stands for days; only afterDuration and naturalDays can take a term of their own");
        }

        return new DueRule(Form(due, place), due.End == V1.DueEnd.Inclusive, due.OwnTerm);
    }

    private static DueForm Form(V1.DueTime due, Place place)
    {
        switch (due.FormCase)
        {
            case V1.DueTime.FormOneofCase.AfterDuration:
                return new AfterDurationDue(Length(due.AfterDuration, due.OwnTerm, place.Field("afterDuration")));
            case V1.DueTime.FormOneofCase.ClockTime:
                return ClockTime(due.ClockTime, place.Field("clockTime"));
            case V1.DueTime.FormOneofCase.ServiceTime:
                var service = place.Field("serviceTime");
                return new ServiceTimeDue(
                    Hours(due.ServiceTime.Hours, service.Field("hours")),
                    Duration.FromMinutes(service.Range("minutes", due.ServiceTime.Minutes, 1, 43_200)));
            case V1.DueTime.FormOneofCase.NaturalDays:
                var days = place.Field("naturalDays").Range("days", due.NaturalDays.Days, due.OwnTerm ? 0 : 1, 3660);
                return new NaturalDaysDue(days == 0 ? null : days, due.NaturalDays.FromExactTimeWhenKnown);
            default:
                place.Fault("has no form; give one of afterDuration, clockTime, serviceTime, naturalDays");
                return new NaturalDaysDue(1, false);
        }
    }

    private static Duration? Length(V1.AfterDuration form, bool ownTerm, Place place)
    {
        var length = Duration.FromHours(place.Range("hours", form.Hours, 0, 8_784))
            + Duration.FromMinutes(place.Range("minutes", form.Minutes, 0, 59));
        if (length != Duration.Zero)
        {
            return length;
        }

        if (!ownTerm)
        {
            place.Fault("is no time at all; give hours or minutes, or let the start bring its own term");
        }

        return null;
    }

    private static ClockTimeDue ClockTime(V1.ClockTime form, Place place)
    {
        var cutOff = HoursReader.Time(form.CutOff, "cutOff", place);
        var dueBy = HoursReader.Time(form.DueBy, "dueBy", place);
        var before = place.Range("daysWhenBefore", form.DaysWhenBefore, 0, 366);
        // A faulty time reads as midnight and is reported already.
        if (before == 0 && dueBy < cutOff && (dueBy != LocalTime.MinValue || form.DueBy == "00:00"))
        {
            place.Field("dueBy").Fault(
                $"lies before the cut-off {form.CutOff}: due before it starts; write a later time or a later day");
        }

        var after = place.Range("daysWhenAfter", form.DaysWhenAfter, Math.Max(1, before), 366);
        return new ClockTimeDue(cutOff, form.CutOffItselfIsBefore, dueBy, before, after);
    }

    private static DailyHours Hours(V1.DailyHours? hours, Place place)
    {
        if (HoursReader.Read(hours, place) is { } read)
        {
            return read;
        }

        place.Fault("is required; say in which hours the clock runs");
        return new DailyHours(LocalTime.MinValue, null);
    }
}
