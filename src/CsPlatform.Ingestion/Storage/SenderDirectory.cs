using System.Collections.Concurrent;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Ingestion.Storage;

/// <summary>The numbers of senders. A number never changes, so it is read once and remembered.</summary>
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

    private readonly ConcurrentDictionary<Sender, int> numbers = new();

    /// <summary>Makes sure that every sender has a number.</summary>
    internal async Task<IReadOnlyDictionary<Sender, int>> NumbersAsync(
        IEnumerable<Sender> senders, CancellationToken cancellation)
    {
        var asked = senders.Distinct().ToList();
        var found = new Dictionary<Sender, int>(asked.Count);
        foreach (var sender in asked)
        {
            if (numbers.TryGetValue(sender, out var number))
            {
                found.Add(sender, number);
            }
        }

        if (found.Count < asked.Count)
        {
            var unknown = asked.Where(sender => !found.ContainsKey(sender)).ToList();
            foreach (var (sender, number) in await database.InTransactionAsync(
                (connection, transaction, token) => AddAsync(connection, transaction, unknown, token), cancellation, Idempotent))
            {
                found.Add(sender, number);
                Remember(sender, number);
            }
        }

        return found;
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

    private void Remember(Sender sender, int number)
    {
        if (numbers.Count >= MostRemembered)
        {
            numbers.Clear();
        }

        numbers[sender] = number;
    }
}
