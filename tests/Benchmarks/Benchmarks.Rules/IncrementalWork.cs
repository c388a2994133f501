using CsPlatform.Domain.Metrics.Tallies;
using NodaTime;

namespace Benchmarks.Rules;

/// <summary>
/// A tally with open conversations, and messages for them that come in order: each goes to a conversation chosen at random, so that
/// every one finds its state cold. Warm: nothing is seen for the first time.
/// </summary>
internal sealed class IncrementalWork
{
    private readonly ReplyTally tally;
    private readonly (int Shop, long Unit, ReplyEntry Entry)[] messages;

    internal IncrementalWork(Workload workload, int conversations)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        tally = new ReplyTally(Rules.Terms);
        for (var unit = 0; unit < conversations; unit++)
        {
            tally.TryApply(workload.ShopOf(unit), unit, new ReplyEntry(ReplyEntryKind.Buyer, workload.EndOf(unit)));
        }

        BytesPerConversation = (GC.GetTotalMemory(forceFullCollection: true) - before) / conversations;
        var random = new Random(7);
        var now = Enumerable.Range(0, conversations).Max(workload.EndOf);
        messages = new (int, long, ReplyEntry)[conversations];
        for (var i = 0; i < messages.Length; i++)
        {
            var unit = random.Next(conversations);
            var kind = i % 2 == 0 ? ReplyEntryKind.HumanAgent : ReplyEntryKind.Buyer;
            messages[i] = (workload.ShopOf(unit), unit, new ReplyEntry(kind, now + i));
        }
    }

    /// <summary>Memory per open conversation, its place in the table and the facts of its day included.</summary>
    internal long BytesPerConversation { get; }

    /// <summary>Messages of one run.</summary>
    internal int Messages => messages.Length;

    /// <summary>
    /// Applies every message once; a run may be repeated, for its messages are moved on by a run's length. Gives the bytes that it
    /// allocated.
    /// </summary>
    internal long Run(int run)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var moved = (long)run * messages.Length;
        foreach (var (shop, unit, entry) in messages)
        {
            if (!tally.TryApply(shop, unit, new ReplyEntry(entry.Kind, entry.Millis + moved)))
            {
                throw new InvalidOperationException("A message in order was not taken.");
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - bytes;
    }
}
