using System.Text;
using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;
using CsPlatform.TestSupport;

namespace CsPlatform.Cli.Tests;

public sealed class VerifyFeedTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private FeedServer server = null!;

    public async Task InitializeAsync()
    {
        server = await FeedServer.StartAsync(await postgres.CreateDatabaseAsync());
        foreach (var partition in new[] { 0, 7, 255 })
        {
            for (var i = 0; i < 5; i++)
            {
                await server.AppendAsync(partition, Bytes($"{partition}/{i}/a"), Bytes($"{partition}/{i}/b"));
            }
        }
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_sound_feed_is_told_with_its_counts()
    {
        var (status, report) = await VerifyAsync();
        Assert.Equal(ExitStatus.Done, status);
        Assert.True(report.GetProperty("is_sound").GetBoolean());
        var feed = report.GetProperty("feeds")[0];
        Assert.Equal(
            (3, 15, 30, 30, 0, 0),
            (Number(feed, "partitions"), Number(feed, "segments"), Number(feed, "records"), Number(feed, "heads"),
             Number(feed, "unhashed_segments"), Number(feed, "archived_segments")));
        var (_, text) = await RunAsync("--service", "metrics");
        Assert.Contains("metrics: sound. 30 records of 30 by the heads, 15 segments", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingestions_feed_must_hold_as_many_events_as_were_counted()
    {
        string[] line = ["--ingestion", $"{server.Address}"];
        var (status, sound) = await RunAsync(line);
        Assert.Equal(ExitStatus.Done, status);
        Assert.Contains("ingestion: sound. 30 records of 30", sound, StringComparison.Ordinal);
        Assert.Contains("30 events counted as accepted", sound, StringComparison.Ordinal);

        server.Intake.Totals.Accepted = 31;
        var (more, counted) = await RunAsync(line);
        Assert.Equal(ExitStatus.Failed, more);
        Assert.Contains("31 events were counted as accepted, the feed holds 30", counted, StringComparison.Ordinal);

        server.Intake.Totals.Accepted = server.Intake.Totals.InFeed = 29;
        var (fewer, held) = await RunAsync(line);
        Assert.Equal(ExitStatus.Failed, fewer);
        Assert.Contains("the feed holds 29 events, its heads said 30 before", held, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_feed_is_sound()
    {
        await using var empty = await FeedServer.StartAsync(await postgres.CreateDatabaseAsync());
        var (status, text) = await RunAsync("--service", "billing", "--billing", $"{empty.Address}");
        Assert.Equal(ExitStatus.Done, status);
        Assert.Contains("billing: sound. 0 records of 0", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payload = overlay(payload placing '\\x41'::bytea from 6)", "5", "was changed: its hash is not that of its bytes")]
    [InlineData("appended_at = appended_at + interval '1 microsecond'", "5", "was changed: its hash is not that of its bytes")]
    [InlineData("hash = sha256('x')", "5", "was changed: its hash is not that of its bytes")]
    [InlineData("hash = sha256('x')", "7", "is not linked to the segment before it")]
    [InlineData("hash = NULL, previous_hash = NULL", "5", "has no hash, although earlier segments have")]
    [InlineData("size = size - 1", "5", "A segment has 18 bytes instead of 17.")]
    [InlineData("payload = substr(payload, 1, 17), size = 17", "5", "does not divide into records")]
    [InlineData("codec = 9", "5", "cannot be read from here on")]
    [InlineData("codec = 1", "5", "positions 5 to 6, cannot be read")]
    [InlineData("appended_at = appended_at - interval '1 hour'", "5", "before the segment before it")]
    public async Task A_changed_segment_is_found_and_named(string change, string position, string what)
    {
        await server.ExecuteAsync($"UPDATE feed.segment SET {change} WHERE partition = 7 AND first_position = 5");
        await AssertFoundAsync(position, what);
    }

    [Fact]
    public async Task A_deleted_segment_is_found_and_named()
    {
        await server.ExecuteAsync("DELETE FROM feed.segment WHERE partition = 7 AND first_position = 5");
        await AssertFoundAsync("5", "positions 5 to 6 are missing");
    }

    [Fact]
    public async Task The_first_segment_deleted_is_found_and_named()
    {
        await server.ExecuteAsync("DELETE FROM feed.segment WHERE partition = 7 AND first_position = 1");
        await AssertFoundAsync("1", "positions 1 to 2 are missing");
    }

    [Fact]
    public async Task Two_segments_swapped_are_found_and_named()
    {
        await server.ExecuteAsync("""
            UPDATE feed.segment a SET payload = b.payload, hash = b.hash, previous_hash = b.previous_hash FROM feed.segment b
            WHERE a.partition = 7 AND b.partition = 7
              AND (a.first_position, b.first_position) IN ((3, 5), (5, 3))
            """);
        await AssertFoundAsync("3", "was changed: its hash is not that of its bytes");
        await AssertFoundAsync("3", "is not linked to the segment before it");
        await AssertFoundAsync("5", "was changed: its hash is not that of its bytes");
    }

    [Fact]
    public async Task A_tail_cut_off_is_found_and_named()
    {
        await server.ExecuteAsync("DELETE FROM feed.segment WHERE partition = 7 AND first_position >= 7");
        await AssertFoundAsync("7", "the tail is missing: segments end at 6, the head says 10");
    }

    [Fact]
    public async Task A_tail_written_anew_with_right_hashes_is_found_by_the_head()
    {
        await server.ExecuteAsync("""
            UPDATE feed.segment SET payload = '\x01000000410100000042',
                hash = sha256(previous_hash || int2send(partition) || int8send(first_position) || int8send(last_position)
                    || int8send((extract(epoch FROM appended_at) * 1000000)::bigint) || sha256('\x01000000410100000042')), size = 10, codec = 0
            WHERE partition = 7 AND first_position = 9
            """);
        await AssertFoundAsync("10", "the last segment is not the one that the head names");
    }

    [Fact]
    public async Task A_segment_put_in_is_found_and_named()
    {
        await server.ExecuteAsync("""
            INSERT INTO feed.segment SELECT partition, 4, 5, codec, size, payload, appended_at, hash, previous_hash
            FROM feed.segment WHERE partition = 7 AND first_position = 3
            """);
        await AssertFoundAsync("4", "begins at 4, yet 4 was there before");
    }

    [Fact]
    public async Task Archived_segments_are_proven_as_stored_ones_and_a_damaged_file_is_named()
    {
        var folder = TestFolders.Create("archive");
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await FeedServer.StartAsync(database, time: new SetBackClock(TimeSpan.FromDays(200))))
        {
            await before.AppendAsync(7, Bytes("old"), Bytes("older"));
        }

        await using var archiving = await FeedServer.StartAsync(
            database, settings: [$"--Feed:Archive:Folder={folder}", "--Feed:Archive:KeepMonths=1"]);
        await archiving.AppendAsync(7, Bytes("new"));
        string[] line = ["--service", "billing", "--billing", $"{archiving.Address}"];
        await Eventually.HoldsAsync(
            async () => (await RunAsync(line)).Output.Contains("3 records of 3 by the heads, 2 segments (1 archived", StringComparison.Ordinal),
            "the old month is archived");

        var file = Assert.Single(Directory.GetFiles(folder, "*.csfeed", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[12] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        var (status, output) = await RunAsync(line);
        Assert.Equal(ExitStatus.Failed, status);
        Assert.Contains("007-1-2.csfeed", output, StringComparison.Ordinal);
        TestFolders.Remove(folder);
    }

    [Fact]
    public async Task A_service_that_is_away_is_no_proof()
    {
        await server.DisposeAsync();
        var (status, _) = await RunAsync("--service", "metrics");
        Assert.Equal(ExitStatus.Failed, status);
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task AssertFoundAsync(string position, string what)
    {
        var (status, report) = await VerifyAsync();
        Assert.Equal(ExitStatus.Failed, status);
        Assert.False(report.GetProperty("is_sound").GetBoolean());
        var problems = report.GetProperty("feeds")[0].GetProperty("problems").EnumerateArray().ToArray();
        Assert.All(problems, problem => Assert.Equal(7, Number(problem, "partition")));
        Assert.Contains(problems, problem => problem.GetProperty("position").ToString() == position
            && problem.GetProperty("what").GetString()!.Contains(what, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.NotEmpty(problem.GetProperty("next").GetString()!));
    }

    private async Task<(int Status, JsonElement Report)> VerifyAsync()
    {
        var (status, output) = await RunAsync("--service", "metrics", "--json");
        using var document = JsonDocument.Parse(output);
        return (status, document.RootElement.Clone());
    }

    private async Task<(int Status, string Output)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        var status = await CsApp.RunAsync(["verify", "feed", .. line, "--metrics", $"{server.Address}"], terminal, CancellationToken.None);
        return (status, output.ToString());
    }
}
