using CsPlatform.Ingestion.V1;
using Grpc.Net.Client;

namespace Benchmarks.Ingestion;

/// <summary>Sends prepared batches over several streams at once and waits for every acknowledgement.</summary>
internal static class Sending
{
    internal static async Task RunAsync(Uri address, IngestEventsRequest[][] streams)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var client = new IngestionService.IngestionServiceClient(channel);
        await Task.WhenAll(streams.Select(batches => SendAsync(client, batches)));
    }

    private static async Task SendAsync(IngestionService.IngestionServiceClient client, IngestEventsRequest[] batches)
    {
        using var call = client.IngestEvents();
        var acknowledging = Task.Run(async () =>
        {
            var accepted = 0;
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                accepted += call.ResponseStream.Current.Results.Count(result => result.Outcome is ItemOutcome.Accepted);
            }

            return accepted;
        });
        foreach (var batch in batches)
        {
            await call.RequestStream.WriteAsync(batch);
        }

        await call.RequestStream.CompleteAsync();
        if (await acknowledging != batches.Sum(batch => batch.Events.Count))
        {
            throw new InvalidOperationException("Not every event was accepted: the figures would mean nothing.");
        }
    }
}
