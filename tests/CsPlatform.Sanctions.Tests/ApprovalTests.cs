using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;
using Grpc.Core;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

/// <summary>What is irreversible waits for a person, and everything that person does is kept.</summary>
[Collection(Servers.Collection)]
public sealed class ApprovalTests(Servers servers) : IAsyncLifetime
{
    private const string Douyin = "douyin";
    private Stack stack = null!;

    public async Task InitializeAsync() => stack = await Stack.StartAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task Nothing_happens_before_somebody_approves_and_then_the_shop_is_assessed_no_more()
    {
        var proposal = await ProposedAsync("a");
        Assert.Equal((ProposalState.Open, "rulebook", "clear_out"), (proposal.State, proposal.ProposedBy, proposal.Decision.Measure));
        Assert.NotEqual(CaseState.Removed, await StateAsync("a"));

        var decision = await AnswerAsync("a", proposal, "judge", approve: true);

        Assert.Equal(DecisionKind.MeasureApproved, decision.Kind);
        Assert.Equal(CaseState.Removed, await StateAsync("a"));
        Assert.Equal(decision, await AnswerAsync("a", proposal, "judge", approve: true));
        var after = (await ListAsync()).Single();
        Assert.Equal((ProposalState.Approved, "judge", "seen"), (after.State, after.AnsweredBy, after.Reason));
        stack.Figures.Publish(Douyin, "a", [Score(Douyin, "a", "dy.dsr", "2023-04-02", ("3", "1"))]);
        Assert.Equal(3, (await DecisionsAsync("a")).Count);
    }

    [Fact]
    public async Task Refusals_change_nothing_and_are_in_the_audit_log()
    {
        var proposal = await ProposedAsync("a");
        Assert.Equal("NOT_INDEPENDENT", await RefusedAsync(() => AnswerAsync("a", proposal, "rulebook", approve: true)));
        await stack.Service.Approvals.ListProposalsAsync(new() { Platform = Douyin, Actor = "viewer" }, deadline: Stack.InAMinute);
        await AnswerAsync("a", proposal, "judge", approve: false);
        Assert.Equal("ANSWERED", await RefusedAsync(() => AnswerAsync("a", proposal, "other", approve: true)));
        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await stack.Service.Approvals.AnswerProposalAsync(
            new() { Shop = Key("a"), ProposalId = "none", Actor = "judge", Reason = "seen" }, deadline: Stack.InAMinute));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        var empty = await Assert.ThrowsAsync<RpcException>(async () => await stack.Service.Approvals.AnswerProposalAsync(
            new() { Shop = Key("a"), ProposalId = "p" }, deadline: Stack.InAMinute));
        Assert.Equal(["actor", "reason"], Violations.Of(empty));

        var audit = await stack.Service.Approvals.ListAuditAsync(new() { Shop = Key("a") }, deadline: Stack.InAMinute);
        Assert.Equal(
            ["APPROVE rulebook NOT_INDEPENDENT", "LOOKED viewer DONE", "REJECT judge DONE", "APPROVE other ANSWERED", "REJECT judge NOT_FOUND"],
            audit.Entries.Select(entry => $"{entry.Act} {entry.Actor} {entry.Outcome}"));
        Assert.Equal([1, 2, 3, 4, 5], audit.Entries.Select(entry => entry.Entry));
        Assert.NotEqual(CaseState.Removed, await StateAsync("a"));
    }

    [Fact]
    public async Task Of_two_at_once_exactly_one_answers()
    {
        var proposal = await ProposedAsync("a");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return (await AnswerAsync("a", proposal, $"judge-{i}", approve: i % 2 == 0)).DecisionId;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
            {
                return "refused";
            }
        }));

        Assert.Equal(7, outcomes.Count(outcome => outcome == "refused"));
        Assert.Equal(8, (await stack.Service.Approvals.ListAuditAsync(new() { Shop = Key("a") }, deadline: Stack.InAMinute)).Entries.Count);
        Assert.Equal(3, (await DecisionsAsync("a")).Count);
    }

    [Fact]
    public async Task A_proposal_that_nobody_answers_expires_and_one_whose_score_was_corrected_is_revoked()
    {
        var late = await ProposedAsync("a");
        stack.Service.Kill();
        stack.Service.Dispose();
        await stack.StartServiceAsync(daysToAnswer: "30");
        Assert.Equal(ProposalState.Expired, (await ListAsync()).Single().State);
        Assert.Equal("EXPIRED", await RefusedAsync(() => AnswerAsync("a", late, "judge", approve: true)));

        var better = Score(Douyin, "a", "dy.dsr", "2023-03-02", ("5", "1"));
        better.ScoreRevised = better.ScoreClosed;
        better.ScoreRevised.Revision = 2;
        stack.Figures.Publish(Douyin, "a", [better]);
        await DecisionsAsync("a");
        Assert.Equal(ProposalState.Revoked, (await ListAsync()).Single().State);
        Assert.Equal("REVOKED", await RefusedAsync(() => AnswerAsync("a", late, "judge", approve: true)));
    }

    [Fact]
    public async Task An_answer_is_played_again_with_the_course()
    {
        var proposal = await ProposedAsync("a");
        await AnswerAsync("a", proposal, "judge", approve: true);
        // A revision that says the same of the ladder: the course is played again and comes to the same.
        var same = Score(Douyin, "a", "dy.dsr", "2023-03-02", ("39", "10"));
        same.ScoreRevised = same.ScoreClosed;
        same.ScoreRevised.Revision = 2;
        stack.Figures.Publish(Douyin, "a", [same]);

        Assert.Equal(["Warned", "ClearanceProposed", "MeasureApproved"], (await DecisionsAsync("a")).Select(decision => $"{decision.Kind}"));
        Assert.Equal(CaseState.Removed, await StateAsync("a"));
    }

    private async Task<Proposal> ProposedAsync(string shop)
    {
        stack.Figures.Publish(Douyin, shop, [Score(Douyin, shop, "dy.dsr", "2023-03-02", ("35", "10"))]);
        await DecisionsAsync(shop);
        return (await ListAsync()).Single();
    }

    private async Task<IReadOnlyList<Proposal>> ListAsync() =>
        (await stack.Service.Approvals.ListProposalsAsync(new() { Platform = Douyin }, deadline: Stack.InAMinute)).Proposals;

    private async Task<Decision> AnswerAsync(string shop, Proposal proposal, string actor, bool approve) =>
        (await stack.Service.Approvals.AnswerProposalAsync(
            new() { Shop = Key(shop), ProposalId = proposal.Decision.DecisionId, Actor = actor, Approve = approve, Reason = "seen" },
            deadline: Stack.InAMinute)).Decision;

    private async Task<IReadOnlyList<Decision>> DecisionsAsync(string shop) => [.. (await stack.Client.ListDecisionsAsync(
        new ListDecisionsRequest { Platform = Douyin, ShopId = shop, WaitForFeed = true }, deadline: Stack.InAMinute)).Decisions
        .OrderBy(decision => decision.ShopSequence)];

    private async Task<CaseState> StateAsync(string shop) =>
        (await stack.Client.GetStandingAsync(new GetStandingRequest { Shop = Key(shop) }, deadline: Stack.InAMinute)).Metrics.Single().State;

    private static ShopKey Key(string shop) => new() { Platform = Douyin, ShopId = shop };

    private static async Task<string> RefusedAsync(Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(act);
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        return Violations.PreconditionOf(refusal);
    }
}
