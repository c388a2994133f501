using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Obligations;

/// <summary>Says where an obligation stands. Total: every course has an answer at every instant.</summary>
public static class ObligationMachine
{
    /// <summary>
    /// Where it stands at the instant. Facts that are dated later have not happened yet. Of a fulfilment and a cancellation in
    /// time the earlier counts, the fulfilment where they are of the same instant.
    /// </summary>
    public static ObligationStatus At(ObligationRule rule, ObligationCourse course, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(course);
        if (course.Trigger is not { } trigger || trigger.OccurredAt > now)
        {
            return new(ObligationState.NotArmed, ObligationReason.NotTriggered, null, null, null, null, null, 0);
        }

        var due = DueTimes.Of(rule.Due, new DueStart(trigger.OccurredAt, trigger.TimeKnown, trigger.TermDays));
        var done = course.DoneAt <= now ? course.DoneAt : null;
        var ended = course.EndedAt <= now ? course.EndedAt : null;
        var reason = Reason(rule.Due, due, (trigger.OccurredAt, done, ended), now);
        var settled = reason == ObligationReason.EndedInTime ? ended : done;
        var state = StateOf(reason);
        return new(
            state,
            reason,
            trigger.OccurredAt,
            due,
            settled,
            state == ObligationState.Breached ? rule.Missed : null,
            state == ObligationState.Armed ? Next(Alarms(rule, trigger.OccurredAt, due), now) : null,
            Warnings(rule, trigger.OccurredAt, due).Count(at => at <= now && (settled is not { } end || at < end)));
    }

    /// <summary>The state that a reason stands for.</summary>
    public static ObligationState StateOf(ObligationReason reason) => reason switch
    {
        ObligationReason.NotTriggered => ObligationState.NotArmed,
        ObligationReason.DoneBeforeTrigger or ObligationReason.DoneInTime => ObligationState.Fulfilled,
        ObligationReason.EndedInTime => ObligationState.Cancelled,
        ObligationReason.NoTerm or ObligationReason.StillTime => ObligationState.Armed,
        ObligationReason.DoneTooLate or ObligationReason.NotDone => ObligationState.Breached,
        _ => throw new InvalidOperationException($"There is no state for {reason}."),
    };

    // In the order of ObligationReason.
    private static ObligationReason Reason(
        DueRule rule, Instant? due, (Instant Trigger, Instant? Done, Instant? Ended) facts, Instant now)
    {
        var inTime = facts.Done is { } done && DueTimes.InTime(rule, due, done);
        var endedInTime = facts.Ended is { } ended && DueTimes.InTime(rule, due, ended);
        if (inTime && !(endedInTime && facts.Ended < facts.Done))
        {
            return facts.Done < facts.Trigger ? ObligationReason.DoneBeforeTrigger : ObligationReason.DoneInTime;
        }

        if (endedInTime)
        {
            return ObligationReason.EndedInTime;
        }

        if (due is null)
        {
            return ObligationReason.NoTerm;
        }

        if (DueTimes.InTime(rule, due, now))
        {
            return ObligationReason.StillTime;
        }

        return facts.Done is null ? ObligationReason.NotDone : ObligationReason.DoneTooLate;
    }

    private static Instant? Next(IEnumerable<Instant> alarms, Instant now) =>
        alarms.Cast<Instant?>().FirstOrDefault(at => at > now);

    private static IEnumerable<Instant> Alarms(ObligationRule rule, Instant trigger, Instant? due) => due is { } end
        ? Warnings(rule, trigger, due).Append(rule.Due.EndInclusive ? end + Duration.Epsilon : end)
        : [];

    // A warning that would come before the obligation is armed is none.
    private static IEnumerable<Instant> Warnings(ObligationRule rule, Instant trigger, Instant? due) => due is { } end
        ? rule.WarnBefore.Select(before => end - before).Where(at => at > trigger)
        : [];
}
