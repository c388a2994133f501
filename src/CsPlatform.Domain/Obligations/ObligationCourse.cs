using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Obligations;

/// <summary>
/// What is known of one obligation of one case. Facts may come in any order and more than once: of every role the earliest
/// counts, so the same facts always give the same course. A fulfilment that arrives late but happened in time undoes a breach.
/// </summary>
/// <param name="Trigger">The fact that armed it; null = none yet.</param>
/// <param name="DoneAt">When it was done first; null = not yet.</param>
/// <param name="EndedAt">When it was first ended without being done; null = not yet.</param>
public sealed record ObligationCourse(ObligationFact? Trigger, Instant? DoneAt, Instant? EndedAt)
{
    /// <summary>Nothing is known yet.</summary>
    public static ObligationCourse Empty { get; } = new(null, null, null);

    /// <summary>The course with one more fact; facts that the rule does not name change nothing.</summary>
    public ObligationCourse With(ObligationRule rule, ObligationFact fact)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(fact);
        return this with
        {
            Trigger = fact.Kind == rule.Trigger ? Earlier(Trigger, fact) : Trigger,
            DoneAt = rule.FulfilledBy.Contains(fact.Kind) ? Earlier(DoneAt, fact.OccurredAt) : DoneAt,
            EndedAt = rule.CancelledBy.Contains(fact.Kind) ? Earlier(EndedAt, fact.OccurredAt) : EndedAt,
        };
    }

    /// <summary>The course that facts give, in whatever order.</summary>
    public static ObligationCourse Of(ObligationRule rule, IEnumerable<ObligationFact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Aggregate(Empty, (course, fact) => course.With(rule, fact));
    }

    private static Instant Earlier(Instant? one, Instant other) => one is { } at && at <= other ? at : other;

    // Two triggers of one instant are told apart by what they bring, so that the order of arrival decides nothing.
    private static ObligationFact Earlier(ObligationFact? one, ObligationFact other) =>
        one is null || Rank(other).CompareTo(Rank(one)) < 0 ? other : one;

    private static (Instant At, int Term, bool Known) Rank(ObligationFact fact) =>
        (fact.OccurredAt, fact.TermDays ?? int.MaxValue, fact.TimeKnown);
}
