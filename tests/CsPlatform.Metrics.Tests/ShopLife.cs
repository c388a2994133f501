using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Metrics.Tests;

/// <summary>What happens in shops beside messages, at random: few names, so that orders get steps, ratings are given anew and buyers come again.</summary>
internal sealed class ShopLife(string platform, string firstDay, int days, int seed)
{
    private readonly Random random = new(seed);
    private int number;

    /// <summary>So many events of so many shops, every kind among them, some with the facts of an earlier one under another id.</summary>
    internal List<Event> Events(int count, int shops)
    {
        var events = new List<Event>(count);
        for (var i = 0; i < count; i++)
        {
            var shop = $"shop-{random.Next(shops)}";
            var one = events.Count > 0 && random.Next(20) == 0 ? events[random.Next(events.Count)].Clone() : Make(shop);
            one.EventId = $"{number++:00000}";
            events.Add(one);
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(events));
        return events;
    }

    /// <summary>One event whose fact reads so in the contract's JSON, at a time of China such as "2023-12-25T10:00:00".</summary>
    internal static Event Event(string platform, string shop, string at, string kind, string json, string id)
    {
        var made = new Event
        {
            Source = "erp",
            EventId = id,
            Shop = new ShopKey { Platform = platform, ShopId = shop },
            OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(at + "+08:00", null)),
        };
        var field = Ingestion.V1.Event.Descriptor.FindFieldByName(kind);
        field.Accessor.SetValue(made, JsonParser.Default.Parse(json, field.MessageType));
        return made;
    }

    private Event Make(string shop)
    {
        var (kind, json) = Fact();
        return Event(platform, shop, At(), kind, json, "");
    }

    private (string Kind, string Json) Fact() => random.Next(15) switch
    {
        0 => ("consultation_rated", $$"""{"consultationId":"c{{Few}}","stars":{{Of(1, 3)}},"buyerId":"b{{Few}}","scale":3,"cardSentAt":"{{At()}}+08:00"}"""),
        1 => ("consultation_rated", $$"""{"consultationId":"c{{Few}}","stars":{{Of(1, 5)}},"buyerId":"b{{Few}}"}"""),
        2 => ("order_service_rated", $$"""{"orderId":"o{{Few}}","buyerId":"b{{Few}}","grade":{{Of(1, 5)}}}"""),
        3 => ("buyer_report_decided", $$"""{"reportId":"r{{Few}}","buyerId":"b{{Few}}","isUpheld":{{So}}}"""),
        4 => ("complaint_stepped", $$"""{"complaintId":"k{{Few}}","step":"COMPLAINT_STEP_MADE","buyerId":"b{{Few}}","reason":"辱骂"}"""),
        5 => ("consultation_opened", $$"""{"consultationId":"c{{Few}}","buyerId":"b{{Few}}"}"""),
        6 or 7 => ("order_stepped", $$"""{"orderId":"o{{Few}}","step":{{Of(1, 8)}},"buyerId":"b{{Few}}","items":{{Of(1, 4)}}}"""),
        8 => ("review_given",
            $$"""{"reviewId":"v{{Few}}","orderId":"o{{Few}}","buyerId":"b{{Few}}","dealAt":"{{At()}}+08:00","isVirtualGoods":{{So}},"stars":[{{Stars}}]}"""),
        9 => random.Next(2) == 0
            ? ("review_found_unfair", $$"""{"orderId":"o{{Few}}","reviewId":"{{(random.Next(2) == 0 ? "" : $"v{Few}")}}"}""")
            : ("review_replied", $$"""{"orderId":"o{{Few}}"}"""),
        10 or 11 => ("after_sales_stepped",
            $$"""{"afterSalesId":"a{{Few}}","orderId":"o{{Few}}","step":{{Of(1, 6)}},"forQuality":{{So}}}"""),
        12 => ("dispute_stepped", $$"""{"disputeId":"d{{Few}}","step":{{Of(1, 6)}},"liability":{{Of(1, 4)}},"orderId":"o{{Few}}"}"""),
        13 => ("quality_sampled",
            $$"""{"sampleId":"s{{Few}}","subject":"SAMPLE_SUBJECT_ORDER","subjectId":"o1","isPassed":{{So}}}"""),
        _ => ("agent_presence_changed", $$"""{"agentId":"g{{random.Next(3)}}","presence":{{Of(1, 3)}}}"""),
    };

    private int Few => random.Next(25);

    private string So => random.Next(2) == 0 ? "true" : "false";

    private string Stars => string.Join(',', Enumerable.Range(1, 6)
        .Where(_ => random.Next(2) == 0)
        .DefaultIfEmpty(1)
        .Select(item => $$"""{"item":{{item}},"stars":{{Of(1, 5)}}}"""));

    private int Of(int from, int to) => random.Next(from, to + 1);

    private string At() => DateTime.Parse(firstDay, System.Globalization.CultureInfo.InvariantCulture)
        .AddMinutes(random.Next(days * 24 * 6) * 10)
        .ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
