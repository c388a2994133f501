using System.Text;
using CsPlatform.Adapters;
using CsPlatform.Adapters.Csv;
using CsPlatform.Adapters.Json;
using CsPlatform.Adapters.Maps;
using CsPlatform.Cli.Importing;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Tests.Support;
using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace CsPlatform.Cli.Tests;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Map = """
        {
          "source": "test", "platform": "p", "shop": "{shop}", "time": { "format": "iso8601" },
          "events": [{ "id": "{id}", "at": { "column": "at" }, "fact": { "message_sent": { "consultation_id": "{c}", "role": "{role}" } } }]
        }
        """;

    private static readonly SendLimits Quick = new()
    {
        BatchEvents = 10,
        BatchesInFlight = 4,
        FirstBackoff = TimeSpan.FromMilliseconds(10),
        LongestBackoff = TimeSpan.FromMilliseconds(50),
        GiveUpAfter = TimeSpan.FromSeconds(30),
    };

    private readonly BreakableIngestion ingestion = new();
    private readonly string folder = Directory.CreateTempSubdirectory("cs-import-").FullName;
    private readonly List<string> notes = [];
    private TestServer server = null!;
    private IngestionService.IngestionServiceClient client = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync(ingestion);
        client = new IngestionService.IngestionServiceClient(server.Channel);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_first_import_is_accepted_whole_and_a_second_is_all_duplicates()
    {
        var first = await ImportAsync(Rows(95));
        var second = await ImportAsync(Rows(95));

        Assert.Equal((95, 95, 0, 0), (first.Offered, first.Accepted, first.Duplicate, first.Rejected));
        Assert.Equal((95, 0, 95, 0), (second.Offered, second.Accepted, second.Duplicate, second.Rejected));
        Assert.Null(first.RejectsFile);
    }

    [Theory]
    [InlineData("1:BeforeCommit")]
    [InlineData("1:AfterCommit")]
    [InlineData("5:BeforeCommit")]
    [InlineData("5:AfterCommit")]
    [InlineData("10:AfterCommit")]
    [InlineData("2:AfterCommit 3:AfterCommit 4:BeforeCommit 9:AfterCommit 14:AfterCommit")]
    public async Task However_often_the_service_dies_the_first_import_is_accepted_whole_and_the_second_all_duplicate(
        string breaks)
    {
        Plan(breaks, from: 0);
        var first = await ImportAsync(Rows(95));
        Plan(breaks, from: ingestion.BatchesSeen);
        var second = await ImportAsync(Rows(95));

        Assert.Equal((95, 95, 0), (first.Offered, first.Accepted, first.Duplicate));
        Assert.Equal((95, 0, 95), (second.Offered, second.Accepted, second.Duplicate));
        Assert.True(first.Reconnects > 0 && second.Reconnects > 0);
        Assert.Equal(95, ingestion.Stored.Count);
    }

    [Fact]
    public async Task An_import_of_which_a_part_was_stored_before_counts_each_part_right_across_a_crash()
    {
        await ImportAsync(Rows(37));
        Plan("2:AfterCommit 5:AfterCommit 6:BeforeCommit", from: ingestion.BatchesSeen);

        var report = await ImportAsync(Rows(95));

        Assert.Equal((95, 58, 37), (report.Offered, report.Accepted, report.Duplicate));
    }

    [Fact]
    public async Task A_row_that_stands_twice_in_a_file_is_once_accepted_and_once_duplicate_even_across_a_crash()
    {
        Plan("1:AfterCommit 4:AfterCommit", from: 0);

        var report = await ImportAsync(Rows(40) + Body(25));

        Assert.Equal((65, 40, 25), (report.Offered, report.Accepted, report.Duplicate));
    }

    [Fact]
    public async Task An_event_that_another_sender_stores_during_the_import_is_a_duplicate_though_the_answer_was_lost()
    {
        Plan("2:AfterCommit 4:BeforeCommit", from: 0);
        var rows = Rows(40);
        var others = new CsvAdapter(EventMapReader.Read(Map, out _)!).Open(StreamOf(rows)).Read().SelectMany(entry => entry.Events);
        ingestion.Store(new IngestEventsRequest { SessionId = "other", BatchNumber = 2, Events = { others.Skip(15).Take(10) } });

        var report = await ImportAsync(rows);

        Assert.Equal((40, 30, 10), (report.Offered, report.Accepted, report.Duplicate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(25)]
    public async Task Little_or_no_credit_slows_an_import_and_never_stops_it(int credit)
    {
        ingestion.Credit = credit;

        var report = await ImportAsync(Rows(95));

        Assert.Equal((95, 95, 0), (report.Offered, report.Accepted, report.Reconnects));
    }

    [Fact]
    public async Task The_order_of_a_shops_events_is_kept_across_crashes()
    {
        Plan("3:BeforeCommit 6:AfterCommit 8:BeforeCommit", from: 0);

        await ImportAsync(Rows(95));

        foreach (var shop in ingestion.Stored.GroupBy(e => e.Shop.ShopId))
        {
            var ids = shop.Select(e => e.EventId).ToArray();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }
    }

    [Fact]
    public async Task A_service_that_freezes_is_left_and_asked_anew()
    {
        Plan("3:Freeze", from: 0);

        var report = await ImportAsync(Rows(95), Quick with { StallAfter = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((95, 95), (report.Offered, report.Accepted));
        Assert.True(report.Reconnects > 0);
    }

    [Fact]
    public async Task Bad_rows_and_what_the_service_refuses_are_kept_with_reasons_and_the_rest_goes_on()
    {
        const string rows = """
            id,shop,at,c,role
            1,s,2021-02-01T10:00:00+08:00,c1,SENDER_ROLE_BUYER
            2,s,yesterday,c1,SENDER_ROLE_BUYER
            3,s,2021-02-01T10:00:00+08:00,,SENDER_ROLE_BUYER
            4,s,2021-02-01T10:00:00+08:00,c1,SENDER_ROLE_PARROT
            5,s,"open
            1,s,2021-02-01T10:00:00+08:00,other,SENDER_ROLE_BUYER
            7,s,2021-02-01T10:00:00+08:00,c1,SENDER_ROLE_BOT

            """;

        var report = await ImportAsync(rows);

        Assert.Equal(
            (7, 2, 0, 1, 4, 3), (
                report.Offered, report.Accepted, report.Duplicate, report.Conflict, report.Rejected, report.BadRows));
        var kept = await File.ReadAllLinesAsync(report.RejectsFile!);
        Assert.Equal("id,shop,at,c,role,_line,_field,_reason,_event_id", kept[0]);
        Assert.Contains(kept, line => line.StartsWith("2,s,yesterday,c1,SENDER_ROLE_BUYER,3,at,", StringComparison.Ordinal));
        Assert.Contains(
            kept, line => line.StartsWith("3,s,", StringComparison.Ordinal) && line.Contains(
                "4,message_sent.consultation_id,missing,3"));
        Assert.Contains(kept, line => line.StartsWith("4,s,", StringComparison.Ordinal) && line.Contains("5,role,"));
        Assert.Contains(kept, line => line.Contains("5,s,\"\"open", StringComparison.Ordinal) && line.Contains("never closed"));
        Assert.Contains(kept, line => line.Contains("stored with other content (sha256 abcd)", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.StartsWith("not stored: line 3, at: \"yesterday\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mended_rejects_file_can_be_imported_as_it_is()
    {
        var report = await ImportAsync("id,shop,at,c,role\n1,s,yesterday,c1,SENDER_ROLE_BUYER\n");
        var mended = (await File.ReadAllTextAsync(report.RejectsFile!))
            .Replace("s,yesterday", "s,2021-02-01T10:00:00+08:00", StringComparison.Ordinal);

        var again = await ImportAsync(mended);

        Assert.Equal((1, 1), (again.Offered, again.Accepted));
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_import_with_advice()
    {
        client = new IngestionService.IngestionServiceClient(GrpcChannel.ForAddress(server.Address));
        await server.DisposeAsync();

        var failure = await Assert.ThrowsAsync<CliException>(
            () => ImportAsync(Rows(5), Quick with { GiveUpAfter = TimeSpan.FromMilliseconds(200) }));

        Assert.Contains("answered nothing for", failure.Message, StringComparison.Ordinal);
        Assert.Contains("run the same import once more", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_stream_is_not_tried_again()
    {
        ingestion.Refusal = new Status(StatusCode.InvalidArgument, "a batch over 8,192 events");

        var failure = await Assert.ThrowsAsync<CliException>(() => ImportAsync(Rows(5)));

        Assert.Contains("INVALID_ARGUMENT: a batch over 8,192 events", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ndjson_is_sent_and_its_bad_lines_are_kept_with_the_field()
    {
        string[] lines =
        [
            """{"source":"s","eventId":"1","shop":{"platform":"p","shopId":"a"},"occurredAt":"2021-02-01T02:00:00Z","messageSent":{"consultationId":"c","role":"SENDER_ROLE_BUYER"}}""",
            """{"source":"s","event_id":"2","shop":{"platform":"p","shop_id":"a"},"occurred_at":"tomorrow","message_sent":{"consultation_id":"c"}}""",
            """{"source":"s","event_id":"3","message_sent":{"role":"SENDER_ROLE_PARROT"}}""",
            """{"source":"s","colour":"red"}""",
            """{"source":""",
            "",
            """{"source":"s","event_id":"6","shop":{"platform":"p","shop_id":"a"},"message_sent":{"consultation_id":"c"}}""",
        ];

        var report = await ImportAsync(new NdjsonAdapter().Open(StreamOf(string.Join('\n', lines))));

        Assert.Equal((6, 2, 4, 4), (report.Offered, report.Accepted, report.Rejected, report.BadRows));
        var kept = await File.ReadAllLinesAsync(report.RejectsFile!);
        Assert.Contains(kept, line => line.Contains("\"line\":2,\"field\":\"occurred_at\"", StringComparison.Ordinal));
        Assert.Contains(kept, line => line.Contains("\"line\":3,\"field\":\"message_sent.role\"", StringComparison.Ordinal));
        Assert.Contains(kept, line => line.Contains("\"line\":4,\"field\":\"colour\"", StringComparison.Ordinal));
        Assert.Contains(kept, line => line.Contains("\"line\":5,\"field\":\"\",\"reason\":\"not JSON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_names_no_shop_or_holds_half_a_character_does_not_stop_the_rest()
    {
        string[] lines =
        [
            """{"source":"s","event_id":"1","message_sent":{"role":"SENDER_ROLE_BUYER"}}""",
            """{"source":"s\ud800","event_id":"2"}""",
            """{"source":"s","event_id":"3","shop":{"platform":"p","shop_id":"a"},"message_sent":{"consultation_id":"c"}}""",
        ];

        var report = await ImportAsync(new NdjsonAdapter().Open(StreamOf(string.Join('\n', lines))));

        Assert.Equal((3, 1, 2, 1), (report.Offered, report.Accepted, report.Rejected, report.BadRows));
        var kept = await File.ReadAllLinesAsync(report.RejectsFile!);
        Assert.Contains(kept, line => line.Contains("\"line\":1,", StringComparison.Ordinal));
        Assert.Contains(kept, line => line.Contains("\"line\":2,", StringComparison.Ordinal) && line.Contains("ud800"));
    }

    private static string Rows(int count) => $"id,shop,at,c,role\n{Body(count)}";

    private static string Body(int count) => string.Concat(Enumerable.Range(0, count).Select(
        i => $"{i:0000},{new string('s', (i % 3) + 1)},2021-02-01T10:00:00+08:00,c{i},SENDER_ROLE_BUYER\n"));

    private static MemoryStream StreamOf(string text) => new(Encoding.UTF8.GetBytes(text));

    private void Plan(string breaks, int from)
    {
        ingestion.Breaks.Clear();
        foreach (var planned in breaks.Split(' '))
        {
            var parts = planned.Split(':');
            ingestion.Breaks[from + int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)] = Enum
                .Parse<Break>(parts[1]);
        }
    }

    private Task<ImportReport> ImportAsync(string csv, SendLimits? limits = null) =>
        ImportAsync(new CsvAdapter(EventMapReader.Read(Map, out _)!).Open(StreamOf(csv)), limits);

    private async Task<ImportReport> ImportAsync(IEventReader reader, SendLimits? limits = null)
    {
        using var rejects = new RejectsFile(Path.Combine(folder, $"{Guid.NewGuid():N}.rejects"), reader.Rejects);
        var import = new ImportRun(client, reader, rejects, notes.Add);
        return await import.RunAsync(limits ?? Quick, TimeProvider.System, CancellationToken.None);
    }
}
