using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class ExplainTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Each_revision_is_explained_by_what_was_known_when_it_was_published()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "quick", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "quick", "2021-02-03T10:01:00", "human"),
            Market.Event("a", "slow", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "slow", "2021-02-03T10:03:00.500", "human"),
            Market.Event("a", "night", "2021-02-03T08:00:00", "buyer"),
            Market.Event("a", "open", "2021-02-03T11:00:00", "buyer"),
            Market.Event("a", "odd", "2021-02-03T12:00:00", "buyer"),
            Market.Event("a", "odd", "2021-02-03T12:00:10", "human"),
            Market.Event("a", "odd", "2021-02-03T11:59:00", "closed"),
        ]);
        await stack.CloseAsync("2021-02-03");
        await stack.SubmitAsync([Market.Event("a", "open", "2021-02-03T11:02:00", "human")]);
        await RevisedAsync(stack, 2);
        await stack.SubmitAsync([Recalled("open", "open/2021-02-03T11:02:00/human")]);
        await RevisedAsync(stack, 3);
        await stack.SubmitAsync([Excluded("open")]);
        await RevisedAsync(stack, 4);

        var revisions = (await stack.Metrics.GetFigureAsync(new GetFigureRequest { Figure = Day() })).Revisions;
        var explained = new List<FigureExplanation>();
        foreach (var revision in revisions)
        {
            var selector = Day();
            selector.KnownAt = revision.ClosedAt;
            explained.Add(await ExplainAsync(stack, selector));
        }

        Assert.Equal(["2/4", "3/4", "2/4", "2/3"], explained.Select(e => $"{e.Figure.Numerator}/{e.Figure.Denominator}"));
        Assert.All(explained, SumsUp);
        Assert.Equal(["odd", "quick"], Ids(explained[0].Hits));
        Assert.Equal(["open", "slow"], Ids(explained[0].Misses));
        Assert.Equal(["night"], Ids(explained[0].LeftOut));
        Assert.Equal(["odd", "open", "quick"], Ids(explained[1].Hits));
        Assert.Equal(["UNANSWERED", "LATE"], explained[2].Misses.Select(unit => unit.Reason));
        Assert.Equal(["night", "open"], Ids(explained[3].LeftOut));
        Assert.Equal(["OUT_OF_HOURS", "EXCLUDED"], explained[3].LeftOut.Select(unit => unit.Reason));

        Assert.Equal((2, 4), (explained[3].NumeratorWithoutExclusions, explained[3].DenominatorWithoutExclusions));
        var exclusion = Assert.Single(explained[3].Exclusions);
        Assert.Equal(("consultation open", "SPAM", "anna"), (exclusion.Target, exclusion.Reason, exclusion.DecidedBy));
        Assert.Empty(explained[2].Exclusions);

        var slow = explained[0].Misses[1];
        var turn = Assert.Single(slow.Turns);
        Assert.Equal(("im", "slow/2021-02-03T10:00:00/buyer", "message_sent"), (turn.Message.Source, turn.Message.EventId, turn.Message.Kind));
        Assert.Equal("slow/2021-02-03T10:03:00.500/human", turn.Answer.EventId);
        Assert.True(turn.Message.Position > 0 && turn.Answer.Position > turn.Message.Position);
        Assert.NotNull(turn.Message.ReceivedAt);
        Assert.Equal(180, (turn.DueAt - turn.WaitedFrom).Seconds);
        Assert.Equal(("LATE", "LATE", false), (turn.Verdict, turn.Reason, turn.IsDoubtful));
        Assert.Equal(["CLOSED_BEFORE_OPENING im/odd/2021-02-03T11:59:00/closed"], explained[0].Hits[0].Impossible);
        Assert.Equal("3分钟回复率", explained[0].NameZh);
        Assert.NotEmpty(explained[0].RuleZh);
        Assert.NotEmpty(explained[0].RuleEn);
    }

    [Fact]
    public async Task Figures_of_every_kind_open_in_parts_of_at_most_500_units_that_sum_up()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(Market.Random(seed: 11, shops: 1, consultations: 1_400));
        await stack.CloseAsync("2021-02-28");

        var figures = (await stack.FiguresAsync()).Where((_, i) => i % 5 == 0).Concat(await stack.FiguresAsync(Market.Dissatisfaction));
        foreach (var figure in figures)
        {
            var explained = await ExplainAsync(stack, new FigureSelector
            {
                Shop = figure.Shop, MetricId = figure.MetricId, PeriodKind = figure.PeriodKind, ValidAt = figure.EvaluatedOn,
            });

            Assert.Equal(figure, explained.Figure);
            SumsUp(explained);
        }

        using var call = stack.Metrics.ExplainFigure(new ExplainFigureRequest
        {
            Figure = new FigureSelector
            {
                Shop = new ShopKey { Platform = Market.Platform, ShopId = "shop-0" }, MetricId = Market.Dissatisfaction, ValidAt = "2021-03-01",
            },
        });
        var parts = new List<FigureExplanation>();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            parts.Add(part.Explanation);
        }

        Assert.True(parts.Count > 2);
        Assert.Equal(0, Units(parts[0]));
        Assert.All(parts.Skip(1), part => Assert.InRange(Units(part), 1, 500));
    }

    [Fact]
    public async Task An_explanation_that_does_not_sum_up_is_refused_with_what_differs()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "1", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "2", "2021-02-03T10:00:00", "buyer"),
        ]);
        await stack.CloseAsync("2021-02-03");
        await stack.ExecuteAsync("DELETE FROM metrics.timeline WHERE consultation_id = '2'");

        var refused = await Assert.ThrowsAsync<RpcException>(() => ExplainAsync(stack, Day()));

        Assert.Equal(StatusCode.Internal, refused.StatusCode);
        Assert.Contains("is 0/2, but its units add up to 0/1", refused.Status.Detail, StringComparison.Ordinal);
        var unknown = Day();
        unknown.Shop.ShopId = "nobody";
        Assert.Equal(
            StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => ExplainAsync(stack, unknown))).StatusCode);
    }

    private static FigureSelector Day() => new()
    {
        Shop = new ShopKey { Platform = Market.Platform, ShopId = "a" }, MetricId = Market.ReplyRate, PeriodKind = PeriodKind.Day,
    };

    private static Task RevisedAsync(Stack stack, int revision) => Eventually.HoldsAsync(
        async () => (await stack.Metrics.GetFigureAsync(new GetFigureRequest { Figure = Day() })).Figure.Revision == revision,
        $"the figure has revision {revision}");

    private static async Task<FigureExplanation> ExplainAsync(Stack stack, FigureSelector selector)
    {
        var whole = new FigureExplanation();
        using var call = stack.Metrics.ExplainFigure(new ExplainFigureRequest { Figure = selector });
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            whole.MergeFrom(part.Explanation);
        }

        return whole;
    }

    private static void SumsUp(FigureExplanation explained)
    {
        Assert.All(explained.Hits, unit => Assert.True(unit.AddsToNumerator > 0));
        Assert.All(explained.Misses, unit => Assert.True(unit is { AddsToNumerator: 0, AddsToDenominator: > 0 }));
        Assert.All(explained.LeftOut, unit => Assert.True(unit is { AddsToNumerator: 0, AddsToDenominator: 0, ReasonZh: not "" }));
        var counted = explained.Hits.Concat(explained.Misses).ToList();
        Assert.Equal(explained.Figure.Numerator, counted.Sum(unit => unit.AddsToNumerator));
        Assert.Equal(explained.Figure.Denominator, counted.Sum(unit => unit.AddsToDenominator));
    }

    private static int Units(FigureExplanation part) => part.Hits.Count + part.Misses.Count + part.LeftOut.Count;

    private static IEnumerable<string> Ids(IEnumerable<ExplainedUnit> units) => units.Select(unit => unit.Id);

    private static Event Recalled(string consultation, string message)
    {
        var e = Market.Event("a", consultation, "2021-02-03T13:00:00", "closed");
        e.EventId = $"{consultation}/recall";
        e.MessageRecalled = new MessageRecalled { ConsultationId = consultation, Message = new Ingestion.V1.EventReference { EventId = message } };
        return e;
    }

    private static Event Excluded(string consultation)
    {
        var e = Market.Event("a", consultation, "2021-02-03T14:00:00", "closed");
        e.EventId = $"{consultation}/excluded";
        e.ExclusionDecided = new ExclusionDecided { ConsultationId = consultation, Reason = ExclusionReason.Spam, DecidedBy = "anna" };
        return e;
    }
}
