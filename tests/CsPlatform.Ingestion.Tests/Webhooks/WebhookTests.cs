using System.Text;
using System.Text.Json;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Ingestion.Tests.Webhooks;

[Collection("stores")]
public sealed class WebhookTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Each_event_and_each_faulty_row_is_answered_and_the_good_ones_are_stored()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        using var sender = new Sender(service.WebAddress);
        var body = Sender.Lines(
            Events.Message("a"), Events.Message("b", source: "other"), Events.Message("c").With(e => e.Shop = null), Events.Message("a"),
            Events.Message("a", text: "x"), Events.Message("d")) + "\n{\"colour\": \"red\"}\nno JSON";

        var (status, answer, _) = await sender.SendAsync(body);

        Assert.Equal(200, status);
        Assert.Equal(
            ["1 a ACCEPTED", "2 b REJECTED source", "3 c REJECTED shop", "4 a DUPLICATE", "5 a CONFLICT", "6 d ACCEPTED",
                "7 - REJECTED colour", "8 - REJECTED "],
            Results(answer));
        Assert.Equal((8, 2, 1, 1, 4), Counts(answer));
        Assert.Equal(["a", "d"], await StoredAsync(service));
    }

    [Fact]
    public async Task The_very_same_request_is_refused_and_signed_anew_its_events_are_duplicates()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        using var sender = new Sender(service.WebAddress);
        var body = Sender.Lines(Events.Messages(3));
        var bytes = Encoding.UTF8.GetBytes(body);
        var time = DateTimeOffset.UtcNow.AddSeconds(-10).ToUnixTimeSeconds().ToString();

        var first = await sender.SendAsync(bytes, time, sender.Sign(time, body));
        var same = await sender.SendAsync(bytes, time, sender.Sign(time, body));
        var upper = await sender.SendAsync(bytes, time, "v1=" + sender.Sign(time, body)[3..].ToUpperInvariant());
        var anew = await sender.SendAsync(body, seconds: -1);

        Assert.Equal((200, 409, 409, 200), (first.Status, same.Status, upper.Status, anew.Status));
        Assert.Contains("sign it with a new timestamp", same.Answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, 3, 0, 0, 0), Counts(first.Answer));
        Assert.Equal((3, 0, 3, 0, 0), Counts(anew.Answer));
    }

    [Fact]
    public async Task A_replay_is_refused_by_another_process_too_and_of_many_at_once_one_is_taken()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        await using var other = await Service.StartAsync(postgres, redis, service.Database, Sender.Settings());
        using var sender = new Sender(service.WebAddress);
        using var neighbour = new Sender(other.WebAddress);
        var body = Sender.Lines(Events.Message("a"));
        var bytes = Encoding.UTF8.GetBytes(body);
        var time = DateTimeOffset.UtcNow.AddSeconds(-10).ToUnixTimeSeconds().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => (i % 2 == 0 ? sender : neighbour).SendAsync(bytes, time, sender.Sign(time, body))));

        Assert.Equal([200, .. Enumerable.Repeat(409, 7)], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task While_secrets_rotate_both_are_taken_but_the_same_request_under_both_only_once()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, Sender.Settings($"--Ingestion:Webhooks:im:Secrets:1={Sender.OtherSecret}"));
        using var old = new Sender(service.WebAddress);
        using var renewed = new Sender(service.WebAddress, secret: Sender.OtherSecret);
        using var stranger = new Sender(service.WebAddress, secret: "0000000000000000000000000000000000");
        var body = Sender.Lines(Events.Message("a"));
        var bytes = Encoding.UTF8.GetBytes(body);
        var time = DateTimeOffset.UtcNow.AddSeconds(-10).ToUnixTimeSeconds().ToString();

        Assert.Equal(200, (await old.SendAsync(body, seconds: -2)).Status);
        Assert.Equal(200, (await renewed.SendAsync(bytes, time, renewed.Sign(time, body))).Status);
        Assert.Equal(409, (await old.SendAsync(bytes, time, old.Sign(time, body))).Status);
        Assert.Equal(401, (await stranger.SendAsync(body)).Status);
    }

    [Fact]
    public async Task Whatever_is_changed_on_the_way_is_refused_and_nothing_is_stored()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        using var sender = new Sender(service.WebAddress);
        var body = Sender.Lines(Events.Message("a"));
        var bytes = Encoding.UTF8.GetBytes(body);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var (time, signature) = ($"{now}", sender.Sign($"{now}", body));

        for (var i = 0; i < bytes.Length; i += 7)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            Assert.Equal(401, (await sender.SendAsync(changed, time, signature)).Status);
        }

        foreach (var wrong in new[]
        {
            null, "", "v1=", signature[3..], "v2=" + signature[3..], signature[..^1], signature + "0", "v1=" + new string('z', 64),
            signature[..^1] + (signature[^1] == '0' ? '1' : '0'), $"{signature},{signature}",
        })
        {
            Assert.Equal(401, (await sender.SendAsync(bytes, time, wrong)).Status);
        }

        foreach (var wrong in new[] { null, "", $"{now + 1}", $"0{now}", $"+{now}", $"{now}.0", "99999999999", "-1", "soon" })
        {
            Assert.Equal(401, (await sender.SendAsync(bytes, wrong, signature)).Status);
        }

        Assert.Equal(401, (await sender.SendAsync([.. bytes, (byte)'\n'], time, signature)).Status);
        Assert.Equal(401, (await sender.SendAsync(bytes[..^1], time, signature)).Status);
        Assert.Equal(0, await service.ScalarAsync("SELECT count(*) FROM ingestion.webhook_request"));
        Assert.Equal(200, (await sender.SendAsync(bytes, time, signature)).Status);
    }

    [Fact]
    public async Task A_request_from_outside_the_window_is_refused_with_the_services_time()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, Sender.Settings("--Ingestion:WebhookWindow=00:10:00"));
        using var sender = new Sender(service.WebAddress);

        Assert.Equal(200, (await sender.SendAsync(Sender.Lines(Events.Message("a")), seconds: -540)).Status);
        Assert.Equal(200, (await sender.SendAsync(Sender.Lines(Events.Message("b")), seconds: 540)).Status);
        var early = await sender.SendAsync(Sender.Lines(Events.Message("c")), seconds: -660);
        var late = await sender.SendAsync(Sender.Lines(Events.Message("c")), seconds: 660);

        Assert.Equal((401, 401), (early.Status, late.Status));
        Assert.Contains("set the clock", late.Answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], await StoredAsync(service));
    }

    [Fact]
    public async Task A_source_that_is_not_set_up_or_has_no_secret_is_not_found()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, Sender.Settings("--Ingestion:Webhooks:quiet:Format=json"));
        using var stranger = new Sender(service.WebAddress, "nobody");
        using var quiet = new Sender(service.WebAddress, "quiet");

        Assert.Equal(404, (await stranger.SendAsync("x")).Status);
        Assert.Equal(404, (await quiet.SendAsync("x")).Status);
    }

    [Fact]
    public async Task A_body_may_be_a_json_array_or_csv_by_the_sources_map_and_nothing_else()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings(
            $"--Ingestion:Webhooks:chat-rooms:Secrets:0={Sender.Secret}",
            $"--Ingestion:Webhooks:chat-rooms:Map={Path.Combine(RepositoryRoot, "samples/maps/chat_rooms.json")}",
            $"--Ingestion:Webhooks:fixed:Secrets:0={Sender.Secret}",
            "--Ingestion:Webhooks:fixed:Format=json"));
        using var sender = new Sender(service.WebAddress);
        using var rooms = new Sender(service.WebAddress, "chat-rooms");
        using var fixedFormat = new Sender(service.WebAddress, "fixed");
        const string Csv = """
            room_code,user_id,closed_by,closing_comment,chat_start,chat_end,agent_assigned_at,bot_first_response_s,agent_first_response_s,csat
            7,u1,Alice,c,2021-02-01 10:00:00,2021-02-01 10:20:00,2021-02-01 10:05:00,2,30,4
            8,u1,Alice,c,yesterday,2021-02-01 10:20:00,,2,30,4
            """;

        var array = await sender.SendAsync($"[{Sender.Json(Events.Message("a"))}]", contentType: "application/json; charset=utf-8");
        var csv = await rooms.SendAsync(Csv, contentType: "text/csv");
        var misfit = await rooms.SendAsync("a,b\n1,2", contentType: "text/csv");
        var anyType = await fixedFormat.SendAsync(
            $"[{Sender.Json(Events.Message("f", source: "fixed"))}]", contentType: "text/plain");

        Assert.Equal((1, 1, 0, 0, 0), Counts(array.Answer));
        Assert.Equal((9, 8, 0, 0, 1), Counts(csv.Answer));
        Assert.Equal(("3 - REJECTED chat_start", 400), (Results(csv.Answer)[^1], misfit.Status));
        Assert.Contains("chat_start", misfit.Answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1, 0, 0, 0), Counts(anyType.Answer));
        Assert.Equal(415, (await sender.SendAsync(Csv, contentType: "text/csv")).Status);
        Assert.Equal(415, (await sender.SendAsync("{}", contentType: "application/xml")).Status);
        Assert.Equal(400, (await sender.SendAsync("\n \n")).Status);
        Assert.Equal(400, (await sender.SendAsync("[]", contentType: "application/json")).Status);
    }

    internal static string RepositoryRoot { get; } = typeof(WebhookTests).Assembly
        .GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!;

    internal static (int Offered, int Accepted, int Duplicate, int Conflict, int Rejected) Counts(JsonElement answer) => (
        answer.GetProperty("offered").GetInt32(), answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicate").GetInt32(),
        answer.GetProperty("conflict").GetInt32(), answer.GetProperty("rejected").GetInt32());

    private static string[] Results(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray().Select(item =>
    {
        var id = item.GetProperty("event_id").GetString() ?? "-";
        var faults = item.GetProperty("violations") is { ValueKind: JsonValueKind.Array } violations
            ? " " + violations[0].GetProperty("field").GetString()
            : "";
        return $"{item.GetProperty("line").GetInt64()} {id} {item.GetProperty("outcome").GetString()}{faults}";
    })];

    private static async Task<string[]> StoredAsync(Service service)
        => [.. (await service.FollowAllAsync()).SelectMany(part => part.Records).Select(record => record.Event.EventId).Order()];
}
