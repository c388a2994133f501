using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;
using Google.Protobuf.WellKnownTypes;

namespace Faults.Tests.Loads;

/// <summary>
/// What one sender says: batches of events of several shops and conversations, numbered within each conversation, with copies,
/// conflicts and faulty items among them. The same seed gives the same batches, whatever happens meanwhile.
/// </summary>
internal sealed class Script(string source, string session, IReadOnlyList<string> shops, int seed, Ledger ledger)
{
    private const int ConversationsPerShop = 4;
    private const int MostItems = 120;
    private const int Remembered = 500;

    private static readonly DateTimeOffset Begin = new(2024, 5, 20, 4, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(seed);
    private readonly Dictionary<string, int> sequences = [];
    private readonly List<SentEvent> said = [];
    private long batches;

    /// <summary>Items made so far.</summary>
    internal long Items { get; private set; }

    /// <summary>The next batch, noted in the ledger as sent.</summary>
    internal SentBatch Next()
    {
        var items = new SentItem[random.Next(1, MostItems + 1)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = random.Next(100) switch
            {
                < 4 when said.Count > 0 => Copy(),
                < 7 when said.Count > 0 => Conflict(),
                7 => new SentItem(Faulty(), ItemOutcome.Rejected, null),
                _ => New(),
            };
        }

        Items += items.Length;
        return new SentBatch(session, ++batches, items);
    }

    private SentItem New()
    {
        var shop = shops[random.Next(shops.Count)];
        var conversation = $"{shop}-c{random.Next(ConversationsPerShop)}";
        var sequence = sequences[conversation] = sequences.GetValueOrDefault(conversation) + 1;
        var item = new SentEvent(Message(shop, conversation, sequence), conversation, sequence);
        ledger.Send(item);
        Remember(item);
        return new SentItem(item.Event, ItemOutcome.Accepted, EventName.Of(item.Event));
    }

    private SentItem Copy()
    {
        var earlier = said[random.Next(said.Count)].Event;
        return new SentItem(earlier, ItemOutcome.Duplicate, EventName.Of(earlier));
    }

    private SentItem Conflict()
    {
        var other = said[random.Next(said.Count)].Event.Clone();
        other.MessageSent.Text = $"another text {random.Next()}";
        return new SentItem(other, ItemOutcome.Conflict, EventName.Of(other));
    }

    private Event Faulty()
    {
        var item = Message(shops[0], "faulty", random.Next());
        item.Shop = null;
        return item;
    }

    private void Remember(SentEvent item)
    {
        if (said.Count < Remembered)
        {
            said.Add(item);
        }
        else
        {
            said[random.Next(Remembered)] = item;
        }
    }

    private Event Message(string shop, string conversation, int sequence) => new()
    {
        Source = source,
        EventId = $"{conversation}-{sequence:D8}",
        Shop = new ShopKey { Platform = "xiaohongshu", ShopId = shop },
        OccurredAt = Timestamp.FromDateTimeOffset(Begin.AddMilliseconds(sequence)),
        MessageSent = new MessageSent
        {
            ConsultationId = conversation,
            Role = SenderRole.Buyer,
            BuyerId = "b-1",
            Text = new string('言', random.Next(60)),
        },
    };
}
