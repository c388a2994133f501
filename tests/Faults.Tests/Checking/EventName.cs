using CsPlatform.Ingestion.V1;

namespace Faults.Tests.Checking;

/// <summary>What identifies an event for ever.</summary>
internal readonly record struct EventName(string Shop, string Source, string EventId)
{
    internal static EventName Of(Event item) => new(item.Shop.ShopId, item.Source, item.EventId);
}
