using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>A message; its text is no business of any metric.</summary>
public sealed record MessageEntry(Instant OccurredAt, EventKey Key, SenderRole Role) : TimelineEntry(OccurredAt, Key)
{
    /// <summary>The sub-account of a person's or a robot's message; null = not known.</summary>
    public string? AgentId { get; init; }

    /// <summary>The buyer who wrote it; null = not known.</summary>
    public string? BuyerId { get; init; }

    /// <summary>
    /// Whether its text was told and holds no letter and no digit. It still asks and answers: no metric looks at a text.
    /// </summary>
    public bool IsBlank { get; init; }
}
