using System.Threading.Channels;
using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using Grpc.Core;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>One stream of batches while it lasts: one side reads, the other answers.</summary>
internal sealed class IngestStream(Admission admission, BatchIntake intake, Func<int, bool, int> creditOf) : IDisposable
{
    private readonly SendingOrder order = new();
    private readonly SemaphoreSlim slots = new(Limits.BatchesInFlight);
    private readonly Channel<Taken> pending = Channel.CreateUnbounded<Taken>(new() { SingleReader = true, SingleWriter = true });
    private int unanswered;
    private volatile bool isHeld;

    public void Dispose() => slots.Dispose();

    /// <summary>Nothing more is read: the answers end with the last batch that was taken.</summary>
    internal void EndReading() => pending.Writer.Complete();

    /// <summary>Reads batches while few of them are on their way and the service has room.</summary>
    internal async Task ReadAsync(IAsyncStreamReader<IngestEventsRequest> requests, CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation);
        await admission.WaitForRoomAsync(cancellation);
        while (await requests.MoveNext(cancellation))
        {
            await TakeAsync(requests.Current, cancellation);
            await slots.WaitAsync(cancellation);
            await admission.WaitForRoomAsync(cancellation);
        }
    }

    /// <summary>Answers each batch in its turn after its commit.</summary>
    internal async Task AnswerAsync(IServerStreamWriter<IngestEventsResponse> responses, CancellationTokenSource ending)
    {
        try
        {
            await foreach (var batch in pending.Reader.ReadAllAsync(CancellationToken.None))
            {
                var results = await batch.Results;
                var left = Interlocked.Add(ref unanswered, -batch.Events);
                await responses.WriteAsync(new IngestEventsResponse
                {
                    BatchNumber = batch.Number,
                    Results = { results },
                    Credit = creditOf(left, isHeld),
                });
                slots.Release();
            }
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private async Task TakeAsync(IngestEventsRequest request, CancellationToken cancellation)
    {
        var events = request.Events;
        BatchRules.RefuseTooMany(events.Count, $"Batch {request.BatchNumber}");
        BatchRules.RefuseFaultyName("session_id", request.SessionId);
        var claim = Claims.OfBatch(request.SessionId, request.BatchNumber);
        (var admitted, isHeld) = await admission.AdmitAsync(events, request.CalculateSize(), cancellation);
        Interlocked.Add(ref unanswered, events.Count);
        var results = await intake.TakeAsync(events, order, admitted, cancellation, claim: claim);
        pending.Writer.TryWrite(new Taken(request.BatchNumber, events.Count, results));
    }

    private readonly record struct Taken(long Number, int Events, Task<IReadOnlyList<ItemResult>> Results);
}
