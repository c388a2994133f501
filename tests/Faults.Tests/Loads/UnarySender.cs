using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace Faults.Tests.Loads;

/// <summary>Sends one batch after the other, each until it is answered.</summary>
internal sealed class UnarySender(Outbox outbox, Func<Uri> address, Outages outages, int seed) : ISender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Random random = new(seed);

    public void Stop() => outbox.Stop();

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (outbox.Next() is { } batch)
        {
            for (var isAnswered = false; !isAnswered;)
            {
                cancellation.ThrowIfCancellationRequested();
                isAnswered = await TryAsync(batch, cancellation);
            }

            await Task.Delay(random.Next(20), cancellation);
        }
    }

    private async Task<bool> TryAsync(SentBatch batch, CancellationToken cancellation)
    {
        using var channel = Calls.Open(address());
        try
        {
            var response = await new IngestionService.IngestionServiceClient(channel).SubmitEventsAsync(
                batch.ToSubmission(), deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation);
            outbox.Answered(batch, response.Results);
            return true;
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            outages.Note(e);
            batch.Sendings++;
            await Task.Delay(random.Next(10, 60), cancellation);
            return false;
        }
    }
}
