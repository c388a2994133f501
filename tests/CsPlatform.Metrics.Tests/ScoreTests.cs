using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.TestSupport;
using Google.Rpc;
using Grpc.Core;
using NodaTime;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.Metrics.Tests;

/// <summary>Scores as they close, are corrected, watched and listed.</summary>
[Collection("stores")]
public class ScoreTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_score_closes_with_its_parts_falls_day_by_day_and_is_corrected_by_what_comes_late()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(Enumerable.Range(0, 6).Select(day => Review("a", day, 5 - Math.Min(day, 4))));
        await stack.CloseAsync("2023-01-15", "douyin");

        var scores = await stack.ScoresAsync("douyin", "dy.dsr");
        Assert.Equal(["5/1", "9/2", "4/1", "7/2", "3/1", "8/3"], scores.Select(score => $"{score.Value.Numerator}/{score.Value.Denominator}"));
        Assert.All(scores, score => Assert.Equal("dsr PLAIN", string.Join(' ', score.Parts.Select(part => $"{part.Id} {part.Note}"))));
        Assert.All(scores, score => Assert.Equal(1, score.Revision));
        Assert.True(await FallsAsync(stack));

        await stack.SubmitAsync([Review("a", 5, 5)]);
        await Eventually.HoldsAsync(
            async () => (await stack.ScoresAsync("douyin", "dy.dsr"))[^1].Revision == 2, "the scores are corrected");

        Assert.Equal([1, 1, 1, 1, 1, 2], (await stack.ScoresAsync("douyin", "dy.dsr")).Select(score => score.Revision));
        Assert.EndsWith("8/3 became 3.", (await stack.ScoresAsync("douyin", "dy.dsr"))[^1].Reason, StringComparison.Ordinal);
        Assert.False(await FallsAsync(stack));
        var feed = await stack.FeedAsync();
        Assert.Equal(6, feed.Count(record => record.ScoreClosed is not null));
        Assert.Equal(1, feed.Count(record => record.ScoreRevised is not null));
    }

    [Fact]
    public async Task Scores_are_read_page_by_page_and_faulty_requests_are_refused_with_their_fields()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(from shop in new[] { "a", "b", "c" } from day in Enumerable.Range(0, 3) select Review(shop, day, 4));
        await stack.CloseAsync("2023-01-12", "douyin");

        var all = await stack.ScoresAsync("douyin", "dy.dsr");
        Assert.Equal(9, all.Count);
        Assert.Equal(all, await stack.ScoresAsync("douyin", "dy.dsr", pageSize: 2));
        await RefusedAsync(stack, request => request.Platform = "nowhere", "platform");
        await RefusedAsync(stack, request => request.ScoreId = "dy.dsr_falls", "score_id");
        await RefusedAsync(stack, request => request.Platform = "biyao", "score_id");
        await RefusedAsync(stack, request => request.EvaluatedFrom = "2021-02-30", "evaluated_from");
        await RefusedAsync(stack, request => request.EvaluatedUntil = "today", "evaluated_until");
        await RefusedAsync(stack, request => request.ShopId = "a\0b", "shop_id");
        await RefusedAsync(stack, request => request.PageSize = 5_001, "page_size");
        await RefusedAsync(stack, request => request.PageToken = "x", "page_token");
    }

    private static async Task<bool> FallsAsync(Stack stack)
    {
        var from = new LocalDate(2023, 1, 1);
        var scores = await stack.ReadAsync(
            connection => RecentScores.LoadAsync(connection, new("douyin", "a"), from, CancellationToken.None));
        return Falls.Alerts(new FallShape("dy.dsr", 5), scores["dy.dsr"], new LocalDate(2023, 1, 16));
    }

    private static Event Review(string shop, int day, int stars)
    {
        var at = $"2023-01-{10 + day}T10:00:00";
        var json = $$"""
            {"reviewId":"v","orderId":"o{{day}}-{{stars}}","buyerId":"b","dealAt":"{{at}}+08:00","stars":[{"item":2,"stars":{{stars}}}]}
            """;
        return ShopLife.Event("douyin", shop, at, "review_given", json, $"{shop}-{day}-{stars}");
    }

    private static async Task RefusedAsync(Stack stack, Action<ListScoresRequest> change, string field)
    {
        var request = new ListScoresRequest { Platform = "douyin", ScoreId = "dy.dsr" };
        change(request);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await stack.Metrics.ListScoresAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(refused.Trailers.GetValueBytes(Refusal.DetailsTrailer));
        Assert.Equal([field], status.Details.Single().Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field));
    }
}
