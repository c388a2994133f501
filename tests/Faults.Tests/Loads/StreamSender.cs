using System.Collections.Concurrent;
using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace Faults.Tests.Loads;

/// <summary>Sends over a stream with a few batches unanswered; leaves in the middle now and then, as a crashing client does.</summary>
internal sealed class StreamSender(Outbox outbox, Func<Uri> address, Outages outages, int seed) : ISender
{
    private const int MostOnTheWire = 4;
    private const int LeavesOneIn = 80;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Random random = new(seed);

    public void Stop() => outbox.Stop();

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var isDone = false; !isDone;)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                isDone = await StreamAsync(cancellation);
            }
            catch (RpcException e) when (!cancellation.IsCancellationRequested)
            {
                outages.Note(e);
                await Task.Delay(random.Next(10, 60), cancellation);
            }
        }
    }

    // True when all there is to say was said and answered.
    private async Task<bool> StreamAsync(CancellationToken cancellation)
    {
        using var channel = Calls.Open(address());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = new IngestionService.IngestionServiceClient(channel).IngestEvents(cancellationToken: ending.Token);
        using var room = new SemaphoreSlim(MostOnTheWire);
        var onTheWire = new ConcurrentQueue<SentBatch>();
        ending.CancelAfter(Patience);
        var writing = WriteAsync(call.RequestStream, onTheWire, room, ending);
        try
        {
            while (await call.ResponseStream.MoveNext(ending.Token))
            {
                ending.CancelAfter(Patience);
                Take(call.ResponseStream.Current, onTheWire);
                room.Release();
            }
        }
        finally
        {
            await ending.CancelAsync();
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return writing is { IsCompletedSuccessfully: true, Result: true } && onTheWire.IsEmpty;
    }

    private void Take(IngestEventsResponse response, ConcurrentQueue<SentBatch> onTheWire)
    {
        if (!onTheWire.TryDequeue(out var batch) || batch.Number != response.BatchNumber)
        {
            throw new InvalidOperationException($"Batch {response.BatchNumber} was answered instead of {batch?.Number}.");
        }

        outbox.Answered(batch, response.Results);
    }

    // True when everything was written; false when the sender left before.
    private async Task<bool> WriteAsync(
        IClientStreamWriter<IngestEventsRequest> stream,
        ConcurrentQueue<SentBatch> onTheWire,
        SemaphoreSlim room,
        CancellationTokenSource ending)
    {
        foreach (var batch in outbox.Unanswered())
        {
            await WriteAsync(stream, batch, onTheWire, room, ending.Token);
        }

        while (outbox.Next() is { } batch)
        {
            await WriteAsync(stream, batch, onTheWire, room, ending.Token);
            if (random.Next(LeavesOneIn) == 0)
            {
                await ending.CancelAsync();
                return false;
            }

            await Task.Delay(random.Next(8), ending.Token);
        }

        await stream.CompleteAsync();
        return true;
    }

    private static async Task WriteAsync(
        IClientStreamWriter<IngestEventsRequest> stream,
        SentBatch batch,
        ConcurrentQueue<SentBatch> onTheWire,
        SemaphoreSlim room,
        CancellationToken cancellation)
    {
        await room.WaitAsync(cancellation);
        onTheWire.Enqueue(batch);
        await stream.WriteAsync(batch.ToRequest(), cancellation);
    }
}
