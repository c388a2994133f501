using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Which sub-account holds a consultation at an instant, and when it changes hands.</summary>
public sealed class Holders
{
    private readonly List<(Instant From, string Agent)> changes = [];
    private readonly List<MessageEntry> byAgents;
    private readonly string atFirst;

    public Holders(Contact contact)
    {
        byAgents = [.. contact.Replies.Where(message => message.AgentId is not null && message.Role != SenderRole.Automatic)];
        string? from = null;
        foreach (var entry in contact.Timeline.Entries)
        {
            var holder = entry switch
            {
                QueuedEntry => Contact.Unassigned,
                AssignedEntry assigned => assigned.AgentId,
                HandedOverEntry handedOver => handedOver.ToAgentId,
                _ => null,
            };
            if (holder is null)
            {
                continue;
            }

            from = changes.Count == 0 && entry is HandedOverEntry given ? given.FromAgentId : from;
            if (changes.Count > 0 && changes[^1].From == entry.OccurredAt)
            {
                changes[^1] = (entry.OccurredAt, holder);
            }
            else
            {
                changes.Add((entry.OccurredAt, holder));
            }
        }

        var early = changes.Count == 0 ? null : byAgents.FirstOrDefault(message => message.OccurredAt < changes[0].From);
        atFirst = early?.AgentId ?? from ?? Contact.Unassigned;
    }

    /// <summary>Who holds a question asked at that instant.</summary>
    public string At(Instant asked)
    {
        if (changes.Count == 0)
        {
            var writer = byAgents.Find(message => message.OccurredAt >= asked) ?? byAgents.LastOrDefault();
            return writer?.AgentId ?? Contact.Unassigned;
        }

        var index = changes.FindLastIndex(change => change.From <= asked);
        return index < 0 ? atFirst : changes[index].Agent;
    }

    /// <summary>When another one takes over after that instant; null = no one does.</summary>
    public Instant? NextChange(Instant after)
    {
        if (changes.Count == 0)
        {
            return null;
        }

        var holder = At(after);
        foreach (var (from, agent) in changes)
        {
            if (from > after && agent != holder)
            {
                return from;
            }
        }

        return null;
    }
}
