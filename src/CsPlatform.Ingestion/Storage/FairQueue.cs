namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// What waits to be written, a line per stream. Transactions take turns between the lines, a turn's worth of events from each, so
/// that a short line never waits for a long one; within a line the order stays. Not for several threads at once.
/// </summary>
internal sealed class FairQueue(int turnEvents)
{
    private readonly Dictionary<SendingOrder, Queue<WriteRequest>> lines = [];
    private readonly Queue<SendingOrder> turns = [];

    internal bool IsEmpty => turns.Count == 0;

    internal void Add(WriteRequest request)
    {
        if (!lines.TryGetValue(request.Order, out var line))
        {
            lines.Add(request.Order, line = []);
            turns.Enqueue(request.Order);
        }

        line.Enqueue(request);
    }

    /// <summary>The events of the next transaction, at most so many; at least one request's when any waits.</summary>
    internal List<WriteSlice> Gather(int most)
    {
        var slices = new List<WriteSlice>();
        // Where a line's last slice stands, so that a line with several turns makes one slice of a request and not many.
        var last = new Dictionary<SendingOrder, int>();
        while (most > 0 && turns.TryDequeue(out var order))
        {
            var line = lines[order];
            most -= TakeTurn(line, Math.Min(turnEvents, most), slices, last);
            if (line.Count > 0)
            {
                turns.Enqueue(order);
            }
            else
            {
                lines.Remove(order);
            }
        }

        return slices;
    }

    private static int TakeTurn(Queue<WriteRequest> line, int most, List<WriteSlice> slices, Dictionary<SendingOrder, int> last)
    {
        var room = most;
        while (room > 0 && line.TryPeek(out var request))
        {
            var slice = request.Take(room);
            room -= slice.Count;
            if (last.TryGetValue(request.Order, out var at) && slices[at].Request == request)
            {
                slices[at] = slices[at] with { Count = slices[at].Count + slice.Count };
            }
            else
            {
                last[request.Order] = slices.Count;
                slices.Add(slice);
            }

            if (request.Left == 0)
            {
                line.Dequeue();
            }
        }

        return most - room;
    }
}
