using System.Security.Cryptography;
using System.Text;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using Google.Protobuf;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Keeps what was not accepted, so that nobody has to ask the sender for it. The same item again only counts up.
/// </summary>
internal sealed class Quarantine(Database database)
{
    /// <summary>Most characters kept of a source, an id or a shop, which may be anything in a faulty item.</summary>
    internal const int MostKeyCharacters = 256;

    private const int MostCauseCharacters = 2_000;

    private const string Insert = """
        INSERT INTO ingestion.quarantine AS q (partition, content_hash, outcome, source, event_id, platform, shop_id, cause, content,
            content_size, received_at, last_received_at, item_index)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)
        ON CONFLICT (partition, content_hash, outcome) DO UPDATE
        SET times = q.times + 1, cause = excluded.cause, last_received_at = greatest(q.last_received_at, excluded.last_received_at),
            content = CASE WHEN octet_length(q.content) < octet_length(excluded.content) THEN excluded.content ELSE q.content END
        """;

    /// <summary>Keeps what was refused of a batch and counts what was not accepted of it, all or none, and once.</summary>
    internal Task KeepAsync(Remainder remainder, CancellationToken cancellation)
        => remainder.Counts.Rows.Count == 0
            ? Task.CompletedTask
            : database.InTransactionAsync(
                async (connection, transaction, token) =>
                {
                    if (await IntakeCounts.AddOnceAsync(connection, transaction, remainder, token))
                    {
                        await AddAsync(connection, transaction, remainder.Refused, token);
                    }
                },
                cancellation,
                TransactionOptions.Default with { Idempotent = true });

    /// <summary>The cause as it is kept.</summary>
    internal static string Cause(RefusedItem refused) => Printable(refused.Cause, MostCauseCharacters);

    /// <summary>
    /// A text that came in as it is kept: cut off, and U+FFFD for what the database does not take or a screen must not get, which is
    /// just what a faulty item may hold.
    /// </summary>
    internal static string Printable(string text, int most)
    {
        var cut = text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
        return cut.Any(c => char.IsControl(c) || char.IsSurrogate(c))
            ? string.Concat(cut.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? Rune.ReplacementChar : rune))
            : cut;
    }

    private static async Task AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<RefusedItem> items,
        CancellationToken cancellation)
    {
        if (items.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        // One order for all transactions: two that keep the same items do not wait for each other in a circle.
        var rows = items.Select(Row.From).OrderBy(row => row.Partition)
            .ThenBy(row => Convert.ToHexStringLower(row.Hash), StringComparer.Ordinal)
            .ThenBy(row => row.Outcome, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            batch.BatchCommands.Add(row.ToCommand());
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Row(RefusedItem Kept, short Partition, byte[] Hash, byte[] Content)
    {
        internal string Outcome => QuarantineId.Stored(Kept.Outcome);

        internal static Row From(RefusedItem kept)
        {
            var content = kept.Item.ToByteArray();
            var partition = Partitions.Of(kept.Item.Shop?.Platform ?? "", kept.Item.Shop?.ShopId ?? "");
            return new Row(kept, (short)partition, SHA256.HashData(content), content);
        }

        internal NpgsqlBatchCommand ToCommand() => new(Insert)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = Partition },
                new() { Value = Hash },
                new() { Value = Outcome },
                new() { Value = Printable(Kept.Item.Source, MostKeyCharacters) },
                new() { Value = Printable(Kept.Item.EventId, MostKeyCharacters) },
                new() { Value = Printable(Kept.Item.Shop?.Platform ?? "", MostKeyCharacters) },
                new() { Value = Printable(Kept.Item.Shop?.ShopId ?? "", MostKeyCharacters) },
                new() { Value = Cause(Kept) },
                new() { Value = Content.Length <= Limits.QuarantineBytes ? Content : Content[..Limits.QuarantineBytes] },
                new NpgsqlParameter<int> { TypedValue = Content.Length },
                new() { Value = Kept.ReceivedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<int> { TypedValue = Kept.Index },
            },
        };
    }
}
