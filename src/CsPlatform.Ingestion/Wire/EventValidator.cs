using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire.Facts;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Wire;

/// <summary>
/// Looks at an event before it may enter: every fault is found, each with the field's path and what to send instead. Fields that
/// this version does not know are kept and handed on, so that senders and followers may be newer than this service; a fact
/// that it does not know is rejected, because nobody could tell what was accepted.
/// </summary>
internal sealed class EventValidator(IEnumerable<string> platforms, SkewWindows windows, DateTimeOffset earliest)
{
    private readonly HashSet<string> platforms = new(platforms, StringComparer.Ordinal);

    /// <summary>Adds the faults of an event received at <paramref name="now"/>; adds none when it may enter.</summary>
    internal void Validate(Event item, DateTimeOffset now, FieldFaults faults)
    {
        TextRules.Key(faults, "source", item.Source, Limits.Source);
        TextRules.Key(faults, "event_id", item.EventId, Limits.Id);
        ValidateShop(faults, item.Shop);
        var futureSkew = windows.Future(item.Source);
        ValidateTime(faults, item.OccurredAt, now, futureSkew);
        FactRules.Validate(faults, item, new TimeWindow(earliest, now + futureSkew));
        if (item.CalculateSize() is > Limits.EventBytes and var size)
        {
            faults.Add("event", $"Has {size} bytes; send at most {Limits.EventBytes}: leave out what is no field of it.");
        }
    }

    private void ValidateShop(FieldFaults faults, ShopKey? shop)
    {
        if (shop is null)
        {
            faults.Add("shop", "Missing: name the platform and the shop.");
            return;
        }

        if (TextRules.Key(faults, "shop.platform", shop.Platform, Limits.Source) && !platforms.Contains(shop.Platform))
        {
            var known = string.Join(", ", platforms.Order(StringComparer.Ordinal));
            faults.Add("shop.platform", $"\"{shop.Platform}\" has no rulebook; known platforms are: {known}.");
        }

        TextRules.Key(faults, "shop.shop_id", shop.ShopId, Limits.Id);
    }

    private void ValidateTime(FieldFaults faults, Timestamp? occurredAt, DateTimeOffset now, TimeSpan futureSkew)
    {
        const string field = "occurred_at";
        if (occurredAt is null)
        {
            faults.Add(field, "Missing: send the instant at which it happened.");
        }
        else if (!FieldRules.IsInstant(occurredAt))
        {
            faults.Add(field, "No instant: send seconds of the years 1 to 9999 and nanos of 0 to 999,999,999.");
        }
        else if (occurredAt.ToDateTimeOffset() is var instant && instant > now + futureSkew)
        {
            faults.Add(field, $"{instant:O} is over {futureSkew.TotalSeconds:0} s ahead of {now:O}: set the sender's clock.");
        }
        else if (instant < earliest)
        {
            faults.Add(field, $"{instant:O} is before {earliest:O}: send seconds, not milliseconds, and set the sender's clock.");
        }
    }
}
