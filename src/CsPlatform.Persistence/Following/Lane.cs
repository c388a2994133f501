using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Following;

/// <summary>One partition's segments that wait to be applied. At most one worker handles a lane at a time.</summary>
internal sealed class Lane(int partition, long position, int maxRecords, ByteBudget budget)
{
    private readonly Lock gate = new();
    private readonly LinkedList<FeedSegment> waiting = [];
    private long received = position;
    private bool busy;
    private bool abandoned;
    private int shrunkTo = int.MaxValue;

    internal int Partition => partition;

    /// <summary>The last position applied.</summary>
    internal long Applied { get; private set; } = position;

    /// <summary>Consecutive failures of the batch at the front.</summary>
    internal int Failures { get; private set; }

    /// <summary>Adds what is new of a segment; true when the lane has to be handed to a worker.</summary>
    internal async Task<bool> AddAsync(FeedSegment segment, CancellationToken cancellation)
    {
        if (segment.After(received) is not { } fresh)
        {
            return false;
        }

        if (fresh.FirstPosition != received + 1)
        {
            throw new InvalidOperationException(
                $"Partition {partition} continues at {fresh.FirstPosition} after {received}: the stream has a gap.");
        }

        await budget.TakeAsync(fresh.Size, cancellation);
        lock (gate)
        {
            received = fresh.LastPosition;
            if (abandoned)
            {
                budget.Return(fresh.Size);
                return false;
            }

            waiting.AddLast(fresh);
            return !busy && (busy = true);
        }
    }

    /// <summary>
    /// The front, up to the most records of a batch, as one segment. It stays in the lane until <see cref="Done"/>.
    /// </summary>
    internal FeedSegment Peek()
    {
        lock (gate)
        {
            var parts = new List<FeedSegment>();
            var room = Math.Min(maxRecords, shrunkTo);
            for (var node = waiting.First; node is not null && room > 0; node = node.Next)
            {
                parts.Add(node.Value.Take(room));
                room -= parts[^1].Records.Count;
            }

            return FeedSegment.Join(parts);
        }
    }

    /// <summary>Removes an applied batch; true when more waits and the lane needs a worker again.</summary>
    internal bool Done(FeedSegment batch)
    {
        lock (gate)
        {
            Applied = batch.LastPosition;
            Failures = 0;
            shrunkTo = shrunkTo >= maxRecords ? int.MaxValue : shrunkTo * 2;
            while (waiting.First is { } first && first.Value.FirstPosition <= Applied)
            {
                waiting.RemoveFirst();
                if (first.Value.After(Applied) is { } rest)
                {
                    waiting.AddFirst(rest);
                }
            }

            budget.Return(batch.Size);
            return busy = waiting.Count > 0;
        }
    }

    /// <summary>
    /// Notes that the front failed. The next try takes half of it, so that in the end the one bad record stands alone.
    /// </summary>
    internal void Failed(FeedSegment batch)
    {
        lock (gate)
        {
            Failures = batch.Records.Count > 1 ? 0 : Failures + 1;
            shrunkTo = Math.Max(1, batch.Records.Count / 2);
        }
    }

    /// <summary>Gives up what waits. The lane stays with its worker, so nothing is handed out again.</summary>
    internal void Abandon()
    {
        lock (gate)
        {
            foreach (var segment in waiting)
            {
                budget.Return(segment.Size);
            }

            waiting.Clear();
            abandoned = true;
        }
    }
}
