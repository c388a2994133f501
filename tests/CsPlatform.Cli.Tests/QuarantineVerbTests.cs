using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Cli.Verbs;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Tests;

public sealed class QuarantineVerbTests : IAsyncLifetime
{
    private readonly FixedQuarantine ingestion = new();
    private readonly List<TestServer> servers = [];
    private string[] addresses = [];

    public async Task InitializeAsync()
    {
        servers.Add(await TestServer.StartAsync(ingestion));
        servers.Add(await TestServer.StartAsync(new FixedFollowers()));
        servers.Add(await TestServer.StartAsync(new FixedSanctions()));
        addresses =
        [
            "--ingestion", servers[0].Address.ToString(),
            "--metrics", servers[1].Address.ToString(),
            "--sanctions", servers[2].Address.ToString(),
            "--billing", "http://127.0.0.1:1",
        ];
    }

    public async Task DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_list_shows_open_items_and_says_when_there_are_more()
    {
        AddMessages("a", "b", "c");

        var (status, output, error) = await RunAsync("quarantine", "list", "--platform", "nowhere", "--shop", "[s]");

        Assert.Equal(0, status);
        Assert.Contains("7-a-rejected", output, StringComparison.Ordinal);
        Assert.Contains("\"[nowhere]\" has no rulebook", output, StringComparison.Ordinal);
        Assert.DoesNotContain("7-c-rejected", output, StringComparison.Ordinal);
        Assert.Contains("2 items; more with --all", error, StringComparison.Ordinal);
        var asked = Assert.Single(ingestion.Lists);
        Assert.Equal(("nowhere", "[s]", QuarantineState.Open, true), (asked.Platform, asked.ShopId, asked.State, asked.WithoutContent));
    }

    [Fact]
    public async Task All_of_a_list_comes_from_every_page_and_as_JSON_without_what_people_wrote()
    {
        AddMessages("a", "b", "c");

        var (status, output, _) = await RunAsync("quarantine", "list", "--all", "--state", "any", "--outcome", "rejected", "--json");

        Assert.Equal(0, status);
        using var items = JsonDocument.Parse(output);
        Assert.Equal(["a", "b", "c"], items.RootElement.EnumerateArray().Select(item => item.GetProperty("event_id").GetString()));
        Assert.Equal("2024-05-20T12:00:00+08:00", items.RootElement[0].GetProperty("last_received_at").GetString());
        Assert.Equal((QuarantineState.Unspecified, ItemOutcome.Rejected), (ingestion.Lists[0].State, ingestion.Lists[0].Outcome));
        Assert.DoesNotContain("在吗", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Showing_an_item_decodes_it_and_hides_what_people_wrote_until_it_is_asked_for()
    {
        AddMessages("a");

        var hidden = await RunAsync("quarantine", "show", "7-a-rejected");
        var shown = await RunAsync("quarantine", "show", "7-a-rejected", "--text", "--json");

        Assert.Equal((0, 0), (hidden.Status, shown.Status));
        Assert.Contains("\"consultation_id\": \"c-1\"", hidden.Output, StringComparison.Ordinal);
        Assert.Contains("(2 characters: --text shows them)", hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("在吗", hidden.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(shown.Output);
        Assert.Equal("在吗", document.RootElement.GetProperty("event").GetProperty("message_sent").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("hex").ValueKind);
    }

    [Fact]
    public async Task An_item_that_is_cut_off_is_shown_in_hexadecimal_up_to_its_first_fact()
    {
        var item = ingestion.Add(Message("cut", new string('x', 100)), cutTo: 80);

        var hidden = await RunAsync("quarantine", "show", item.Id);
        var shown = await RunAsync("quarantine", "show", item.Id, "--text");

        Assert.Contains("000000  0a 02 69 6d", hidden.Output, StringComparison.Ordinal);
        Assert.Contains("that may hold texts: --text shows them", hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("78 78 78", hidden.Output, StringComparison.Ordinal);
        Assert.Contains("78 78 78", shown.Output, StringComparison.Ordinal);
        Assert.Contains($"80 kept of {item.ContentSize}", hidden.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redriving_all_offers_the_oldest_first_and_leaves_out_what_is_cut_off()
    {
        ingestion.Add(Message("d"), minute: 2);
        ingestion.Add(Message("cut", new string('x', 100)), minute: 1, cutTo: 50);
        ingestion.Add(Message("c"), minute: 1, index: 8);
        ingestion.Add(Message("b"), minute: 1, index: 3);
        ingestion.Add(Message("a"), minute: 0, index: 9);

        var (status, output, _) = await RunAsync("quarantine", "redrive", "--all", "--source", "im");

        Assert.Equal(0, status);
        Assert.Equal(["7-a-rejected", "7-b-rejected", "7-c-rejected", "7-d-rejected"], Assert.Single(ingestion.Redrives).Ids);
        Assert.All(ingestion.Lists, list => Assert.Equal(("im", QuarantineState.Open), (list.Source, list.State)));
        Assert.Contains("4 offered: 4 accepted, 0 stored before", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_again_is_told_with_its_reason_and_status_3()
    {
        string[] ids = ["7-a-rejected", "7-stored-rejected", "7-twin-rejected", "7-faulty-rejected", "7-cut-rejected"];
        var people = await RunAsync(["quarantine", "redrive", .. ids]);
        var script = await RunAsync(["quarantine", "redrive", "--dry-run", "--json", .. ids]);

        Assert.Equal((3, 3), (people.Status, script.Status));
        Assert.Contains("1 accepted, 1 stored before, 1 in conflict, 1 rejected, 1 not offered", people.Output, StringComparison.Ordinal);
        Assert.Contains("shop.platform: \"[nowhere]\" has no rulebook", people.Output, StringComparison.Ordinal);
        Assert.Contains("other content is stored: abcd", people.Output, StringComparison.Ordinal);
        Assert.Equal([false, true], ingestion.Redrives.Select(request => request.DryRun));
        using var document = JsonDocument.Parse(script.Output);
        Assert.True(document.RootElement.GetProperty("dry_run").GetBoolean());
        Assert.Equal(1, document.RootElement.GetProperty("not_offered").GetInt32());
        Assert.Equal(
            ["accepted", "duplicate", "conflict", "rejected", null],
            document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Intake_that_adds_up_is_shown_with_its_totals_and_followers()
    {
        ingestion.Counts.Counts.Add(Counts("im", offered: 1_010, accepted: 1_000, duplicate: 4, conflict: 3, rejected: 3));
        ingestion.Counts.Totals = new IntakeTotals { Accepted = 2_000, InFeed = 2_000 };

        var (status, output, error) = await RunAsync("ingest", "stats", "--from", "2024-05-01", "--source", "im");

        Assert.Equal((0, ""), (status, error));
        Assert.Equal(("2024-05-01", "", "im", true),
            (ingestion.Asked!.FromDay, ingestion.Asked.UntilDay, ingestion.Asked.Source, ingestion.Asked.WithTotals));
        Assert.DoesNotContain("≠", output, StringComparison.Ordinal);
        Assert.Contains("1,010", output, StringComparison.Ordinal);
        Assert.Contains("1,234", output, StringComparison.Ordinal);
        Assert.Contains("0.25 s", output, StringComparison.Ordinal);
        Assert.Contains("UNIMPLEMENTED", output, StringComparison.Ordinal);
        Assert.Contains("UNAVAILABLE", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, "≠ +1")]
    [InlineData(-2, 0, "≠ -2")]
    [InlineData(0, 5, "≠ +5")]
    public async Task Intake_that_does_not_add_up_is_marked_and_ends_with_status_3(int missing, int notInFeed, string mark)
    {
        ingestion.Counts.Counts.Add(Counts("im", offered: 10 + missing, accepted: 7, duplicate: 1, conflict: 1, rejected: 1));
        ingestion.Counts.Totals = new IntakeTotals { Accepted = 7, InFeed = 7 - notInFeed };

        var people = await RunAsync("ingest", "stats");
        var script = await RunAsync("ingest", "stats", "--json");

        Assert.Equal((3, 3), (people.Status, script.Status));
        Assert.Contains(mark, people.Output, StringComparison.Ordinal);
        Assert.Contains("Next:", people.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(script.Output);
        Assert.False(document.RootElement.GetProperty("adds_up").GetBoolean());
        Assert.Equal(missing, document.RootElement.GetProperty("counts")[0].GetProperty("missing").GetInt32());
        Assert.Equal(
            ["metrics", "sanctions", "billing"],
            document.RootElement.GetProperty("followers").EnumerateArray().Select(follower => follower.GetProperty("service").GetString()));
    }

    [Theory]
    [InlineData("quarantine redrive", "Either ids or --all")]
    [InlineData("quarantine redrive 7-a-rejected --all", "Either ids or --all")]
    [InlineData("quarantine redrive 7-a-rejected --source im", "filters go with --all")]
    [InlineData("quarantine list --state gone", "none of open, redriven, any")]
    [InlineData("quarantine list --outcome accepted", "none of rejected, conflict")]
    [InlineData("quarantine show 7-none-rejected", "is not in quarantine")]
    public async Task A_wrong_command_line_is_answered_with_what_to_do_and_changes_nothing(string line, string words)
    {
        var (status, _, error) = await RunAsync(line.Split(' '));

        Assert.Equal(1, status);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("Next:", error, StringComparison.Ordinal);
        Assert.Empty(ingestion.Redrives);
    }

    private static IntakeCounts Counts(string source, long offered, long accepted, long duplicate, long conflict, long rejected) => new()
    {
        Day = "2024-05-20",
        Source = source,
        Offered = offered,
        Accepted = accepted,
        Duplicate = duplicate,
        Conflict = conflict,
        Rejected = rejected,
    };

    private static Event Message(string eventId, string text = "在吗") => new()
    {
        Source = "im",
        EventId = eventId,
        Shop = new ShopKey { Platform = "nowhere", ShopId = "[s]" },
        MessageSent = new MessageSent { ConsultationId = "c-1", Role = SenderRole.Buyer, Text = text },
    };

    private void AddMessages(params string[] eventIds) => Array.ForEach(eventIds, id => ingestion.Add(Message(id)));

    private async Task<(int Status, string Output, string Error)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isErrorInteractive: false, isOutputInteractive: false);
        var status = await CsApp.RunAsync([.. line, .. addresses], terminal, CancellationToken.None);
        return (status, output.ToString(), error.ToString());
    }
}
