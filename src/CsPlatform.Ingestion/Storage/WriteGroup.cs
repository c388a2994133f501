using System.Threading.Channels;
using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.V1;
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
    private bool duplicatesExpected;

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
                while (Gather(options.TransactionEvents) is { Count: > 0 } slices)
                {
                    await WriteAsync(slices, cancellation);
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

            Gather(int.MaxValue).ForEach(slice => slice.Request.Fail(Stopping()));
        }
    }

    private static RpcException Stopping()
        => Refusal.Unavailable("The service is stopping; send the batch again.", TimeSpan.FromSeconds(1));

    private List<WriteSlice> Gather(int most)
    {
        List<WriteSlice> slices;
        do
        {
            lock (gate)
            {
                slices = queue.Gather(most);
            }

            if (slices.Count == 0)
            {
                return slices;
            }

            Room.Return(slices.Sum(slice => slice.Count));
            slices.RemoveAll(IsRefused);
        }
        while (slices.Count == 0);
        return slices;
    }

    private static bool IsRefused(WriteSlice slice)
    {
        if (slice.Request.Order.IsBroken)
        {
            slice.Request.Fail(Refusal.Unavailable(
                "An earlier batch of this stream was not stored; send again from that one.", TimeSpan.FromMilliseconds(100)));
            return true;
        }

        return false;
    }

    private async Task WriteAsync(List<WriteSlice> slices, CancellationToken cancellation)
    {
        try
        {
            await StoreAsync(slices, cancellation);
        }
        catch (Exception e) when (slices.Count > 1
            && e is not TransactionFailedException
            && !cancellation.IsCancellationRequested)
        {
            // Something about one request is wrong: alone, it fails alone, and what comes behind it in its stream is refused.
            logger.LogWarning(e, "{Count} batches could not be stored together; storing them one by one", slices.Count);
            foreach (var slice in slices)
            {
                if (!IsRefused(slice))
                {
                    await WriteAsync([slice], cancellation);
                }
            }
        }
        catch (Exception e)
        {
            var failure = cancellation.IsCancellationRequested ? Stopping() : e;
            slices.ForEach(slice => slice.Request.Fail(failure));
        }
    }

    private async Task StoreAsync(List<WriteSlice> slices, CancellationToken cancellation)
    {
        PreparedEvent[] events = [.. slices.SelectMany(slice => slice.Events)];
        var started = meter.Now;
        var verdicts = await store.StoreAsync(events, duplicatesExpected, cancellation);
        meter.Committed(events.Length, started);
        duplicatesExpected = Array.Exists(verdicts, verdict => verdict.Outcome is not ItemOutcome.Accepted);
        var start = 0;
        foreach (var slice in slices)
        {
            slice.Request.Complete(slice.Start, verdicts.AsSpan(start, slice.Count));
            start += slice.Count;
        }
    }
}
