using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Metrics.Wire;

/// <summary>What this service's feed says of clocks.</summary>
internal static class ClockRecords
{
    private static readonly RecordFilter IsClock = RecordKinds.Of([
        FigureRecord.ClockRangFieldNumber, FigureRecord.ClockStoppedFieldNumber, FigureRecord.ObligationBreachedFieldNumber]);

    /// <summary>Passes records of the clocks that a request asks for.</summary>
    internal static RecordFilter Filter(WatchClocksRequest request) => content =>
    {
        if (!IsClock(content))
        {
            return false;
        }

        var clock = ClockOf(FigureRecord.Parser.ParseFrom(content));
        return (request.Platform.Length == 0 || clock.Shop.Platform == request.Platform)
            && (request.ShopId.Length == 0 || clock.Shop.ShopId == request.ShopId)
            && (request.Kind == ClockKind.Unspecified || clock.Kind == request.Kind);
    };

    /// <summary>A record that passes, with its place.</summary>
    internal static WatchClocksResponse Response(int partition, FeedRecord stored)
    {
        var record = FigureRecord.Parser.ParseFrom(stored.Content.Span);
        var response = new WatchClocksResponse { Place = new ClockPlace { Partition = partition, Position = stored.Position } };
        switch (record.ChangeCase)
        {
            case FigureRecord.ChangeOneofCase.ClockRang:
                response.Rang = record.ClockRang;
                break;
            case FigureRecord.ChangeOneofCase.ClockStopped:
                response.Stopped = record.ClockStopped;
                break;
            default:
                response.Breached = record.ObligationBreached;
                break;
        }

        return response;
    }

    /// <summary>The clocks of a row that run.</summary>
    internal static IEnumerable<Clock> Running(ClockRow row) => row.Clocks.Where(clock => !clock.IsStopped)
        .OrderBy(clock => clock.Key.DueAt).ThenBy(clock => clock.Key.RuleId, StringComparer.Ordinal)
        .Select(clock => ClockProto.Clock(row.Subject, clock));

    private static Clock ClockOf(FigureRecord record) => record.ChangeCase switch
    {
        FigureRecord.ChangeOneofCase.ClockRang => record.ClockRang.Clock,
        FigureRecord.ChangeOneofCase.ClockStopped => record.ClockStopped.Clock,
        _ => record.ObligationBreached.Clock,
    };
}
