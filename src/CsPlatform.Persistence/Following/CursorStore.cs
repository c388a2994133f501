using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Persistence.Following;

/// <summary>How far this database has applied the feeds it follows.</summary>
public sealed class CursorStore(Database database)
{
    private const string Seed = """
        INSERT INTO feed.cursor (partition, feed, position)
        SELECT p, $1, 0 FROM unnest($2::smallint[]) AS p ON CONFLICT DO NOTHING
        """;

    private const string Load = "SELECT partition, position FROM feed.cursor WHERE feed = $1 AND partition = ANY($2)";

    private const string Move = """
        UPDATE feed.cursor c SET position = m.after FROM unnest($2::smallint[], $3::bigint[], $4::bigint[]) AS m(partition, before, after)
        WHERE c.partition = m.partition AND c.feed = $1 AND c.position = m.before
        """;

    /// <summary>The position of each partition; partitions never followed before start at 0.</summary>
    public Task<IReadOnlyDictionary<int, long>> LoadAsync(
        string feed, IReadOnlyCollection<int> partitions, CancellationToken cancellation)
        => database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                var numbers = partitions.Select(partition => (short)partition).ToArray();
                await using var batch = new NpgsqlBatch(connection, transaction);
                batch.BatchCommands.Add(new(Seed) { Parameters = { new() { Value = feed }, new() { Value = numbers } } });
                batch.BatchCommands.Add(new(Load) { Parameters = { new() { Value = feed }, new() { Value = numbers } } });
                var positions = new Dictionary<int, long>(numbers.Length);
                await using var reader = await batch.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    positions.Add(reader.GetInt16(0), reader.GetInt64(1));
                }

                return (IReadOnlyDictionary<int, long>)positions;
            },
            cancellation,
            TransactionOptions.Default with { Idempotent = true });

    /// <summary>Moves cursors over positions that have no effect here.</summary>
    /// <exception cref="CursorMovedException">One does not stand where it should; none is moved.</exception>
    internal Task MoveAsync(string feed, IReadOnlyList<CursorMove> moves, CancellationToken cancellation)
        => database.InTransactionAsync(
            (connection, transaction, token) => MoveAsync(connection, transaction, feed, moves, token), cancellation);

    /// <summary>Moves cursors inside the transaction of the effect, and holds them until that ends.</summary>
    /// <exception cref="CursorMovedException">One does not stand where it should: someone else applied these records.</exception>
    internal static async Task MoveAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string feed,
        IReadOnlyList<CursorMove> moves,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Move, connection, transaction)
        {
            Parameters =
            {
                new() { Value = feed },
                new() { Value = moves.Select(move => (short)move.Partition).ToArray() },
                new() { Value = moves.Select(move => move.From).ToArray() },
                new() { Value = moves.Select(move => move.To).ToArray() },
            },
        };
        if (await command.ExecuteNonQueryAsync(cancellation) != moves.Count)
        {
            throw new CursorMovedException(feed, moves);
        }
    }
}
