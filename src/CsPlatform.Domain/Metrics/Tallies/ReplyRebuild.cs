namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// Counts a reply metric from raw entries in one go: brings each unit's entries together by sorting on the unit's number, digit by
/// digit, orders the few entries of a unit by time and walks them. Gives what a <see cref="ReplyTally"/> gives that took them one
/// by one.
/// </summary>
public static class ReplyRebuild
{
    /// <summary>The facts of all entries.</summary>
    public static ReplyFacts Count(ReplyColumns columns, ReplyTerms terms) => Count(columns, terms, part: 0, parts: 1);

    /// <summary>
    /// The facts of one part of the units, such that the facts of parts 0 … parts − 1 add up to those of all: for a thread each.
    /// </summary>
    public static ReplyFacts Count(ReplyColumns columns, ReplyTerms terms, int part, int parts)
    {
        var rows = UnitOrder.Sort(Select(columns, part, parts));
        var facts = new ReplyFacts();
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && rows[end].Unit == rows[start].Unit)
            {
                end++;
            }

            var share = Share(rows[start..end], terms);
            if (share.Units > 0)
            {
                facts.Add(rows[start].Shop, share);
            }

            start = end;
        }

        return facts;
    }

    private static ReplyShare Share(Span<UnitRow> rows, in ReplyTerms terms)
    {
        Order(rows);
        var unit = ReplyUnit.Empty;
        foreach (ref readonly var row in rows)
        {
            unit.Add(terms, row.Entry);
        }

        return unit.Share(terms);
    }

    private static void Order(Span<UnitRow> rows)
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

    private static UnitRow[] Select(ReplyColumns columns, int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        var units = columns.Units;
        var count = 0;
        foreach (var unit in units)
        {
            count += PartOf(unit, parts) == part ? 1 : 0;
        }

        var rows = new UnitRow[count];
        var next = 0;
        for (var i = 0; i < units.Length; i++)
        {
            if (PartOf(units[i], parts) == part)
            {
                rows[next++] = new UnitRow(units[i], new ReplyEntry(columns.Kinds[i], columns.Millis[i]), columns.Shops[i]);
            }
        }

        return rows;
    }

    private static int PartOf(long unit, int parts) => (int)(unchecked((ulong)unit) % (uint)parts);
}
