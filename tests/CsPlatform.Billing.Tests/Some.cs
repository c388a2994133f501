using System.Globalization;
using CsPlatform.Billing.V1;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Billing.Tests;

/// <summary>Events and tariffs of the tests. Times are wall-clock times of China Standard Time in February 2021.</summary>
internal static class Some
{
    private static int numbers;

    internal static Event SelfRun(string shop, string at) => Make(shop, at, new Event
    {
        ServiceModeChanged = new ServiceModeChanged { Mode = ServiceMode.SelfRun },
    });

    internal static Event Hosted(string shop, string at) => Make(shop, at, new Event
    {
        ServiceModeChanged = new ServiceModeChanged { Mode = ServiceMode.Hosted },
    });

    internal static Event Message(string shop, string at, string consultation, string buyer = "") => Make(shop, at, new Event
    {
        MessageSent = new MessageSent { ConsultationId = consultation, Role = SenderRole.Buyer, BuyerId = buyer },
    });

    internal static Event Transfer(
        string shop, string at, string consultation,
        TransferInitiator by = TransferInitiator.User, ConsultationKind kind = ConsultationKind.AfterSales)
        => Make(shop, at, new Event
        {
            ConsultationTransferred = new ConsultationTransferred { ConsultationId = consultation, Initiator = by, Kind = kind },
        });

    internal static Event Settled(string shop, string at, string settlement, long fen) => Make(shop, at, new Event
    {
        SalesProceedsSettled = new SalesProceedsSettled { SettlementId = settlement, AmountFen = fen },
    });

    internal static Tariff Tariff(
        string version = "2021-example", string from = "2021-01-01", long ordinary = 300, long holiday = 450) => new()
    {
        Platform = "xiaohongshu",
        Version = version,
        EffectiveFrom = from,
        Source = "an example",
        Rates =
        {
            new TariffRate { Kind = ChargeKind.HostedTransfer, DayClass = DayClass.Ordinary, UnitPriceFen = ordinary },
            new TariffRate { Kind = ChargeKind.HostedTransfer, DayClass = DayClass.Holiday, UnitPriceFen = holiday },
        },
    };

    /// <summary>The lines of a statement as "quantity x price = amount class".</summary>
    internal static string Lines(GetStatementResponse statement) => string.Join(", ", statement.Lines.Select(line =>
        $"{line.Quantity} x {line.UnitPriceFen} = {line.AmountFen} {line.DayClass}"));

    /// <summary>What was not charged as "quantity reason".</summary>
    internal static string Uncharged(GetStatementResponse statement) =>
        string.Join(", ", statement.Uncharged.Select(usage => $"{usage.Quantity} {usage.Reason}"));

    private static Event Make(string shop, string at, Event made)
    {
        made.Source = "test";
        made.EventId = string.Create(CultureInfo.InvariantCulture, $"e{Interlocked.Increment(ref numbers):000000}");
        made.Shop = new ShopKey { Platform = "xiaohongshu", ShopId = shop };
        made.OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.Parse($"2021-{at}+08:00", CultureInfo.InvariantCulture));
        return made;
    }
}
