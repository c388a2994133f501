using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Obligations;

/// <summary>Says in a sentence where an obligation stands, by when it was due, and what follows. Times are China Standard Time.</summary>
public static class ObligationText
{
    private static readonly LocalDateTimePattern Pattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss;FFFFFFFFF");

    /// <summary>The sentence in Chinese.</summary>
    public static string Zh(ObligationRule rule, ObligationStatus status)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(status);
        var due = status.DueAt is null ? "" : $"应于{Write(status.DueAt)}{(rule.Due.EndInclusive ? "（含）" : "之前")}完成，";
        return $"{rule.Head.NameZh}：" + due + status.Reason switch
        {
            ObligationReason.NotTriggered => "尚未触发",
            ObligationReason.DoneBeforeTrigger => $"记录于{Write(status.SettledAt)}完成，早于触发时间，视为按时完成",
            ObligationReason.DoneInTime => $"已于{Write(status.SettledAt)}按时完成",
            ObligationReason.EndedInTime => $"已于{Write(status.SettledAt)}终止",
            ObligationReason.NoTerm => "没有期限",
            ObligationReason.StillTime => "尚未到期",
            ObligationReason.DoneTooLate => $"于{Write(status.SettledAt)}完成，已逾期",
            ObligationReason.NotDone => "逾期未完成",
            _ => throw new InvalidOperationException($"There is no text for {status.Reason}."),
        } + (status.Outcome is { } outcome ? $"；{outcome.TextZh}" : "") + "。";
    }

    /// <summary>The sentence in English.</summary>
    public static string En(ObligationRule rule, ObligationStatus status)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(status);
        var due = status.DueAt is null ? "" : $"due {(rule.Due.EndInclusive ? "by" : "before")} {Write(status.DueAt)}, ";
        return $"{rule.Head.NameEn}: " + due + status.Reason switch
        {
            ObligationReason.NotTriggered => "not owed yet",
            ObligationReason.DoneBeforeTrigger => $"dated {Write(status.SettledAt)}, before it was owed, and taken as done in time",
            ObligationReason.DoneInTime => $"done in time at {Write(status.SettledAt)}",
            ObligationReason.EndedInTime => $"ended at {Write(status.SettledAt)}",
            ObligationReason.NoTerm => "without a term",
            ObligationReason.StillTime => "not done yet, still in time",
            ObligationReason.DoneTooLate => $"done too late at {Write(status.SettledAt)}",
            ObligationReason.NotDone => "not done",
            _ => throw new InvalidOperationException($"There is no text for {status.Reason}."),
        } + (status.Outcome is { } outcome ? $". {outcome.TextEn}" : "") + ".";
    }

    private static string Write(Instant? at) => at is { } instant ? Pattern.Format(ChinaTime.Local(instant)) : "";
}
