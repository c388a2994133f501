using System.Globalization;
using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Views;

/// <summary>What a clock did as one line.</summary>
/// <param name="Change">The change.</param>
internal sealed record ClockLine(WatchClocksResponse Change)
{
    /// <summary>The head of the columns.</summary>
    internal const string Head =
        "at       what       left      due       shop                          agent         rule                        about";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private Clock Clock => Change.Rang?.Clock ?? Change.Stopped?.Clock ?? Change.Breached?.Clock ?? Change.Running;

    /// <summary>For scripts: one document without line ends.</summary>
    internal string ToJson() => Formatter.Format(Change);

    /// <summary>For people: times of day are China Standard Time.</summary>
    internal string ToText(DateTimeOffset now)
    {
        var shop = $"{Clock.Shop.Platform}/{Clock.Shop.ShopId}";
        var (at, what, left) = Change.ChangeCase switch
        {
            WatchClocksResponse.ChangeOneofCase.Rang => (
                Change.Rang.RangAt.ToDateTimeOffset(),
                Change.Rang.Before is { } before ? string.Create(CultureInfo.InvariantCulture, $"T-{before.Seconds} s") : "MISSED",
                Change.Rang.Left.ToTimeSpan()),
            WatchClocksResponse.ChangeOneofCase.Stopped => (
                Change.Stopped.StoppedAt.ToDateTimeOffset(), Word(Change.Stopped.Reason), DueAt - Change.Stopped.StoppedAt.ToDateTimeOffset()),
            WatchClocksResponse.ChangeOneofCase.Breached => (now, "MISSED", DueAt - now),
            _ => (now, "runs", DueAt - now),
        };
        var line = $"{TimeOfDay(at)} {what,-10} {Left(left),-9} {TimeOfDay(DueAt)}  {Shown(shop),-29} "
            + $"{Shown(Clock.AgentId.Length == 0 ? "-" : Clock.AgentId),-13} {Clock.RuleId,-27} {Shown(Clock.SubjectId)}";
        return Change.Breached is { OutcomeKey.Length: > 0 } breached ? $"{line}  {breached.OutcomeZh} ({breached.OutcomeKey})" : line;
    }

    private DateTimeOffset DueAt => Clock.DueAt.ToDateTimeOffset();

    private static string TimeOfDay(DateTimeOffset at) => at.ToOffset(China).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Word(ClockStopReason reason) => reason switch
    {
        ClockStopReason.InTime => "in time",
        ClockStopReason.Late => "late",
        _ => "not due",
    };

    // "-1:02" is a minute and two seconds over; days are told where there are any.
    private static string Left(TimeSpan left)
    {
        var (sign, length) = (left < TimeSpan.Zero ? "-" : "", left.Duration());
        return length >= TimeSpan.FromDays(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{length.Days}d{length.Hours:00}h")
            : length >= TimeSpan.FromHours(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{length.Hours}h{length.Minutes:00}m")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{length.Minutes}:{length.Seconds:00}");
    }

    // What comes from outside must neither look like several columns nor reach the terminal as commands.
    private static string Shown(string text) =>
        text.All(letter => !char.IsControl(letter) && !char.IsWhiteSpace(letter)) ? text : JsonSerializer.Serialize(text);
}
