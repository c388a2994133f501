using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Subjects;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts by subject: many read with one query and written with one.</summary>
internal static class SubjectStore
{
    private const string Load = """
        SELECT s.platform, s.shop_id, s.kind, s.subject_id, s.part, s.state
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::date[])
            AS k(partition, platform, shop_id, kind, subject_id, part)
        JOIN metrics.subject s ON s.partition = k.partition AND s.platform = k.platform AND s.shop_id = k.shop_id
            AND s.kind = k.kind AND s.subject_id = k.subject_id AND s.part = k.part
        """;

    private const string Save = """
        INSERT INTO metrics.subject (partition, platform, shop_id, kind, subject_id, part, first_day, last_day, state)
        SELECT * FROM unnest(
            $1::smallint[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::date[], $7::date[], $8::date[], $9::bytea[])
        ON CONFLICT (partition, platform, shop_id, kind, subject_id, part)
        DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day, state = excluded.state
        """;

    private const string Linked = """
        SELECT l.platform, l.shop_id, l.kind, l.subject_id
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::smallint[]) AS k(partition, platform, shop_id, link, kind)
        JOIN metrics.subject_link l ON l.partition = k.partition AND l.platform = k.platform AND l.shop_id = k.shop_id
            AND l.link = k.link AND l.kind = k.kind
        """;

    private const string Tie = """
        INSERT INTO metrics.subject_link (partition, platform, shop_id, link, kind, subject_id)
        SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[])
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Those that exist.</summary>
    internal static async Task<Dictionary<SubjectKey, Subject>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        await using var command = Command(transaction, Load, keys);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Writes what the subjects are now.</summary>
    internal static async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<KeyValuePair<SubjectKey, Subject>> subjects, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Save, [.. subjects.Select(subject => subject.Key)]);
        command.Parameters.Add(new() { Value = subjects.Select(subject => subject.Value.FirstDay.ToDateOnly()).ToArray() });
        command.Parameters.Add(new() { Value = subjects.Select(subject => subject.Value.LastDay.ToDateOnly()).ToArray() });
        command.Parameters.Add(new() { Value = subjects.Select(subject => SubjectCodec.ToRow(subject.Value)).ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The subjects of some kind that a buyer or an order leads to.</summary>
    internal static async Task<IReadOnlyCollection<SubjectKey>> LinkedAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<SubjectLink> links, CancellationToken cancellation)
    {
        var found = new HashSet<SubjectKey>();
        if (links.Count == 0)
        {
            return found;
        }

        await using var command = Command(transaction, Linked, links);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var shop = new ShopKey(reader.GetString(0), reader.GetString(1));
            found.Add(new SubjectKey(shop, (SubjectKind)reader.GetInt16(2), reader.GetString(3)));
        }

        return found;
    }

    /// <summary>Keeps what subjects are found by; what is there already stays.</summary>
    internal static async Task TieAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<(SubjectLink Link, string Id)> ties, CancellationToken cancellation)
    {
        if (ties.Count > 0)
        {
            await using var command = Command(transaction, Tie, [.. ties.Select(tie => tie.Link)]);
            command.Parameters.Add(new() { Value = ties.Select(tie => tie.Id).ToArray() });
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Reads rows of a query for platform, shop, kind, id, part and state; takes the command over.</summary>
    internal static async Task<Dictionary<SubjectKey, Subject>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var found = new Dictionary<SubjectKey, Subject>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var shop = new ShopKey(reader.GetString(0), reader.GetString(1));
            var key = new SubjectKey(shop, (SubjectKind)reader.GetInt16(2), reader.GetString(3))
            {
                Part = LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(4)),
            };
            found.Add(key, SubjectCodec.FromRow(key.Id, reader.GetFieldValue<byte[]>(5)));
        }

        return found;
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string text, IReadOnlyCollection<SubjectKey> keys)
    {
        var command = new NpgsqlCommand(text, transaction.Connection, transaction);
        command.Parameters.AddShops([.. keys.Select(key => key.Shop)]);
        command.Parameters.Add(new() { Value = keys.Select(key => (short)key.Kind).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(key => key.Id).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(key => key.Part.ToDateOnly()).ToArray() });
        return command;
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string text, IReadOnlyCollection<SubjectLink> links)
    {
        var command = new NpgsqlCommand(text, transaction.Connection, transaction);
        command.Parameters.AddShops([.. links.Select(link => link.Shop)]);
        command.Parameters.Add(new() { Value = links.Select(link => link.Link).ToArray() });
        command.Parameters.Add(new() { Value = links.Select(link => (short)link.Kind).ToArray() });
        return command;
    }
}
