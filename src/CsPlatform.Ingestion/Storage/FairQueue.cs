namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// What waits to be written, a line per stream. Transactions take turns between the lines, some events from each, so that a short
/// line never waits for a long one; within a line the order stays. Not for several threads at once.
/// </summary>
internal sealed class FairQueue(int turnEvents)
{
    private readonly Dictionary<SendingOrder, Line> lines = [];
    private readonly Queue<Line> turns = [];

    internal bool IsEmpty => turns.Count == 0;

    internal void Add(WriteRequest request)
    {
        if (!lines.TryGetValue(request.Order, out var line))
        {
            lines.Add(request.Order, line = new Line(request.Order));
            turns.Enqueue(line);
        }

        line.Requests.Enqueue(request);
    }

    /// <summary>
    /// The requests of the next transaction: turns are taken until it has so many events, one request at least when any waits. The last
    /// turn may go over it.
    /// </summary>
    internal List<WriteRequest> Gather(int events)
    {
        var gathered = new List<WriteRequest>();
        for (var count = 0; count < events && turns.TryDequeue(out var line);)
        {
            // What a turn leaves over is kept for the line's next one, so large requests get no more than small ones.
            line.Deficit += turnEvents;
            while (line.Requests.TryPeek(out var request) && (request.Events.Count <= line.Deficit || turns.Count == 0))
            {
                gathered.Add(line.Requests.Dequeue());
                line.Deficit -= request.Events.Count;
                count += request.Events.Count;
                if (count >= events)
                {
                    break;
                }
            }

            Requeue(line);
        }

        return gathered;
    }

    private void Requeue(Line line)
    {
        if (line.Requests.Count == 0)
        {
            lines.Remove(line.Order);
            return;
        }

        // What it took while it was alone it owes to nobody, and more than its largest request needs no saving.
        line.Deficit = Math.Clamp(line.Deficit, 0, Limits.PartEvents);
        turns.Enqueue(line);
    }

    private sealed class Line(SendingOrder order)
    {
        internal SendingOrder Order => order;

        internal Queue<WriteRequest> Requests { get; } = [];

        internal int Deficit { get; set; }
    }
}
