using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>A service whose clocks are always the same.</summary>
internal sealed class FixedClocks : ClockService.ClockServiceBase
{
    private static readonly DateTimeOffset Asked = DateTimeOffset.Parse("2024-08-01T12:00:00+08:00", null);

    /// <summary>What it was asked.</summary>
    internal TaskCompletionSource<WatchClocksRequest> Asking { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task WatchClocks(
        WatchClocksRequest request, IServerStreamWriter<WatchClocksResponse> responseStream, ServerCallContext context)
    {
        Asking.TrySetResult(request);
        await responseStream.WriteAsync(new WatchClocksResponse { Watching = new WatchingFrom { Running = 1_234, Now = At(0) } });
        await responseStream.WriteAsync(new WatchClocksResponse
        {
            Rang = new ClockRang { Clock = Clock("c-1", "agent-1"), Before = Length(60), Left = Length(59), RangAt = At(121) },
        });
        await responseStream.WriteAsync(new WatchClocksResponse
        {
            Rang = new ClockRang { Clock = Clock("c 2\u001b[31m", ""), Left = Length(-62), RangAt = At(242) },
        });
        await responseStream.WriteAsync(new WatchClocksResponse
        {
            Stopped = new ClockStopped { Clock = Clock("c-1", "agent-1"), Reason = ClockStopReason.Late, StoppedBy = "im/9", StoppedAt = At(200) },
        });
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }

    private static Clock Clock(string consultation, string agent) => new()
    {
        Kind = ClockKind.Turn,
        Shop = new ShopKey { Platform = "p", ShopId = "s1" },
        RuleId = "x.reply_rate_3min",
        SubjectId = consultation,
        AgentId = agent,
        ArmedAt = At(0),
        DueAt = At(180),
        Stage = ClockStage.Warning,
    };

    private static Timestamp At(int seconds) => Timestamp.FromDateTimeOffset(Asked.AddSeconds(seconds));

    private static Duration Length(int seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
