using CsPlatform.Ingestion.Tests;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class FoldingTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Through = "2021-02-10";

    [Fact]
    public async Task The_same_events_in_any_order_give_the_same_figures()
    {
        var events = Market.Random(seed: 2, shops: 6, consultations: 150);
        var inOrder = await PlayAsync(async stack =>
        {
            await stack.SubmitAsync(events.OrderBy(e => e.OccurredAt));
            await stack.CloseAsync(Through);
        });

        var backwards = await PlayAsync(async stack =>
        {
            await stack.SubmitAsync(events.OrderByDescending(e => e.OccurredAt));
            await stack.CloseAsync(Through);
        });

        // Half of the events come after the closing: what they change is corrected.
        var shuffled = events.ToArray();
        new Random(3).Shuffle(shuffled);
        var late = await PlayAsync(async stack =>
        {
            await stack.SubmitAsync(shuffled[..(shuffled.Length / 2)]);
            await stack.CloseAsync(Through);
            foreach (var few in shuffled[(shuffled.Length / 2)..].Chunk(37))
            {
                await stack.SubmitAsync(few);
            }

            await stack.CloseAsync(Through);
        });

        Assert.NotEmpty(inOrder);
        Assert.Equal(inOrder, backwards);
        Assert.Equal(inOrder, late.Where(line => !line.EndsWith(" 0/0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_restart_in_the_middle_loses_nothing_and_counts_nothing_twice()
    {
        var events = Market.Random(seed: 4, shops: 10, consultations: 400);
        var expected = await PlayAsync(async stack =>
        {
            await stack.SubmitAsync(events);
            await stack.CloseAsync(Through);
        });

        var restarted = await PlayAsync(async stack =>
        {
            foreach (var part in events.Chunk(events.Count / 4))
            {
                await stack.SubmitAsync(part);
                await stack.StopMetricsAsync();
                await stack.StartMetricsAsync();
            }

            await stack.CloseAsync(Through);
        });

        Assert.Equal(expected, restarted);
    }

    [Fact]
    public async Task Two_services_on_one_database_count_everything_once()
    {
        var events = Market.Random(seed: 8, shops: 6, consultations: 150);
        var expected = await PlayAsync(async stack =>
        {
            await stack.SubmitAsync(events);
            await stack.CloseAsync(Through);
        });

        var twice = await PlayAsync(async stack =>
        {
            await using var second = MetricsHost.Build(stack.ProcessArguments(ServerProcess.FreePort()));
            await second.StartAsync();
            await stack.SubmitAsync(events);
            await stack.CloseAsync(Through);
            await second.StopAsync(new CancellationToken(canceled: true));
        });

        Assert.Equal(expected, twice);
    }

    [Fact]
    public async Task An_event_that_ingestion_holds_twice_under_other_ids_counts_once_per_id_only()
    {
        var figures = await PlayAsync(async stack =>
        {
            await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
            var again = Market.Event("a", "1", "2021-02-03T10:00:00", "buyer");
            var response = await stack.Ingestion.SubmitEventsAsync(new() { Events = { again } });
            Assert.Equal(Ingestion.V1.ItemOutcome.Duplicate, response.Results[0].Outcome);
            await stack.CloseAsync("2021-02-03");
        });

        Assert.Equal(["a day 2021-02-04 0/1", "a 7 days 2021-02-04 0/1"], figures);
    }

    [Fact]
    public async Task Kinds_of_facts_and_scales_that_no_figure_of_messages_uses_change_none()
    {
        string[] used = ["message_sent", "consultation_opened", "consultation_closed", "consultation_rated"];
        var others = EventExamples.Kinds.Except(used).Select(EventExamples.Full).Append(EventExamples.Full("consultation_rated"));
        var figures = await PlayAsync(async stack =>
        {
            var asked = Market.Event("a", "c-1", "2021-02-03T10:00:00", "buyer");
            await stack.SubmitAsync([asked, .. others.Select(other => At(asked, other))]);
            await stack.SubmitAsync([Market.Event("a", "c-1", "2021-02-03T10:01:00", "human")]);
            await stack.CloseAsync("2021-02-03");
        });

        Assert.Equal(["a day 2021-02-04 1/1", "a 7 days 2021-02-04 1/1"], figures);
    }

    private static Event At(Event one, Event other)
    {
        (other.Shop, other.OccurredAt) = (one.Shop, one.OccurredAt);
        return other;
    }

    private async Task<List<string>> PlayAsync(Func<Stack, Task> play)
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await play(stack);
        return [.. Market.Lines(await stack.FiguresAsync()), .. Market.Lines(await stack.FiguresAsync(Market.Dissatisfaction))];
    }
}
