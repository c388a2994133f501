using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>Rules that fields of several kinds share.</summary>
internal static class FieldRules
{
    private const int UsualScale = 5;
    private const int LongestScale = 10;
    private const int LongestPromise = 3_660;

    // The years 1 to 9999, as the contract's timestamps define them.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    internal static void Range(FieldFaults faults, string field, long value, long from, long until, string unit = "")
    {
        if (value < from || value > until)
        {
            faults.Add(field, string.Create(
                CultureInfo.InvariantCulture, $"{value} is out of range: send {from} to {until}{unit}."));
        }
    }

    internal static void Fen(FieldFaults faults, string field, long value, long from)
        => Range(faults, field, value, from, Domain.Primitives.Fen.LargestInput, " fen");

    internal static void PromisedDays(FieldFaults faults, string field, bool isGiven, int days)
    {
        if (isGiven)
        {
            Range(faults, field, days, 0, LongestPromise, " days, or leave it out");
        }
    }

    /// <summary>A grade of a scale whose best may be told.</summary>
    internal static void Grade(FieldFaults faults, (string Field, int Value) grade, (string Field, int Value) scale)
    {
        var isScale = scale.Value is 0 or (>= 2 and <= LongestScale);
        if (!isScale)
        {
            faults.Add(scale.Field, $"{scale.Value} is out of range: send 2 to {LongestScale}, or 0 for a scale of {UsualScale}.");
        }

        var best = !isScale ? LongestScale : scale.Value == 0 ? UsualScale : scale.Value;
        Range(faults, grade.Field, grade.Value, 1, best);
    }

    internal static void Reference(FieldFaults faults, (string Field, string Source, string EventId) paths, EventReference? reference)
    {
        if (reference is null)
        {
            faults.Add(paths.Field, "Missing: name the event by its event_id, and by its source where that is another one.");
            return;
        }

        TextRules.OptionalKey(faults, paths.Source, reference.Source, Limits.Source);
        TextRules.Key(faults, paths.EventId, reference.EventId, Limits.Id);
    }

    /// <summary>An instant that has passed.</summary>
    internal static void Past(FieldFaults faults, string field, Timestamp? time, TimeWindow past)
    {
        if (Instant(faults, field, time, past) && time!.ToDateTimeOffset() is var instant && instant > past.Latest)
        {
            faults.Add(field, $"{instant:O} lies ahead of this service's clock: send what has happened, and set the sender's clock.");
        }
    }

    /// <summary>An instant that has passed, or none.</summary>
    internal static void OptionalPast(FieldFaults faults, string field, Timestamp? time, TimeWindow past)
    {
        if (time is not null)
        {
            Past(faults, field, time, past);
        }
    }

    /// <summary>An instant, past or not. True when it is right.</summary>
    internal static bool Instant(FieldFaults faults, string field, Timestamp? time, TimeWindow past)
    {
        if (time is null)
        {
            faults.Add(field, "Missing: send the instant.");
            return false;
        }

        if (!IsInstant(time))
        {
            faults.Add(field, "No instant: send seconds of the years 1 to 9999 and nanos of 0 to 999,999,999.");
            return false;
        }

        if (time.ToDateTimeOffset() is var instant && instant < past.Earliest)
        {
            faults.Add(field, $"{instant:O} is before {past.Earliest:O}: send seconds, and set the sender's clock.");
            return false;
        }

        return true;
    }

    /// <summary>Whether a timestamp says an instant at all.</summary>
    internal static bool IsInstant(Timestamp time)
        => time.Nanos is >= 0 and <= 999_999_999 && time.Seconds is >= FirstSecond and <= LastSecond;

    /// <summary>A natural day. Null when it is none.</summary>
    internal static DateOnly? Day(FieldFaults faults, string field, string value)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(field, value.Length == 0 ? "Missing: send a day as YYYY-MM-DD." : "No day: send it as YYYY-MM-DD.");
        return null;
    }
}
