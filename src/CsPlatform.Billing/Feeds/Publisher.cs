using CsPlatform.Billing.Wire;
using CsPlatform.Domain.Rating;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Feeds;

/// <summary>Publishes what was booked on this service's own feed, in the transaction that books it.</summary>
internal sealed class Publisher(FeedLog log, FeedSignal signal)
{
    /// <summary>Name of the feed.</summary>
    internal const string Name = "billing";

    internal async Task AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        (int Partition, IReadOnlyList<BookEntry> Entries) booked,
        Instant bookedAt,
        CancellationToken cancellation)
    {
        if (booked.Entries.Count > 0)
        {
            var records = booked.Entries.Select(entry => (ReadOnlyMemory<byte>)entry.ToProto(bookedAt).ToByteArray()).ToList();
            await log.AppendAsync(connection, transaction, booked.Partition, records, cancellation);
        }
    }

    /// <summary>Wakes followers; call it after the commit.</summary>
    internal void Announce(params ReadOnlySpan<int> partitions) => signal.Announce(partitions);
}
