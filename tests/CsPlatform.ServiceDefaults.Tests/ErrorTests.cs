using System.Data.Common;
using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.ServiceDefaults.Tests;

/// <summary>Whatever goes wrong in a service reaches its caller as a status that says what to do next, and nothing about our insides.</summary>
public class ErrorTests
{
    [Fact]
    public async Task A_refusal_reaches_the_caller_with_every_fault_of_every_field()
    {
        var faults = new FieldFaults();
        faults.Add("month", "\"2021-13\" is no month: send YYYY-MM.");
        faults.Add("shop", "Missing: send platform and shop id.");

        var (status, detail) = await CallAsync(_ => throw Refusal.InvalidArgument(faults.All));

        Assert.Equal(StatusCode.InvalidArgument, status.StatusCode);
        Assert.Contains("month: \"2021-13\" is no month", status.Detail, StringComparison.Ordinal);
        Assert.Equal(["month", "shop"], detail.Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData("08006", StatusCode.Unavailable)]
    [InlineData("40001", StatusCode.Aborted)]
    [InlineData("40P01", StatusCode.Aborted)]
    public async Task A_failing_database_is_a_status_that_can_be_retried(string sqlState, StatusCode expected)
    {
        var (status, detail) = await CallAsync(_ => throw new DatabaseFailure(sqlState));

        Assert.Equal(expected, status.StatusCode);
        Assert.True(detail.Unpack<RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
        Assert.DoesNotContain("secret", status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_is_internal_and_tells_nothing_of_our_insides()
    {
        var (status, detail) = await CallAsync(_ => throw new InvalidOperationException("secret: password"));

        Assert.Equal(StatusCode.Internal, status.StatusCode);
        Assert.Contains("trace", status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", status.Detail, StringComparison.Ordinal);
        Assert.Equal("csplatform", detail.Unpack<ErrorInfo>().Domain);
    }

    [Fact]
    public async Task A_stream_that_fails_ends_with_the_same_status_as_a_call_that_fails()
    {
        await using var service = await RunningService.StartAsync(_ => throw new DatabaseFailure("08006"));
        using var call = service.Client.FollowEvents(new FollowEventsRequest());

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    [Fact]
    public async Task A_call_past_its_deadline_is_told_so()
    {
        await using var service = await RunningService.StartAsync(
            context => Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.SubmitEventsAsync(
            new SubmitEventsRequest(), deadline: DateTime.UtcNow.AddMilliseconds(300)));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    private static async Task<(Grpc.Core.Status Status, Any Detail)> CallAsync(Func<ServerCallContext, Task> act)
    {
        await using var service = await RunningService.StartAsync(act);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.SubmitEventsAsync(new SubmitEventsRequest()));
        var details = RpcStatus.Parser.ParseFrom(failure.Trailers.GetValueBytes(Refusal.DetailsTrailer));
        Assert.Equal((int)failure.StatusCode, details.Code);
        return (failure.Status, Assert.Single(details.Details));
    }

    private sealed class DatabaseFailure(string sqlState) : DbException("secret: connection string")
    {
        public override bool IsTransient => true;

        public override string SqlState => sqlState;
    }
}
