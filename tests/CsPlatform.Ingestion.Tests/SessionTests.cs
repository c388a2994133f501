using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class SessionTests(PostgresFixture postgres, RedisFixture redis)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_a_run_is_cut_and_resumed_its_answers_and_counts_are_those_of_an_undisturbed_one(int seed)
    {
        var random = new Random(seed);
        var batches = Enumerable.Range(0, 30).Select(_ => RandomBatch(random)).ToList();
        await using var calm = await Service.StartAsync(postgres, redis);
        var undisturbed = new ResumingSender("run", batches);
        await undisturbed.RunAsync(calm.Client, batches.Count, ahead: 0);

        var rough = await Service.StartAsync(postgres, redis);
        try
        {
            var disturbed = new ResumingSender("run", batches);
            while (!disturbed.IsDone)
            {
                await disturbed.RunAsync(rough.Client, random.Next(0, 9), random.Next(0, 4));
                if (random.Next(6) == 0)
                {
                    await rough.DisposeAsync();
                    rough = await Service.StartAsync(postgres, redis, rough.Database);
                }
            }

            Assert.Equal(undisturbed.Answers.Select(answer => answer.Results), disturbed.Answers.Select(answer => answer.Results));
            Assert.Equal(await CountsAsync(calm), await CountsAsync(rough));
            Assert.Equal(await CountOfItemsAsync(calm), batches.Sum(batch => batch.Count));
        }
        finally
        {
            await rough.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_request_sent_again_under_its_id_gets_the_same_answer_and_is_counted_once()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var request = new SubmitEventsRequest { RequestId = "r-1", Events = { Events.Message("a"), Events.Message("a"), Events.Message("b") } };
        var first = await service.Client.SubmitEventsAsync(request);
        var again = await service.Client.SubmitEventsAsync(request);
        var other = await service.Client.SubmitEventsAsync(new SubmitEventsRequest(request) { RequestId = "r-2" });
        var nameless = await service.Client.SubmitEventsAsync(new SubmitEventsRequest(request) { RequestId = "" });

        Assert.Equal(
            [ItemOutcome.Accepted, ItemOutcome.Duplicate, ItemOutcome.Accepted], first.Results.Select(result => result.Outcome));
        Assert.Equal(first, again);
        Assert.All(other.Results, result => Assert.Equal(ItemOutcome.Duplicate, result.Outcome));
        Assert.All(nameless.Results, result => Assert.Equal(ItemOutcome.Duplicate, result.Outcome));
        Assert.Equal("im: 9 = 2 + 7 + 0 + 0", await CountsAsync(service));
    }

    [Fact]
    public async Task A_batch_is_known_by_its_session_and_its_number_together()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        async Task<ItemOutcome> OutcomeAsync(string session, long number)
        {
            using var call = service.Client.IngestEvents();
            await call.RequestStream.WriteAsync(
                new IngestEventsRequest { SessionId = session, BatchNumber = number, Events = { Events.Message("a") } });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            return call.ResponseStream.Current.Results[0].Outcome;
        }

        Assert.Equal(ItemOutcome.Accepted, await OutcomeAsync("s", 1));
        Assert.Equal(ItemOutcome.Accepted, await OutcomeAsync("s", 1));
        Assert.Equal(ItemOutcome.Duplicate, await OutcomeAsync("s", 2));
        Assert.Equal(ItemOutcome.Duplicate, await OutcomeAsync("t", 1));
        Assert.Equal(ItemOutcome.Duplicate, await OutcomeAsync("", 1));
    }

    [Theory]
    [InlineData("65 characters", "at most 64")]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("a\nb", "U+000A")]
    public async Task A_name_that_cannot_be_one_is_refused_with_its_field(string name, string told)
    {
        name = name == "65 characters" ? new string('s', 65) : name;
        await using var service = await Service.StartAsync(postgres, redis);
        using var call = service.Client.IngestEvents();
        await call.RequestStream.WriteAsync(new IngestEventsRequest { SessionId = name, Events = { Events.Message("a") } });

        var stream = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        var unary = await Assert.ThrowsAsync<RpcException>(() => service.Client.SubmitEventsAsync(
            new SubmitEventsRequest { RequestId = name, Events = { Events.Message("a") } }).ResponseAsync);

        Assert.Equal([StatusCode.InvalidArgument, StatusCode.InvalidArgument], [stream.StatusCode, unary.StatusCode]);
        Assert.Contains("session_id", stream.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("request_id", unary.Status.Detail, StringComparison.Ordinal);
        Assert.All([stream, unary], refusal => Assert.Contains(told, refusal.Status.Detail, StringComparison.Ordinal));
        Assert.Equal(0, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_late_event_is_flagged_by_the_window_of_its_source_and_its_duplicates_are_as_late_as_it_was()
    {
        var database = await postgres.CreateDatabaseAsync();
        var now = DateTimeOffset.UtcNow;
        Event[] events =
        [
            At("slow", now.AddHours(-2)), At("im", now.AddHours(-2)), At("im", now), At("exact", now.AddMinutes(-1)),
        ];
        bool[] late = [false, true, false, true];
        await using (var service = await Service.StartAsync(
            postgres, redis, database, "--Ingestion:Windows:slow:Past=1.00:00:00", "--Ingestion:Windows:exact:Past=00:00:00"))
        {
            Assert.Equal(late, (await service.SubmitAsync(events)).Select(result => result.IsLate));
            var records = (await service.FollowAllAsync()).SelectMany(run => run.Records).OrderBy(record => record.Position);
            Assert.Equal(late, records.Select(record => record.IsLate));
        }

        await using var wide = await Service.StartAsync(postgres, redis, database, "--Ingestion:PastSkew=10.00:00:00");
        var again = await wide.SubmitAsync(events);
        Assert.All(again, result => Assert.Equal(ItemOutcome.Duplicate, result.Outcome));
        Assert.Equal(late, again.Select(result => result.IsLate));
    }

    [Fact]
    public async Task An_event_ahead_of_its_sources_window_is_rejected()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, "--Ingestion:Windows:fast:Future=1.00:00:00");
        var ahead = DateTimeOffset.UtcNow.AddHours(1);
        var results = await service.SubmitAsync(At("fast", ahead), At("im", ahead));
        Assert.Equal([ItemOutcome.Accepted, ItemOutcome.Rejected], results.Select(result => result.Outcome));
        Assert.Equal("occurred_at", Assert.Single(results[1].Violations).Field);
    }

    [Theory]
    [InlineData("--Ingestion:PastSkew=-00:00:01", "Ingestion:PastSkew")]
    [InlineData("--Ingestion:Windows:im:Future=4000.00:00:00", "Ingestion:Windows:im:Future")]
    public async Task A_window_that_cannot_be_one_stops_the_start_with_its_key(string setting, string key)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Service.StartAsync(postgres, redis, null, setting));
        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }

    private static Event At(string source, DateTimeOffset occurredAt)
        => Events.Message($"{occurredAt.Ticks}", source: source).With(e => e.OccurredAt = Timestamp.FromDateTimeOffset(occurredAt));

    // Of a few ids, so that all kinds of results meet: new ones, copies, other content, faulty ones; some batches hold nothing new.
    private static List<Event> RandomBatch(Random random)
    {
        var kinds = random.Next(3) == 0 ? 2 : 4;
        return [.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => random.Next(kinds) switch
        {
            0 => Events.Message($"m-{random.Next(10)}", $"shop-{random.Next(4)}"),
            1 => Events.Message("", $"shop-{random.Next(4)}"),
            2 => Events.Message($"m-{random.Next(10)}", $"shop-{random.Next(4)}", "别的话"),
            _ => Events.Message($"m-{random.Next(400)}", $"shop-{random.Next(4)}", source: random.Next(2) == 0 ? "im" : "tickets"),
        })];
    }

    private static Task<string> CountsAsync(Service service) => service.TextAsync("""
        SELECT string_agg(format('%s: %s = %s + %s + %s + %s', source, offered, accepted, duplicate, conflict, rejected), '; ')
        FROM (SELECT source, sum(offered) offered, sum(accepted) accepted, sum(duplicate) duplicate, sum(conflict) conflict,
                  sum(rejected) rejected
              FROM ingestion.intake_count GROUP BY source ORDER BY source) AS counts
        """);

    private static Task<long> CountOfItemsAsync(Service service)
        => service.ScalarAsync("SELECT sum(offered) FROM ingestion.intake_count");
}
