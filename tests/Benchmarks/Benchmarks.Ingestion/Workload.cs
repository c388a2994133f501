using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Benchmarks.Ingestion;

/// <summary>
/// The chat of some shops: ids that grow with time, texts of usual length. Both sides of a round get the same rows.
/// </summary>
internal sealed class Workload(int streamCount, int batchEvents, bool randomIds)
{
    private const int Shops = 200;

    private static readonly string[] Texts =
    [
        "在吗？这件衣服还有货吗", "亲，在的，请问需要什么尺码呢", "我身高一米七五，体重七十公斤，穿多大的合适", "建议您选择 XL 码哦",
        "好的，谢谢", "什么时候发货？", "今天下午四点前下单当天发货，默认中通快递", "可以发顺丰吗", "可以的，补差价十元即可",
    ];

    private readonly Random random = new(20240520);
    private long next;

    /// <summary>The next events, in batches per stream: a shop always writes to the same stream.</summary>
    internal IngestEventsRequest[][] Next(int events)
    {
        var streams = new List<IngestEventsRequest>[streamCount];
        for (var stream = 0; stream < streams.Length; stream++)
        {
            streams[stream] = [];
        }

        for (var i = 0; i < events; i++, next++)
        {
            var shop = (int)(next * 7919 % Shops);
            var batches = streams[shop % streamCount];
            if (batches.Count == 0 || batches[^1].Events.Count == batchEvents)
            {
                batches.Add(new IngestEventsRequest { BatchNumber = batches.Count });
            }

            batches[^1].Events.Add(Make(next, shop));
        }

        return [.. streams.Select(batches => batches.ToArray())];
    }

    /// <summary>The same events as lines for COPY.</summary>
    internal static async Task WriteCopyFileAsync(string path, IngestEventsRequest[][] streams)
    {
        await using var file = new StreamWriter(path);
        foreach (var item in streams.SelectMany(batches => batches).SelectMany(batch => batch.Events))
        {
            // One source: a shop is a sender, and its number is that of the service's own key.
            var partition = Partitions.Of(item.Shop.Platform, item.Shop.ShopId);
            var sender = int.Parse(item.Shop.ShopId.AsSpan(18), CultureInfo.InvariantCulture);
            var time = item.OccurredAt.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);
            await file.WriteLineAsync(
                $"{partition}\t{sender}\t{item.EventId}\t{time}\t\\\\x{Convert.ToHexStringLower(item.ToByteArray())}");
        }
    }

    private Event Make(long number, int shop) => new()
    {
        Source = "im-gateway",
        EventId = randomIds ? $"msg-{random.NextInt64():x16}{number:x8}" : $"msg-2024052000-{number:D12}",
        Shop = new ShopKey { Platform = "xiaohongshu", ShopId = $"5d0f1a2b3c4d5e6f7a{shop:D6}" },
        OccurredAt = new Timestamp { Seconds = 1_716_177_600 + (number / 500), Nanos = (int)(number % 500) * 2_000_000 },
        MessageSent = new MessageSent
        {
            ConsultationId = $"c-{shop:D6}-{number / 4_000:D8}",
            Role = number % 2 == 0 ? SenderRole.Buyer : SenderRole.HumanAgent,
            BuyerId = number % 2 == 0 ? $"buyer-{number / 4_000:D10}" : "",
            AgentId = number % 2 == 0 ? "" : $"agent-{shop:D6}-1",
            Text = Texts[(int)(number % Texts.Length)],
        },
    };
}
