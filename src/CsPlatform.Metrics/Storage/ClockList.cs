using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Which running clocks to list, most urgent first: by the earliest due time of their subject.</summary>
/// <param name="Platform">Only this platform; null = all.</param>
/// <param name="ShopId">Only this shop; null = all.</param>
/// <param name="Partitions">Only these partitions; null = all.</param>
/// <param name="Kind">Only this kind; null = both.</param>
/// <param name="After">The subject of the page before that was last; null = the first page.</param>
/// <param name="Limit">Most subjects.</param>
internal sealed record ClockList(
    string? Platform, string? ShopId, IReadOnlyCollection<int>? Partitions, int? Kind, (long DueAt, Guid Id)? After, int Limit)
{
    private const string Text = """
        SELECT partition, clock_id, platform, shop_id, kind, subject_id, state FROM metrics.clock
        WHERE due_at IS NOT NULL
            AND ($1::text IS NULL OR platform = $1) AND ($2::text IS NULL OR shop_id = $2)
            AND ($3::smallint[] IS NULL OR partition = ANY($3)) AND ($4::smallint IS NULL OR kind = $4)
            AND (due_at, clock_id) > ($5::bigint, $6::uuid)
        ORDER BY due_at, clock_id LIMIT $7
        """;

    internal async Task<IReadOnlyList<ClockRow>> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Text, connection)
        {
            Parameters =
            {
                new() { Value = (object?)Platform ?? DBNull.Value },
                new() { Value = (object?)ShopId ?? DBNull.Value },
                new() { Value = (object?)Partitions?.Select(partition => (short)partition).ToArray() ?? DBNull.Value },
                new() { Value = (object?)(short?)Kind ?? DBNull.Value },
                new() { Value = After?.DueAt ?? long.MinValue },
                new() { Value = After?.Id ?? Guid.Empty },
                new() { Value = Limit },
            },
        };
        var rows = new List<ClockRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(ClockStore.ReadRow(reader));
        }

        return rows;
    }
}
