using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;
using CsPlatform.Common.V1;

namespace CsPlatform.Cli.Tests;

public sealed class FeedVerbTests : IAsyncLifetime
{
    private readonly FixedEvents events = new();
    private readonly FixedFeed feed = new();
    private TestServer ingestion = null!;
    private TestServer follower = null!;

    private string[] Addresses => ["--ingestion", ingestion.Address.ToString(), "--metrics", follower.Address.ToString()];

    public async Task InitializeAsync()
    {
        ingestion = await TestServer.StartAsync(events);
        follower = await TestServer.StartAsync(feed);
    }

    public async Task DisposeAsync()
    {
        await ingestion.DisposeAsync();
        await follower.DisposeAsync();
    }

    [Fact]
    public async Task Tail_shows_an_event_a_line_without_what_people_wrote_and_ends_cleanly()
    {
        var lines = await TailAsync("--platform", "p", "--kind", "message_sent", "--kind", "shop_opened");
        Assert.Equal(
            [
                "1970-01-01T08:00:00+08:00 p/s1 message_sent consultation_id=\"c 1\" role=SENDER_ROLE_BUYER buyer_id=\"b\\u001b[31m\"  im:e202 @17:202",
                "1970-01-01T08:00:00+08:00 p/s2 shop_opened  im:e203 late @17:203",
            ],
            lines);
        var request = await events.Asked;
        Assert.Equal(["p"], request.Platforms);
        Assert.Equal(["message_sent", "shop_opened"], request.Kinds);
        Assert.Equal(256, request.After.Count);
        Assert.Equal(201, request.After.Single(at => at.Partition == 17).Position);
    }

    [Fact]
    public async Task Tail_shows_texts_when_it_is_asked_for_them_and_only_the_shop_that_is_meant()
        => Assert.EndsWith(
            "text=secret  im:e202 @17:202", Assert.Single(await TailAsync("--text", "--shop", "s1", "--from", "START")), StringComparison.Ordinal);

    [Fact]
    public async Task Tail_writes_a_document_a_line_for_scripts()
    {
        var documents = (await TailAsync("--json", "--from", "17:201,18:9")).ConvertAll(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal([17, 17], documents.Select(document => document.GetProperty("partition").GetInt32()));
        var message = documents[0].GetProperty("record").GetProperty("event").GetProperty("message_sent");
        Assert.Equal("c 1", message.GetProperty("consultation_id").GetString());
        Assert.False(message.TryGetProperty("text", out _));
        Assert.Equal(
            [new PartitionPosition { Partition = 17, Position = 201 }, new PartitionPosition { Partition = 18, Position = 9 }],
            (await events.Asked).After);
    }

    [Fact]
    public async Task A_place_that_is_none_is_told_with_those_that_are()
    {
        var (status, _, error) = await RunAsync("tail", "--from", "17");
        Assert.Equal(1, status);
        Assert.Contains("Next: give START, END, or positions such as 17:203", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poison_records_are_listed_from_every_page_and_retried_all_with_what_is_left()
    {
        var (status, output, _) = await RunAsync("poison", "list", "--service", "metrics", "--json");
        Assert.Equal(0, status);
        var records = JsonDocument.Parse(output).RootElement.EnumerateArray().Select(record => record.GetProperty("record").GetString());
        Assert.Equal(["ingestion:17:203", "ingestion:17:204"], records);

        var (left, _, error) = await RunAsync("poison", "retry", "--service", "metrics");
        Assert.Equal(1, left);
        Assert.Contains("ingestion:17:204: no role yet", error, StringComparison.Ordinal);
        Assert.Equal([203L, 204L], feed.Retried.Select(key => key.Position));
    }

    [Fact]
    public async Task One_poison_record_is_retried_by_its_name()
    {
        var (status, output, _) = await RunAsync(
            "poison", "retry", "--service", "metrics", "--record", "ingestion:17:203");
        Assert.Equal(0, status);
        Assert.Contains("1 of 1 records applied.", output, StringComparison.Ordinal);
        Assert.Equal(new RecordKey { Feed = "ingestion", Partition = 17, Position = 203 }, Assert.Single(feed.Retried));
    }

    [Theory]
    [InlineData("poison retry --service ingestion", 2)]
    [InlineData("poison retry", 2)]
    [InlineData("poison retry --service metrics --record 17:203", 1)]
    public async Task A_wrong_retry_is_answered_with_what_to_do(string line, int expected)
    {
        var (status, _, error) = await RunAsync(line.Split(' '));
        Assert.Equal(expected, status);
        Assert.Contains("Next:", error, StringComparison.Ordinal);
    }

    private async Task<List<string>> TailAsync(params string[] arguments)
    {
        using var interrupt = new CancellationTokenSource();
        await using var output = new FirstLine();
        await using var error = new StringWriter();
        var run = CsApp.RunAsync(
            ["tail", .. arguments, .. Addresses], new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false), interrupt.Token);
        await Task.WhenAny(run, output.Written).WaitAsync(TimeSpan.FromSeconds(120));
        await interrupt.CancelAsync();
        Assert.Equal((0, ""), (await run, error.ToString()));
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'))];
    }

    private async Task<(int Status, string Output, string Error)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        var status = await CsApp.RunAsync([.. line, .. Addresses], terminal, CancellationToken.None);
        return (status, output.ToString(), error.ToString());
    }

    /// <summary>Says when the first answer was shown: the lines of an answer are written before it is flushed.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Written => written.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            written.TrySetResult();
            return base.FlushAsync(cancellationToken);
        }
    }
}
