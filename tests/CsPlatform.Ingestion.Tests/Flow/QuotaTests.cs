using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests.Flow;

[Collection("stores")]
public sealed class QuotaTests(PostgresFixture postgres, RedisFixture redis)
{
    // So slow that no test lives to see a quota filled again.
    private static readonly string[] ShopQuota = ["--Ingestion:Quotas:ShopEventsPerSecond=1", "--Ingestion:Quotas:ShopBurst=1000"];

    [Fact]
    public async Task A_single_batch_over_its_shops_quota_is_refused_whole_with_the_shop_and_the_time()
    {
        await using var service = await Service.StartAsync(postgres, redis, null, ShopQuota);
        await service.SubmitAsync(Events.Messages(1_000));
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => service.SubmitAsync(Events.Messages(900, from: 1_000).Concat(Events.Messages(5, "other"))));

        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        var details = Details.Of(refusal);
        Assert.InRange(details.Retry!.RetryDelay.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(900));
        Assert.Equal("shop:xiaohongshu/shop-1", Assert.Single(details.Quota!.Violations).Subject);
        Assert.Equal(1_000, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        Assert.All(
            await service.SubmitAsync(Events.Messages(1_000, "other")),
            result => Assert.Equal(ItemOutcome.Accepted, result.Outcome));
    }

    [Fact]
    public async Task A_sources_quota_holds_whatever_the_shop()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, "--Ingestion:Quotas:SourceEventsPerSecond=1", "--Ingestion:Quotas:SourceBurst=1000");
        await service.SubmitAsync(Events.Messages(500).Concat(Events.Messages(500, "other")));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => service.SubmitAsync(Events.Messages(900, "third")));
        Assert.Equal("source:im", Assert.Single(Details.Of(refusal).Quota!.Violations).Subject);
        await service.SubmitAsync(Events.Message("a", source: "tickets"));
    }

    [Fact]
    public async Task A_stream_whose_quota_cannot_be_met_soon_is_refused_after_the_answers_of_what_was_taken()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, [.. ShopQuota, "--Ingestion:Quotas:LongestWait=00:00:01"]);
        var answers = new List<IngestEventsResponse>();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => Streams.SendAsync(
            service, [Events.Messages(700), Events.Messages(5, "other"), Events.Messages(900, from: 700)], answers));

        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.InRange(Details.Of(refusal).Retry!.RetryDelay.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(900));
        Assert.Equal([0, 1], answers.Select(answer => answer.BatchNumber));
        Assert.All(answers.SelectMany(answer => answer.Results), result => Assert.Equal(ItemOutcome.Accepted, result.Outcome));
        Assert.Equal(705, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
    }

    [Fact]
    public async Task A_stream_over_its_quota_is_slowed_down_and_loses_neither_an_event_nor_its_order()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, "--Ingestion:Quotas:ShopEventsPerSecond=20000", "--Ingestion:Quotas:ShopBurst=1000");
        var answers = await Streams.SendAsync(service, Enumerable.Range(0, 10).Select(n => Events.Messages(1_000, from: n * 1_000)));
        Assert.Equal(Enumerable.Range(0, 10).Select(n => (long)n), answers.Select(answer => answer.BatchNumber));
        Assert.Equal(
            Enumerable.Range(1, 10_000).Select(n => (long)n), answers.SelectMany(answer => answer.Results).Select(r => r.Position));
        Assert.All(answers, answer => Assert.Equal(0, answer.Credit));
    }

    [Fact]
    public async Task A_stream_within_its_quota_has_credit()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var answers = await Streams.SendAsync(service, [Events.Messages(10), Events.Messages(10, from: 10)]);
        Assert.All(answers, answer => Assert.InRange(answer.Credit, 8_192, 32_768));
    }

    [Theory]
    [InlineData("ShopEventsPerSecond=-1")]
    [InlineData("ShopBurst=0")]
    [InlineData("LongestWait=01:00:00")]
    public async Task A_wrong_quota_stops_the_start_with_its_name(string setting)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(
            () => Service.StartAsync(postgres, redis, null, $"--Ingestion:Quotas:{setting}"));
        Assert.Contains(setting.Split('=')[0], fault.Message, StringComparison.Ordinal);
    }
}
