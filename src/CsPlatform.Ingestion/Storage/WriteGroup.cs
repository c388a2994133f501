using System.Threading.Channels;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// One writer for a share of the partitions. While a transaction commits, the next one's events gather: the more senders, the
/// fewer commits each of them costs.
/// </summary>
internal sealed class WriteGroup(EventStore store, int queuedEvents, int transactionEvents, ILogger logger)
{
    private readonly Channel<WriteRequest> queue = Channel.CreateUnbounded<WriteRequest>(new() { SingleReader = true });
    private readonly QueueRoom room = new(queuedEvents);
    private bool duplicatesExpected;

    /// <summary>Queues a request unless the group has too much to do.</summary>
    internal bool TryEnqueue(WriteRequest request) => room.TryTake(request.Events.Count) && queue.Writer.TryWrite(request);

    /// <summary>Queues a request as soon as there is room.</summary>
    internal async Task EnqueueAsync(WriteRequest request, CancellationToken cancellation)
    {
        await room.TakeAsync(request.Events.Count, cancellation);
        queue.Writer.TryWrite(request);
    }

    /// <summary>Writes until cancelled; what waits then is refused.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancellation))
            {
                await WriteAsync(Gather(), cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            foreach (var request in Gather(int.MaxValue))
            {
                request.Fail(Refusal.Unavailable("The service is stopping; send the batch again.", TimeSpan.FromSeconds(1)));
            }
        }
    }

    private List<WriteRequest> Gather() => Gather(transactionEvents);

    private List<WriteRequest> Gather(int most)
    {
        var requests = new List<WriteRequest>();
        for (var events = 0; events < most && queue.Reader.TryRead(out var request); events += request.Events.Count)
        {
            room.Return(request.Events.Count);
            if (request.IsOutOfOrder)
            {
                request.Fail(Refusal.Unavailable(
                    "An earlier batch of this stream was not stored; send again from that one.", TimeSpan.FromMilliseconds(100)));
                continue;
            }

            requests.Add(request);
        }

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
            // Something about one request is wrong: alone, it fails alone.
            logger.LogWarning(e, "{Count} batches could not be stored together; storing them one by one", requests.Count);
            foreach (var request in requests)
            {
                await WriteAsync([request], cancellation);
            }
        }
        catch (Exception e)
        {
            requests.ForEach(request => request.Fail(e));
        }
    }

    private async Task StoreAsync(List<WriteRequest> requests, CancellationToken cancellation)
    {
        var events = requests.Count == 1 ? requests[0].Events : [.. requests.SelectMany(request => request.Events)];
        if (events.Count == 0)
        {
            return;
        }

        var verdicts = await store.StoreAsync(events, duplicatesExpected, cancellation);
        duplicatesExpected = Array.Exists(verdicts, verdict => verdict.Outcome is not ItemOutcome.Accepted);
        var start = 0;
        foreach (var request in requests)
        {
            request.Complete(verdicts[start..(start + request.Events.Count)]);
            start += request.Events.Count;
        }
    }
}
