using System.Runtime.CompilerServices;
using CsPlatform.Persistence.Archiving;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Persistence.Feeds;

/// <summary>Reads segments, from the database and, where that no longer has them, from the archive.</summary>
internal sealed class SegmentReader(Database database, FeedArchive archive)
{
    private const string Parent = "segment";

    private static readonly DateTime EverSince = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    // Where the last read of each partition ended. Whoever goes on behind it needs no table of an earlier month, and the planner need not
    // open them: with years of tables that is most of a small read's cost.
    private readonly ReadMark?[] marks = new ReadMark?[Partitions.Count];

    /// <summary>See <see cref="FeedLog.ReadAsync(IReadOnlyList{FeedDemand}, CancellationToken)"/>.</summary>
    internal async Task<IReadOnlyList<FeedSegment>> ReadAsync(IReadOnlyList<FeedDemand> demands, CancellationToken cancellation)
    {
        if (demands.Count == 0)
        {
            return [];
        }

        var since = Array.ConvertAll(demands.ToArray(), Since);
        var stored = await database.ReadAsync(
            (connection, token) => SegmentQuery.ReadAsync(connection, Parent, demands, since, token), cancellation);
        var found = new List<FeedSegment>(stored.Length);
        var bytes = 0L;
        for (var i = 0; i < stored.Length && bytes < SegmentQuery.MostBytes; i++)
        {
            var segments = await OrArchivedAsync(stored[i], demands[i].Partition, demands[i].After, cancellation);
            bytes += segments.Sum(segment => (long)segment.Content.Length);
            Mark(segments);
            if (Join(segments)?.Behind(demands[i].After) is { } segment)
            {
                found.Add(segment);
            }
        }

        return found;
    }

    /// <summary>The segments of a partition that end behind <paramref name="after"/>, up to position <paramref name="until"/>.</summary>
    internal async IAsyncEnumerable<StoredSegment> StoredAsync(
        int partition, long after, long until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < until)
        {
            var from = after;
            var rows = await database.ReadAsync(
                (connection, token) => ReadAsync(connection, Parent, partition, from, token), cancellation);
            rows = await OrArchivedAsync(rows, partition, after, cancellation);
            if (rows.Count == 0)
            {
                yield break;
            }

            foreach (var row in rows)
            {
                if (row.LastPosition > until)
                {
                    yield break;
                }

                yield return row;
                after = row.LastPosition;
            }
        }
    }

    /// <summary>What a table has behind a position: about 1 MiB, but at least one segment.</summary>
    internal static async Task<IReadOnlyList<StoredSegment>> ReadAsync(
        NpgsqlConnection connection, string table, int partition, long after, CancellationToken cancellation)
        => (await SegmentQuery.ReadAsync(
            connection, table, [new FeedDemand(partition, after, int.MaxValue)], [EverSince], cancellation))[0];

    // Where what should follow is not in the database, it is archived, or nothing follows.
    private async Task<IReadOnlyList<StoredSegment>> OrArchivedAsync(
        IReadOnlyList<StoredSegment> stored, int partition, long after, CancellationToken cancellation)
    {
        if (stored.Count > 0 && stored[0].FirstPosition <= after + 1)
        {
            return stored;
        }

        var archived = await archive.ReadAsync(partition, after, cancellation);
        return archived.Count > 0 ? archived : stored;
    }

    private DateTime Since(FeedDemand demand)
        => Volatile.Read(ref marks[demand.Partition]) is { } mark && mark.Position <= demand.After ? mark.From : EverSince;

    // Times go back nowhere behind a segment with a hash; those from before the chain may.
    private void Mark(IReadOnlyList<StoredSegment> segments)
    {
        if (segments.Count > 0 && segments[^1] is { Hash: not null } last)
        {
            var from = SegmentMonth.StartOf(last.AppendedAt).UtcDateTime;
            Volatile.Write(ref marks[last.Partition], new ReadMark(last.LastPosition, from));
        }
    }

    private static FeedSegment? Join(IReadOnlyList<StoredSegment> segments)
    {
        var parts = new List<FeedSegment>(segments.Count);
        foreach (var segment in segments)
        {
            try
            {
                var records = SegmentCodec.Split(segment.Content, segment.Content.Length, segment.Count);
                parts.Add(FeedSegment.Consecutive(segment.Partition, segment.FirstPosition, records, segment.AppendedAt));
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
            {
                throw new SegmentDamagedException(segment.Partition, segment.FirstPosition, segment.LastPosition, e);
            }
        }

        return parts.Count == 0 ? null : FeedSegment.Join(parts);
    }

    private sealed record ReadMark(long Position, DateTime From);
}
