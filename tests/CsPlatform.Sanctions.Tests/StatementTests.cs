using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>Why a decision was taken, down to the messages, and the same whenever it is asked.</summary>
[Collection(Servers.Collection)]
public sealed class StatementTests(Servers servers) : IAsyncLifetime
{
    private const string Day = "2024-05-09";
    private Stack stack = null!;

    public async Task InitializeAsync() => stack = await Stack.StartAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task A_decision_opens_down_to_the_messages_of_the_revision_it_rests_on()
    {
        var decision = await LimitedAsync("a");
        stack.Figures.Explains(Opened("a", revision: 2, hits: 3));

        var told = await ExplainAsync("a", decision.DecisionId);

        Assert.Equal(decision, told.Decision);
        Assert.Equal(EvidenceStatus.Opened, told.EvidenceStatus);
        Assert.Equal(8, told.EvidenceUnits);
        Assert.Equal("m-0", told.Evidence[0].Turns[0].Message.EventId);
        Assert.Contains("any 1 of the 8 units that missed, had they hit, would have given 3/10", told.StatementEn, StringComparison.Ordinal);
        Assert.Contains("[chat/m-0 @7:11]; due 2024-05-03 10:03:00.000; answered 2024-05-03 10:05:00.000 [chat/r-0 @7:12]: LATE", told.StatementEn, StringComparison.Ordinal);
        Assert.Contains("8个未命中的单位中任意1个命中", told.StatementZh, StringComparison.Ordinal);
        Assert.Contains(decision.Citation.RulebookHash, told.StatementZh, StringComparison.Ordinal);
        Assert.Equal(1, told.AvoidedBy[0].Units);
    }

    [Fact]
    public async Task Told_again_after_a_restart_with_other_settings_and_a_revised_figure_it_is_the_same_to_the_byte()
    {
        var decision = await LimitedAsync("a");
        var first = await ExplainAsync("a", decision.DecisionId);
        stack.Service.Kill();
        stack.Service.Dispose();
        await stack.StartServiceAsync(daysToFile: "30");
        stack.Figures.Explains(Opened("a", revision: 2, hits: 9));

        Assert.Equal(first, await ExplainAsync("a", decision.DecisionId));
        Assert.Contains("by the end of 2024-05-15 (7 days", first.StatementEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_from_what_was_first_told_is_refused_with_both_hashes()
    {
        var decision = await LimitedAsync("a");
        var first = await ExplainAsync("a", decision.DecisionId);
        var forged = Opened("a", revision: 1, hits: 2);
        forged.Misses[0].Turns[0].Answer.EventId = "another";
        stack.Figures.Explains(forged);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => ExplainAsync("a", decision.DecisionId));

        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        Assert.Contains(first.EvidenceHash, refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Matches("SHA-256 [0-9a-f]{64} then, [0-9a-f]{64} now", refusal.Status.Detail);
    }

    [Fact]
    public async Task A_figure_that_is_not_the_one_judged_is_no_evidence()
    {
        var decision = await LimitedAsync("a");
        stack.Figures.Explains(Opened("a", revision: 1, hits: 5));

        var refusal = await Assert.ThrowsAsync<RpcException>(() => ExplainAsync("a", decision.DecisionId));

        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        Assert.Contains("2/10 of revision 1", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_opens_no_more_is_said_so_with_the_stored_figure()
    {
        var decision = await LimitedAsync("a");
        var first = await ExplainAsync("a", decision.DecisionId);
        stack.Figures.ForgetsExplanations();

        var later = await ExplainAsync("a", decision.DecisionId);

        Assert.Equal((EvidenceStatus.Closed, first.StatementHash, first.EvidenceHash), (later.EvidenceStatus, later.StatementHash, later.EvidenceHash));
        Assert.Contains("numerator 2, denominator 10", later.StatementEn, StringComparison.Ordinal);
        Assert.Contains($"cannot be opened any more; numerator and denominator above are those stored with the decision; SHA-256 of the evidence as first told: {first.EvidenceHash}", later.StatementEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_metrics_it_is_unavailable_and_what_rests_on_no_figure_is_told_all_the_same()
    {
        var decision = await LimitedAsync("a");
        stack.Publish("a", DayClosed("2024-05-12"));
        var ended = (await stack.DecisionsAsync("a")).Single(one => one.Kind == DecisionKind.CaseEnded);
        await stack.Figures.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => ExplainAsync("a", decision.DecisionId));
        var told = await ExplainAsync("a", ended.DecisionId);

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.Equal(EvidenceStatus.NoFigure, told.EvidenceStatus);
        Assert.Contains("Appeal: not needed", told.StatementEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_shows_its_course_and_its_deadlines_and_cases_are_found_by_how_they_stand()
    {
        var limited = await LimitedAsync("a");
        stack.Publish("b", Closed("b", Day, 2, 10), DayClosed("2024-05-12"));
        await stack.DecisionsAsync();

        var open = await stack.Service.Cases.ListCasesAsync(new() { Platform = Platform, Progress = CaseProgress.Open }, deadline: Stack.InAMinute);
        var ended = await stack.Service.Cases.ListCasesAsync(new() { Platform = Platform, Progress = CaseProgress.Ended }, deadline: Stack.InAMinute);
        var one = await stack.Service.Cases.GetCaseAsync(new() { Shop = Stack.Key("a"), CaseId = limited.CaseId }, deadline: Stack.InAMinute);

        Assert.Equal("a", Assert.Single(open.Cases).Shop.ShopId);
        Assert.Equal(("b", "2024-05-12"), (Assert.Single(ended.Cases).Shop.ShopId, ended.Cases[0].EndedOn));
        Assert.Equal(limited, Assert.Single(one.Decisions));
        Assert.Equal(CaseState.Limited, one.Standing.State);
        Assert.Equal(
            [("2024-05-12", CaseDeadlineKind.Restriction), ("2024-05-16", CaseDeadlineKind.Appeal)],
            one.Deadlines.Select(deadline => (deadline.EndsBefore, deadline.Kind)));
    }

    [Fact]
    public async Task Pages_of_cases_together_are_the_whole_list()
    {
        foreach (var shop in (string[])["b", "a", "小店", "C", "z"])
        {
            stack.Publish(shop, Closed(shop, Day, 2, 10));
        }

        await stack.DecisionsAsync();
        var request = new ListCasesRequest { Platform = Platform, PageSize = 2 };
        var shops = new List<string>();
        do
        {
            var page = await stack.Service.Cases.ListCasesAsync(request, deadline: Stack.InAMinute);
            shops.AddRange(page.Cases.Select(one => one.Shop.ShopId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["C", "a", "b", "z", "小店"], shops);
    }

    [Fact]
    public async Task Nothing_is_made_up_for_ids_that_do_not_exist()
    {
        var none = await Assert.ThrowsAsync<RpcException>(() => ExplainAsync("a", "none"));
        var noCase = await Assert.ThrowsAsync<RpcException>(() => stack.Service.Cases.GetCaseAsync(
            new() { Shop = Stack.Key("a"), CaseId = "none" }, deadline: Stack.InAMinute).ResponseAsync);
        var wrong = await Assert.ThrowsAsync<RpcException>(() => stack.Service.Cases.ListCasesAsync(
            new() { Platform = "none", PageSize = -1, PageToken = "x", Progress = (CaseProgress)9 }, deadline: Stack.InAMinute).ResponseAsync);

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (none.StatusCode, noCase.StatusCode));
        Assert.Equal(["platform", "progress", "page_size", "page_token"], Violations.Of(wrong));
    }

    [Fact]
    public async Task Cases_of_decisions_from_before_are_found_by_the_migration()
    {
        var limited = await LimitedAsync("a");
        await using var source = NpgsqlDataSource.Create(stack.Database);
        await using var before = source.CreateCommand("DELETE FROM sanctions.case_entry");
        Assert.Equal(1, await before.ExecuteNonQueryAsync());
        var sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "0007-cases.sql"));
        await using var fill = source.CreateCommand(sql[sql.IndexOf("DO $$", StringComparison.Ordinal)..(sql.IndexOf("END $$;", StringComparison.Ordinal) + 7)]);
        await fill.ExecuteNonQueryAsync();

        var one = await stack.Service.Cases.GetCaseAsync(new() { Shop = Stack.Key("a"), CaseId = limited.CaseId }, deadline: Stack.InAMinute);

        Assert.Equal(limited, Assert.Single(one.Decisions));
    }

    private async Task<Decision> LimitedAsync(string shop)
    {
        stack.Figures.Explains(Opened(shop, revision: 1, hits: 2));
        stack.Publish(shop, Closed(shop, Day, 2, 10));
        return Assert.Single(await stack.DecisionsAsync(shop));
    }

    private Task<ExplainDecisionResponse> ExplainAsync(string shop, string decision) => stack.Service.Cases.ExplainDecisionAsync(
        new() { Shop = Stack.Key(shop), DecisionId = decision }, deadline: Stack.InAMinute).ResponseAsync;

    private static FigureExplanation Opened(string shop, int revision, int hits)
    {
        var figure = Closed(shop, Day, hits, 10).FigureClosed;
        (figure.Revision, figure.ClosedAt) = (revision, At(hour: revision));
        var explanation = new FigureExplanation { Figure = figure };
        explanation.Hits.AddRange(Enumerable.Range(0, hits).Select(i => new ExplainedUnit { Id = $"h-{i}", Day = "2024-05-03" }));
        explanation.Misses.AddRange(Enumerable.Range(0, 10 - hits).Select(i => new ExplainedUnit
        {
            Id = $"c-{i}",
            Day = "2024-05-03",
            Reason = "LATE",
            AddsToDenominator = 1,
            Turns =
            {
                new ExplainedTurn
                {
                    Message = new() { Source = "chat", EventId = $"m-{i}", Partition = 7, Position = 11, OccurredAt = At(2, 0) },
                    DueAt = At(2, 3),
                    Answer = new() { Source = "chat", EventId = $"r-{i}", Partition = 7, Position = 12, OccurredAt = At(2, 5) },
                    Verdict = "LATE",
                    Reason = "LATE",
                },
            },
        }));
        return explanation;
    }

    private static Timestamp At(int hour, int minute = 0) =>
        Timestamp.FromDateTime(new DateTime(2024, 5, 3, hour, minute, 0, DateTimeKind.Utc));
}
