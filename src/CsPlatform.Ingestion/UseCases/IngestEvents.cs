using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>
/// A stream of batches, each answered in its turn after its commit. Reading waits while a few batches are on their way.
/// </summary>
internal sealed class IngestEvents(
    Admission admission, BatchIntake intake, WriteGroups groups, IngestionMeter meter, IHostApplicationLifetime lifetime)
{
    // What an event takes on the wire, roughly: room in bytes as room in events.
    private const int UsualEventBytes = 256;

    private int open;

    internal async Task HandleAsync(
        IAsyncStreamReader<IngestEventsRequest> requests,
        IServerStreamWriter<IngestEventsResponse> responses,
        CancellationToken cancellation)
    {
        Interlocked.Increment(ref open);
        meter.StreamBegan();
        try
        {
            await ServeAsync(requests, responses, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref open);
            meter.StreamEnded();
        }
    }

    private async Task ServeAsync(
        IAsyncStreamReader<IngestEventsRequest> requests,
        IServerStreamWriter<IngestEventsResponse> responses,
        CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        using var stream = new IngestStream(admission, intake, CreditOf);
        var answering = stream.AnswerAsync(responses, ending);
        try
        {
            await stream.ReadAsync(requests, ending.Token);
        }
        catch (OperationCanceledException) when (answering.IsFaulted || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The answers tell why, or the refusal below.
        }
        finally
        {
            // Whatever ended the reading, what was taken before it is still answered.
            stream.EndReading();
            await answering;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Refusal.Unavailable("The service is stopping; open the stream again.", TimeSpan.FromSeconds(1));
        }
    }

    private int CreditOf(int unanswered, bool isHeld)
        => Credit.Of(unanswered, Math.Min(groups.Free, admission.FreeBytes / UsualEventBytes), Volatile.Read(ref open), isHeld);
}
