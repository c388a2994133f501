using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;

namespace Benchmarks.Metrics;

/// <summary>
/// A fortnight's chat of some shops in order of time, the same on every run: consultations of five messages, answers after five seconds to four
/// minutes, a tenth of them by robots.
/// </summary>
internal sealed class Chat(int messages)
{
    internal const string Platform = "xiaohongshu";
    internal const string Metric = "xhs.reply_rate_3min";
    internal const int Shops = 400;
    internal const int Days = 14;
    internal const int PerConsultation = 5;

    /// <summary>The first day, China Standard Time; long past, so that nothing of it is still to come.</summary>
    internal static readonly DateOnly FirstDay = new(2025, 5, 5);

    private static readonly long Origin =
        new DateTimeOffset(FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();

    internal int Messages => messages;

    internal static string ShopId(int shop) => string.Create(CultureInfo.InvariantCulture, $"5d0f1a2b3c4d5e6f7a{shop:D6}");

    /// <summary>Every message: shop, consultation, its number there, role by the contract's number, milliseconds since 1970.</summary>
    internal IEnumerable<(int Shop, int Consultation, int Number, int Role, long Millis)> Rows()
    {
        var random = new Random(20250505);
        var consultations = messages / PerConsultation;
        var step = Days * 86_400_000L / consultations;
        for (var consultation = 0; consultation < consultations; consultation++)
        {
            var (shop, at) = (consultation * 7919 % Shops, Origin + (consultation * step));
            for (var number = 0; number < PerConsultation; number++)
            {
                var role = number % 2 == 0 && number < PerConsultation - 1 ? 1 : random.Next(10) == 0 ? 3 : 2;
                yield return (shop, consultation, number, role, at);
                at += random.Next(5_000, 240_000);
            }
        }
    }

    /// <summary>The messages as events, in batches.</summary>
    internal IEnumerable<IngestEventsRequest> Batches(int size)
    {
        var (batch, number) = (new IngestEventsRequest { BatchNumber = 1 }, 1L);
        foreach (var row in Rows())
        {
            batch.Events.Add(Event(row.Shop, row.Consultation, row.Number, row.Role, row.Millis));
            if (batch.Events.Count == size)
            {
                yield return batch;
                batch = new IngestEventsRequest { BatchNumber = ++number };
            }
        }

        if (batch.Events.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>The messages as lines for COPY and for DuckDB.</summary>
    internal async Task WriteCsvAsync(string path)
    {
        await using var file = new StreamWriter(path);
        foreach (var (shop, consultation, number, role, millis) in Rows())
        {
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{shop},{consultation},{number},{role},{millis}"));
        }
    }

    private static Event Event(int shop, int consultation, int number, int role, long millis) => new()
    {
        Source = "im-gateway",
        EventId = string.Create(CultureInfo.InvariantCulture, $"msg-{consultation:D9}-{number}"),
        Shop = new ShopKey { Platform = Platform, ShopId = ShopId(shop) },
        OccurredAt = new Timestamp { Seconds = millis / 1_000, Nanos = (int)(millis % 1_000) * 1_000_000 },
        MessageSent = new MessageSent
        {
            ConsultationId = string.Create(CultureInfo.InvariantCulture, $"c-{consultation:D9}"),
            Role = (SenderRole)role,
            BuyerId = role == 1 ? string.Create(CultureInfo.InvariantCulture, $"buyer-{consultation:D9}") : "",
            AgentId = role == 2 ? "agent-1" : "",
        },
    };
}
