using CsPlatform.Metrics;
using CsPlatform.Metrics.Clocks;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Benchmarks.Metrics;

/// <summary>Metrics in this process, so that its clocks can be armed without a feed, on the stores of a stack.</summary>
internal sealed class ClockStack : IAsyncDisposable
{
    private readonly StackUnderTest stack;
    private readonly WebApplication app;
    private readonly ConnectionMultiplexer redis;

    private ClockStack(StackUnderTest stack, WebApplication app, ConnectionMultiplexer redis) =>
        (this.stack, this.app, this.redis, Channel) = (stack, app, redis, GrpcChannel.ForAddress(app.Urls.First()));

    internal GrpcChannel Channel { get; }

    internal ClockIndexWriter Writer => app.Services.GetRequiredService<ClockIndexWriter>();

    internal ClockIndex Index => app.Services.GetRequiredService<ClockIndex>();

    internal Database Database => app.Services.GetRequiredService<Database>();

    internal RedisPeer Peer => new(stack.Redis);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        redis.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        await stack.DisposeAsync();
    }

    internal static async Task<ClockStack> StartAsync()
    {
        var stack = await StackUnderTest.StartAsync();
        var app = MetricsHost.Build(
        [
            $"--ConnectionStrings:metricsdb={await stack.Postgres.CreateDatabaseAsync()}",
            $"--ConnectionStrings:cache={stack.Redis.ConnectionString}",
            $"--services:ingestion:http:0={stack.IngestionAddress}",
            "--Logging:LogLevel:Default=Critical",
        ]);
        await app.StartAsync();
        return new ClockStack(stack, app, await ConnectionMultiplexer.ConnectAsync(stack.Redis.ConnectionString));
    }

    /// <summary>Empties Redis, as if it had lost everything.</summary>
    internal Task LoseAsync() => redis.GetServer(redis.GetEndPoints()[0]).FlushAllDatabasesAsync();

    /// <summary>Returns once Redis holds so many clocks.</summary>
    internal async Task HoldsAsync(long clocks)
    {
        // Counting asks Redis for every partition, so it waits until there is nothing more to tell.
        var pending = app.Services.GetRequiredService<PendingClocks>();
        while (pending.Count > 0 || await CountAsync() != clocks)
        {
            await Task.Delay(2);
        }
    }

    /// <summary>Memory that Redis uses, in bytes.</summary>
    internal Task<long> UsedMemoryAsync() => RedisPeer.UsedMemoryAsync(redis);

    /// <summary>Kinds of the feed of figures that tell of clocks, from now on.</summary>
    internal async Task<FollowFiguresRequest> FollowRingsAsync()
    {
        var heads = await new MetricsService.MetricsServiceClient(Channel).GetHeadsAsync(new GetHeadsRequest());
        var known = heads.Heads.ToDictionary(head => head.Partition, head => head.Position);
        return new FollowFiguresRequest
        {
            After =
            {
                Partitions.All.Select(partition => new CsPlatform.Common.V1.PartitionPosition
                {
                    Partition = partition, Position = known.GetValueOrDefault(partition),
                }),
            },
            Kinds = { "clock_rang" },
        };
    }

    // Every set holds one member more, which says that it was built.
    private async Task<long> CountAsync()
    {
        var name = await Database.ReadAsync(CsPlatform.Metrics.Storage.ClockStore.NameAsync, CancellationToken.None);
        var database = redis.GetDatabase();
        var sets = await Task.WhenAll(Partitions.All.Select(async partition => (
            Count: await database.SortedSetLengthAsync(ClockKeys.Set(name, partition)),
            IsBuilt: await database.SortedSetScoreAsync(ClockKeys.Set(name, partition), ClockKeys.Built) is not null)));
        return sets.Sum(set => set.Count - (set.IsBuilt ? 1 : 0));
    }
}
