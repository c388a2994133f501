using System.Net.Sockets;
using System.Text;
using CsPlatform.Ingestion.Webhooks;
using CsPlatform.TestSupport;

namespace CsPlatform.Ingestion.Tests.Webhooks;

[Collection("stores")]
public sealed class WebhookLimitsTests(PostgresFixture postgres, RedisFixture redis)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_whether_its_length_is_told_or_not(bool isChunked)
    {
        var body = Sender.Lines(Events.Message("a"));
        await using var service = await Service.StartAsync(
            postgres, redis, null, Sender.Settings($"--Ingestion:WebhookBodyBytes={Encoding.UTF8.GetByteCount(body)}"));
        using var sender = new Sender(service.WebAddress);
        var time = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

        var over = await sender.SendAsync(
            Encoding.UTF8.GetBytes(body + "\n"), time, sender.Sign(time, body + "\n"), isChunked: isChunked);
        var exact = await sender.SendAsync(Encoding.UTF8.GetBytes(body), time, sender.Sign(time, body), isChunked: isChunked);

        Assert.Equal((413, 200), (over.Status, exact.Status));
    }

    [Fact]
    public async Task More_events_than_a_batch_takes_are_refused_whole()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        using var sender = new Sender(service.WebAddress);

        var over = await sender.SendAsync(string.Join('\n', Enumerable.Repeat("{}", 8_193)));
        var most = await sender.SendAsync(string.Join('\n', Enumerable.Repeat("{}", 8_192)));

        Assert.Equal((413, 200), (over.Status, most.Status));
        Assert.Equal(8_192, most.Answer.GetProperty("rejected").GetInt32());
        Assert.Equal(0, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_quota_that_is_used_up_says_when_to_come_again_and_signed_anew_everything_is_stored()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings(
            "--Ingestion:Quotas:ShopEventsPerSecond=10", "--Ingestion:Quotas:ShopBurst=5"));
        using var sender = new Sender(service.WebAddress);
        await sender.SendAsync(Sender.Lines(Events.Messages(5)));

        var refused = await sender.SendAsync(Sender.Lines(Events.Messages(5, from: 5)));

        Assert.Equal(429, refused.Status);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        var signedAt = 0;
        await Eventually.HoldsAsync(
            async () => (await sender.SendAsync(Sender.Lines(Events.Messages(5, from: 5)), --signedAt)).Status == 200, "room again");
        Assert.Equal(10, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_with_a_time_to_come_again_and_nothing_is_lost()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        using var sender = new Sender(service.WebAddress);
        var name = new Npgsql.NpgsqlConnectionStringBuilder(service.Database).Database;
        await postgres.PsqlAsync(postgres.AdminConnectionString, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await postgres.PsqlAsync(
            postgres.AdminConnectionString, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

        var away = await sender.SendAsync(Sender.Lines(Events.Messages(3)), seconds: -1);
        await postgres.PsqlAsync(postgres.AdminConnectionString, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        var signedAt = 0;
        await Eventually.HoldsAsync(
            async () => (await sender.SendAsync(Sender.Lines(Events.Messages(3)), ++signedAt)).Status == 200, "the store is back");

        Assert.Equal(503, away.Status);
        Assert.True(away.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(3, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_does_not_hold_its_place_for_ever()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, Sender.Settings("--Ingestion:WebhookBodyTime=00:00:08", "--Ingestion:WebhookRequests=1"));
        using var sender = new Sender(service.WebAddress);
        using var slow = new TcpClient();
        await slow.ConnectAsync(service.WebAddress.Host, service.WebAddress.Port);
        var time = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /webhooks/im HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 10\r\n"
            + $"X-Cs-Timestamp: {time}\r\nX-Cs-Signature: {sender.Sign(time, "x")}\r\n\r\n1"));
        var signedAt = 0;

        await Eventually.HoldsAsync(
            async () => (await sender.SendAsync("{}", --signedAt)).Status == 429, "the slow one holds the only place");
        using var answer = new StreamReader(slow.GetStream());

        Assert.Contains(" 408 ", await answer.ReadLineAsync(), StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => (await sender.SendAsync("{}", --signedAt)).Status == 200, "its place is free again");
    }

    [Fact]
    public async Task Requests_are_forgotten_when_their_time_has_left_the_window_and_not_before()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, Sender.Settings());
        using var sender = new Sender(service.WebAddress);
        await sender.SendAsync(Sender.Lines(Events.Message("a")));
        await using (var old = service.DataSource.CreateCommand(
            "INSERT INTO ingestion.webhook_request SELECT 'im', decode(md5(i::text), 'hex'), now() - interval '1 s' FROM generate_series(1, 25000) i"))
        {
            await old.ExecuteNonQueryAsync();
        }

        await using var next = await Service.StartAsync(postgres, redis, service.Database, Sender.Settings());

        await Eventually.HoldsAsync(
            async () => await service.ScalarAsync("SELECT count(*) FROM ingestion.webhook_request") == 1, "only the new one is left");
        Assert.Equal(1, await service.ScalarAsync(
            "SELECT count(*) FROM ingestion.webhook_request WHERE expires_at > now() + interval '9 min' AND expires_at < now() + interval '11 min'"));
    }

    [Theory]
    [InlineData("Secrets:0=short-secret-of-somebody", "im:Secrets:0: shorter than 32 bytes")]
    [InlineData("Format=xml", "im:Format: \"xml\" is none of ndjson, json, csv")]
    [InlineData("Format=csv", "im:Map: missing")]
    [InlineData("Map=/nowhere/map.json", "im:Map: /nowhere/map.json cannot be read")]
    [InlineData("Map=samples/maps/chat_rooms.json", "its source is \"chat-rooms\"")]
    [InlineData("Map=samples/rulebooks/twcs.json", "$.source: missing")]
    public void A_source_that_is_set_up_wrongly_stops_the_start_with_its_key_and_without_its_secret(string setting, string words)
    {
        var parts = setting.Split('=');
        var value = parts[1].StartsWith("samples", StringComparison.Ordinal) ? Path.Combine(WebhookTests.RepositoryRoot, parts[1]) : parts[1];

        var failure = Assert.Throws<InvalidOperationException>(() => IngestionHost.Build([
            "--ConnectionStrings:ingestiondb=Host=127.0.0.1", $"--ConnectionStrings:cache={redis.ConnectionString}",
            "--Logging:LogLevel:Default=None", .. Sender.Settings(), $"--Ingestion:Webhooks:im:{parts[0]}={value}"]));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Sender.Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("short-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_window_holds_both_of_its_ends()
    {
        var at = new DateTimeOffset(2026, 5, 20, 4, 0, 0, TimeSpan.Zero);
        var signature = WebhookSignature.Read($"{at.ToUnixTimeSeconds()}", "v1=" + new string('0', 64))!;
        var window = TimeSpan.FromMinutes(5);

        Assert.True(signature.IsWithin(window, at + window) && signature.IsWithin(window, at - window));
        Assert.False(signature.IsWithin(window, at + window + TimeSpan.FromTicks(1)));
        Assert.False(signature.IsWithin(window, at - window - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void The_signature_is_that_of_the_manual()
    {
        // openssl: printf '1779249600.{}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        var mac = WebhookSignature.Compute(Encoding.UTF8.GetBytes(Sender.Secret), "1779249600", "{}"u8);

        Assert.Equal("6d422e35addc9111861ab991dada1e32ebfebf62cde51b62bf8d368301fa8687", Convert.ToHexStringLower(mac));
    }
}
