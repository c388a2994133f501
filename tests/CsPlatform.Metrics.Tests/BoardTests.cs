using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

/// <summary>Running figures, room before limits, and where a board is read from, on 3 February 2021.</summary>
[Collection("stores")]
public class BoardTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Platform = Market.Platform;

    [Fact]
    public async Task A_board_shows_the_facts_of_today_and_of_the_window_and_the_room_that_is_left()
    {
        await using var stack = await StartAsync();
        await stack.SubmitAsync(
        [
            .. Answered("a", "1", "2021-02-03T10:00"),
            .. Answered("a", "2", "2021-02-03T10:10"),
            .. Answered("a", "3", "2021-01-28T10:00"),
            .. Answered("a", "4", "2021-01-27T10:00"),
            Market.Event("a", "5", "2021-02-03T10:20:00", "buyer"),
        ]);

        var board = await BoardAsync(stack, "a", found => Reply(found).Denominator == 3);

        var reply = Reply(board);
        Assert.Equal("2021-02-03", board.Day);
        Assert.Equal(
            (2, 3, 3, 4, "2021-01-28"),
            (reply.Numerator, reply.Denominator, reply.WindowNumerator, reply.WindowDenominator, reply.WindowStart));
        Assert.Equal(
            ["80 %: Missed, may -, must 1", "50 %: Kept, may 2, must -", "30 %: Kept, may 6, must -"],
            board.Headrooms.Where(headroom => headroom.MetricId == Market.ReplyRate).Select(Text));
        Assert.All(board.Headrooms, headroom => Assert.Equal(("2021-01-28", "2021-02-04"), (headroom.PeriodStart, headroom.PeriodEnd)));
        Assert.Equal("xhs.ladder.reply_rate_3min", board.Headrooms[0].Citation.RuleId);
        Assert.Equal(("limit", "友情提示"), Assert.Single(board.Warnings.Select(warning => (warning.Key, warning.TextZh))));
        Assert.InRange(board.ReadAt.ToDateTimeOffset() - board.CountedAt.ToDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_board_shows_what_is_open_most_urgent_first_and_how_many_answers_keep_a_limit()
    {
        await using var stack = await StartAsync();
        await stack.SubmitAsync(
        [
            .. Answered("a", "1", "2021-02-03T10:00"),
            Market.Event("a", "late", "2021-02-03T11:56:00", "buyer"),
            Market.Event("a", "later", "2021-02-03T11:59:50", "buyer"),
            Market.Event("a", "soon", "2021-02-03T11:59:20", "buyer"),
        ]);

        var board = await BoardAsync(stack, "a", found => Reply(found).Denominator == 4 && found.OpenTotal == 3);

        Assert.Equal(["late", "soon", "later"], board.Open.Select(clock => clock.SubjectId));
        Assert.All(board.Open, clock => Assert.Equal((Market.ReplyRate, ClockKind.Turn), (clock.RuleId, clock.Kind)));
        // 1 of 4: with 50 % one answer is enough, with 80 % not even both.
        Assert.Equal(
            [(2, false, 0), (2, true, 1), (2, true, 1)],
            board.Headrooms.Select(headroom => ((int)headroom.Open, headroom.HasAnswerOpen, (int)headroom.AnswerOpen)));
        var nobody = Assert.Single(board.Agents);
        Assert.Equal(("UNASSIGNED", 3), (nobody.AgentId, nobody.OpenTurns));
        Assert.Equal([(Market.ReplyRate, 1L, 4L, 1L, 4L)], nobody.Figures.Select(figure =>
            (figure.MetricId, figure.Numerator, figure.Denominator, figure.WindowNumerator, figure.WindowDenominator)));
        var few = await stack.Board.GetLiveBoardAsync(new GetLiveBoardRequest { Shop = Shop("a"), MostOpen = 1 });
        Assert.Equal(("late", 3), (Assert.Single(few.Board.Open).SubjectId, few.Board.OpenTotal));

        await stack.SubmitAsync([Market.Event("a", "soon", "2021-02-03T12:00:10", "human")]);
        var answered = await BoardAsync(stack, "a", found => Reply(found).Numerator == 2);
        Assert.Equal(["late", "later"], answered.Open.Select(clock => clock.SubjectId));
    }

    [Fact]
    public async Task A_board_comes_from_Redis_and_from_Postgres_when_Redis_is_emptied_or_gone()
    {
        await using var stack = await StartAsync();
        await stack.SubmitAsync(Answered("a", "1", "2021-02-03T10:00"));
        var counted = await BoardAsync(stack, "a", found => Reply(found).Denominator == 1);
        var kept = await BoardAsync(stack, "a", found => found.Source == BoardSource.Cache);
        Assert.Equal(Content(counted), Content(kept));

        await redis.EmptyAsync();
        Assert.Equal((BoardSource.Store, Content(kept)), await SourceAsync(stack));
        Assert.Equal((BoardSource.Cache, Content(kept)), await SourceAsync(stack));

        redis.KillServer();
        try
        {
            Assert.Equal((BoardSource.Store, Content(kept)), await SourceAsync(stack));
            await stack.SubmitAsync([Market.Event("a", "2", "2021-02-03T10:30:00", "buyer")]);
            var without = await BoardAsync(stack, "a", found => Reply(found).Denominator == 2);
            Assert.Equal(BoardSource.Store, without.Source);
        }
        finally
        {
            await redis.StartServerAsync();
        }

        Assert.Equal(2, Reply(await BoardAsync(stack, "a", found => found.Source == BoardSource.Cache)).Denominator);

        // What comes in is counted into the board that is kept, not only into one read anew.
        await stack.SubmitAsync(Answered("a", "3", "2021-02-03T11:00"));
        await BoardAsync(stack, "a", found => found.Source == BoardSource.Cache && Reply(found) is { Numerator: 2, Denominator: 3 });
    }

    [Fact]
    public async Task A_crossing_is_told_once_whatever_is_replayed_and_old_events_cross_nothing()
    {
        await using var stack = await StartAsync();
        await stack.SubmitAsync(Answered("a", "1", "2021-02-03T10:00"));
        await BoardAsync(stack, "a", found => Reply(found).Numerator == 1);
        await stack.SubmitAsync([Market.Event("a", "2", "2021-02-03T10:10:00", "buyer")]);
        await BoardAsync(stack, "a", found => Reply(found).Denominator == 2);
        await stack.SubmitAsync([Market.Event("a", "2", "2021-02-03T10:11:00", "human")]);
        await BoardAsync(stack, "a", found => Reply(found).Numerator == 2);
        await stack.SubmitAsync([Market.Event("b", "1", "2021-01-10T10:00:00", "buyer"), Market.Event("b", "2", "2021-02-02T10:00:00", "buyer")]);
        await BoardAsync(stack, "b", found => Reply(found).WindowDenominator == 1);

        string[] expected = ["a 80 %: Kept -> Missed at 1/2", "a 80 %: Missed -> Kept at 2/2"];
        Assert.Equal(expected, await CrossingsAsync(stack));

        await stack.StopMetricsAsync();
        await stack.ExecuteAsync("TRUNCATE metrics.timeline, metrics.shop_history, metrics.shop_day_fact, metrics.agent_day_fact, metrics.clock");
        await stack.ExecuteAsync("UPDATE feed.cursor SET position = 0");
        await stack.StartMetricsAsync();
        await BoardAsync(stack, "a", found => Reply(found).Numerator == 2);
        await BoardAsync(stack, "b", found => Reply(found).WindowDenominator == 1);
        Assert.Equal(expected, await CrossingsAsync(stack));

        await stack.SubmitAsync([Market.Event("a", "3", "2021-02-03T10:20:00", "buyer")]);
        await BoardAsync(stack, "a", found => Reply(found).Denominator == 3);
        Assert.Equal([.. expected, "a 80 %: Kept -> Missed at 2/3"], await CrossingsAsync(stack));
    }

    // Handbook 4.4: act when a score fell on five days in a row.
    [Fact]
    public async Task A_score_that_fell_five_days_in_a_row_is_warned_of()
    {
        await using var stack = await StartAsync();
        var asked = Market.Event("d", "1", "2021-02-03T10:00:00", "buyer");
        asked.Shop.Platform = "douyin";
        await stack.SubmitAsync([asked]);
        await stack.ExecuteAsync($"""
            INSERT INTO metrics.score (partition, platform, shop_id, score_id, evaluated_on, revision, value_numerator, value_denominator,
                level, details, rulebook_version, rulebook_hash, rule_source, reason, closed_at)
            SELECT {Persistence.Partitions.Of("douyin", "d")}, 'douyin', 'd', 'dy.dsr', date '2021-02-03' - back, 1, (46 + back)::text, '10',
                '', '', '2021-01-01', '', '', '', now()
            FROM generate_series(0, 5) AS back
            """);

        LiveBoard? board = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var request = new GetLiveBoardRequest { Shop = new ShopKey { Platform = "douyin", ShopId = "d" } };
                try
                {
                    board = (await stack.Board.GetLiveBoardAsync(request)).Board;
                    return board.Warnings.Count > 0;
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
                {
                    return false;
                }
            },
            "the board of d warns");

        Assert.Contains(("falling", "dy.dsr_falls", "dy.ladder.dsr_falls"), board!.Warnings.Select(warning =>
            (warning.Key, warning.MetricId, warning.Citation.RuleId)));
    }

    [Fact]
    public async Task Headroom_is_streamed_as_it_changes()
    {
        await using var stack = await StartAsync();
        await stack.SubmitAsync(Answered("a", "1", "2021-02-03T10:00"));
        await BoardAsync(stack, "a", found => Reply(found).Numerator == 1);
        using var call = stack.Board.WatchHeadroom(
            new WatchHeadroomRequest { Shop = Shop("a") }, deadline: DateTime.UtcNow.AddSeconds(60));

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("80 %: Kept, may 0, must -", Text(call.ResponseStream.Current.Headrooms[0]));

        await stack.SubmitAsync([Market.Event("a", "2", "2021-02-03T10:10:00", "buyer")]);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("80 %: Missed, may -, must 3", Text(call.ResponseStream.Current.Headrooms[0]));
    }

    [Fact]
    public async Task What_cannot_be_shown_is_refused_with_the_reason()
    {
        await using var stack = await StartAsync();

        Assert.Equal(StatusCode.NotFound, await RefusedAsync(stack, Platform, "nobody"));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(stack, "nowhere", "a"));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(stack, Platform, ""));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(stack, Platform, "a", mostOpen: 1_001));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusedAsync(stack, "taobao-tejia", "a"));
        using var call = stack.Board.WatchHeadroom(new WatchHeadroomRequest { Shop = Shop("nobody") });
        var refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    private static IEnumerable<Event> Answered(string shop, string consultation, string minute) =>
    [
        Market.Event(shop, consultation, minute + ":00", "buyer"),
        Market.Event(shop, consultation, minute + ":30", "human"),
    ];

    private static ShopKey Shop(string shop) => new() { Platform = Platform, ShopId = shop };

    private static RunningFigure Reply(LiveBoard board) => board.Figures.Single(figure => figure.MetricId == Market.ReplyRate);

    private static string Text(Headroom headroom) =>
        $"{headroom.Limit}: {headroom.Side}, may {(headroom.HasMayMiss ? headroom.MayMiss : "-")}, must {(headroom.HasMustHit ? headroom.MustHit : "-")}";

    // Without what differs from one reading to the next.
    private static string Content(LiveBoard board)
    {
        var content = board.Clone();
        (content.Source, content.CountedAt, content.ReadAt) = (BoardSource.Unspecified, null, null);
        return content.ToString();
    }

    private static async Task<(BoardSource Source, string Content)> SourceAsync(Stack stack)
    {
        var board = (await stack.Board.GetLiveBoardAsync(new GetLiveBoardRequest { Shop = Shop("a") })).Board;
        return (board.Source, Content(board));
    }

    private static async Task<LiveBoard> BoardAsync(Stack stack, string shop, Func<LiveBoard, bool> holds)
    {
        LiveBoard? board = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    board = (await stack.Board.GetLiveBoardAsync(new GetLiveBoardRequest { Shop = Shop(shop) })).Board;
                    return holds(board);
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
                {
                    return false;
                }
            },
            $"the board of {shop} shows what was sent");
        return board!;
    }

    private static async Task<List<string>> CrossingsAsync(Stack stack) =>
    [
        .. from record in await stack.FeedAsync()
           where record.ChangeCase == FigureRecord.ChangeOneofCase.HeadroomCrossed
           let crossed = record.HeadroomCrossed
           let headroom = crossed.Headroom
           select $"{headroom.Shop.ShopId} {headroom.Limit}: {crossed.Before} -> {headroom.Side} at {headroom.Numerator}/{headroom.Denominator}",
    ];

    private static async Task<StatusCode> RefusedAsync(Stack stack, string platform, string shop, int mostOpen = 0)
    {
        var request = new GetLiveBoardRequest { Shop = new ShopKey { Platform = platform, ShopId = shop }, MostOpen = mostOpen };
        return (await Assert.ThrowsAsync<RpcException>(() => stack.Board.GetLiveBoardAsync(request).ResponseAsync)).StatusCode;
    }

    // Other stacks of this run have shops of the same names.
    private async Task<Stack> StartAsync()
    {
        await redis.EmptyAsync();
        return await Stack.StartAsync(postgres, redis, new ShiftedTime(new DateTimeOffset(2021, 2, 3, 12, 0, 0, TimeSpan.FromHours(8))));
    }
}
