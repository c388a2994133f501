using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>How one buyer message counts, and why.</summary>
/// <param name="Message">The message.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="DueAt">Until when an answer is in time, inclusive.</param>
/// <param name="AnsweredAt">When the first answer that counts came; null = none did.</param>
/// <param name="Reason">Why it counts as it does.</param>
public sealed record ReplyVerdict(EventKey Message, Instant SentAt, Instant DueAt, Instant? AnsweredAt, ReplyReason Reason)
{
    /// <summary>Whether the message makes its consultation late.</summary>
    public bool MakesLate => Reason is ReplyReason.Late or ReplyReason.Unanswered or ReplyReason.AnsweredByMachineOnly;
}
