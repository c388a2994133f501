using System.Threading.Channels;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>
/// A stream of batches, each answered in its turn after its commit. Reading waits while a few batches are on their way.
/// </summary>
internal sealed class IngestEvents(BatchIntake intake, IHostApplicationLifetime lifetime)
{
    internal async Task HandleAsync(
        IAsyncStreamReader<IngestEventsRequest> requests,
        IServerStreamWriter<IngestEventsResponse> responses,
        CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        using var slots = new SemaphoreSlim(Limits.BatchesInFlight);
        var pending = Channel.CreateUnbounded<(long Number, Task<IReadOnlyList<ItemResult>> Results)>();
        var answering = AnswerAsync(pending.Reader, responses, slots, ending);
        try
        {
            await ReadAsync(requests, pending.Writer, slots, ending.Token);
        }
        catch (OperationCanceledException) when (answering.IsFaulted || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The answers tell why, or the refusal below.
        }
        finally
        {
            // Whatever ended the reading, what was taken before it is still answered.
            pending.Writer.Complete();
            await answering;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Refusal.Unavailable("The service is stopping; open the stream again.", TimeSpan.FromSeconds(1));
        }
    }

    private static async Task AnswerAsync(
        ChannelReader<(long Number, Task<IReadOnlyList<ItemResult>> Results)> pending,
        IServerStreamWriter<IngestEventsResponse> responses,
        SemaphoreSlim slots,
        CancellationTokenSource ending)
    {
        try
        {
            await foreach (var (number, results) in pending.ReadAllAsync(CancellationToken.None))
            {
                await responses.WriteAsync(new IngestEventsResponse { BatchNumber = number, Results = { await results } });
                slots.Release();
            }
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private async Task ReadAsync(
        IAsyncStreamReader<IngestEventsRequest> requests,
        ChannelWriter<(long Number, Task<IReadOnlyList<ItemResult>> Results)> pending,
        SemaphoreSlim slots,
        CancellationToken cancellation)
    {
        var order = new SendingOrder();
        await slots.WaitAsync(cancellation);
        while (await requests.MoveNext(cancellation))
        {
            var request = requests.Current;
            BatchRules.RefuseTooMany(request.Events.Count, $"Batch {request.BatchNumber}");
            var results = await intake.TakeAsync(request.Events, order, cancellation);
            pending.TryWrite((request.BatchNumber, results));
            await slots.WaitAsync(cancellation);
        }
    }
}
