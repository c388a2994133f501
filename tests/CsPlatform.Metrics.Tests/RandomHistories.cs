using CsPlatform.Common.V1;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.Rulebooks;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Duration = NodaTime.Duration;
using ExclusionReason = CsPlatform.Ingestion.V1.ExclusionReason;
using SenderRole = CsPlatform.Ingestion.V1.SenderRole;
using ShopKey = CsPlatform.Common.V1.ShopKey;

namespace CsPlatform.Metrics.Tests;

/// <summary>
/// Histories of every platform with every kind of entry, around the first days of a version of its rulebook and the hours and limits that
/// rules name: in steps of 30 s, so that equal instants and exact limits come up.
/// </summary>
internal sealed class RandomHistories(int seed)
{
    private static readonly int[] Minutes = [7 * 60 + 57, 8 * 60 + 55, 10 * 60, 10 * 60 + 5, 22 * 60 + 56, 23 * 60 + 57];

    private readonly Random random = new(seed);
    private readonly Dictionary<int, long> positions = [];
    private int number;

    /// <summary>
    /// Events of two shops of each platform, by time, at positions of the feed that follow on each other; the first shops around the newest
    /// version if so wished, as some older ones measure nothing.
    /// </summary>
    internal List<EventRecord> Of(RulebookCatalogue catalogue, int perShop, bool newestFirst = false)
    {
        var records = new List<EventRecord>();
        foreach (var platform in catalogue.Platforms)
        {
            foreach (var shop in new[] { "north", "south" })
            {
                var versions = catalogue.Versions(platform);
                var version = versions[random.Next(versions.Count)];
                version = newestFirst && shop == "north" ? versions[^1] : version;
                var origin = ChinaTime.StartOf(version.Version.PlusDays(-2));
                records.AddRange(Enumerable.Range(0, perShop).Select(_ => Record(platform, shop, origin)));
            }
        }

        return Placed(records.OrderBy(record => record.Event.OccurredAt).ThenBy(record => record.Event.EventId, StringComparer.Ordinal));
    }

    /// <summary>The same events in another order, with the positions of that order.</summary>
    internal List<EventRecord> Shuffled(IEnumerable<EventRecord> records)
    {
        var all = records.Select(record => record.Clone()).ToArray();
        random.Shuffle(all);
        positions.Clear();
        return Placed(all);
    }

    private List<EventRecord> Placed(IEnumerable<EventRecord> records)
    {
        var placed = records.ToList();
        foreach (var record in placed)
        {
            var partition = Partitions.Of(record.Event.Shop.Platform, record.Event.Shop.ShopId);
            record.Position = positions[partition] = positions.GetValueOrDefault(partition) + 1;
        }

        return placed;
    }

    private EventRecord Record(string platform, string shop, Instant origin)
    {
        var at = origin + Duration.FromDays(random.Next(5)) + Duration.FromMinutes(Minutes[random.Next(Minutes.Length)])
            + Duration.FromSeconds(30 * random.Next(24));
        var fact = Fact(at);
        (fact.Source, fact.EventId) = (random.Next(4) == 0 ? "crm" : "im", $"{number++:000000}");
        (fact.Shop, fact.OccurredAt) = (new ShopKey { Platform = platform, ShopId = shop }, Stamp(at));
        var late = random.Next(40) switch { 0 => -400, 1 => -20, _ => random.Next(60) };
        return new EventRecord { Event = fact, ReceivedAt = Stamp(at + Duration.FromSeconds(late)) };
    }

    private Event Fact(Instant at)
    {
        var consultation = random.Next(12);
        var id = $"c{consultation}";
        // A consultation keeps to its buyer, but for a few that name none, or another one later.
        var buyer = consultation % 6 == 5 ? "" : random.Next(30) == 0 ? $"u{random.Next(4)}" : $"u{consultation % 4}";
        var agent = random.Next(4) == 0 ? "" : random.Next(2) == 0 ? "A" : "B";
        return random.Next(60) switch
        {
            0 or 1 => new() { ConsultationOpened = new() { ConsultationId = id, BuyerId = buyer } },
            2 => new() { ConsultationClosed = new() { ConsultationId = id } },
            3 => new() { ConsultationRated = new() { ConsultationId = id, Stars = random.Next(1, 6), BuyerId = buyer } },
            4 or 5 => new() { ConsultationQueued = new() { ConsultationId = id } },
            6 or 7 or 8 => new() { ConsultationAssigned = new() { ConsultationId = id, AgentId = "AB"[random.Next(2)..][..1] } },
            9 or 10 => new() { ConsultationHandedOver = new() { ConsultationId = id, FromAgentId = agent, ToAgentId = "C" } },
            11 => new() { ConsultationWentOffline = new() { ConsultationId = id } },
            12 => new() { MessageRecalled = new() { ConsultationId = id, Message = Meant() } },
            13 => new() { MessageEdited = new() { ConsultationId = id, Message = Meant() } },
            14 when random.Next(3) == 0 => new() { ExclusionDecided = Exclusion(id, at) },
            15 when random.Next(2) == 0 => new() { BuyerReportDecided = new()
            {
                ReportId = $"r{random.Next(3)}", BuyerId = $"u{random.Next(4)}", IsUpheld = random.Next(3) > 0,
            } },
            16 when random.Next(2) == 0 => new() { WorkingHoursStated = new()
            {
                FromMinute = random.Next(3) * 540, UntilMinute = random.Next(2) == 0 ? 1440 : 400 + random.Next(800),
            } },
            < 40 => new() { MessageSent = new() { ConsultationId = id, Role = SenderRole.Buyer, BuyerId = buyer } },
            < 44 => new() { MessageSent = new() { ConsultationId = id, Role = SenderRole.Bot, AgentId = agent } },
            < 46 => new() { MessageSent = new() { ConsultationId = id, Role = SenderRole.Automatic } },
            < 48 => new() { MessageSent = new() { ConsultationId = id, Role = SenderRole.AssistedBot, AgentId = agent } },
            _ => new() { MessageSent = new() { ConsultationId = id, Role = SenderRole.HumanAgent, AgentId = agent } },
        };
    }

    private ExclusionDecided Exclusion(string consultation, Instant at)
    {
        var decided = new ExclusionDecided { Reason = ExclusionReason.Outage, DecidedBy = "ops" };
        switch (random.Next(4))
        {
            case 0:
                decided.ConsultationId = consultation;
                break;
            case 1:
                (decided.Message, decided.MessageConsultationId) = (Meant(), consultation);
                break;
            case 2:
                decided.BuyerId = $"u{random.Next(4)}";
                break;
            default:
                decided.Span = new() { From = Stamp(at - Duration.FromMinutes(random.Next(90))), Until = Stamp(at) };
                break;
        }

        if (decided.Span is { } span && span.From.Equals(span.Until))
        {
            span.Until = Stamp(at + Duration.FromMinutes(1));
        }

        return decided;
    }

    private EventReference Meant() => new() { Source = random.Next(2) == 0 ? "" : "im", EventId = $"{random.Next(number + 20):000000}" };

    private static Timestamp Stamp(Instant at) => Timestamp.FromDateTimeOffset(at.ToDateTimeOffset());
}
