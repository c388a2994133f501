namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// Sorts rows by their stream's number, eleven bits at a time from the lowest: time grows with the rows, not with rows times their
/// logarithm. Bits in which no two streams differ cost nothing. Rows of a stream keep their order.
/// </summary>
internal static class StreamOrder
{
    private const int DigitBits = 11;
    private const int Digits = (64 + DigitBits - 1) / DigitBits;
    private const int Values = 1 << DigitBits;

    /// <summary>The rows in order; the array given is used up.</summary>
    internal static Span<StreamRow> Sort(StreamRow[] rows)
    {
        var starts = Histogram(rows);
        var (from, to) = (rows, Array.Empty<StreamRow>());
        for (var digit = 0; digit < Digits; digit++)
        {
            var places = starts.AsSpan(digit * Values, Values);
            if (rows.Length == 0 || places[Digit(rows[0].Stream, digit)] == rows.Length)
            {
                continue;
            }

            to = to.Length == 0 ? new StreamRow[rows.Length] : to;
            Scatter(from, to, places, digit);
            (from, to) = (to, from);
        }

        return from;
    }

    private static int[] Histogram(StreamRow[] rows)
    {
        var counts = new int[Digits * Values];
        foreach (ref readonly var row in rows.AsSpan())
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Values) + Digit(row.Stream, digit)]++;
            }
        }

        return counts;
    }

    private static void Scatter(StreamRow[] from, StreamRow[] to, Span<int> places, int digit)
    {
        var place = 0;
        foreach (ref var count in places)
        {
            (count, place) = (place, place + count);
        }

        foreach (ref readonly var row in from.AsSpan())
        {
            to[places[Digit(row.Stream, digit)]++] = row;
        }
    }

    private static int Digit(long stream, int digit) => (int)((stream >>> (digit * DigitBits)) & (Values - 1));
}
