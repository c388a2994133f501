using CsPlatform.Persistence.Archiving;
using CsPlatform.Persistence.Feeds;
using CsPlatform.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class ArchiveTests(PostgresFixture postgres) : IDisposable
{
    private static readonly DateTimeOffset January = new(2026, 1, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = TestFolders.Create("archive");
    private readonly JumpingClock clock = new(January);

    private ArchiveOptions Options => new() { Folder = folder, KeepMonths = 2 };

    public void Dispose() => TestFolders.Remove(folder);

    [Fact]
    public async Task Two_archived_months_are_followed_from_the_start_as_if_they_were_stored()
    {
        await using var harness = await StartAsync();
        var expected = await FillAsync(harness);
        await ArchiveAsync(harness);

        Assert.Equal(["segment_2026_03", "segment_2026_05"], await TablesAsync(harness));
        Assert.Equal(0, await harness.ScalarAsync("SELECT count(*) FROM feed.segment WHERE appended_at < '2026-03-01Z'"));
        Assert.Equal(5, await harness.ScalarAsync("SELECT count(*) FROM feed.archive"));
        Assert.Equal(5, Files().Length);
        Assert.Equal(expected, await FollowAsync(harness, 0));
        Assert.Equal(expected.Select(texts => texts.Skip(35)), await FollowAsync(harness, 35));
        await AssertChainedAsync(harness, archived: true);
        var ends = await harness.Log.EndsAsync(CancellationToken.None);
        Assert.Equal([80, 80, 40], ends.Select(end => end.FirstStoredPosition - 1));
    }

    [Fact]
    public async Task Each_step_can_be_cut_off_and_begun_again()
    {
        await using var harness = await StartAsync();
        var expected = await FillAsync(harness);
        var steps = Steps(harness);
        var month = (await steps.DueAsync(CancellationToken.None))[0];
        Assert.Equal("segment_2026_01", month.Table);

        // Cut off while a file is written: nothing of it counts.
        var month1 = Directory.CreateDirectory(Path.Combine(folder, "test", "2026_01")).FullName;
        await File.WriteAllTextAsync(Path.Combine(month1, "000" + ArchiveFileWriter.Unfinished), "CSFEED01 and then the power went");
        Assert.Equal(expected, await FollowAsync(harness, 0));

        // Cut off after the rename: the file is there, the catalogue does not know it, and it is written again.
        await using (var connection = await harness.DataSource.OpenConnectionAsync())
        {
            Assert.Equal(40, (await steps.WriteFileAsync(connection, month, 0, 0, CancellationToken.None))!.LastPosition);
        }

        Assert.Equal(0, await harness.ScalarAsync("SELECT count(*) FROM feed.archive"));
        Assert.Equal(expected, await FollowAsync(harness, 0));

        // Cut off after the catalogue: both have the rows.
        Assert.Equal(3, await steps.WriteAsync(month, CancellationToken.None));
        Assert.Equal(0, await steps.WriteAsync(month, CancellationToken.None));
        Assert.Equal(expected, await FollowAsync(harness, 0));
        await AssertChainedAsync(harness, archived: false);

        await ArchiveAsync(harness);
        Assert.DoesNotContain("segment_2026_01", await TablesAsync(harness));
        Assert.Equal(expected, await FollowAsync(harness, 0));
        Assert.DoesNotContain(Files(), file => file.EndsWith(ArchiveFileWriter.Unfinished, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_that_got_rows_since_it_was_written_is_not_dropped()
    {
        await using var harness = await StartAsync();
        clock.Set(January);
        await harness.AppendAsync(5, "a");
        clock.Set(January.AddMonths(3));
        var steps = Steps(harness);
        var month = (await steps.DueAsync(CancellationToken.None))[0];
        Assert.Equal(1, await steps.WriteAsync(month, CancellationToken.None));
        clock.Set(January);
        await harness.AppendAsync(5, "b");
        clock.Set(January.AddMonths(3));

        Assert.False(await steps.DropAsync(month, CancellationToken.None));
        Assert.Equal(1, await steps.WriteAsync(month, CancellationToken.None));
        Assert.True(await steps.DropAsync(month, CancellationToken.None));
        Assert.Equal(["a", "b"], await TextsAsync(harness, 5));

        // The clock goes back once more, into a month that has no table any more.
        clock.Set(January);
        Assert.Equal(3, await harness.AppendAsync(5, "c"));
        clock.Set(January.AddMonths(3));
        await ArchiveAsync(harness);
        Assert.Equal(3, await harness.ScalarAsync("SELECT count(*) FROM feed.archive"));
        Assert.Equal(["a", "b", "c"], await TextsAsync(harness, 5));
    }

    [Fact]
    public async Task A_damaged_file_is_found_wherever_a_byte_of_it_is_changed_and_named()
    {
        await using var harness = await StartAsync();
        await FillAsync(harness);
        await ArchiveAsync(harness);
        var file = Files().Single(name => name.EndsWith("2026_01/001-1-40.csfeed", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(file);
        var places = new[] { 9, bytes.Length / 3, bytes.Length - ArchiveFormat.FooterSize - 3, bytes.Length - 30, bytes.Length - 1 };
        foreach (var place in places)
        {
            var changed = bytes.ToArray();
            changed[place] ^= 0x40;
            await File.WriteAllBytesAsync(file, changed);
            await AssertRefusedAsync(harness, "test/2026_01/001-1-40.csfeed");
        }

        await File.WriteAllBytesAsync(file, bytes[..^1]);
        await AssertRefusedAsync(harness, $"It has {bytes.Length - 1} bytes instead of {bytes.Length}.");
        File.Delete(file);
        await AssertRefusedAsync(harness, "It is missing.");
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(120, (await TextsAsync(harness, 1)).Length);
    }

    [Fact]
    public async Task A_month_whose_file_was_damaged_before_the_drop_stays_in_the_database()
    {
        await using var harness = await StartAsync();
        await FillAsync(harness);
        var steps = Steps(harness);
        var month = (await steps.DueAsync(CancellationToken.None))[0];
        await steps.WriteAsync(month, CancellationToken.None);
        File.Delete(Files()[0]);
        await Assert.ThrowsAsync<ArchiveException>(() => steps.DropAsync(month, CancellationToken.None));
        Assert.Contains("segment_2026_01", await TablesAsync(harness));
    }

    [Fact]
    public async Task A_log_that_was_tampered_with_is_not_archived()
    {
        await using var harness = await StartAsync();
        await FillAsync(harness);
        await harness.ExecuteAsync(
            "UPDATE feed.segment SET appended_at = appended_at + interval '1 microsecond' WHERE partition = 1 AND first_position = 1");
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ArchiveAsync(harness));
        Assert.Contains("of partition 1 does not have the hash of its bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("segment_2026_01", await TablesAsync(harness));
    }

    [Fact]
    public async Task Appends_and_reads_go_on_while_months_are_archived()
    {
        await using var harness = await StartAsync();
        var expected = await FillAsync(harness);
        using var done = new CancellationTokenSource();
        var appended = 0;
        var appending = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await harness.AppendAsync(2, $"{appended++}");
            }
        });
        var following = FollowAsync(harness, 0, 280);
        await ArchiveAsync(harness);
        Assert.Equal(expected, await following);
        await done.CancelAsync();
        await appending;
        Assert.Equal(40 + appended, (await TextsAsync(harness, 2)).Length);
        await AssertChainedAsync(harness, archived: true);
    }

    [Fact]
    public async Task A_number_of_months_without_a_folder_is_refused_at_the_start()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Harness.StartAsync(postgres, null, clock, "--Feed:Archive:KeepMonths=2"));
        Assert.Contains("Feed:Archive:KeepMonths needs Feed:Archive:Folder", error.Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(Harness harness, string text)
    {
        var error = await Assert.ThrowsAsync<ArchiveException>(() => TextsAsync(harness, 1));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Equal(120, (await TextsAsync(harness, 0)).Length);
    }

    private static async Task<string[]> TextsAsync(Harness harness, int partition)
    {
        var texts = new List<string>();
        while (await harness.Log.ReadAsync(partition, texts.Count, 100, CancellationToken.None) is { } segment)
        {
            Assert.Equal(texts.Count, segment.After);
            texts.AddRange(Harness.Texts(segment));
        }

        return [.. texts];
    }

    private static async Task<List<List<string>>> FollowAsync(Harness harness, long after, int records = 0)
    {
        List<List<string>> found = [[], [], []];
        var wanted = records > 0 ? records : 280 - ((int)after * 3);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var segment in harness.Tail.FollowAsync(new Dictionary<int, long> { [0] = after, [1] = after, [2] = after }, limit.Token))
        {
            found[segment.Partition].AddRange(Harness.Texts(segment));
            if (found.Sum(texts => texts.Count) >= wanted)
            {
                break;
            }
        }

        return [found[0], found[1], [.. found[2].Take(40 - (int)after)]];
    }

    private static async Task AssertChainedAsync(Harness harness, bool archived)
    {
        foreach (var end in await harness.Log.EndsAsync(CancellationToken.None))
        {
            var hash = new byte[32];
            var position = 0L;
            await foreach (var segment in harness.Log.StoredAsync(end.Partition, 0, end.Head.Position, CancellationToken.None))
            {
                Assert.Equal(position + 1, segment.FirstPosition);
                Assert.Equal(hash, segment.PreviousHash);
                Assert.Equal(archived && segment.LastPosition < end.FirstStoredPosition, segment.IsArchived);
                (hash, position) = (segment.Hash!, segment.LastPosition);
            }

            Assert.Equal(end.Head.Hash, hash);
            Assert.Equal(end.Head.Position, position);
        }
    }

    // Partitions 0 and 1 have records in January, February and May, partition 2 in January only.
    private async Task<List<List<string>>> FillAsync(Harness harness)
    {
        List<List<string>> expected = [[], [], []];
        foreach (var month in new[] { 0, 1, 4 })
        {
            clock.Set(January.AddMonths(month));
            for (var i = 0; i < 20; i++)
            {
                foreach (var partition in month == 0 ? new[] { 0, 1, 2 } : [0, 1])
                {
                    string[] texts = [$"{month}/{i}", $"{month}/{i}/{new string('x', 20 * i)}"];
                    await harness.AppendAsync(partition, texts);
                    expected[partition].AddRange(texts);
                }
            }
        }

        return expected;
    }

    private static async Task<string[]> TablesAsync(Harness harness)
    {
        await using var connection = await harness.DataSource.OpenConnectionAsync();
        return [.. (await SegmentMonths.ListAsync(connection, null, CancellationToken.None)).Select(month => month.Table)];
    }

    private string[] Files() => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private Task<Harness> StartAsync()
        => Harness.StartAsync(postgres, null, clock, $"--Feed:Archive:Folder={folder}");

    // The harness only reads archives: what is written when is up to the test.
    private SegmentArchiver Steps(Harness harness) => new(
        "test", harness.DataSource, harness.Database, harness.Get<ArchiveCatalogue>(), harness.Get<SegmentMonths>(), Options, clock);

    private Task ArchiveAsync(Harness harness)
        => new ArchiveOldMonths(Steps(harness), Options, harness.DataSource, clock, NullLogger<ArchiveOldMonths>.Instance)
            .RunAsync(CancellationToken.None);
}
