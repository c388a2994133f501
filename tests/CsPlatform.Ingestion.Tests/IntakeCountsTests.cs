using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class IntakeCountsTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly string[] Sources = ["im", "tickets", "orders"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_comes_over_streams_and_calls_at_once_the_counts_are_the_senders_own(int seed)
    {
        await using var service = await Service.StartAsync(postgres, redis);

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(
            () => n % 2 == 0 ? StreamAsync(service, new Random((seed * 10) + n)) : SubmitAsync(service, new Random((seed * 10) + n)))));

        var answered = sent.SelectMany(items => items).ToLookup(item => item.Source);
        var counts = await CountsAsync(service);
        Assert.Equal(answered.Select(items => items.Key).Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        foreach (var (source, told) in counts)
        {
            var own = answered[source].CountBy(item => item.Outcome).ToDictionary();
            Assert.All(System.Enum.GetValues<ItemOutcome>().Skip(1), outcome => Assert.True(own[outcome] > 0, $"No {outcome} was tried."));
            Assert.Equal(
                (answered[source].Count(), own[ItemOutcome.Accepted], own[ItemOutcome.Duplicate], own[ItemOutcome.Conflict],
                    own[ItemOutcome.Rejected]),
                ((int)told.Offered, (int)told.Accepted, (int)told.Duplicate, (int)told.Conflict, (int)told.Rejected));
            Assert.Equal(told.Offered, told.Accepted + told.Duplicate + told.Conflict + told.Rejected);
        }

        var accepted = counts.Values.Sum(told => told.Accepted);
        var totals = (await service.Client.GetIntakeCountsAsync(new GetIntakeCountsRequest { WithTotals = true })).Totals;
        Assert.Equal((accepted, accepted), (totals.Accepted, totals.InFeed));
        Assert.Equal(accepted, (await service.Client.GetHeadsAsync(new GetHeadsRequest())).Heads.Sum(head => head.Position));
        Assert.Equal(accepted, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_faulty_item_counts_each_time_it_comes_under_its_source_as_it_can_be_printed()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var faulty = Events.Message("a").With(e => e.Source = "im\0");
        await service.SubmitAsync(faulty, faulty);
        await service.SubmitAsync(faulty);

        var (source, told) = Assert.Single(await CountsAsync(service));

        Assert.Equal(("im\uFFFD", 3L, 3L, 0L), (source, told.Offered, told.Rejected, told.Accepted));
        Assert.Equal(3, Assert.Single(await service.QuarantineAsync()).Times);
        Assert.Equal(told, Assert.Single((await service.Client.GetIntakeCountsAsync(Around("im\uFFFD"))).Counts));
        Assert.Empty((await service.Client.GetIntakeCountsAsync(Around("other"))).Counts);
    }

    [Fact]
    public async Task A_redrive_counts_what_it_stores_and_nothing_a_second_time()
    {
        var ahead = Events.Message("a").With(e => e.OccurredAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(2)));
        string database;
        await using (var first = await Service.StartAsync(postgres, redis))
        {
            database = first.Database;
            await first.SubmitAsync(
                ahead,
                Events.Message("b"),
                Events.Message("b", text: "x"),
                Events.Message("c").With(e => e.MessageSent.Role = SenderRole.Unspecified));
            Assert.Equal((4L, 1L, 1L, 2L), await ToldAsync(first));
        }

        await using var service = await Service.StartAsync(postgres, redis, database, "--Ingestion:FutureSkew=30.00:00:00");
        string[] ids = [.. (await service.QuarantineAsync()).Select(item => item.Id)];
        await service.RedriveAsync(ids, dryRun: true);
        Assert.Equal((4L, 1L, 1L, 2L), await ToldAsync(service));
        await service.RedriveAsync(ids);
        await service.RedriveAsync(ids);
        Assert.Equal((5L, 2L, 1L, 2L), await ToldAsync(service));

        static async Task<(long Offered, long Accepted, long Conflict, long Rejected)> ToldAsync(Service service)
        {
            var told = (await CountsAsync(service))["im"];
            return (told.Offered, told.Accepted, told.Conflict, told.Rejected);
        }
    }

    [Fact]
    public async Task What_was_stored_before_intake_was_counted_is_in_the_totals_from_the_next_start_on()
    {
        await using var first = await Service.StartAsync(postgres, redis);
        await first.SubmitAsync(Events.Messages(30));
        await first.ScalarAsync("""
            WITH counts AS (DELETE FROM ingestion.intake_count), note AS (DELETE FROM migration.applied WHERE name LIKE '0006-%')
            SELECT 0
            """);

        await using var second = await Service.StartAsync(postgres, redis, first.Database);
        await second.SubmitAsync(Events.Messages(31));

        var answer = await second.Client.GetIntakeCountsAsync(new GetIntakeCountsRequest { WithTotals = true });
        Assert.Equal((31L, 31L), (answer.Totals.Accepted, answer.Totals.InFeed));
        Assert.Equal(30, (await CountsAsync(second))["(stored before counting)"].Accepted);
    }

    [Fact]
    public async Task Totals_are_equal_at_every_instant_while_events_come_in()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => StreamAsync(service, new Random(n)))));
        var seen = new HashSet<long>();
        do
        {
            var totals = (await service.Client.GetIntakeCountsAsync(new GetIntakeCountsRequest { WithTotals = true })).Totals;
            Assert.Equal(totals.InFeed, totals.Accepted);
            seen.Add(totals.Accepted);
        }
        while (!sending.IsCompleted);

        await sending;
        Assert.True(seen.Count > 1);
    }

    [Fact]
    public async Task Wrong_days_are_refused_and_totals_only_come_when_asked_for()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await RefusedAsync("from_day", new GetIntakeCountsRequest { FromDay = "20.5.2024" });
        await RefusedAsync("until_day", new GetIntakeCountsRequest { UntilDay = "2024-02-30" });
        await RefusedAsync("until_day", new GetIntakeCountsRequest { FromDay = "2024-05-20", UntilDay = "2024-05-20" });
        await RefusedAsync("until_day", new GetIntakeCountsRequest { FromDay = "2023-01-01", UntilDay = "2024-02-06" });
        await RefusedAsync("source", new GetIntakeCountsRequest { Source = "im\0" });
        var answer = await service.Client.GetIntakeCountsAsync(
            new GetIntakeCountsRequest { FromDay = "2023-01-01", UntilDay = "2024-02-05" });
        Assert.Null(answer.Totals);
        Assert.Empty(answer.Counts);

        async Task RefusedAsync(string field, GetIntakeCountsRequest request)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.GetIntakeCountsAsync(request));
            Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
            Assert.StartsWith($"{field}: ", refusal.Status.Detail, StringComparison.Ordinal);
        }
    }

    // Few ids for many items, so that senders collide with others and with themselves.
    private static List<Event> Batch(Random random) => [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
        Events.Message($"m-{random.Next(400)}", $"shop-{random.Next(5)}", $"text {random.Next(8) / 7}", Sources[random.Next(3)])
            .With(e => e.MessageSent.Role = random.Next(10) == 0 ? SenderRole.Unspecified : e.MessageSent.Role))];

    private static async Task<List<(string Source, ItemOutcome Outcome)>> SubmitAsync(Service service, Random random)
    {
        using var channel = service.NewChannel();
        var client = new IngestionService.IngestionServiceClient(channel);
        var answered = new List<(string, ItemOutcome)>();
        for (var i = 0; i < 20; i++)
        {
            var events = Batch(random);
            var answer = await client.SubmitEventsAsync(new SubmitEventsRequest { Events = { events } });
            answered.AddRange(events.Zip(answer.Results, (item, result) => (item.Source, result.Outcome)));
        }

        return answered;
    }

    private static async Task<List<(string Source, ItemOutcome Outcome)>> StreamAsync(Service service, Random random)
    {
        using var channel = service.NewChannel();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var call = new IngestionService.IngestionServiceClient(channel).IngestEvents(cancellationToken: limit.Token);
        var batches = Enumerable.Range(0, 20).Select(_ => Batch(random)).ToList();
        var writing = Task.Run(async () =>
        {
            foreach (var batch in batches)
            {
                await call.RequestStream.WriteAsync(new IngestEventsRequest { Events = { batch } });
            }

            await call.RequestStream.CompleteAsync();
        });
        var answered = new List<(string, ItemOutcome)>();
        foreach (var batch in batches)
        {
            Assert.True(await call.ResponseStream.MoveNext(limit.Token));
            answered.AddRange(batch.Zip(call.ResponseStream.Current.Results, (item, result) => (item.Source, result.Outcome)));
        }

        await writing;
        return answered;
    }

    // A day may end while a test runs.
    private static GetIntakeCountsRequest Around(string source)
    {
        var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        return new GetIntakeCountsRequest { FromDay = $"{now.AddDays(-1):yyyy-MM-dd}", UntilDay = $"{now.AddDays(2):yyyy-MM-dd}", Source = source };
    }

    private static async Task<Dictionary<string, IntakeCounts>> CountsAsync(Service service)
    {
        var answer = await service.Client.GetIntakeCountsAsync(Around(""));
        return answer.Counts.GroupBy(row => row.Source).ToDictionary(rows => rows.Key, rows => new IntakeCounts
        {
            Day = rows.Last().Day,
            Source = rows.Key,
            Offered = rows.Sum(row => row.Offered),
            Accepted = rows.Sum(row => row.Accepted),
            Duplicate = rows.Sum(row => row.Duplicate),
            Conflict = rows.Sum(row => row.Conflict),
            Rejected = rows.Sum(row => row.Rejected),
        });
    }
}
