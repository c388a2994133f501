using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

/// <summary>
/// Sends batches under one session and loses the connection wherever it is told to: then it sends again whatever was not answered,
/// as the contract asks of a sender.
/// </summary>
internal sealed class ResumingSender(string session, IReadOnlyList<IReadOnlyList<Event>> batches)
{
    private readonly List<IngestEventsResponse> answers = [];

    internal IReadOnlyList<IngestEventsResponse> Answers => answers;

    internal bool IsDone => answers.Count == batches.Count;

    /// <summary>
    /// Runs one stream: sends up to <paramref name="ahead"/> batches beyond what is answered, and cuts it after
    /// <paramref name="answersToTake"/> answers.
    /// </summary>
    internal async Task RunAsync(IngestionService.IngestionServiceClient client, int answersToTake, int ahead)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        using var call = client.IngestEvents(cancellationToken: cut.Token);
        var until = Math.Min(batches.Count, answers.Count + answersToTake);
        for (var next = answers.Count; next < Math.Min(batches.Count, until + ahead); next++)
        {
            await call.RequestStream.WriteAsync(new IngestEventsRequest
            {
                SessionId = session,
                BatchNumber = next,
                Events = { batches[next] },
            });
            if (next - answers.Count >= 3)
            {
                await TakeAsync(call, until, cut.Token);
            }
        }

        while (answers.Count < until)
        {
            await TakeAsync(call, until, cut.Token);
        }

        await cut.CancelAsync();
    }

    private async Task TakeAsync(
        AsyncDuplexStreamingCall<IngestEventsRequest, IngestEventsResponse> call, int until, CancellationToken cancellation)
    {
        if (answers.Count < until)
        {
            Assert.True(await call.ResponseStream.MoveNext(cancellation));
            Assert.Equal(answers.Count, call.ResponseStream.Current.BatchNumber);
            answers.Add(call.ResponseStream.Current);
        }
    }
}
