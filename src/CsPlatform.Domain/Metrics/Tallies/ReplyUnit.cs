namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// All that an open unit's reply figure depends on, in 40 bytes, however long the conversation is. Entries are added in their order;
/// the result is that of <see cref="ReplyUnits"/> over the unit's whole timeline.
/// </summary>
internal struct ReplyUnit
{
    // A message that is older than this would be of the year -292,275,055: no message has this time.
    private const long Never = long.MinValue;

    private long startedAt;
    private long waitingSince;
    private long answeredAt;
    private ReplyEntry last;
    private State state;

    [Flags]
    private enum State : byte
    {
        None = 0,
        Started = 1,
        Opened = 2,
        Asked = 4,
        Late = 8,
    }

    internal static ReplyUnit Empty => new() { waitingSince = Never, answeredAt = Never, last = new ReplyEntry(0, Never >> 3) };

    /// <summary>Whether an entry can be added without looking at earlier ones again.</summary>
    internal readonly bool IsNext(ReplyEntry entry) => entry.Millis >= last.Millis;

    /// <summary>Takes the next entry.</summary>
    internal void Add(in ReplyTerms terms, ReplyEntry entry)
    {
        last = entry;
        var kind = entry.Kind;
        if ((state & State.Started) == 0 || (kind == ReplyEntryKind.Opened && (state & State.Opened) == 0))
        {
            startedAt = entry.Millis;
            state |= kind == ReplyEntryKind.Opened ? State.Started | State.Opened : State.Started;
        }

        if (kind == ReplyEntryKind.Buyer)
        {
            Ask(terms, entry.Millis);
        }
        else if (terms.IsAnswer(kind))
        {
            Answer(terms, entry.Millis);
        }
    }

    /// <summary>What the unit adds to its shop's day; nothing when it does not count.</summary>
    internal readonly ReplyShare Share(in ReplyTerms terms) =>
        (state & State.Asked) == 0 || !terms.InHours(startedAt)
            ? default
            : new ReplyShare(ChinaMillis.Day(startedAt), (state & State.Late) == 0 && waitingSince == Never ? 1 : 0, 1);

    private void Ask(in ReplyTerms terms, long millis)
    {
        var judged = !terms.FirstOnly || (state & State.Asked) == 0;
        if (judged && waitingSince == Never && answeredAt != millis)
        {
            waitingSince = millis;
        }

        state |= State.Asked;
    }

    // Of several messages that wait for the same answer the first decides: the others wait for a shorter time.
    private void Answer(in ReplyTerms terms, long millis)
    {
        if (waitingSince != Never && millis - waitingSince > terms.Within)
        {
            state |= State.Late;
        }

        waitingSince = Never;
        answeredAt = millis;
    }
}
