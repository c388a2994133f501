using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using NodaTime;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Which decisions to read. Empty texts and nulls do not filter.</summary>
internal sealed record DecisionQuery(
    string Platform,
    string ShopId,
    string MetricId,
    DecisionKind Kind,
    LocalDate? From,
    LocalDate? Until,
    int PageSize,
    PageToken? After)
{
    // A message of the default limit is 4 MiB; reasons are long texts, so a page may be full before its number of decisions is.
    private const long PageBytes = 3 << 20;

    /// <summary>A page, and the token of the next one when there is one.</summary>
    public async Task<(IReadOnlyList<Decision> Decisions, PageToken? Next)> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var decisions = new List<Decision>();
        PageToken? last = null;
        var bytes = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            var payload = reader.GetFieldValue<byte[]>(3);
            bytes += payload.Length;
            if (decisions.Count == PageSize || (bytes > PageBytes && decisions.Count > 0))
            {
                return (decisions, last);
            }

            var effectiveFrom = LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(1));
            last = new PageToken(reader.GetString(0), effectiveFrom, reader.GetInt64(2));
            decisions.Add(Decision.Parser.ParseFrom(payload));
        }

        return (decisions, null);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var where = new List<string> { $"platform = {Parameter(Platform)}" };
        if (ShopId.Length > 0)
        {
            where.Add($"shop_id = {Parameter(ShopId)} AND partition = {Parameter((short)Partitions.Of(Platform, ShopId))}");
        }

        if (MetricId.Length > 0)
        {
            where.Add($"metric_id = {Parameter(MetricId)}");
        }

        if (Kind != DecisionKind.Unspecified)
        {
            where.Add($"kind = {Parameter((short)Kind)}");
        }

        if (From is { } from)
        {
            where.Add($"effective_from >= {Parameter(from.ToDateOnly())}");
        }

        if (Until is { } until)
        {
            where.Add($"effective_from < {Parameter(until.ToDateOnly())}");
        }

        if (After is { } after)
        {
            where.Add("(shop_id, effective_from, position) > " +
                $"({Parameter(after.ShopId)}, {Parameter(after.EffectiveFrom.ToDateOnly())}, {Parameter(after.Position)})");
        }

        command.CommandText =
            "SELECT shop_id, effective_from, position, payload FROM sanctions.decision WHERE " + string.Join(" AND ", where) +
            $" ORDER BY shop_id, effective_from, position LIMIT {Parameter(PageSize + 1)}";
        return command;

        string Parameter(object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }
}
