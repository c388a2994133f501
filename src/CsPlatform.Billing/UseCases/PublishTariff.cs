using System.Security.Cryptography;
using System.Text;
using CsPlatform.Billing.Feeds;
using CsPlatform.Billing.Storage;
using CsPlatform.Billing.V1;
using CsPlatform.Billing.Wire;
using CsPlatform.Domain.Rating;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using Npgsql;
using Tariff = CsPlatform.Domain.Rating.Tariff;

namespace CsPlatform.Billing.UseCases;

/// <summary>
/// Publishes a tariff and prices what waited for it, in one transaction that no follower books beside: usage is either seen here
/// or priced by the tariff when it comes.
/// </summary>
internal sealed class PublishTariff(
    Database database, WaitingUsage waiting, PlatformCheck platforms, Publisher publisher, TimeProvider time)
{
    internal async Task<PublishTariffResponse> HandleAsync(PublishTariffRequest request, CancellationToken cancellation)
    {
        var tariff = TariffWire.FromProto(request.Tariff, platforms);
        var (answer, partitions) = await database.InTransactionAsync(
            (connection, transaction, token) => PublishAsync(connection, transaction, tariff, token),
            cancellation,
            TransactionOptions.Default with { Idempotent = true });
        publisher.Announce(partitions);
        return answer;
    }

    private async Task<(PublishTariffResponse Answer, int[] Partitions)> PublishAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Tariff tariff, CancellationToken cancellation)
    {
        await WaitingUsage.LockAllAsync(connection, cancellation);
        var hash = Hash(tariff);
        var rivals = await TariffStore.RivalsAsync(connection, tariff, cancellation);
        if (rivals.Any(rival => rival.Hash.AsSpan().SequenceEqual(hash)))
        {
            return (new PublishTariffResponse(), []);
        }

        RefuseRivals(tariff, rivals);
        var before = (await TariffStore.LoadAsync(connection, [tariff.Platform], cancellation))
            .GetValueOrDefault(tariff.Platform, Tariffs.None);
        var days = (tariff.EffectiveFrom, before.NextAfter(tariff.EffectiveFrom));
        if (await WaitingUsage.FirstRatedAsync(connection, tariff.Platform, days, cancellation) is { } rated)
        {
            throw Refusal.FailedPrecondition("ALREADY_RATED", $"tariff {tariff.Version}",
                $"Charges from {rated.Day:R} on are rated by tariff {rated.Version} already; publish it from a later day.");
        }

        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        await TariffStore.InsertAsync(connection, tariff, hash, now, cancellation);
        var tariffs = new Dictionary<string, Tariffs> { [tariff.Platform] = new Tariffs([.. before.All, tariff]) };
        var (partitions, count) = (new List<int>(), 0L);
        foreach (var partition in await WaitingUsage.PartitionsAsync(connection, tariff.Platform, days, cancellation))
        {
            var books = await waiting.LoadAsync(connection, (partition, tariff.Platform), days, tariffs, cancellation);
            var entries = books.All.OrderBy(book => book.Shop.ShopId, StringComparer.Ordinal)
                .SelectMany(book => book.RateWaiting()).ToList();
            await BookWriter.SaveAsync(connection, books, [], entries, now, cancellation);
            await publisher.AppendAsync(connection, transaction, (partition, entries), now, cancellation);
            partitions.Add(partition);
            count += entries.Count;
        }

        return (new PublishTariffResponse { Created = true, UsageRated = count }, [.. partitions]);
    }

    private static void RefuseRivals(Tariff tariff, IReadOnlyList<(string Version, LocalDate From, byte[] Hash)> rivals)
    {
        if (rivals.Any(rival => rival.Version == tariff.Version))
        {
            throw Refusal.AlreadyExists("tariff", $"{tariff.Platform}/{tariff.Version}",
                $"Tariff {tariff.Version} exists with other content and never changes; publish this one under another version.");
        }

        if (rivals.Count > 0)
        {
            throw Refusal.AlreadyExists("tariff", $"{tariff.Platform}/{rivals[0].Version}",
                $"Tariff {rivals[0].Version} holds from {tariff.EffectiveFrom:R} too; publish this one from another day.");
        }
    }

    // Each text goes in with its length, so that no two tariffs give the same bytes.
    private static byte[] Hash(Tariff tariff)
    {
        var text = new StringBuilder();
        foreach (var part in new[] { tariff.Platform, tariff.Version, tariff.EffectiveFrom.ToString("R", null), tariff.Source })
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        foreach (var rate in tariff.Rates)
        {
            text.Append(';').Append((int)rate.Kind).Append(',').Append((int)rate.DayClass)
                .Append(',').Append(rate.UnitPrice.Amount);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
