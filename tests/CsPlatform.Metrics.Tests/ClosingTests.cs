using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class ClosingTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Closed_days_have_the_figures_of_the_day_the_trailing_week_and_the_month()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "1", "2021-02-26T10:00:00", "buyer"),
            Market.Event("a", "1", "2021-02-26T10:03:00", "human"),
            Market.Event("a", "1", "2021-02-26T10:09:00", "rated 2"),
            Market.Event("a", "2", "2021-02-26T11:00:00", "buyer"),
            Market.Event("a", "2", "2021-02-26T11:00:01", "bot"),
            Market.Event("a", "3", "2021-02-26T23:00:00", "buyer"),
            Market.Event("a", "4", "2021-02-27T09:00:00", "buyer"),
            Market.Event("a", "4", "2021-02-27T09:01:00", "human"),
            Market.Event("b", "5", "2021-02-28T12:00:00", "buyer"),
            Market.Event("b", "5", "2021-02-28T12:10:00", "human"),
            Market.Event("b", "5", "2021-02-28T12:11:00", "rated 5"),
        ]);

        var closed = await stack.CloseAsync("2021-02-28");

        Assert.Equal(
            [
                "a day 2021-02-27 1/2",
                "a day 2021-02-28 1/1",
                "a 7 days 2021-02-27 1/2",
                "a 7 days 2021-02-28 2/3",
                "a 7 days 2021-03-01 2/3",
                "b day 2021-03-01 0/1",
                "b 7 days 2021-03-01 0/1",
            ],
            Market.Lines(await stack.FiguresAsync()));
        Assert.Equal(
            ["a month 2021-03-01 1/1", "b month 2021-03-01 0/1"], Market.Lines(await stack.FiguresAsync(Market.Dissatisfaction)));
        Assert.Equal(9, closed.FiguresClosed);
        Assert.Equal(closed.PartitionsTotal, closed.PartitionsDone);
    }

    [Fact]
    public async Task A_figure_names_its_period_its_rule_and_that_it_is_the_first_revision()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await stack.CloseAsync("2021-02-03");

        var figure = (await stack.FiguresAsync()).Single(f => f.PeriodKind == PeriodKind.TrailingDays);

        Assert.Equal(("2021-01-28", "2021-02-04", "2021-02-04"), (figure.PeriodStart, figure.PeriodEnd, figure.EvaluatedOn));
        Assert.Equal(("xiaohongshu", "2019-01-01", "xhs.reply_rate_3min", "handbook 1.3 (hearsay)"), (
            figure.Citation.Platform, figure.Citation.RulebookVersion, figure.Citation.RuleId, figure.Citation.Source));
        Assert.Equal(64, figure.Citation.RulebookHash.Length);
        Assert.Equal((1, ""), (figure.Revision, figure.Reason));
    }

    [Fact]
    public async Task A_closed_day_is_passed_over_and_the_next_goes_on_from_there()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "1", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "2", "2021-02-05T10:00:00", "buyer"),
        ]);

        var first = await stack.CloseAsync("2021-02-04");
        var again = await stack.CloseAsync("2021-02-04");
        var earlier = await stack.CloseAsync("2021-01-01");
        var next = await stack.CloseAsync("2021-02-05");

        Assert.Equal([3, 0, 0, 2], new[] { first, again, earlier, next }.Select(response => response.FiguresClosed));
        Assert.Equal(
            ["2021-02-03", "2021-02-04", "2021-02-05"],
            (await stack.FeedAsync()).Where(r => r.DayClosed is not null).Select(record => record.DayClosed.Day));
    }

    [Fact]
    public async Task Concurrent_closings_publish_every_figure_once()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(Market.Random(seed: 1, shops: 20, consultations: 200));

        var closings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stack.CloseAsync("2021-02-10")));

        var listed = (await stack.FiguresAsync()).Concat(await stack.FiguresAsync(Market.Dissatisfaction)).ToList();
        var published = (await stack.FeedAsync()).Where(record => record.FigureClosed is not null).Select(r => r.FigureClosed);
        Assert.Equal(listed.Count, closings.Sum(closing => closing.FiguresClosed));
        Assert.Equal(Market.Lines(listed).Order(), Market.Lines(published).Order());
    }

    [Fact]
    public async Task A_days_end_follows_the_figures_it_closed_and_years_of_silence_make_one_record()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);

        await stack.CloseAsync("2021-02-28");

        var feed = (await stack.FeedAsync()).Select(record => record.ChangeCase == FigureRecord.ChangeOneofCase.DayClosed
            ? $"closed {record.DayClosed.Day}"
            : Market.Lines([record.FigureClosed])[0]);
        Assert.Equal(
            [
                "a day 2021-02-04 0/1",
                "a 7 days 2021-02-04 0/1",
                "closed 2021-02-03",
                "a 7 days 2021-02-05 0/1",
                "closed 2021-02-04",
                "a 7 days 2021-02-06 0/1",
                "closed 2021-02-05",
                "a 7 days 2021-02-07 0/1",
                "closed 2021-02-06",
                "a 7 days 2021-02-08 0/1",
                "closed 2021-02-07",
                "a 7 days 2021-02-09 0/1",
                "closed 2021-02-08",
                "a 7 days 2021-02-10 0/1",
                "closed 2021-02-09",
                "closed 2021-02-28",
            ],
            feed);
    }

    [Fact]
    public async Task Days_close_by_themselves_at_the_cut_off_and_not_before()
    {
        var time = new ShiftedTime(China("2021-02-04T05:30:00"));
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await Task.Delay(300);
        Assert.Empty(await stack.FiguresAsync());

        time.Set(China("2021-02-04T06:00:00"));

        await Eventually.HoldsAsync(async () => (await stack.FiguresAsync()).Count == 2, "the cut-off closes the day");
        Assert.All(await stack.FiguresAsync(), figure => Assert.Equal("2021-02-04", figure.EvaluatedOn));
    }

    [Fact]
    public async Task A_cut_off_that_passed_while_the_service_was_away_is_made_up_for()
    {
        var time = new ShiftedTime(China("2021-02-04T05:30:00"));
        await using var stack = await Stack.StartAsync(postgres, redis, time);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await Task.Delay(300);
        await stack.StopMetricsAsync();

        time.Set(China("2021-02-05T12:00:00"));
        await stack.StartMetricsAsync();

        await Eventually.HoldsAsync(async () => (await stack.FiguresAsync()).Count == 3, "both missed days are closed");
    }

    [Fact]
    public async Task History_that_is_imported_stays_open_until_it_is_closed_on_command()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await stack.StopMetricsAsync();
        await stack.StartMetricsAsync();
        await Task.Delay(300);

        Assert.Empty(await stack.FiguresAsync());
        await stack.CloseAsync("2021-02-03");
        Assert.Equal(2, (await stack.FiguresAsync()).Count);
    }

    private static DateTimeOffset China(string local) => DateTimeOffset.Parse(local + "+08:00", null);
}
