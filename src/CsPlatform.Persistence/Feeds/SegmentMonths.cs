using System.Globalization;
using Npgsql;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// The child tables of the segments, one per UTC month. They are made ahead; one that is missing all the same, after a jump of the clock,
/// is made when it is needed. Several processes may do so at once.
/// </summary>
internal sealed class SegmentMonths(NpgsqlDataSource dataSource) : IDisposable
{
    private const long LockKey = 0x6373_7365_676d;

    private const string Children = """
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'feed.segment'::regclass ORDER BY c.relname
        """;

    private readonly SemaphoreSlim making = new(1, 1);
    private volatile SegmentMonth[] known = [];

    public void Dispose() => making.Dispose();

    /// <summary>The child tables, earliest first.</summary>
    internal static async Task<SegmentMonth[]> ListAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Children, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<SegmentMonth>();
        while (await reader.ReadAsync(cancellation))
        {
            if (SegmentMonth.Parse(reader.GetString(0)) is { } month)
            {
                found.Add(month);
            }
        }

        return [.. found.OrderBy(month => month.Until)];
    }

    /// <summary>Whether the table for <paramref name="at"/> was there when last looked.</summary>
    internal bool Knows(DateTimeOffset at)
    {
        foreach (var month in known)
        {
            if (month.Covers(at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks again at the next need: a table that was there is gone.</summary>
    internal void Forget() => known = [];

    /// <summary>
    /// Makes the table for <paramref name="at"/> in a transaction of its own unless it is there, and returns it. The caller's open
    /// transactions are no hindrance: attaching a child does not wait for those who append or read.
    /// </summary>
    internal async Task<SegmentMonth> EnsureAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        await making.WaitAsync(cancellation);
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({LockKey})", cancellation);
            var children = await ListAsync(connection, transaction, cancellation);
            var month = Array.Find(children, child => child.Covers(at));
            if (month is null)
            {
                month = SegmentMonth.Of(at);
                await ExecuteAsync(connection, transaction, Make(month), cancellation);
                children = [.. children, month];
            }

            await transaction.CommitAsync(cancellation);
            known = children;
            return month;
        }
        finally
        {
            making.Release();
        }
    }

    // To create a child as such would lock the parent against everyone; to attach a finished table does not.
    private static string Make(SegmentMonth month) => $"""
        CREATE TABLE feed.{month.Table} (LIKE feed.segment INCLUDING ALL);
        ALTER TABLE feed.segment ATTACH PARTITION feed.{month.Table}
            FOR VALUES FROM ('{Text(month.From)}') TO ('{Text(month.Until)}');
        """;

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss'+00'", CultureInfo.InvariantCulture);

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
