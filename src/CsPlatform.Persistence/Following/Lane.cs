using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Following;

/// <summary>
/// One partition's segments that wait to be applied. At most one worker handles a lane at a time. What is covered without records needs
/// no application: it counts as applied as soon as nothing waits before it, and the stored cursor follows later.
/// </summary>
internal sealed class Lane(int partition, long position, int maxRecords, ByteBudget budget)
{
    private readonly Lock gate = new();
    private readonly LinkedList<FeedSegment> waiting = [];
    private long received = position;
    private bool busy;
    private int shrunkTo = int.MaxValue;

    internal int Partition => partition;

    /// <summary>Everything up to here is applied, or needs no application.</summary>
    internal long Applied { get; private set; } = position;

    /// <summary>The position that the database has; only who holds the lane may ask.</summary>
    internal long Stored { get; private set; } = position;

    /// <summary>Consecutive failures of the single record at the front.</summary>
    internal int Failures { get; private set; }

    /// <summary>
    /// Whether it is applied in transactions of its own, because something in it failed, or in something applied with it; until a whole batch of it
    /// goes well.
    /// </summary>
    internal bool IsApart
    {
        get
        {
            lock (gate)
            {
                return shrunkTo != int.MaxValue;
            }
        }
    }

    /// <summary>Adds what is new of a segment; true when the lane has to be handed to a worker.</summary>
    internal async Task<bool> AddAsync(FeedSegment segment, CancellationToken cancellation)
    {
        if (segment.Behind(received) is not { } fresh)
        {
            return false;
        }

        if (fresh.After != received)
        {
            throw new InvalidOperationException(
                $"Partition {partition} continues at {fresh.After + 1} after {received}: the stream has a gap.");
        }

        await budget.TakeAsync(fresh.Size, cancellation);
        lock (gate)
        {
            received = fresh.CoveredTo;
            if (fresh.Records.Count == 0)
            {
                Cover(fresh.CoveredTo);
                return false;
            }

            waiting.AddLast(fresh);
            return !busy && (busy = true);
        }
    }

    /// <summary>
    /// The front, up to so many records, as one segment. It stays in the lane until <see cref="Done"/>.
    /// </summary>
    internal FeedSegment Peek(int most)
    {
        lock (gate)
        {
            var parts = new List<FeedSegment>();
            var room = Math.Min(most, shrunkTo);
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
            Stored = batch.CoveredTo;
            Failures = 0;
            shrunkTo = shrunkTo >= maxRecords ? int.MaxValue : shrunkTo * 2;
            budget.Return(batch.Size);
            Applied = batch.CoveredTo;
            while (waiting.First is { } first && first.Value.After < Applied)
            {
                waiting.RemoveFirst();
                if (first.Value.Behind(Applied) is { Records.Count: > 0 } rest)
                {
                    waiting.AddFirst(rest);
                }
                else
                {
                    Applied = Math.Max(Applied, first.Value.CoveredTo);
                }
            }

            return busy = waiting.Count > 0;
        }
    }

    /// <summary>
    /// Takes hold of a lane in which nothing waits although its stored cursor is behind; what has to be stored, or null.
    /// </summary>
    internal CursorMove? HoldToStore()
    {
        lock (gate)
        {
            if (busy || Stored == Applied)
            {
                return null;
            }

            busy = true;
            return new CursorMove(partition, Stored, Applied);
        }
    }

    /// <summary>Lets go of a lane held to be stored; true when something has come that needs a worker.</summary>
    internal bool StoredTo(long to)
    {
        lock (gate)
        {
            Stored = to;
            return busy = waiting.Count > 0;
        }
    }

    /// <summary>Notes that the front failed together with other lanes': the next try is of its own.</summary>
    internal void SetApart()
    {
        lock (gate)
        {
            shrunkTo = Math.Min(shrunkTo, maxRecords);
        }
    }

    /// <summary>
    /// Notes that the front failed by itself. The next try takes half of it, so that in the end the one bad record stands alone.
    /// </summary>
    internal void Failed(FeedSegment batch)
    {
        lock (gate)
        {
            Failures = batch.Records.Count > 1 ? 0 : Failures + 1;
            shrunkTo = Math.Max(1, batch.Records.Count / 2);
        }
    }

    private void Cover(long to)
    {
        if (waiting.Last is { } last)
        {
            last.Value = last.Value with { CoveredTo = to };
        }
        else
        {
            Applied = to;
        }
    }
}
