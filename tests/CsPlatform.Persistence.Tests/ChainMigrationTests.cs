using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Migrations;
using CsPlatform.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class ChainMigrationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Segments_from_before_the_chain_are_read_across_the_boundary_and_the_chain_begins_behind_them()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
        {
            var migrations = Migration.EmbeddedIn(typeof(FeedLog).Assembly);
            await new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync([migrations[0]], CancellationToken.None);
            await using var command = source.CreateCommand("""
                INSERT INTO feed.segment VALUES
                    (3, 1, 2, 0, 10, '\x01000000610100000062', '2026-05-01Z'), (3, 3, 3, 0, 5, '\x0100000063', '2026-03-01Z'),
                    (9, 1, 1, 0, 5, '\x0100000078', '2026-04-30Z');
                UPDATE feed.head SET position = 3 WHERE partition = 3;
                UPDATE feed.head SET position = 1 WHERE partition = 9;
                """);
            await command.ExecuteNonQueryAsync();
        }

        var harness = await Harness.StartAsync(database, "127.0.0.1:1,abortConnect=false,connectTimeout=200");
        Assert.Equal(4, await harness.AppendAsync(3, "d"));
        Assert.Equal(["a", "b", "c", "d"], Harness.Texts((await harness.Log.ReadAsync(3, 0, 100, CancellationToken.None))!));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await foreach (var segment in harness.Tail.FollowAsync(new Dictionary<int, long> { [3] = 1, [9] = 1 }, limit.Token))
        {
            Assert.Equal(["b", "c", "d"], Harness.Texts(segment));
            break;
        }

        var stored = new List<StoredSegment>();
        await foreach (var segment in harness.Log.StoredAsync(3, 0, 4, limit.Token))
        {
            stored.Add(segment);
        }

        Assert.Equal([null, null], stored.Take(2).Select(segment => segment.Hash));
        Assert.Equal(new byte[32], stored[2].PreviousHash);
        await harness.DisposeAsync();
        await AssertArchivableAsync(database);
    }

    private static async Task AssertArchivableAsync(string database)
    {
        var folder = TestFolders.Create("archive");
        var clock = new JumpingClock(DateTimeOffset.UtcNow.AddYears(2));
        await using var harness = await Harness.StartAsync(
            database, "127.0.0.1:1,abortConnect=false,connectTimeout=200", clock, $"--Feed:Archive:Folder={folder}", "--Feed:Archive:KeepMonths=1");
        await Eventually.HoldsAsync(
            async () => await harness.ScalarAsync("SELECT count(*) FROM feed.segment") == 0, "the old table is archived and dropped");
        Assert.Equal(["a", "b", "c", "d"], Harness.Texts((await harness.Log.ReadAsync(3, 0, 100, CancellationToken.None))!));
        Assert.Equal(5, await harness.AppendAsync(3, "e"));
        Assert.Equal(["e"], Harness.Texts((await harness.Log.ReadAsync(3, 4, 100, CancellationToken.None))!));
        TestFolders.Remove(folder);
    }
}
