using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks.Reading;
using NodaTime;

namespace CsPlatform.Rulebooks;

/// <summary>The one reader of calendar files (proto JSON of csplatform.rulebook.v1.HolidayCalendar).</summary>
public static class CalendarReader
{
    /// <summary>The calendar, or every fault of the file.</summary>
    public static ReadResult<HolidayCalendar> Read(RulebookFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var faults = new List<RulebookFault>();
        var message = ProtoJson.Read<V1.HolidayCalendar>(file.Name, file.Json, faults);
        var found = new List<RulebookFault>();
        var calendar = message is null ? null : Validate(message, new Place(file.Name, "", found));
        Faults.Join(faults, found);
        return new ReadResult<HolidayCalendar>(faults.Count == 0 ? calendar : null, faults);
    }

    private static HolidayCalendar Validate(V1.HolidayCalendar message, Place place)
    {
        place.Key("id", message.Id);
        place.Text("source", message.Source);
        var first = place.Range("firstYear", message.FirstYear, 1949, 2100);
        var last = place.Range("lastYear", message.LastYear, first, 2100);
        var days = new Dictionary<LocalDate, CalendarDay>();
        var before = LocalDate.MinIsoValue;
        for (var i = 0; i < message.Days.Count; i++)
        {
            var at = place.Item("days", i);
            var day = new CalendarDay(
                at.Date("date", message.Days[i].Date),
                at.Text("nameZh", message.Days[i].NameZh),
                at.Choice<V1.DayKind, CalendarDayKind>("kind", message.Days[i].Kind));
            if (day.Date <= before)
            {
                at.Field("date").Fault("does not lie after the day before it; write each day once, in order");
            }
            else if (day.Date.Year < first || day.Date.Year > last)
            {
                at.Field("date").Fault($"lies outside the years {first} to {last}; widen them or remove the day");
            }

            before = day.Date;
            days[day.Date] = day;
        }

        return new HolidayCalendar(message.Id, first, last, days);
    }
}
