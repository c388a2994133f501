using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates when a day's figures close.</summary>
internal static class ClosingReader
{
    /// <summary>Time after the day's end; null = on command only.</summary>
    public static Duration? Read(V1.Closing? closing, Place place, RulebookDates dates)
    {
        if (closing is null)
        {
            return null;
        }

        RuleTextReader.Read(closing.Text, place.Field("text"), dates);
        if (!closing.HasHoursAfterDayEnd)
        {
            place.Field("hoursAfterDayEnd").Fault("is required; write 0 to 168, or leave closing out to close on command only");
        }

        return Duration.FromHours(place.Range("hoursAfterDayEnd", closing.HoursAfterDayEnd, 0, 168));
    }
}
