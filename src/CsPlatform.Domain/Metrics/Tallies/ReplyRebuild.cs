namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// Counts a reply metric from raw entries in one go: brings each stream's entries together by sorting on the stream's number, digit by
/// digit, orders the few entries of a stream by time and walks them. Gives what a <see cref="ReplyTally"/> gives that took them one
/// by one.
/// </summary>
public static class ReplyRebuild
{
    /// <summary>The facts of all entries.</summary>
    public static ReplyFacts Count(ReplyColumns columns, ReplyTerms terms) => Count(columns, terms, part: 0, parts: 1);

    /// <summary>
    /// The facts of one part of the streams, such that the facts of parts 0 … parts − 1 add up to those of all: for a thread each.
    /// </summary>
    public static ReplyFacts Count(ReplyColumns columns, ReplyTerms terms, int part, int parts)
    {
        var rows = StreamOrder.Sort(Select(columns, part, parts));
        var facts = new ReplyFacts();
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && rows[end].Stream == rows[start].Stream)
            {
                end++;
            }

            Walk(rows[start..end], terms, new ReplyChanges(facts, rows[start].Shop, sign: 1));
            start = end;
        }

        return facts;
    }

    private static void Walk(Span<StreamRow> rows, in ReplyTerms terms, ReplyChanges changes)
    {
        Order(rows);
        var state = ReplyState.Empty;
        foreach (ref readonly var row in rows)
        {
            state.Add(terms, row.Entry, changes);
        }
    }

    private static void Order(Span<StreamRow> rows)
    {
        const int few = 24;
        if (rows.Length > few)
        {
            rows.Sort(static (left, right) => left.Entry.CompareTo(right.Entry));
            return;
        }

        for (var i = 1; i < rows.Length; i++)
        {
            var row = rows[i];
            var place = i;
            for (; place > 0 && rows[place - 1].Entry > row.Entry; place--)
            {
                rows[place] = rows[place - 1];
            }

            rows[place] = row;
        }
    }

    private static StreamRow[] Select(ReplyColumns columns, int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        var streams = columns.Streams;
        var count = 0;
        foreach (var stream in streams)
        {
            count += PartOf(stream, parts) == part ? 1 : 0;
        }

        var rows = new StreamRow[count];
        var next = 0;
        for (var i = 0; i < streams.Length; i++)
        {
            if (PartOf(streams[i], parts) == part)
            {
                rows[next++] = new StreamRow(streams[i], new ReplyEntry(columns.Kinds[i], columns.Millis[i]), columns.Shops[i]);
            }
        }

        return rows;
    }

    private static int PartOf(long stream, int parts) => (int)(unchecked((ulong)stream) % (uint)parts);
}
