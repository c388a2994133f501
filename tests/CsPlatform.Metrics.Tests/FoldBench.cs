using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Closing;
using CsPlatform.Metrics.Folding;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Tests;

/// <summary>Metrics on a database of its own, handed segments of the feed as a test pleases.</summary>
internal sealed class FoldBench : IAsyncDisposable
{
    private readonly WebApplication metrics;
    private readonly string connectionString;

    private FoldBench(WebApplication metrics, string connectionString) =>
        (this.metrics, this.connectionString) = (metrics, connectionString);

    internal IServiceProvider Services => metrics.Services;

    internal static async Task<FoldBench> StartAsync(PostgresFixture postgres, RedisFixture redis, params string[] arguments)
    {
        var database = await postgres.CreateDatabaseAsync();
        var metrics = MetricsHost.Build(
        [
            $"--ConnectionStrings:metricsdb={database}",
            $"--ConnectionStrings:cache={redis.ConnectionString}",
            "--services:ingestion:http:0=http://127.0.0.1:1",
            "--Logging:LogLevel:Default=Error",
            .. arguments,
        ]);
        await metrics.StartAsync();
        return new FoldBench(metrics, database);
    }

    /// <summary>The events as one segment of each partition, in their order; positions go on from those given.</summary>
    internal static IEnumerable<FeedSegment> Segments(IEnumerable<EventRecord> records) =>
        from record in records
        group record by Partitions.Of(record.Event.Shop.Platform, record.Event.Shop.ShopId) into partition
        select new FeedSegment(
            partition.Key,
            partition.First().Position - 1,
            partition.Last().Position,
            [.. partition.Select(record => new FeedRecord(record.Position, record.ToByteArray()))],
            DateTimeOffset.UnixEpoch);

    /// <summary>Applies segments of different partitions in one transaction.</summary>
    internal Task ApplyAsync(params IReadOnlyList<FeedSegment> segments) => ApplyAsync(segments, (_, _) => Task.FromResult(true));

    /// <summary>Applies a segment and says how many rows of a table were read for it.</summary>
    internal Task<long> RowsReadAsync(FeedSegment segment, string table) => ApplyAsync([segment], async (transaction, cancellation) =>
    {
        await using var command = new NpgsqlCommand(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE schemaname || '.' || relname = $1",
            transaction.Connection,
            transaction)
        {
            Parameters = { new() { Value = table } },
        };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    });

    /// <summary>Applies the events of each partition in a transaction of its own.</summary>
    internal async Task ApplyAsync(IEnumerable<EventRecord> records)
    {
        foreach (var segment in Segments(records))
        {
            await ApplyAsync(segment);
        }
    }

    /// <summary>Every row of every table that is derived from the feed, as text.</summary>
    internal Task<string> DumpAsync() => DerivedTables.DumpAsync(connectionString);

    /// <summary>The first column of a query, in its order.</summary>
    internal Task<List<string>> RowsAsync(string sql) => DerivedTables.RowsAsync(connectionString, sql);

    /// <summary>Closes days of a platform in the partitions given, without asking whether the feed was caught up with.</summary>
    internal async Task CloseAsync(string platform, LocalDate through, IEnumerable<int> partitions)
    {
        foreach (var partition in partitions)
        {
            await metrics.Services.GetRequiredService<PartitionCloser>().CloseAsync(partition, platform, through, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await metrics.StopAsync(new CancellationToken(canceled: true));
        await metrics.DisposeAsync();
    }

    private Task<T> ApplyAsync<T>(IReadOnlyList<FeedSegment> segments, Func<NpgsqlTransaction, CancellationToken, Task<T>> then) =>
        metrics.Services.GetRequiredService<Database>().InTransactionAsync(
            async (connection, transaction, cancellation) =>
            {
                await metrics.Services.GetRequiredService<FoldEvents>().ApplyAsync(connection, transaction, segments, cancellation);
                return await then(transaction, cancellation);
            },
            CancellationToken.None,
            TransactionOptions.Default with { Idempotent = true });
}
