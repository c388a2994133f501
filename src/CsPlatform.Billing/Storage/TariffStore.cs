using CsPlatform.Domain.Rating;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Billing.Storage;

/// <summary>Tariffs: added, never changed.</summary>
internal static class TariffStore
{
    private const string Read = """
        SELECT t.platform, t.version, t.effective_from, t.source, r.kind, r.day_class, r.unit_price_fen
        FROM billing.tariff t LEFT JOIN billing.tariff_rate r USING (platform, version)
        WHERE t.platform = ANY($1) ORDER BY t.platform, t.effective_from, r.kind, r.day_class
        """;

    private const string Insert = """
        INSERT INTO billing.tariff (platform, version, effective_from, source, content_hash, published_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """;

    private const string InsertRates = """
        INSERT INTO billing.tariff_rate (platform, version, kind, day_class, unit_price_fen)
        SELECT $1, $2, * FROM unnest($3::smallint[], $4::smallint[], $5::bigint[])
        """;

    private const string Rivals = """
        SELECT version, effective_from, content_hash FROM billing.tariff
        WHERE platform = $1 AND (version = $2 OR effective_from = $3)
        """;

    /// <summary>The tariffs of the platforms; a platform without one is left out.</summary>
    internal static async Task<IReadOnlyDictionary<string, Tariffs>> LoadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> platforms, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Read, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. platforms] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<(string Platform, string Version), (LocalDate From, string Source, List<TariffRate> Rates)>();
        while (await reader.ReadAsync(cancellation))
        {
            var key = (reader.GetString(0), reader.GetString(1));
            if (!found.TryGetValue(key, out var tariff))
            {
                tariff = (reader.Day(2), reader.GetString(3), []);
                found.Add(key, tariff);
            }

            if (reader.ChoiceOrNull<ChargeKind>(4) is { } kind)
            {
                tariff.Rates.Add(new TariffRate(kind, reader.Choice<DayClass>(5), reader.Money(6)));
            }
        }

        return found
            .Select(t => new Tariff(t.Key.Platform, t.Key.Version, t.Value.From, t.Value.Source, t.Value.Rates))
            .GroupBy(tariff => tariff.Platform)
            .ToDictionary(group => group.Key, group => new Tariffs(group));
    }

    /// <summary>The tariffs that share the version or the first day with a new one, with their content hashes.</summary>
    internal static async Task<IReadOnlyList<(string Version, LocalDate From, byte[] Hash)>> RivalsAsync(
        NpgsqlConnection connection, Tariff tariff, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Rivals, connection);
        command.Parameters.Add(new() { Value = tariff.Platform });
        command.Parameters.Add(new() { Value = tariff.Version });
        command.Parameters.Add(new() { Value = tariff.EffectiveFrom.ToDateOnly() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rivals = new List<(string, LocalDate, byte[])>();
        while (await reader.ReadAsync(cancellation))
        {
            rivals.Add((reader.GetString(0), reader.Day(1), reader.GetFieldValue<byte[]>(2)));
        }

        return rivals;
    }

    internal static async Task InsertAsync(
        NpgsqlConnection connection, Tariff tariff, byte[] hash, Instant publishedAt, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var head = new NpgsqlBatchCommand(Insert);
        head.Parameters.Add(new() { Value = tariff.Platform });
        head.Parameters.Add(new() { Value = tariff.Version });
        head.Parameters.Add(new() { Value = tariff.EffectiveFrom.ToDateOnly() });
        head.Parameters.Add(new() { Value = tariff.Source });
        head.Parameters.Add(new() { Value = hash });
        head.Parameters.Add(new() { Value = publishedAt.ToDateTimeUtc(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        batch.BatchCommands.Add(head);
        new Columns<TariffRate>(tariff.Rates).Scalar(tariff.Platform).Scalar(tariff.Version)
            .Number(r => (short)r.Kind).Number(r => (short)r.DayClass).Money(r => r.UnitPrice)
            .AddTo(batch, InsertRates);
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
