using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Benchmarks.Metrics;

/// <summary>A shop with a week of so many consultations, of which every other is answered too late.</summary>
internal static class ExplainedShop
{
    internal const string Id = "explained";

    private const long Minute = 60;

    private static readonly DateOnly LastDay = Chat.FirstDay.AddDays(Chat.Days - 1);

    /// <summary>Day on which its week is judged.</summary>
    internal static DateOnly EvaluatedOn => LastDay.AddDays(1);

    /// <summary>Reports its consultations.</summary>
    internal static async Task SendAsync(StackUnderTest stack, int units)
    {
        var client = new IngestionService.IngestionServiceClient(stack.IngestionChannel);
        foreach (var batch in Units(units).Chunk(1_000))
        {
            await client.SubmitEventsAsync(new SubmitEventsRequest { Events = { batch } });
        }
    }

    /// <summary>Closes every day that was reported.</summary>
    internal static async Task CloseAsync(StackUnderTest stack)
    {
        var metrics = new MetricsService.MetricsServiceClient(stack.MetricsChannel);
        using var closing = metrics.CloseDays(new CloseDaysRequest { Platform = Chat.Platform, Through = $"{LastDay:yyyy-MM-dd}" });
        await foreach (var unused in closing.ResponseStream.ReadAllAsync())
        {
            _ = unused;
        }
    }

    // Each is a question and its answer in measured hours of the last seven days.
    private static IEnumerable<Event> Units(int units)
    {
        var start = new DateTimeOffset(LastDay.AddDays(-6).ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8)).ToUnixTimeSeconds();
        for (var unit = 0; unit < units; unit++)
        {
            var at = start + (unit % 7 * 86_400L) + (unit / 7 * 2 * Minute % (10 * 60 * Minute));
            var consultation = string.Create(CultureInfo.InvariantCulture, $"unit-{unit:D6}");
            yield return Message(consultation, 1, SenderRole.Buyer, at);
            yield return Message(consultation, 2, SenderRole.HumanAgent, at + (unit % 2 == 0 ? Minute : 4 * Minute));
        }
    }

    private static Event Message(string consultation, int number, SenderRole role, long at) => new()
    {
        Source = "im-gateway",
        EventId = $"{consultation}-{number}",
        Shop = new ShopKey { Platform = Chat.Platform, ShopId = Id },
        OccurredAt = new Timestamp { Seconds = at },
        MessageSent = new MessageSent { ConsultationId = consultation, Role = role, BuyerId = role == SenderRole.Buyer ? consultation : "" },
    };
}
