using CsPlatform.Common.V1;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Events as a well-behaved sender makes them.</summary>
internal static class Events
{
    internal static readonly DateTimeOffset Noon = new(2024, 5, 20, 4, 0, 0, TimeSpan.Zero);

    internal static Event Message(string eventId, string shop = "shop-1", string text = "在吗", string source = "im") => new()
    {
        Source = source,
        EventId = eventId,
        Shop = new ShopKey { Platform = "xiaohongshu", ShopId = shop },
        OccurredAt = Timestamp.FromDateTimeOffset(Noon),
        MessageSent = new MessageSent { ConsultationId = "c-1", Role = SenderRole.Buyer, BuyerId = "b-1", Text = text },
    };

    internal static IEnumerable<Event> Messages(int count, string shop = "shop-1", int from = 0)
        => Enumerable.Range(from, count).Select(n => Message($"m-{n:D8}", shop));

    internal static Sender Sender(int partition) => new(partition, "xiaohongshu", "shop-1", "im");

    /// <summary>The keys that a plan adds, as they are found afterwards.</summary>
    internal static Dictionary<EventKey, StoredKey> AddedKeys(this StorePlan plan) => plan.Added
        .SelectMany(keys => keys.Ordered().Select(key => (new EventKey(keys.Partition, keys.Sender, key.Key), key.Value)))
        .ToDictionary();

    internal static Event With(this Event item, Action<Event> change)
    {
        change(item);
        return item;
    }
}
