using CsPlatform.Ingestion.V1;
using Grpc.Net.Client;

namespace Benchmarks.Metrics;

/// <summary>Sends batches over several streams at once, a shop always over the same one, and waits for every acknowledgement.</summary>
internal static class Sending
{
    private const int Streams = 4;
    private const int Window = 8;

    internal static async Task RunAsync(GrpcChannel channel, IEnumerable<IngestEventsRequest> batches)
    {
        var client = new IngestionService.IngestionServiceClient(channel);
        var streams = Enumerable.Range(0, Streams).Select(_ => System.Threading.Channels.Channel.CreateBounded<IngestEventsRequest>(Window)).ToList();
        var sending = Task.WhenAll(streams.Select(stream => SendAsync(client, stream.Reader)));
        foreach (var batch in batches)
        {
            foreach (var part in batch.Events.GroupBy(item => item.Shop.ShopId[^1] % Streams))
            {
                await streams[part.Key].Writer.WriteAsync(new IngestEventsRequest { BatchNumber = batch.BatchNumber, Events = { part } });
            }
        }

        streams.ForEach(stream => stream.Writer.Complete());
        await sending;
    }

    private static async Task SendAsync(
        IngestionService.IngestionServiceClient client, System.Threading.Channels.ChannelReader<IngestEventsRequest> batches)
    {
        using var call = client.IngestEvents();
        var acknowledging = Task.Run(async () =>
        {
            var accepted = 0L;
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                accepted += call.ResponseStream.Current.Results.Count(result => result.Outcome is ItemOutcome.Accepted);
            }

            return accepted;
        });
        var sent = 0L;
        await foreach (var batch in batches.ReadAllAsync())
        {
            await call.RequestStream.WriteAsync(batch);
            sent += batch.Events.Count;
        }

        await call.RequestStream.CompleteAsync();
        if (await acknowledging != sent)
        {
            throw new InvalidOperationException("Not every event was accepted: the figures would mean nothing.");
        }
    }
}
