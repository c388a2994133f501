using CsPlatform.Sanctions.V1;
using Grpc.Core;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

[Collection(Servers.Collection)]
public sealed class ExamTests(Servers servers) : IAsyncLifetime
{
    private const string Case = "xhs.reply_rate_3min:2024-03-01";
    private Stack stack = null!;

    public async Task InitializeAsync()
    {
        stack = await Stack.StartAsync(servers);
        stack.Publish("a", Closed("a", "2024-03-01", 40, 100));
        Assert.Single(await stack.DecisionsAsync("a"));
    }

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task A_pass_in_time_ends_the_case_once_however_often_it_is_reported()
    {
        var failed = await stack.ExamAsync("a", Case, "first", "2024-03-02", passed: false);
        var passed = await stack.ExamAsync("a", Case, "second", "2024-03-03", passed: true);
        var again = await stack.ExamAsync("a", Case, "second", "2024-03-03", passed: true);

        Assert.Null(failed.Decision);
        Assert.Contains("another attempt is possible until the end of 2024-03-04", failed.Explanation, StringComparison.Ordinal);
        Assert.Equal(DecisionKind.ExamPassed, passed.Decision.Kind);
        Assert.Equal(passed, again);
        Assert.Equal(
            ["StudyAssigned 2024-03-01 2024-03-05 2024-03", "ExamPassed 2024-03-03", "CaseEnded 2024-03-04"],
            Stack.Lines(await stack.DecisionsAsync("a")));
        Assert.Equal("2024-03-04", (await stack.StandingAsync("a")).CycleStart);
    }

    [Fact]
    public async Task The_clock_does_not_fail_an_exam_that_was_passed()
    {
        await stack.ExamAsync("a", Case, "first", "2024-03-04", passed: true);
        stack.Publish("a", Enumerable.Range(0, 10).Select(i => DayClosed(Day("2024-03-01", i))));

        Assert.DoesNotContain(await stack.DecisionsAsync("a"), decision => decision.Kind == DecisionKind.ExamFailed);
    }

    [Fact]
    public async Task A_pass_after_the_deadline_changes_nothing_and_is_told_so()
    {
        var late = await stack.ExamAsync("a", Case, "late", "2024-03-05", passed: true);
        stack.Publish("a", DayClosed("2024-03-04"));
        Assert.Equal(3, (await stack.DecisionsAsync("a")).Count);
        var limited = await stack.ExamAsync("a", Case, "later", "2024-03-06", passed: true);

        Assert.Null(late.Decision);
        Assert.Contains("after the deadline (end of 2024-03-04)", late.Explanation, StringComparison.Ordinal);
        Assert.Null(limited.Decision);
        Assert.Contains("no longer waiting for an exam", limited.Explanation, StringComparison.Ordinal);
        Assert.Equal(3, (await stack.DecisionsAsync("a")).Count);
    }

    [Fact]
    public async Task A_pass_in_time_that_is_reported_late_revokes_what_followed_the_missed_deadline()
    {
        stack.Publish("a", DayClosed("2024-03-04"), DayClosed("2024-03-07"));
        Assert.Equal(4, (await stack.DecisionsAsync("a")).Count);

        var passed = await stack.ExamAsync("a", Case, "in time", "2024-03-04", passed: true);
        var again = await stack.ExamAsync("a", Case, "in time", "2024-03-04", passed: true);

        Assert.Equal(DecisionKind.ExamPassed, passed.Decision.Kind);
        Assert.Contains("reported late", passed.Explanation, StringComparison.Ordinal);
        Assert.Equal(passed, again);
        var decisions = await stack.DecisionsAsync("a");
        Assert.Equal(
            ["case-ended:revoked", "exam-failed:revoked", "traffic-limited:revoked"],
            decisions.Where(decision => decision.Kind == DecisionKind.Revoked)
                .Select(decision => decision.DecisionId.Split(':', 3)[2]).Order());
        Assert.Equal(
            ["StudyAssigned 2024-03-01 2024-03-05 2024-03", "ExamPassed 2024-03-04", "CaseEnded 2024-03-05"],
            Stack.Lines(Stack.InForce(decisions)));
        Assert.Equal("2024-03-05", (await stack.StandingAsync("a")).CycleStart);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => (long)i), decisions.Select(decision => decision.ShopSequence).Order());
    }

    [Fact]
    public async Task An_attempt_reported_with_another_result_already_exists()
    {
        await stack.ExamAsync("a", Case, "first", "2024-03-02", passed: false);

        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => stack.ExamAsync("a", Case, "first", "2024-03-02", passed: true));

        Assert.Equal(StatusCode.AlreadyExists, refusal.StatusCode);
        Assert.Contains("recorded as not passed on 2024-03-02", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_of_nobody_is_not_found()
    {
        var other = await Assert.ThrowsAsync<RpcException>(() => stack.ExamAsync("b", Case, "x", "2024-03-02", passed: true));
        var none = await Assert.ThrowsAsync<RpcException>(() => stack.ExamAsync("a", "none", "x", "2024-03-02", passed: true));

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (other.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task Wrong_fields_are_all_named()
    {
        var empty = await Assert.ThrowsAsync<RpcException>(
            () => stack.Client.RecordExamResultAsync(new RecordExamResultRequest(), deadline: Stack.InAMinute).ResponseAsync);
        var future = await Assert.ThrowsAsync<RpcException>(() => stack.ExamAsync("a", Case, "x", "9999-01-01", passed: true));
        var early = await Assert.ThrowsAsync<RpcException>(() => stack.ExamAsync("a", Case, "x", "2024-02-29", passed: true));

        Assert.Equal(["shop", "case_id", "attempt_id", "taken_on"], Violations.Of(empty));
        Assert.Equal(["taken_on"], Violations.Of(future));
        Assert.Equal(["taken_on"], Violations.Of(early));
    }
}
