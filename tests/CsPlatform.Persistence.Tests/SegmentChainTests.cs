using System.Buffers.Binary;
using System.Security.Cryptography;
using CsPlatform.Persistence.Feeds;
using CsPlatform.TestSupport;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class SegmentChainTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 31, 23, 59, 59, 123, TimeSpan.Zero);

    [Fact]
    public async Task Two_segments_have_the_hashes_that_another_program_computed()
    {
        var time = new JumpingClock(new DateTimeOffset(2026, 11, 23, 11, 30, 0, TimeSpan.Zero).AddMicroseconds(123456).AddTicks(7));
        await using var harness = await Harness.StartAsync(postgres, time: time);
        await harness.AppendAsync(2, "hello", "world");
        await harness.AppendAsync(2, "three");
        var rows = await RowsAsync(harness);
        Assert.Equal("57d91ff384f0ac455193c1cca6b34aa1947064cddbe0d23af18c356f54b5559e", Convert.ToHexStringLower(rows[0].Hash!));
        Assert.Equal("0d0fc0ad1008f87332ee55c0e2e0f6487ce6cf293b32ff7afbe50b97fb80afd6", Convert.ToHexStringLower(rows[1].Hash!));
        Assert.Equal(rows[0].Hash, rows[1].Previous);
    }

    [Fact]
    public async Task Every_segment_is_linked_to_the_one_before_under_concurrent_appends()
    {
        await using var harness = await Harness.StartAsync(postgres);
        await Parallel.ForEachAsync(Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await harness.AppendAsync(i % 3, $"{i}", new string('x', i * 20)));
        var rows = await RowsAsync(harness);
        Assert.Equal(120, rows.Count);
        AssertChained(rows);
        foreach (var last in rows.GroupBy(row => row.Partition).Select(partition => partition.Last()))
        {
            Assert.Equal(1, await harness.ScalarAsync(
                $"SELECT count(*) FROM feed.head WHERE partition = {last.Partition} AND position = {last.Last} " +
                $"AND hash = '\\x{Convert.ToHexString(last.Hash!)}'"));
        }
    }

    [Fact]
    public async Task A_clock_that_jumps_does_not_turn_the_log_back()
    {
        var time = new JumpingClock(Start);
        await using var harness = await Harness.StartAsync(postgres, time: time);
        foreach (var jump in new[] { 0, 0, -40, 365 * 30, -365 * 60, 1, 365 * 31 })
        {
            time.Set(time.GetUtcNow().AddDays(jump));
            await harness.AppendAsync(1, $"{jump}");
            await harness.AppendAsync(time.GetUtcNow().Day + 100, $"{jump}");
        }

        var rows = await RowsAsync(harness);
        AssertChained(rows);
        Assert.Equal(14, rows.Count);
        var read = await harness.Log.ReadAsync(1, 0, 1000, CancellationToken.None);
        Assert.Equal(["0", "0", "-40", "10950", "-21900", "1", "11315"], Harness.Texts(read!));
    }

    [Fact]
    public async Task A_transaction_that_has_appended_can_append_to_a_month_without_a_table()
    {
        var time = new JumpingClock(Start);
        await using var harness = await Harness.StartAsync(postgres, time: time);
        await harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await harness.Log.AppendAsync(connection, transaction, 1, Harness.Bytes("before"), token);
                time.Set(Start.AddYears(20));
                await harness.Log.AppendAsync(connection, transaction, 1, Harness.Bytes("after"), token);
            },
            CancellationToken.None,
            Transactions.TransactionOptions.Default with { Attempts = 1 });
        AssertChained(await RowsAsync(harness));
        Assert.Equal(["before", "after"], Harness.Texts((await harness.Log.ReadAsync(1, 0, 10, CancellationToken.None))!));
    }

    [Fact]
    public async Task Several_processes_make_the_same_month_at_once_while_others_append()
    {
        var connection = await postgres.CreateDatabaseAsync();
        var harnesses = new List<Harness>();
        for (var i = 0; i < 4; i++)
        {
            harnesses.Add(await Harness.StartAsync(connection, "127.0.0.1:1,abortConnect=false,connectTimeout=200", new JumpingClock(Start)));
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var harness = harnesses[i % 4];
            await harness.Get<SegmentMonths>().EnsureAsync(Start.AddYears(3 + (i / 8)), CancellationToken.None);
            await harness.AppendAsync(i % 2, $"{i}");
        });
        AssertChained(await RowsAsync(harnesses[0]));
        Assert.Equal(8 + 3, await harnesses[0].ScalarAsync("SELECT count(*) FROM pg_inherits WHERE inhparent = 'feed.segment'::regclass"));
        foreach (var harness in harnesses)
        {
            await harness.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_month_whose_table_was_dropped_behind_the_back_of_a_process_is_made_again()
    {
        var time = new JumpingClock(Start);
        await using var harness = await Harness.StartAsync(postgres, time: time);
        await harness.AppendAsync(1, "a");
        await harness.ExecuteAsync("DROP TABLE feed.segment_2026_03");
        Assert.Equal(2, await harness.AppendAsync(1, "b"));
    }

    [Fact]
    public async Task Heads_that_are_not_the_partitions_end_any_more_are_refused()
    {
        await using var harness = await Harness.StartAsync(postgres);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                var heads = await FeedLog.LockAsync(connection, transaction, [1], token);
                await harness.Log.AppendAsync(connection, transaction, heads, [new FeedAppend(1, Harness.Bytes("a"))], [], token);
                await harness.Log.AppendAsync(connection, transaction, heads, [new FeedAppend(1, Harness.Bytes("b"))], [], token);
            },
            CancellationToken.None));
        Assert.Contains("1 partitions do not end where the given heads say", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await harness.ScalarAsync("SELECT count(*) FROM feed.segment"));
    }

    private static void AssertChained(IReadOnlyList<Row> rows)
    {
        foreach (var partition in rows.GroupBy(row => row.Partition))
        {
            var previous = new byte[32];
            var position = 0L;
            var time = DateTimeOffset.MinValue;
            foreach (var row in partition)
            {
                Assert.Equal(position + 1, row.First);
                Assert.Equal(previous, row.Previous);
                Assert.True(row.At >= time);
                Assert.Equal(Expected(row), row.Hash);
                (previous, position, time) = (row.Hash!, row.Last, row.At);
            }
        }
    }

    private static byte[] Expected(Row row)
    {
        using var bytes = new MemoryStream();
        bytes.Write(row.Previous);
        bytes.Write([(byte)(row.Partition >> 8), (byte)row.Partition]);
        foreach (var number in new[] { row.First, row.Last, (long)(row.At - DateTimeOffset.UnixEpoch).TotalMicroseconds })
        {
            var eight = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, number);
            bytes.Write(eight);
        }

        bytes.Write(SHA256.HashData(row.Content));
        return SHA256.HashData(bytes.ToArray());
    }

    private static async Task<List<Row>> RowsAsync(Harness harness)
    {
        await using var command = harness.DataSource.CreateCommand("""
            SELECT partition, first_position, last_position, codec, size, payload, appended_at, hash, previous_hash
            FROM feed.segment ORDER BY partition, last_position
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
        {
            rows.Add(new Row(
                reader.GetInt16(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(6),
                SegmentCodec.Content(reader.GetInt16(3), reader.GetInt32(4), reader.GetFieldValue<byte[]>(5)),
                reader.GetFieldValue<byte[]>(7), reader.GetFieldValue<byte[]>(8)));
        }

        return rows;
    }

    private sealed record Row(
        int Partition, long First, long Last, DateTimeOffset At, byte[] Content, byte[] Hash, byte[] Previous);
}
