using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Keeps folding and closing of one partition apart until the transaction ends.</summary>
internal static class PartitionGuard
{
    internal static Task LockAsync(NpgsqlTransaction transaction, int partition, CancellationToken cancellation) =>
        LockAsync(transaction, [partition], cancellation);

    /// <summary>Locks several partitions, always in the same order, so that two callers never wait for each other in a circle.</summary>
    internal static async Task LockAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<int> partitions, CancellationToken cancellation)
    {
        const string text = "SELECT partition FROM metrics.partition_guard WHERE partition = ANY($1) ORDER BY partition FOR UPDATE";
        await using var command = new NpgsqlCommand(text, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = partitions.Select(partition => (short)partition).ToArray() } },
        };
        var locked = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            locked++;
        }

        if (locked != partitions.Count)
        {
            throw new InvalidOperationException(
                $"Of partitions {string.Join(", ", partitions)} only {locked} have a guard row; restore metrics.partition_guard.");
        }
    }
}
