using System.Diagnostics;
using System.Text.Json;
using CsPlatform.Ingestion.V1;

namespace EndToEnd.Tests;

/// <summary>The promises, held against the whole running stack.</summary>
public sealed class StackTests(StackFixture stack) : IClassFixture<StackFixture>, IDisposable
{
    private const string ReplyRate = "xhs.reply_rate_3min";

    private readonly string _folder = Directory.CreateTempSubdirectory("csplatform-e2e-files-").FullName;

    [Fact]
    public async Task A_foreign_client_with_only_the_protos_reaches_health_a_unary_and_a_streaming_call_of_every_service()
    {
        using var report = JsonDocument.Parse(await Tools.ForeignClientAsync(stack));
        var root = report.RootElement;

        Assert.All(StackFixture.Services, service => Assert.Equal("SERVING", root.GetProperty(service).GetProperty("health").GetString()));
        Assert.Equal("ITEM_OUTCOME_ACCEPTED", root.GetProperty("ingestion").GetProperty("unary")[0].GetString());
        Assert.Equal(
            ["ITEM_OUTCOME_DUPLICATE", "ITEM_OUTCOME_ACCEPTED"],
            root.GetProperty("ingestion").GetProperty("streaming").EnumerateArray().Select(outcome => outcome.GetString()));
        Assert.True(root.GetProperty("ingestion").GetProperty("followed").GetBoolean());
        Assert.Equal("FAILED_PRECONDITION", root.GetProperty("metrics").GetProperty("streaming").GetString());
        Assert.Equal("INVALID_ARGUMENT", root.GetProperty("sanctions").GetProperty("streaming").GetString());
        Assert.Equal("INVALID_ARGUMENT", root.GetProperty("billing").GetProperty("streaming").GetString());
        Assert.All(StackFixture.Services, service => Assert.Contains(
            $"csplatform.{service}.v1.{char.ToUpperInvariant(service[0])}{service[1..]}Service",
            root.GetProperty(service).GetProperty("services").EnumerateArray().Select(name => name.GetString())));
    }

    [Fact]
    public async Task What_is_imported_is_measured_and_billed_to_the_last_unit_and_a_second_import_changes_nothing()
    {
        var market = new Market("calm", shops: 3, roomsPerShopAndDay: 12);
        var file = await market.WriteAsync(_folder);
        await PublishTariffAsync();

        var first = await ImportAsync(file);
        Assert.Equal(first.GetProperty("offered").GetInt64(), first.GetProperty("accepted").GetInt64());
        await HoldsAsync(market);

        var second = await ImportAsync(file);
        Assert.Equal(0, second.GetProperty("accepted").GetInt64());
        Assert.Equal(first.GetProperty("offered").GetInt64(), second.GetProperty("duplicate").GetInt64());
        await HoldsAsync(market);
    }

    [Theory]
    [InlineData("ingestion")]
    [InlineData("metrics")]
    [InlineData("sanctions")]
    [InlineData("billing")]
    public async Task Killing_a_service_during_an_import_loses_nothing_and_doubles_nothing(string victim)
    {
        var market = new Market("killed-" + victim, shops: 4, roomsPerShopAndDay: 300);
        var file = await market.WriteAsync(_folder);
        await PublishTariffAsync();

        var before = stack.ProcessId(victim);
        var stored = await StoredEventsAsync();
        var import = ImportAsync(file);
        while (!import.IsCompleted && await StoredEventsAsync() == stored)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        Assert.False(import.IsCompleted, "The import was over before anything could be killed: it needs a larger market.");
        using (var process = Process.GetProcessById(before))
        {
            process.Kill();
        }

        var counts = await import;
        Assert.Equal(counts.GetProperty("offered").GetInt64(), counts.GetProperty("accepted").GetInt64());
        await RestartedAsync(victim, before);
        await HoldsAsync(market);
    }

    [Fact]
    public async Task A_platform_that_is_only_a_file_is_measured_and_its_figures_cite_the_file()
    {
        var file = Path.Combine(Tools.RepositoryRoot, "samples/rulebooks/twcs.json");
        var checkedFile = Assert.Single(Parse(await Tools.CsAsync(stack, "rules", "check", file)).EnumerateArray());
        var map = Path.Combine(Tools.RepositoryRoot, "samples/maps/twcs.json");

        var tweets = await TweetThreads.WriteAsync(_folder);
        var sent = Parse(await Tools.CsAsync(stack, "import", tweets, "--map", map));
        var again = Parse(await Tools.CsAsync(stack, "import", tweets, "--map", map));
        await Tools.CsAsync(stack, "close", "--platform", "twcs", "--through", TweetThreads.Day);

        Assert.Equal(TweetThreads.Count, sent.GetProperty("accepted").GetInt64());
        Assert.Equal(TweetThreads.Count, again.GetProperty("duplicate").GetInt64());
        foreach (var (shop, oneMinute, threeMinutes, oneHour, threads) in TweetThreads.Expected)
        {
            await IsAsync(shop, "twcs.first_reply_1min", oneMinute, threads);
            await IsAsync(shop, "twcs.first_reply_3min", threeMinutes, threads);
            await IsAsync(shop, "twcs.first_reply_1h", oneHour, threads);
        }

        async Task IsAsync(string shop, string metric, long hits, long units)
        {
            var figures = Parse(await Tools.CsAsync(
                stack, "figures", "--platform", "twcs", "--metric", metric, "--shop", shop, "--daily"));
            var figure = Assert.Single(figures.EnumerateArray());
            Assert.Equal((hits, units), (figure.GetProperty("numerator").GetInt64(), figure.GetProperty("denominator").GetInt64()));
            Assert.Equal(TweetThreads.Day, figure.GetProperty("day").GetString());
            Assert.Equal(metric, figure.GetProperty("rule_id").GetString());
            Assert.Equal(checkedFile.GetProperty("hash").GetString(), figure.GetProperty("rulebook_hash").GetString());
            Assert.Equal("2008-01-01", figure.GetProperty("rulebook_version").GetString());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task PublishTariffAsync() =>
        await Tools.CsAsync(stack, "tariff", "publish", Path.Combine(Tools.RepositoryRoot, "samples/tariffs/chat_rooms.json"));

    private async Task<JsonElement> ImportAsync(string file)
    {
        var map = Path.Combine(Tools.RepositoryRoot, "samples/maps/chat_rooms.json");
        return Parse(await Tools.CsAsync(stack, "import", file, "--map", map));
    }

    private async Task HoldsAsync(Market market)
    {
        await Tools.CsAsync(stack, "close", "--platform", "xiaohongshu", "--through", market.Through);
        foreach (var shop in market.Shops)
        {
            var daily = Parse(await Tools.CsAsync(
                stack, "figures", "--platform", "xiaohongshu", "--metric", ReplyRate, "--shop", shop, "--daily"));
            Assert.Equal(Market.Days, daily.GetArrayLength());
            Assert.All(daily.EnumerateArray(), figure => Assert.Equal(
                (market.InTimePerShopAndDay, market.RoomsPerShopAndDay),
                (figure.GetProperty("numerator").GetInt64(), figure.GetProperty("denominator").GetInt64())));

            var statement = Parse(await Tools.CsAsync(
                stack, "statement", "--platform", "xiaohongshu", "--shop", shop, "--month", market.Month));
            var (ordinary, holiday) = market.TransfersPerShop;
            Assert.Equal((ordinary, holiday), (Quantity(statement, "ordinary"), Quantity(statement, "holiday")));
            Assert.Equal((ordinary * 300) + (holiday * 450), statement.GetProperty("charged_fen").GetInt64());
        }
    }

    private async Task RestartedAsync(string service, int before)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await stack.Stack.ResourceNotifications.WaitForResourceHealthyAsync(service, limit.Token);
        while (stack.ProcessId(service) == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }

        await stack.Stack.ResourceNotifications.WaitForResourceHealthyAsync(service, limit.Token);
    }

    private async Task<long> StoredEventsAsync()
    {
        var heads = await new IngestionService.IngestionServiceClient(stack.Channel("ingestion")).GetHeadsAsync(new GetHeadsRequest());
        return heads.Heads.Sum(head => head.Position);
    }

    private static long Quantity(JsonElement statement, string dayClass) => statement.GetProperty("lines").EnumerateArray()
        .Where(line => line.GetProperty("day_class").GetString() == dayClass)
        .Sum(line => line.GetProperty("quantity").GetInt64());

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
