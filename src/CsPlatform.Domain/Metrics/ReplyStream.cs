using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>Replies in order, among which the answer to a message is looked for.</summary>
internal sealed class ReplyStream
{
    private readonly List<MessageEntry> answers;
    private readonly List<MessageEntry> others;

    public ReplyStream(IEnumerable<MessageEntry> replies, TurnTest test)
    {
        (answers, others) = ([], []);
        foreach (var reply in replies)
        {
            var ends = test.Scope.AnsweringRoles.Contains(reply.Role) || test.RolesThatLeaveOut.Contains(reply.Role);
            (ends ? answers : others).Add(reply);
        }
    }

    /// <summary>The first reply that ends a wait, at that instant or later; null = none came.</summary>
    public MessageEntry? Answer(Instant from) => First(answers, from);

    /// <summary>Whether one that does not count came at that instant or later.</summary>
    public bool HasOther(Instant from) => First(others, from) is not null;

    // Replies come in order, so the first at or after an instant is found by halving: long streams stay cheap.
    private static MessageEntry? First(List<MessageEntry> ordered, Instant from)
    {
        var (low, high) = (0, ordered.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ordered[middle].OccurredAt < from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < ordered.Count ? ordered[low] : null;
    }
}
