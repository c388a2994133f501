using System.Threading.Channels;
using CsPlatform.Ingestion.Flow;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// One writer for a share of the partitions. While a transaction commits, the next one's events gather: the more senders, the
/// fewer commits each of them costs. A transaction takes a bounded number of events, in turns from every stream that waits.
/// </summary>
internal sealed class WriteGroup(EventStore store, IngestionOptions options, IngestionMeter meter, ILogger logger)
{
    private readonly Lock gate = new();
    private readonly FairQueue queue = new(options.TurnEvents);
    private readonly Channel<bool> added = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private bool isClosed;

    /// <summary>Room for events that wait. Whoever enqueues takes it first; it is given back when a transaction takes them.</summary>
    internal Room Room { get; } = new(options.QueuedEvents, options.TurnEvents);

    /// <summary>Queues a request for whose events room was taken.</summary>
    internal void Enqueue(WriteRequest request)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                queue.Add(request);
                added.Writer.TryWrite(true);
                return;
            }
        }

        Room.Return(request.Events.Count);
        request.Fail(Stopping());
    }

    /// <summary>Writes until cancelled; what waits then is refused.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await added.Reader.WaitToReadAsync(cancellation))
            {
                added.Reader.TryRead(out _);
                while (Gather(options.TransactionEvents) is { Count: > 0 } requests)
                {
                    await WriteAsync(requests, cancellation);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lock (gate)
            {
                isClosed = true;
            }

            Gather(int.MaxValue).ForEach(request => request.Fail(Stopping()));
        }
    }

    private static RpcException Stopping()
        => Refusal.Unavailable("The service is stopping; send the batch again.", TimeSpan.FromSeconds(1));

    private static bool IsRefused(WriteRequest request)
    {
        if (request.Order.IsBroken)
        {
            request.Fail(Refusal.Unavailable(
                "An earlier batch of this stream was not stored; send again from that one.", TimeSpan.FromMilliseconds(100)));
            return true;
        }

        return false;
    }

    private List<WriteRequest> Gather(int events)
    {
        List<WriteRequest> requests;
        do
        {
            lock (gate)
            {
                requests = queue.Gather(events);
            }

            if (requests.Count == 0)
            {
                return requests;
            }

            Room.Return(requests.Sum(request => request.Events.Count));
            requests.RemoveAll(IsRefused);
        }
        while (requests.Count == 0);
        return requests;
    }

    private async Task WriteAsync(List<WriteRequest> requests, CancellationToken cancellation)
    {
        try
        {
            await StoreAsync(requests, cancellation);
        }
        catch (Exception e) when (requests.Count > 1
            && e is not TransactionFailedException
            && !cancellation.IsCancellationRequested)
        {
            // Something about one request is wrong: alone, it fails alone, and what comes behind it in its stream is refused.
            logger.LogWarning(e, "{Count} batches could not be stored together; storing them one by one", requests.Count);
            foreach (var request in requests)
            {
                if (!IsRefused(request))
                {
                    await WriteAsync([request], cancellation);
                }
            }
        }
        catch (Exception e)
        {
            var failure = cancellation.IsCancellationRequested ? Stopping() : e;
            requests.ForEach(request => request.Fail(failure));
        }
    }

    private async Task StoreAsync(List<WriteRequest> requests, CancellationToken cancellation)
    {
        var events = requests.Count == 1 ? requests[0].Events : [.. requests.SelectMany(request => request.Events)];
        var started = meter.Now;
        var verdicts = await store.StoreAsync(events, cancellation);
        meter.Committed(events.Count, started);
        var start = 0;
        foreach (var request in requests)
        {
            request.Complete(verdicts[start..(start + request.Events.Count)]);
            start += request.Events.Count;
        }
    }
}
