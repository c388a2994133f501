using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using Google.Protobuf;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Clocks to stored bytes and back.</summary>
internal static class ClockCodec
{
    internal static byte[] ToRow(IReadOnlyList<RunningClock> clocks) =>
        new ClockState { Items = { clocks.Select(ToItem) } }.ToByteArray();

    internal static IReadOnlyList<RunningClock> FromRow(ClockSubject subject, byte[] row) =>
        [.. ClockState.Parser.ParseFrom(row).Items.Select(item => FromItem(subject, item))];

    private static ClockItem ToItem(RunningClock clock) => new()
    {
        RuleId = clock.Key.RuleId,
        Source = clock.Key.ArmedBy.Source,
        EventId = clock.Key.ArmedBy.Id,
        ArmedAt = (clock.Key.ArmedAt - NodaConstants.UnixEpoch).ToInt64Nanoseconds(),
        DueAfter = (clock.Key.DueAt - clock.Key.ArmedAt).ToInt64Nanoseconds(),
        DueInclusive = clock.DueInclusive,
        Warnings = { clock.Warnings.Select(before => (long)before.TotalMilliseconds) },
        AgentId = clock.AgentId,
        Passed = clock.Passed,
        HasRung = clock.HasRung,
        IsStopped = clock.IsStopped,
        RulebookVersion = clock.Citation.RulebookVersion,
        RulebookHash = ByteString.CopyFrom(Convert.FromHexString(clock.Citation.RulebookHash)),
        RuleSource = clock.Citation.Source,
    };

    private static RunningClock FromItem(ClockSubject subject, ClockItem item)
    {
        var armedAt = NodaConstants.UnixEpoch + Duration.FromNanoseconds(item.ArmedAt);
        var key = new ClockKey(
            item.RuleId, new EventKey(item.Source, item.EventId), armedAt, armedAt + Duration.FromNanoseconds(item.DueAfter));
        var citation = new RuleCitation(
            subject.Shop.Platform, item.RulebookVersion, Convert.ToHexStringLower(item.RulebookHash.Span), item.RuleId, item.RuleSource);
        return new RunningClock(
            subject.Kind, key, citation, item.DueInclusive, [.. item.Warnings.Select(before => Duration.FromMilliseconds(before))])
        {
            AgentId = item.AgentId,
            Passed = item.Passed,
            HasRung = item.HasRung,
            IsStopped = item.IsStopped,
        };
    }
}
