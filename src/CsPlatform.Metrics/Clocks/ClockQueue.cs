using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Clocks;

/// <summary>Rows of clocks that have to be looked at soon, in this process: what makes them ring to the millisecond.</summary>
internal sealed class ClockQueue(TimeProvider time)
{
    /// <summary>How far ahead the stores are read: twice as far as often.</summary>
    internal static readonly TimeSpan LookAhead = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly PriorityQueue<DueClock, long> order = new();
    private readonly Dictionary<(int, Guid), long> waiting = [];
    private TaskCompletionSource sooner = New();

    /// <summary>The service's clock, in milliseconds since 1970.</summary>
    internal long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Notes a row if it is due before the stores are read again.</summary>
    internal void PutIfNear(DueClock clock)
    {
        if (clock.At <= Now + (long)LookAhead.TotalMilliseconds)
        {
            Put([clock]);
        }
    }

    /// <summary>Notes rows; of one that is known the earlier time counts.</summary>
    internal void Put(IEnumerable<DueClock> clocks)
    {
        lock (gate)
        {
            var first = order.TryPeek(out _, out var at) ? at : long.MaxValue;
            foreach (var clock in clocks)
            {
                if (!waiting.TryGetValue((clock.Partition, clock.Id), out var known) || clock.At < known)
                {
                    waiting[(clock.Partition, clock.Id)] = clock.At;
                    order.Enqueue(clock, clock.At);
                }
            }

            if (order.TryPeek(out _, out at) && at < first)
            {
                sooner.TrySetResult();
            }
        }
    }

    /// <summary>Takes what is due, at most so many rows, earliest first.</summary>
    internal IReadOnlyList<DueClock> TakeDue(int most)
    {
        var (due, now) = (new List<DueClock>(), Now);
        lock (gate)
        {
            while (due.Count < most && order.TryPeek(out var clock, out var at) && at <= now)
            {
                order.Dequeue();
                if (waiting.TryGetValue((clock.Partition, clock.Id), out var known) && known == at)
                {
                    waiting.Remove((clock.Partition, clock.Id));
                    due.Add(clock);
                }
            }
        }

        return due;
    }

    /// <summary>Waits until something may be due, and never long: the clock may be set.</summary>
    internal async Task WaitAsync(TimeSpan most, CancellationToken cancellation)
    {
        Task sooner;
        TimeSpan delay;
        lock (gate)
        {
            this.sooner = this.sooner.Task.IsCompleted ? New() : this.sooner;
            sooner = this.sooner.Task;
            var left = order.TryPeek(out _, out var at) ? Math.Max(0, at - Now) : long.MaxValue;
            delay = left < most.TotalMilliseconds ? TimeSpan.FromMilliseconds(left) : most;
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.WhenAny(sooner, Task.Delay(delay, time, cancellation));
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
