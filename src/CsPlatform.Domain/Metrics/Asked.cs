using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>A buyer's message as someone has to answer it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Contact">Its consultation.</param>
/// <param name="SentAt">When the wait began.</param>
internal sealed record Asked(MessageEntry Message, Contact Contact, Instant SentAt)
{
    /// <summary>When another sub-account took it over unanswered; null = none did.</summary>
    public Instant? HandedOverAt { get; init; }
}
