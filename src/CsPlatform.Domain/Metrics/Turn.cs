using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>How one message of a buyer counts, and why.</summary>
/// <param name="Message">The message.</param>
/// <param name="SentAt">
/// When the wait began: its own time, the consultation's start, or the instant it was carried to another holder.
/// </param>
/// <param name="DueAt">Until when an answer is in time, inclusive; null = nothing is due.</param>
/// <param name="AnsweredAt">When the first answer that counts came; null = none did.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Reason">Why.</param>
public sealed record Turn(
    EventKey Message, Instant SentAt, Instant? DueAt, Instant? AnsweredAt, TurnVerdict Verdict, TurnReason Reason)
{
    /// <summary>The answer that came at <see cref="AnsweredAt"/>; null = none did.</summary>
    public EventKey? Answer { get; init; }

    /// <summary>Whether it is measured.</summary>
    public bool InScope => Verdict != TurnVerdict.OutOfScope;

    /// <summary>Whether it was answered late or not at all.</summary>
    public bool MakesLate => Verdict is TurnVerdict.Late or TurnVerdict.Unanswered;

    /// <summary>How long the buyer waited; null = never answered.</summary>
    public Duration? Wait => AnsweredAt - SentAt;
}
