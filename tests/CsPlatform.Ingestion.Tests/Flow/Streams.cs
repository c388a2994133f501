using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Tests.Flow;

/// <summary>Sends batches over a stream of its own connection, as fast as the service reads them.</summary>
internal static class Streams
{
    /// <summary>The answers; a refusal of the stream is thrown after <paramref name="answers"/> has those before it.</summary>
    internal static async Task SendAsync(
        Service service, IEnumerable<IEnumerable<Event>> batches, List<IngestEventsResponse> answers)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var channel = service.NewChannel();
        using var call = new IngestionService.IngestionServiceClient(channel).IngestEvents(cancellationToken: limit.Token);
        var sending = Task.Run(
            async () =>
            {
                var number = 0;
                foreach (var batch in batches)
                {
                    await call.RequestStream.WriteAsync(
                        new IngestEventsRequest { BatchNumber = number++, Events = { batch } }, limit.Token);
                }

                await call.RequestStream.CompleteAsync();
            },
            limit.Token);
        while (await call.ResponseStream.MoveNext(limit.Token))
        {
            answers.Add(call.ResponseStream.Current);
        }

        await sending;
    }

    internal static async Task<List<IngestEventsResponse>> SendAsync(Service service, IEnumerable<IEnumerable<Event>> batches)
    {
        var answers = new List<IngestEventsResponse>();
        await SendAsync(service, batches, answers);
        return answers;
    }
}
