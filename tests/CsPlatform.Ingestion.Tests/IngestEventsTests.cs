using System.Net;
using System.Net.Http.Headers;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class IngestEventsTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Batches_are_answered_in_their_order_and_a_shops_events_keep_theirs()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var answers = await StreamAsync(service, Enumerable.Range(0, 40).Select(batch => Events.Messages(50, from: batch * 50)));
        Assert.Equal(Enumerable.Range(0, 40).Select(n => (long)n), answers.Select(answer => answer.BatchNumber));
        Assert.Equal(
            Enumerable.Range(1, 2000).Select(n => (long)n),
            answers.SelectMany(answer => answer.Results).Select(result => result.Position));
    }

    [Fact]
    public async Task Senders_that_race_with_the_same_ids_are_accepted_once_between_them()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var senders = Enumerable.Range(0, 6).Select(async sender =>
        {
            using var channel = service.NewChannel();
            var client = new IngestionService.IngestionServiceClient(channel);
            var batches = Enumerable.Range(0, 20).Select(batch => Enumerable.Range(0, 30)
                .Select(n => Events.Message($"m-{(batch * 30) + n}", $"shop-{n % 7}", sender == 5 ? "other" : "same")));
            return await StreamAsync(client, batches);
        });
        var results = (await Task.WhenAll(senders)).SelectMany(answers => answers).SelectMany(answer => answer.Results).ToList();

        Assert.Equal(600, results.Count(result => result.Outcome is ItemOutcome.Accepted));
        Assert.Equal(3600, results.Count);
        Assert.DoesNotContain(results, result => result.Outcome is ItemOutcome.Rejected);
        Assert.Equal(600, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        Assert.Equal(600, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));
    }

    [Fact]
    public async Task After_a_stream_was_cut_sending_all_of_it_again_stores_the_rest_once()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using (var cut = new CancellationTokenSource())
        {
            using var call = service.Client.IngestEvents(cancellationToken: cut.Token);
            await call.RequestStream.WriteAsync(new IngestEventsRequest { Events = { Events.Messages(100) } });
            await call.RequestStream.WriteAsync(new IngestEventsRequest { Events = { Events.Messages(100, from: 100) } });
            Assert.True(await call.ResponseStream.MoveNext(cut.Token));
            await cut.CancelAsync();
        }

        var answers = await StreamAsync(service, Enumerable.Range(0, 5).Select(batch => Events.Messages(100, from: batch * 100)));
        var results = answers.SelectMany(answer => answer.Results).ToList();
        Assert.All(results.Take(100), result => Assert.Equal(ItemOutcome.Duplicate, result.Outcome));
        Assert.Equal(Enumerable.Range(1, 500).Select(n => (long)n), results.Select(result => result.Position));
        Assert.Equal(500, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_stopped_and_started_service_goes_on_where_it_was()
    {
        var first = await Service.StartAsync(postgres, redis);
        await first.SubmitAsync(Events.Messages(10));
        await first.DisposeAsync();
        await using var second = await Service.StartAsync(postgres, redis, first.Database);
        var results = await second.SubmitAsync(Events.Messages(12));
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (long)n), results.Select(result => result.Position));
        Assert.Equal(2, results.Count(result => result.Outcome is ItemOutcome.Accepted));
    }

    [Fact]
    public async Task A_batch_over_the_limit_ends_the_stream_after_the_answers_of_the_earlier_ones()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var call = service.Client.IngestEvents();
        await call.RequestStream.WriteAsync(new IngestEventsRequest { BatchNumber = 1, Events = { Events.Message("a") } });
        await call.RequestStream.WriteAsync(new IngestEventsRequest { BatchNumber = 2, Events = { Events.Messages(8_193) } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(1, call.ResponseStream.Current.BatchNumber);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Contains("Batch 2", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_batch_is_answered_with_nothing()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var answer = Assert.Single(await StreamAsync(service, [[]]));
        Assert.Empty(answer.Results);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 9, 9, 9, 9, 9, 9, 9, 9 })]
    [InlineData(new byte[] { 0, 0, 0, 1, 0, 10 })]
    [InlineData(new byte[] { })]
    public async Task A_garbage_frame_or_a_stream_closed_half_way_leaves_the_service_alive(byte[] body)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        foreach (var method in new[] { "IngestEvents", "SubmitEvents", "FollowEvents" })
        {
            using var http = new HttpClient();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var request = new HttpRequestMessage(
                HttpMethod.Post, new Uri(service.Address, $"/csplatform.ingestion.v1.IngestionService/{method}"))
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(body),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
            try
            {
                using var response = await http.SendAsync(request, limit.Token);
                await response.Content.ReadAsByteArrayAsync(limit.Token);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // Whatever the answer is: only what comes after it counts here.
            }
        }

        Assert.Equal(ItemOutcome.Accepted, (await service.SubmitAsync(Events.Message("a")))[0].Outcome);
    }

    private static Task<List<IngestEventsResponse>> StreamAsync(Service service, IEnumerable<IEnumerable<Event>> batches)
        => StreamAsync(service.Client, batches);

    private static async Task<List<IngestEventsResponse>> StreamAsync(
        IngestionService.IngestionServiceClient client, IEnumerable<IEnumerable<Event>> batches)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var call = client.IngestEvents(cancellationToken: limit.Token);
        var reading = Task.Run(async () =>
        {
            var answers = new List<IngestEventsResponse>();
            while (await call.ResponseStream.MoveNext(limit.Token))
            {
                answers.Add(call.ResponseStream.Current);
            }

            return answers;
        });
        var number = 0;
        foreach (var batch in batches)
        {
            await call.RequestStream.WriteAsync(new IngestEventsRequest { BatchNumber = number++, Events = { batch } });
        }

        await call.RequestStream.CompleteAsync();
        return await reading;
    }
}
