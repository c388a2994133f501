using System.Runtime.InteropServices;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// One reply metric kept up to date message by message: a packed state per open stream (a consultation, or a buyer where persons are
/// counted) and the facts that all streams add up to. The facts are those that counting every timeline anew gives. A message that
/// comes in its order costs two look-ups and no memory; any other change (an earlier message, a recall, an exclusion) replaces what
/// the stream's entries said by what they say now. Entries that come twice are sorted out before they come here. Not for use by several
/// threads at a time: shops are independent of each other, so a tally per part of the shops does.
/// </summary>
/// <param name="terms">The metric's terms; streams that go by another version of the rulebook belong to another tally.</param>
/// <param name="capacity">Open streams to make room for at once.</param>
public sealed class ReplyTally(ReplyTerms terms, int capacity = 0)
{
    private readonly Dictionary<long, ReplyState> states = new(capacity);

    /// <summary>The facts of all streams, the ended ones among them.</summary>
    public ReplyFacts Facts { get; } = new();

    /// <summary>Streams that are kept.</summary>
    public int OpenStreams => states.Count;

    /// <summary>
    /// Takes an entry that is no earlier than the stream's last one. False = it is earlier, and nothing has changed: the caller
    /// <see cref="Replace">replaces</see> the stream's entries.
    /// </summary>
    public bool TryApply(int shop, long stream, ReplyEntry entry)
    {
        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(states, stream, out var known);
        if (!known)
        {
            state = ReplyState.Empty;
        }
        else if (!state.IsNext(entry))
        {
            return false;
        }

        state.Add(terms, entry, new ReplyChanges(Facts, shop, sign: 1));
        return true;
    }

    /// <summary>
    /// Takes back what a stream's entries added and adds what other ones do. Both are whole streams, in any order, and are put in
    /// order here; a stream that has no entries any more is as if it had never been.
    /// </summary>
    public void Replace(int shop, long stream, Span<ReplyEntry> before, Span<ReplyEntry> after)
    {
        Walk(before, new ReplyChanges(Facts, shop, sign: -1));
        var state = Walk(after, new ReplyChanges(Facts, shop, sign: 1));
        if (after.IsEmpty)
        {
            states.Remove(stream);
        }
        else
        {
            states[stream] = state;
        }
    }

    /// <summary>
    /// Forgets a stream's state and keeps what it added: nothing more is expected of it. Should something come nevertheless,
    /// <see cref="Restore"/> comes first.
    /// </summary>
    public void Release(long stream) => states.Remove(stream);

    /// <summary>Brings back a stream that was released, with the entries that it had then, in any order.</summary>
    public void Restore(long stream, Span<ReplyEntry> entries) => states.Add(stream, Walk(entries, ReplyChanges.None));

    private ReplyState Walk(Span<ReplyEntry> entries, ReplyChanges changes)
    {
        entries.Sort();
        var state = ReplyState.Empty;
        foreach (var entry in entries)
        {
            state.Add(terms, entry, changes);
        }

        return state;
    }
}
