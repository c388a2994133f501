using CsPlatform.Persistence.Feeds;
using CsPlatform.TestSupport;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class FeedLogTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Positions_start_at_one_and_have_no_gaps_under_concurrent_appends()
    {
        await using var harness = await Harness.StartAsync(postgres);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            try
            {
                await harness.Database.InTransactionAsync(
                    async (connection, transaction, token) =>
                    {
                        await harness.Log.AppendAsync(connection, transaction, i % 3, Harness.Bytes($"{i}a", $"{i}b"), token);
                        if (i % 5 == 0)
                        {
                            throw new InvalidOperationException("rolled back");
                        }
                    },
                    CancellationToken.None);
            }
            catch (InvalidOperationException)
            {
                // Every fifth append is given up; its positions go to the next one.
            }
        });

        var heads = await harness.Log.HeadsAsync(CancellationToken.None);
        Assert.Equal(320, heads[0] + heads[1] + heads[2]);
        for (var partition = 0; partition < 3; partition++)
        {
            var segment = await harness.Log.ReadAsync(partition, 0, 10_000, CancellationToken.None);
            Assert.Equal(0, segment!.After);
            Assert.Equal(heads[partition], segment.CoveredTo);
            Assert.Equal(segment.Records.Count, Harness.Texts(segment).Distinct().Count());
        }
    }

    [Fact]
    public async Task Appends_over_the_same_partitions_in_any_order_do_not_deadlock()
    {
        await using var harness = await Harness.StartAsync(postgres);
        var options = Transactions.TransactionOptions.Default with { Attempts = 1 };
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var partitions = Enumerable.Range(0, 10).Select(p => (p * (i % 2 == 0 ? 1 : 7)) % 10);
            var appends = partitions.Select(p => new FeedAppend(p, Harness.Bytes($"{i}"))).ToList();
            await harness.Database.InTransactionAsync(
                (connection, transaction, token) => harness.Log.AppendAsync(connection, transaction, appends, token),
                CancellationToken.None,
                options);
        });
        var heads = await harness.Log.HeadsAsync(CancellationToken.None);
        Assert.All(heads, head => Assert.Equal(head.Key < 10 ? 100 : 0, head.Value));
    }

    [Fact]
    public async Task A_read_returns_what_is_behind_a_position_even_inside_a_segment()
    {
        await using var harness = await Harness.StartAsync(postgres);
        Assert.Equal(1, await harness.AppendAsync(7, "a", "b", "c"));
        Assert.Equal(4, await harness.AppendAsync(7, "d", new string('e', 5000)));

        var segment = await harness.Log.ReadAsync(7, 1, 100, CancellationToken.None);
        Assert.Equal(1, segment!.After);
        Assert.Equal(["b", "c", "d", new string('e', 5000)], Harness.Texts(segment));
        Assert.Null(await harness.Log.ReadAsync(7, 5, 100, CancellationToken.None));
        Assert.Equal(3, (await harness.Log.ReadAsync(7, 0, 1, CancellationToken.None))!.CoveredTo);
    }

    [Fact]
    public async Task A_large_append_is_stored_in_several_segments_and_read_back_whole()
    {
        await using var harness = await Harness.StartAsync(postgres);
        var texts = Enumerable.Range(0, 10_000).Select(i => $"{i}")
            .Append(new string('x', 900_000)).Append(new string('y', 900_000)).ToArray();
        Assert.Equal(1, await harness.AppendAsync(9, texts));
        Assert.True(await harness.ScalarAsync("SELECT count(*) FROM feed.segment") >= 4);

        var read = new List<string>();
        while (await harness.Log.ReadAsync(9, read.Count, 5000, CancellationToken.None) is { } segment)
        {
            Assert.True(segment.Size <= 2 << 20);
            read.AddRange(Harness.Texts(segment));
        }

        Assert.Equal(texts, read);
    }

    [Fact]
    public async Task A_record_over_the_limit_is_refused_and_an_empty_append_changes_nothing()
    {
        await using var harness = await Harness.StartAsync(postgres);
        await Assert.ThrowsAsync<ArgumentException>(() => harness.AppendAsync(1, new string('x', FeedLog.RecordSizeLimit + 1)));
        await harness.Database.InTransactionAsync(
            (connection, transaction, token) => harness.Log.AppendAsync(connection, transaction, [new FeedAppend(1, [])], token),
            CancellationToken.None);
        Assert.Equal(0, (await harness.Log.HeadsAsync(CancellationToken.None))[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(2000)]
    public void A_segment_is_decoded_to_what_was_encoded(int count)
    {
        var random = new Random(count);
        var records = Enumerable.Range(0, count).Select(i =>
        {
            var bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            return (ReadOnlyMemory<byte>)bytes;
        }).ToArray();
        var (codec, size, payload, _) = SegmentCodec.Encode(records);
        var decoded = SegmentCodec.Decode(codec, size, payload, count);
        Assert.Equal(records.Select(r => r.ToArray()), decoded.Select(r => r.ToArray()));
    }

    [Fact]
    public void A_segment_of_an_unknown_codec_or_length_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => SegmentCodec.Decode(99, 1, [1], 1));
        Assert.Throws<InvalidDataException>(() => SegmentCodec.Decode(SegmentCodec.Brotli, 100, [1, 2, 3], 1));
        Assert.Throws<InvalidDataException>(() => SegmentCodec.Decode(SegmentCodec.Plain, 9, [1, 0, 0, 0, 65, 0, 0, 0, 0], 1));
    }
}
