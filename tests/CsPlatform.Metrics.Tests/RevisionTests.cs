using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class RevisionTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_late_answer_revises_every_closed_figure_that_holds_its_day_and_keeps_the_old_ones()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await stack.CloseAsync("2021-02-04");

        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:01:00", "human")]);

        await Eventually.HoldsAsync(
            async () => (await stack.FiguresAsync()).All(f => f.Revision == 2), "the figures are revised");
        var figures = await stack.FiguresAsync();
        Assert.Equal(
            ["a day 2021-02-04 1/1", "a 7 days 2021-02-04 1/1", "a 7 days 2021-02-05 1/1"], Market.Lines(figures));
        Assert.All(figures, figure => Assert.Equal(
            "Event im/1/2021-02-03T10:01:00/human of 2021-02-03 10:01:00 China Standard Time arrived after the closing: "
                + "0/1 became 1/1.",
            figure.Reason));
        var feed = await stack.FeedAsync();
        Assert.Equal(3, feed.Count(record => record.FigureClosed is { Numerator: 0, Revision: 1 }));
        var revised = feed.Where(record => record.FigureRevised is not null).Select(record => record.FigureRevised);
        Assert.Equal(Market.Lines(figures), Market.Lines(revised));
    }

    [Fact]
    public async Task A_late_event_that_changes_nothing_revises_nothing()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "1", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "1", "2021-02-03T10:01:00", "human"),
        ]);
        await stack.CloseAsync("2021-02-04");

        await stack.SubmitAsync(
        [
            Market.Event("a", "1", "2021-02-03T10:00:30", "human"),
            Market.Event("b", "9", "2021-02-03T08:00:00", "buyer"),
        ]);
        await stack.CloseAsync("2021-02-04");

        Assert.All(await stack.FiguresAsync(), figure => Assert.Equal(1, figure.Revision));
    }

    [Fact]
    public async Task What_comes_late_into_a_period_without_a_figure_is_its_second_revision()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await stack.CloseAsync("2021-02-05");

        await stack.SubmitAsync([Market.Event("a", "2", "2021-02-04T10:00:00", "buyer")]);

        await Eventually.HoldsAsync(
            async () => Market.Lines(await stack.FiguresAsync()).Contains("a day 2021-02-05 0/1"), "the late day has a figure");
        var figure = (await stack.FiguresAsync()).Single(f => f is { PeriodKind: PeriodKind.Day, EvaluatedOn: "2021-02-05" });
        Assert.Equal(2, figure.Revision);
        Assert.EndsWith("0/0 became 0/1.", figure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_opening_moves_a_consultation_to_another_day_in_both_days_figures()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-04T10:00:00", "buyer")]);
        await stack.CloseAsync("2021-02-04");

        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T22:00:00", "opened")]);

        await Eventually.HoldsAsync(
            async () => Market.Lines(await stack.FiguresAsync()).Contains("a day 2021-02-04 0/1"), "the consultation moved");
        Assert.Equal(
            [
                "a day 2021-02-04 0/1",
                "a day 2021-02-05 0/0",
                "a 7 days 2021-02-04 0/1",
                "a 7 days 2021-02-05 0/1",
            ],
            Market.Lines(await stack.FiguresAsync()));
    }

    [Fact]
    public async Task A_late_rating_revises_its_month()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "1", "2021-02-27T10:00:00", "buyer"),
            Market.Event("a", "1", "2021-02-27T10:30:00", "rated 1"),
        ]);
        await stack.CloseAsync("2021-03-02");

        await stack.SubmitAsync([Market.Event("a", "1", "2021-03-03T10:00:00", "rated 5")]);

        await Eventually.HoldsAsync(
            async () => (await stack.FiguresAsync(Market.Dissatisfaction)).Single().Revision == 2, "the month is revised");
        Assert.Equal(["a month 2021-03-01 0/1"], Market.Lines(await stack.FiguresAsync(Market.Dissatisfaction)));
    }
}
