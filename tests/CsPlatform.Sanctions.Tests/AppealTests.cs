using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>From an appeal to the last correction it leads to.</summary>
[Collection(Servers.Collection)]
public sealed class AppealTests(Servers servers) : IAsyncLifetime
{
    private readonly string day = $"{DateTime.UtcNow.AddHours(8).AddDays(-2):yyyy-MM-dd}";
    private Stack stack = null!;

    public async Task InitializeAsync() => stack = await Stack.StartWithFactsAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task Upheld_it_sets_the_decision_aside_with_all_that_followed_and_one_trace_goes_through()
    {
        stack.Publish("a", Closed("a", day, 4, 10), DayClosed(Day(day, 4)));
        var before = await stack.DecisionsAsync("a");
        var limit = before.Single(decision => decision.Kind == DecisionKind.TrafficLimited);
        await FileAsync("a", "ap1", limit.DecisionId);

        var decided = await DecideAsync("a", "ap1", "judge", AppealState.Upheld);

        Assert.Equal((AppealState.Upheld, "judge"), (decided.Appeal.State, decided.Appeal.ClosedBy));
        Assert.Equal(before.Select(d => d.DecisionId), decided.Decisions.Select(d => d.Correction.Revokes));
        Assert.All(decided.Decisions, d => Assert.Equal((CorrectionCause.AppealUpheld, "appeal:ap1"), (d.Correction.Cause, d.Correction.TraceId)));
        Assert.Empty(Stack.InForce(await stack.DecisionsAsync("a")));
        Assert.Equal(CaseState.Assessed, (await stack.StandingAsync("a")).State);

        // The same again is answered alike and changes nothing; then the quota of the month is free for a later miss.
        Assert.Equal(decided.Appeal, (await DecideAsync("a", "ap1", "judge", AppealState.Upheld)).Appeal);
        stack.Publish("a", Closed("a", Day(day, 5), 2, 10));
        Assert.Equal(DecisionKind.TrafficLimited, Stack.InForce(await stack.DecisionsAsync("a")).Single().Kind);
    }

    [Fact]
    public async Task Upheld_in_part_facts_go_to_ingestion_once_and_the_revised_figure_is_traced_to_the_appeal()
    {
        stack.Publish("a", Closed("a", day, 2, 10));
        var limit = (await stack.DecisionsAsync("a")).Single();
        await FileAsync("a", "ap1", limit.DecisionId, "c-1", "c-2");

        var decided = await DecideAsync("a", "ap1", "judge", AppealState.UpheldInPart, "c-2");
        Assert.Empty(decided.Decisions);
        Assert.Equal("c-2", Assert.Single(decided.Appeal.Accepted).ConsultationId);
        await Eventually.HoldsAsync(async () => (await GetAsync("a", "ap1")).Appeal.FactsSent == 1, "the exclusion is sent");
        var sent = Assert.Single(stack.Facts!.Feed.All);
        Assert.Equal(("sanctions", "appeal:ap1:1", "c-2", "judge"), (sent.Source, sent.EventId, sent.ExclusionDecided.ConsultationId, sent.ExclusionDecided.DecidedBy));

        // What metrics would say of it.
        var revised = Revised("a", day, 8, 9, 2);
        revised.FigureRevised.Reason = "Event sanctions/appeal:ap1:1 of 2024-01-01 00:00:00 China Standard Time arrived after the closing: 2/10 became 8/9.";
        stack.Publish("a", revised);
        var revoked = (await stack.DecisionsAsync("a")).Single(decision => decision.Kind == DecisionKind.Revoked);
        Assert.Equal((limit.DecisionId, CorrectionCause.AppealUpheld, "appeal:ap1"), (revoked.Correction.Revokes, revoked.Correction.Cause, revoked.Correction.TraceId));
    }

    [Fact]
    public async Task A_refused_fact_is_told_on_the_appeal_and_one_that_waits_for_ingestion_is_sent_later()
    {
        stack.Publish("a", Closed("a", day, 2, 10));
        await FileAsync("a", "ap1", (await stack.DecisionsAsync("a")).Single().DecisionId, "c-1", "refused");
        stack.Facts!.Feed.IsAway = true;
        await DecideAsync("a", "ap1", "judge", AppealState.UpheldInPart, "c-1", "refused");
        await Task.Delay(1_200);
        Assert.Equal(0, (await GetAsync("a", "ap1")).Appeal.FactsSent);

        stack.Service.Kill();
        stack.Service.Dispose();
        stack.Facts.Feed.IsAway = false;
        await stack.StartServiceAsync();

        await Eventually.HoldsAsync(async () => (await GetAsync("a", "ap1")).Appeal.FactsRefused.Count == 1, "the refusal is told");
        var appeal = (await GetAsync("a", "ap1")).Appeal;
        Assert.Equal((1, "Exclusion 2: consultation_id: refused by the test"), (appeal.FactsSent, appeal.FactsRefused.Single()));
    }

    [Fact]
    public async Task Refusals_come_in_their_documented_order_and_change_nothing()
    {
        stack.Publish("a", Closed("a", day, 2, 10), DayClosed(Day(day, 2)));
        stack.Publish("old", Closed("old", "2024-05-09", 2, 10));
        var decisions = await stack.DecisionsAsync("a");
        var (limit, ended) = (decisions[0].DecisionId, decisions[1].DecisionId);

        Assert.Equal("NOTHING_TO_APPEAL", await RefusedAsync(() => FileAsync("a", "ap1", ended)));
        Assert.Equal("TOO_LATE", await RefusedAsync(async () => await FileAsync("old", "ap1", (await stack.DecisionsAsync("old")).Single().DecisionId)));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => FileAsync("a", "ap1", "none"))).StatusCode);
        await FileAsync("a", "ap1", limit, "c-1");
        Assert.Equal("ALREADY_APPEALED", await RefusedAsync(() => FileAsync("a", "ap2", limit)));
        Assert.Equal(StatusCode.AlreadyExists, (await Assert.ThrowsAsync<RpcException>(() => FileAsync("a", "ap1", ended))).StatusCode);
        Assert.Equal("NOT_INDEPENDENT", await RefusedAsync(() => DecideAsync("a", "ap1", "merchant", AppealState.Rejected)));
        Assert.Equal("NOT_INDEPENDENT", await RefusedAsync(() => DecideAsync("a", "ap1", "rulebook", AppealState.Rejected)));
        var foreign = await Assert.ThrowsAsync<RpcException>(() => DecideAsync("a", "ap1", "judge", AppealState.UpheldInPart, "c-9"));
        Assert.Equal(["accepted_consultation_ids[0]"], Violations.Of(foreign));
        Assert.Equal("NOT_THE_FILER", await RefusedAsync(() => WithdrawAsync("a", "ap1", "judge")));
        Assert.Equal(AppealState.Filed, (await GetAsync("a", "ap1")).Appeal.State);

        await WithdrawAsync("a", "ap1", "merchant");
        Assert.Equal("CLOSED", await RefusedAsync(() => DecideAsync("a", "ap1", "judge", AppealState.Rejected)));
        await FileAsync("a", "ap3", limit);
        await DecideAsync("a", "ap3", "judge", AppealState.Upheld);
        Assert.Equal("ALREADY_REVOKED", await RefusedAsync(() => FileAsync("a", "ap4", limit)));
        Assert.Equal(["ap1", "ap3"], (await stack.Service.Appeals.ListAppealsAsync(new() { Platform = Platform, PageSize = 9 }, deadline: Stack.InAMinute))
            .Appeals.Select(appeal => appeal.AppealId));
    }

    [Fact]
    public async Task Of_reviewers_at_once_exactly_one_wins_and_every_look_is_noted()
    {
        stack.Publish("a", Closed("a", day, 2, 10));
        await FileAsync("a", "ap1", (await stack.DecisionsAsync("a")).Single().DecisionId);
        await stack.Service.Appeals.GetAppealAsync(new() { Shop = Stack.Key("a"), AppealId = "ap1", Actor = "r0" }, deadline: Stack.InAMinute);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return (await DecideAsync("a", "ap1", $"r{i}", i % 2 == 0 ? AppealState.Upheld : AppealState.Rejected)).Appeal.ClosedBy;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
            {
                return "refused";
            }
        }));

        var after = await GetAsync("a", "ap1");
        Assert.Equal(7, outcomes.Count(outcome => outcome == "refused"));
        Assert.Contains(after.Appeal.ClosedBy, outcomes);
        Assert.Equal(["FILED", "LOOKED", after.Appeal.State == AppealState.Upheld ? "UPHELD" : "REJECTED"], after.Acts.Select(act => act.Kind));
        Assert.Equal(after.Appeal.State == AppealState.Upheld, (await stack.DecisionsAsync("a")).Any(d => d.Kind == DecisionKind.Revoked));
    }

    [Fact]
    public async Task The_merchants_own_log_is_held_against_the_messages_and_its_clock_estimated()
    {
        stack.Figures.Explains(Opened());
        stack.Publish("a", Closed("a", day, 2, 10));
        var request = Filing("a", "ap1", (await stack.DecisionsAsync("a")).Single().DecisionId);
        // Their clock is two seconds ahead; they have one answer that was never reported, and lack nothing else.
        request.LogCsv = "consultation_id,role,sent_at\n"
            + "c-1,buyer,2024-05-03T10:00:02\nc-1,agent,2024-05-03T10:05:02+08:00\nc-2,buyer,2024-05-03 11:00:02\nc-2,agent,2024-05-03T11:01:00\n";

        var log = (await stack.Service.Appeals.FileAppealAsync(request, deadline: Stack.InAMinute)).Appeal.Log;

        Assert.Equal((3, 2_000L, 2_000L, 2_000L), (log.Matched, log.SkewMs, log.SmallestMs, log.LargestMs));
        Assert.Equal(("c-2", false), (Assert.Single(log.OnlyTheirs).ConsultationId, log.OnlyTheirs[0].ByBuyer));
        Assert.Empty(log.OnlyOurs);
        request.AppealId = "ap2";
        request.LogCsv = "consultation_id,role,sent_at\nc-1,robot,2024-05-03T10:00:02\nc-1,buyer,yesterday";
        var faulty = await Assert.ThrowsAsync<RpcException>(async () => await stack.Service.Appeals.FileAppealAsync(request, deadline: Stack.InAMinute));
        Assert.Equal(["log_csv", "log_csv"], Violations.Of(faulty));
    }

    private FigureExplanation Opened()
    {
        var figure = Closed("a", day, 2, 10).FigureClosed;
        figure.ClosedAt = At(1, 0);
        return new FigureExplanation
        {
            Figure = figure,
            Misses =
            {
                new ExplainedUnit { Id = "c-1", Turns = { new ExplainedTurn { Message = Message("m1", 2, 0), Answer = Message("r1", 2, 5) } } },
                new ExplainedUnit { Id = "c-2", Turns = { new ExplainedTurn { Message = Message("m2", 3, 0) } } },
                new ExplainedUnit { Id = "c-3", Turns = { new ExplainedTurn { Message = Message("m3", 4, 0) } } },
            },
        };
    }

    private static Metrics.V1.EventReference Message(string id, int hour, int minute) =>
        new() { Source = "chat", EventId = id, OccurredAt = At(hour, minute) };

    private static Timestamp At(int hour, int minute) => Timestamp.FromDateTime(new DateTime(2024, 5, 3, hour, minute, 0, DateTimeKind.Utc));

    private static FileAppealRequest Filing(string shop, string id, string decision, params string[] exclusions) => new()
    {
        Shop = Stack.Key(shop), AppealId = id, DecisionId = decision, FiledBy = "merchant", Text = "not our fault",
        Exclusions = { exclusions.Select(c => new AppealedExclusion { ConsultationId = c, Reason = ExclusionReason.Malicious }) },
    };

    private async Task<Appeal> FileAsync(string shop, string id, string decision, params string[] exclusions) =>
        (await stack.Service.Appeals.FileAppealAsync(Filing(shop, id, decision, exclusions), deadline: Stack.InAMinute)).Appeal;

    private async Task<DecideAppealResponse> DecideAsync(string shop, string id, string by, AppealState outcome, params string[] accepted) =>
        await stack.Service.Appeals.DecideAppealAsync(
            new()
            {
                Shop = Stack.Key(shop), AppealId = id, Reviewer = by, Outcome = outcome, Reason = "looked at",
                AcceptedConsultationIds = { accepted },
            },
            deadline: Stack.InAMinute);

    private async Task<Appeal> WithdrawAsync(string shop, string id, string actor) => (await stack.Service.Appeals.WithdrawAppealAsync(
        new() { Shop = Stack.Key(shop), AppealId = id, Actor = actor }, deadline: Stack.InAMinute)).Appeal;

    private async Task<GetAppealResponse> GetAsync(string shop, string id) =>
        await stack.Service.Appeals.GetAppealAsync(new() { Shop = Stack.Key(shop), AppealId = id }, deadline: Stack.InAMinute);

    private static async Task<string> RefusedAsync(Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(act);
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        return Violations.PreconditionOf(refusal);
    }
}
