using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Faults.Tests.Loads;
using Faults.Tests.Support;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Xunit.Abstractions;

namespace Faults.Tests;

/// <summary>Two defects that lost events elsewhere, as tests of what must never happen here.</summary>
[Collection("faults")]
public sealed class OpenMeterTests(Stores stores, ITestOutputHelper output)
{
    // Elsewhere the key of deduplication was remembered before the event was written: a failure in between made the retry a duplicate
    // of an event that nobody had. Here the failure strikes at that very place: the keys are written, the segment is next.
    [Theory]
    [InlineData("RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'", StatusCode.Unavailable)]
    [InlineData("RAISE EXCEPTION 'a bug' USING ERRCODE = 'internal_error'", StatusCode.Internal)]
    [InlineData("PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1)", StatusCode.Unavailable)]
    public async Task OpenMeter_5118_a_key_is_never_claimed_without_its_event(string failure, StatusCode status)
    {
        var database = await stores.Postgres.CreateDatabaseAsync();
        using var service = new ServiceProcess(database, stores.Redis.ConnectionString);
        await service.StartAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, $"""
            CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {failure}; RETURN NULL; END $$;
            CREATE TRIGGER strike BEFORE INSERT ON feed.segment FOR EACH STATEMENT EXECUTE FUNCTION strike();
            """);

        var refused = await Assert.ThrowsAsync<RpcException>(() => SubmitAsync(service));
        Assert.Equal(status, refused.StatusCode);
        Assert.Equal(0L, await ScalarAsync(source, "SELECT keys FROM ingestion.key_total"));
        Assert.Empty(await WholeFeed.ReadAsync(service.Address));

        await ExecuteAsync(source, "DROP TRIGGER strike ON feed.segment");
        await ProveMeteredOnceAsync(service, source);
    }

    [Fact]
    public async Task OpenMeter_5118_a_key_is_never_claimed_without_its_event_when_the_process_dies_between_the_two()
    {
        var database = await stores.Postgres.CreateDatabaseAsync();
        using var service = new ServiceProcess(database, stores.Redis.ConnectionString);
        await service.StartAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, """
            CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;
            CREATE TRIGGER strike BEFORE INSERT ON feed.segment FOR EACH STATEMENT EXECUTE FUNCTION strike();
            """);
        var call = SubmitAsync(service);
        await Eventually.HoldsAsync(
            async () => await ScalarAsync(source, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") is > 0L,
            "the transaction has written its keys and waits before its segment");

        service.Kill();
        await Assert.ThrowsAsync<RpcException>(() => call);
        await ExecuteAsync(source, """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep';
            DROP TRIGGER strike ON feed.segment;
            """);
        await service.StartAsync();
        await ProveMeteredOnceAsync(service, source);
    }

    // Elsewhere events were lost while instances were replaced: the old one had taken them and went without having written them.
    [Fact]
    public async Task OpenMeter_4902_nothing_is_lost_in_a_rollout()
    {
        var database = await stores.Postgres.CreateDatabaseAsync();
        var running = new ServiceProcess(database, stores.Redis.ConnectionString);
        try
        {
            output.WriteLine($"{FaultSeed.Variable}={FaultSeed.Value}");
            var random = new Random(FaultSeed.Value);
            await running.StartAsync();
            // Senders are told where the service is; they learn of a move when they connect anew.
            await using var load = Load.Start(_ => running.Address, FaultSeed.Value);
            var rollouts = FaultSeed.Times(3, 30);
            for (var rollout = 0; rollout < rollouts; rollout++)
            {
                await load.GoesOnAsync(random.Next(200, 1500));
                var old = running;
                var next = new ServiceProcess(database, stores.Redis.ConnectionString);
                await next.StartAsync();
                running = next;
                await load.GoesOnAsync(random.Next(50, 500));
                Assert.Equal(0, await old.StopAsync());
                old.Dispose();
            }

            await load.GoesOnAsync(500);
            var events = await load.ProveAsync(running.Address);
            TestSummary.Write("faults rollouts", $"{rollouts} rollouts; {events:N0} events proved, seed {FaultSeed.Value}");
        }
        finally
        {
            running.Dispose();
        }
    }

    [Fact]
    public async Task Two_processes_that_write_the_same_events_into_the_same_partitions_store_each_once_without_a_gap()
    {
        output.WriteLine($"{FaultSeed.Variable}={FaultSeed.Value}");
        var database = await stores.Postgres.CreateDatabaseAsync();
        using var one = new ServiceProcess(database, stores.Redis.ConnectionString);
        using var two = new ServiceProcess(database, stores.Redis.ConnectionString);
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        await using var load = Load.Start(sender => (sender % 2 == 0 ? one : two).Address, FaultSeed.Value, twins: true);
        await load.GoesOnAsync(FaultSeed.Times(3000, 100_000));
        var events = await load.ProveAsync(two.Address);
        TestSummary.Write("faults twins", $"{events:N0} events sent to two processes at once, proved, seed {FaultSeed.Value}");
    }

    private static async Task ProveMeteredOnceAsync(ServiceProcess service, NpgsqlDataSource source)
    {
        var first = await SubmitAsync(service);
        var second = await SubmitAsync(service);
        Assert.All(first.Results, result => Assert.Equal(ItemOutcome.Accepted, result.Outcome));
        Assert.Equal(first.Results.Select(result => result.Position), second.Results.Select(result => result.Position));
        var feed = await WholeFeed.ReadAsync(service.Address);
        Assert.Equal(Batch().Select(item => item.EventId), feed.Select(entry => entry.Event.EventId));
        Assert.Equal([1L, 2L, 3L], feed.Select(entry => entry.Position));
        Assert.Equal(3L, await ScalarAsync(source, "SELECT keys FROM ingestion.key_total"));
    }

    private static async Task<SubmitEventsResponse> SubmitAsync(ServiceProcess service)
    {
        using var channel = Calls.Open(service.Address);
        return await new IngestionService.IngestionServiceClient(channel).SubmitEventsAsync(
            new SubmitEventsRequest { Events = { Batch() } }, deadline: DateTime.UtcNow.AddSeconds(60));
    }

    private static IEnumerable<Event> Batch() => Enumerable.Range(1, 3).Select(number => new Event
    {
        Source = "im",
        EventId = $"m-{number}",
        Shop = new ShopKey { Platform = "xiaohongshu", ShopId = "shop-1" },
        OccurredAt = new Timestamp { Seconds = 1_716_177_600 },
        MessageSent = new MessageSent { ConsultationId = "c-1", Role = SenderRole.Buyer, BuyerId = "b-1", Text = "在吗" },
    });

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
