using System.Collections.Concurrent;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Ingestion.Storage;

/// <summary>The senders and their numbers. A number never changes, so it is read once and remembered.</summary>
internal sealed class SenderDirectory(Database database)
{
    private const int MostRemembered = 200_000;

    private const string Add = """
        INSERT INTO ingestion.sender (partition, number, platform, shop_id, source)
        SELECT n.partition,
               coalesce((SELECT max(s.number) FROM ingestion.sender s WHERE s.partition = n.partition), 0)
                   + row_number() OVER (PARTITION BY n.partition ORDER BY n.platform, n.shop_id, n.source),
               n.platform, n.shop_id, n.source
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) AS n(partition, platform, shop_id, source)
        WHERE NOT EXISTS (
            SELECT FROM ingestion.sender s
            WHERE s.partition = n.partition AND s.platform = n.platform AND s.shop_id = n.shop_id AND s.source = n.source)
        """;

    private const string Read = """
        SELECT s.partition, s.platform, s.shop_id, s.source, s.number
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) AS n(partition, platform, shop_id, source)
        JOIN ingestion.sender s USING (partition, platform, shop_id, source)
        """;

    private static readonly TransactionOptions Idempotent = TransactionOptions.Default with { Idempotent = true };

    private readonly ConcurrentDictionary<(string ShopId, string Source, string Platform), Sender> senders = new();
    private int remembered;

    /// <summary>The sender of an event.</summary>
    /// <param name="item">A valid event.</param>
    /// <param name="likely">The sender of the event before it: mostly the same one.</param>
    internal Sender Of(Event item, Sender? likely)
    {
        var (shop, source) = (item.Shop, item.Source);
        return likely is not null && likely.ShopId == shop.ShopId && likely.Source == source && likely.Platform == shop.Platform
            ? likely
            : senders.TryGetValue((shop.ShopId, source, shop.Platform), out var sender)
                ? sender
                : Remember(new Sender(Partitions.Of(shop.Platform, shop.ShopId), shop.Platform, shop.ShopId, source));
    }

    /// <summary>Makes sure that the sender of every event has its number.</summary>
    internal async Task NumberAsync(IReadOnlyList<PreparedEvent> events, CancellationToken cancellation)
    {
        List<Sender>? unknown = null;
        foreach (var item in events)
        {
            if (item.Sender.Number == 0)
            {
                (unknown ??= []).Add(item.Sender);
            }
        }

        if (unknown is null)
        {
            return;
        }

        var asked = unknown.Distinct().ToList();
        var numbers = await database.InTransactionAsync(
            (connection, transaction, token) => AddAsync(connection, transaction, asked, token), cancellation, Idempotent);
        unknown.ForEach(sender => sender.Number = numbers[sender]);
    }

    /// <summary>The numbers of those senders that have one; no number is given out.</summary>
    internal Task<IReadOnlyDictionary<Sender, int>> KnownAsync(IEnumerable<Sender> senders, CancellationToken cancellation)
    {
        var asked = senders.Distinct().ToList();
        return database.ReadAsync(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(Read, asked) } };
                return await ReadAsync(batch, token);
            },
            cancellation);
    }

    private static async Task<IReadOnlyDictionary<Sender, int>> AddAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, List<Sender> unknown, CancellationToken cancellation)
    {
        // The partitions' lock keeps two processes from giving out the same number.
        await FeedLog.LockAsync(connection, transaction, unknown.Select(sender => sender.Partition), cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(Add, unknown));
        batch.BatchCommands.Add(Command(Read, unknown));
        return await ReadAsync(batch, cancellation);
    }

    private static async Task<IReadOnlyDictionary<Sender, int>> ReadAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        var found = new Dictionary<Sender, int>();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var sender = new Sender(reader.GetInt16(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
            found.Add(sender, reader.GetInt32(4));
        }

        return found;
    }

    private static NpgsqlBatchCommand Command(string sql, List<Sender> senders) => new(sql)
    {
        Parameters =
        {
            new() { Value = senders.Select(sender => (short)sender.Partition).ToArray() },
            new() { Value = senders.Select(sender => sender.Platform).ToArray() },
            new() { Value = senders.Select(sender => sender.ShopId).ToArray() },
            new() { Value = senders.Select(sender => sender.Source).ToArray() },
        },
    };

    private Sender Remember(Sender sender)
    {
        if (Interlocked.Increment(ref remembered) > MostRemembered)
        {
            senders.Clear();
            Interlocked.Exchange(ref remembered, 1);
        }

        return senders.GetOrAdd((sender.ShopId, sender.Source, sender.Platform), sender);
    }
}
