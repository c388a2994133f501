using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Duration = NodaTime.Duration;

namespace CsPlatform.Metrics.Board;

/// <summary>
/// Boards from Redis where it has them, else from Postgres. Redis has the boards that somebody looks at: they are counted anew with every batch
/// that concerns the shop. A signal of that may be lost, so a board is counted anew as well when it is older than that.
/// </summary>
internal sealed class Boards(BoardCache cache, BoardReader reader, RunningRules rules)
{
    /// <summary>Open clocks that are kept in Redis of a board; who asks for more asks Postgres.</summary>
    public const int OpenKept = 50;

    private static readonly Duration Oldest = Duration.FromSeconds(10);

    /// <summary>The board of today, with at most so many open clocks; null when no event of the shop was ever counted.</summary>
    public async Task<LiveBoard?> GetAsync(ShopKey shop, Rulebook rulebook, int mostOpen, CancellationToken cancellation)
    {
        var today = rules.Today;
        if (await cache.ReadAsync(shop) is { } kept && IsFresh(kept, today) && kept.Open.Count >= Math.Min(mostOpen, kept.OpenTotal))
        {
            return Told(kept, BoardSource.Cache, mostOpen);
        }

        if (await RefreshAsync(shop, rulebook, cancellation) is { } counted)
        {
            return Told(counted, BoardSource.Store, mostOpen);
        }

        await cache.ForgetAsync(shop);
        return null;
    }

    /// <summary>Counts a board anew and keeps it in Redis; null when no event of the shop was ever counted.</summary>
    public async Task<LiveBoard?> RefreshAsync(ShopKey shop, Rulebook rulebook, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(shop, rulebook, rules.Today, cancellation) is not { } counted)
        {
            return null;
        }

        var kept = counted.Board.Clone();
        Cut(kept, OpenKept);
        await cache.WriteAsync(shop, counted with { Board = kept });
        return counted.Board;
    }

    private LiveBoard Told(LiveBoard board, BoardSource source, int mostOpen)
    {
        board.Source = source;
        board.ReadAt = Timestamp.FromDateTimeOffset(rules.Now.ToDateTimeOffset());
        Cut(board, mostOpen);
        return board;
    }

    private static void Cut(LiveBoard board, int mostOpen)
    {
        while (board.Open.Count > mostOpen)
        {
            board.Open.RemoveAt(board.Open.Count - 1);
        }
    }

    private bool IsFresh(LiveBoard board, LocalDate today)
    {
        var age = rules.Now - Wire.FromProto.Instant(board.CountedAt);
        return board.Day == Wire.ToProto.Day(today) && age >= -Oldest && age <= Oldest;
    }
}
