using System.Text;
using Npgsql;

namespace CsPlatform.Metrics.Tests;

/// <summary>What a database of metrics holds that was derived from the feed.</summary>
internal static class DerivedTables
{
    // Every table that the feed alone decides, each with the columns that name a row.
    private static readonly (string Table, string Order)[] Derived =
    [
        ("metrics.timeline", "partition, platform, shop_id, consultation_id"),
        ("metrics.shop_history", "partition, platform, shop_id"),
        ("metrics.shop_day_fact WHERE (numerator, denominator) <> (0, 0)", "partition, platform, shop_id, metric_id, day"),
        ("metrics.agent_day_fact WHERE denominator > 0", "partition, platform, shop_id, agent_id, metric_id, day"),
        ("metrics.shop", "partition, platform, shop_id"),
        ("metrics.subject", "partition, platform, shop_id, kind, subject_id, part"),
        ("metrics.subject_link", "partition, platform, shop_id, link, kind, subject_id"),
    ];

    /// <summary>Every row of every table that is derived from the feed, as text.</summary>
    internal static async Task<string> DumpAsync(string connectionString)
    {
        var text = new StringBuilder();
        foreach (var (table, order) in Derived)
        {
            text.AppendLine(table);
            foreach (var row in await RowsAsync(connectionString, $"SELECT t::text FROM (SELECT * FROM {table}) t ORDER BY {order}"))
            {
                text.AppendLine(row);
            }
        }

        return text.ToString();
    }

    /// <summary>The first column of a query, in its order.</summary>
    internal static async Task<List<string>> RowsAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
