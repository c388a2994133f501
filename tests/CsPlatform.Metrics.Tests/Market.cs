using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Metrics.Tests;

/// <summary>Events for tests: single ones in words, and a market by the thousand.</summary>
internal static class Market
{
    internal const string Platform = "xiaohongshu";
    internal const string ReplyRate = "xhs.reply_rate_3min";
    internal const string Dissatisfaction = "xhs.dissatisfaction_rate";

    /// <summary>
    /// One event of shop, consultation, China time and what: "buyer", "human", "bot", "opened", "closed", "rated 4".
    /// </summary>
    internal static Event Event(string shop, string consultation, string at, string what)
    {
        var time = DateTimeOffset.Parse(at + "+08:00", null);
        var id = $"{consultation}/{at}/{what}";
        return Event(shop, consultation, time, what, id);
    }

    /// <summary>Consultations of several shops over twelve days around a month's end, with every kind of event.</summary>
    internal static List<Event> Random(int seed, int shops, int consultations)
    {
        var random = new Random(seed);
        var first = new DateTimeOffset(2021, 1, 24, 0, 0, 0, TimeSpan.FromHours(8));
        var events = new List<Event>();
        for (var i = 0; i < consultations; i++)
        {
            var (shop, consultation, number) = ($"shop-{random.Next(shops)}", $"c{i:00000}", 0);
            var at = first.AddSeconds(random.Next(12 * 86_400));
            void Add(string what) => events.Add(Event(shop, consultation, at, what, $"{consultation}-{number++}"));
            if (random.Next(3) == 0)
            {
                Add("opened");
            }

            for (var turn = random.Next(1, 4); turn > 0; turn--)
            {
                Add("buyer");
                at = at.AddSeconds(random.Next(0, 30));
                if (random.Next(2) == 0)
                {
                    Add("bot");
                }

                at = at.AddSeconds(random.Next(20) == 0 ? 100_000 : random.Next(0, 240));
                if (random.Next(10) > 0)
                {
                    Add("human");
                }
            }

            if (random.Next(3) == 0)
            {
                Add($"rated {random.Next(1, 6)}");
            }

            Add("closed");
        }

        return events;
    }

    /// <summary>"shop kind T numerator/denominator" of each figure, in the order given.</summary>
    internal static List<string> Lines(IEnumerable<Figure> figures) =>
    [
        .. figures.Select(f => $"{f.Shop.ShopId} {Kind(f.PeriodKind)} {f.EvaluatedOn} {f.Numerator}/{f.Denominator}"),
    ];

    private static string Kind(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => "day",
        PeriodKind.TrailingDays => "7 days",
        _ => "month",
    };

    private static Event Event(string shop, string consultation, DateTimeOffset at, string what, string id)
    {
        var e = new Event
        {
            Source = "im",
            EventId = id,
            Shop = new ShopKey { Platform = Platform, ShopId = shop },
            OccurredAt = Timestamp.FromDateTimeOffset(at),
        };
        switch (what.Split(' ')[0])
        {
            case "opened":
                e.ConsultationOpened = new ConsultationOpened { ConsultationId = consultation };
                break;
            case "closed":
                e.ConsultationClosed = new ConsultationClosed { ConsultationId = consultation };
                break;
            case "rated":
                e.ConsultationRated = new ConsultationRated { ConsultationId = consultation, Stars = int.Parse(what[6..], null) };
                break;
            default:
                e.MessageSent = new MessageSent { ConsultationId = consultation, Role = Role(what) };
                break;
        }

        return e;
    }

    private static SenderRole Role(string what) => what switch
    {
        "buyer" => SenderRole.Buyer,
        "human" => SenderRole.HumanAgent,
        "bot" => SenderRole.Bot,
        _ => throw new ArgumentException($"\"{what}\" is no kind of event.", nameof(what)),
    };
}
