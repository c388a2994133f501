using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>The running clocks of one shop.</summary>
/// <param name="Clocks">Each with what it is about, most urgent first.</param>
/// <param name="Total">How many there are; where there are very many, one for each further consultation or case.</param>
internal sealed record OpenClocks(IReadOnlyList<(ClockSubject Subject, RunningClock Clock)> Clocks, long Total)
{
    // As many as may be asked for.
    private const int MostRows = 1_000;

    private const string Text = """
        SELECT partition, clock_id, platform, shop_id, kind, subject_id, state FROM metrics.clock
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND due_at IS NOT NULL
        ORDER BY due_at, clock_id LIMIT $4
        """;

    private const string CountText =
        "SELECT count(*) FROM metrics.clock WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND due_at IS NOT NULL";

    /// <summary>No clock runs.</summary>
    internal static OpenClocks None { get; } = new([], 0);

    /// <summary>Asks for them; two results.</summary>
    internal static void AddTo(NpgsqlBatch batch, ShopKey shop)
    {
        batch.BatchCommands.Add(Command(CountText, shop));
        var rows = Command(Text, shop);
        rows.Parameters.Add(new() { Value = MostRows });
        batch.BatchCommands.Add(rows);
    }

    /// <summary>Reads the two results, from the first one on.</summary>
    internal static async Task<OpenClocks> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var rows = await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : 0;
        await reader.NextResultAsync(cancellation);
        var (clocks, read) = (new List<(ClockSubject Subject, RunningClock Clock)>(), 0);
        for (; await reader.ReadAsync(cancellation); read++)
        {
            var row = ClockStore.ReadRow(reader);
            clocks.AddRange(row.Clocks.Where(clock => !clock.IsStopped).Select(clock => (row.Subject, clock)));
        }

        var ordered = clocks
            .OrderBy(one => one.Clock.Key.DueAt)
            .ThenBy(one => one.Clock.Key.RuleId, StringComparer.Ordinal)
            .ThenBy(one => one.Subject.SubjectId, StringComparer.Ordinal);
        return new OpenClocks([.. ordered], clocks.Count + rows - read);
    }

    /// <summary>Reads those of a shop inside a transaction.</summary>
    internal static async Task<OpenClocks> LoadAsync(NpgsqlTransaction transaction, ShopKey shop, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        AddTo(batch, shop);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    private static NpgsqlBatchCommand Command(string text, ShopKey shop) => new(text)
    {
        Parameters =
        {
            new NpgsqlParameter<short> { TypedValue = (short)Partitions.Of(shop.Platform, shop.ShopId) },
            new() { Value = shop.Platform },
            new() { Value = shop.ShopId },
        },
    };
}
