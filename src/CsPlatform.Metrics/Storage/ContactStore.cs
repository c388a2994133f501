using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>Who consulted on which day.</summary>
internal static class ContactStore
{
    private const string Text = """
        SELECT shop_id, last_day, subject_id FROM metrics.subject
        WHERE partition = $1 AND platform || '/' || shop_id = ANY($2) AND kind = $3 AND last_day >= $4 AND last_day < $5
        """;

    /// <summary>The buyers of each day, by shop.</summary>
    internal static async Task<ILookup<string, (LocalDate Day, string Buyer)>> LoadAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<string> shops,
        Period days,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Text, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = shops.Select(shop => $"{of.Platform}/{shop}").ToArray() },
                new NpgsqlParameter<short> { TypedValue = (short)SubjectKind.Contact },
                new() { Value = days.Start.ToDateOnly() },
                new() { Value = days.End.ToDateOnly() },
            },
        };
        var found = new List<(string Shop, LocalDate Day, string Buyer)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetString(0), LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(1)), reader.GetString(2)));
        }

        return found.ToLookup(contact => contact.Shop, contact => (contact.Day, contact.Buyer));
    }
}
