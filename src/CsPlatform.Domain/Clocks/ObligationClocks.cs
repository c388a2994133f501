using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>The clock of an obligation of one case.</summary>
public static class ObligationClocks
{
    /// <summary>The clock while it is owed, missed or not; none once it is settled, or without a term.</summary>
    public static IReadOnlyList<RunningClock> Of(Rulebook rulebook, ObligationRule rule, ObligationCourse course, EventKey armedBy)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(rule);
        var status = Standing(rule, course);
        return status is { TriggeredAt: { } armed, DueAt: { } due, Reason: ObligationReason.StillTime or ObligationReason.NotDone }
            ? [new RunningClock(
                ClockKind.Obligation,
                new ClockKey(rule.Head.Id, armedBy, armed, due),
                rulebook.Cite(rule.Head.Id, rule.Head.Source),
                rule.Due.EndInclusive,
                rule.WarnBefore)]
            : [];
    }

    /// <summary>By when it is or was due; null = it is not armed, or has no term.</summary>
    public static Instant? DueAt(ObligationRule rule, ObligationCourse course) => Standing(rule, course).DueAt;

    /// <summary>What stopped its clock, which is none that <see cref="Of"/> gives.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="course">What is known.</param>
    /// <param name="last">The event that came last, and when it happened.</param>
    public static ClockStop StopOf(ObligationRule rule, ObligationCourse course, (EventKey Event, Instant At) last) =>
        Standing(rule, course).Reason switch
        {
            ObligationReason.DoneInTime or ObligationReason.DoneBeforeTrigger => new(ClockStopReason.InTime, last.Event, last.At),
            ObligationReason.DoneTooLate => new(ClockStopReason.Late, last.Event, last.At),
            _ => new(ClockStopReason.NoLongerDue, last.Event, last.At),
        };

    // Everything that is known has happened, even where a source's clock goes before ours.
    private static ObligationStatus Standing(ObligationRule rule, ObligationCourse course)
    {
        ArgumentNullException.ThrowIfNull(course);
        Instant?[] known = [course.Trigger?.OccurredAt, course.DoneAt, course.EndedAt];
        return ObligationMachine.At(rule, course, known.Max() ?? Instant.MinValue);
    }
}
