using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>One entry of a timeline to its stored item and back; time and source of the item itself are the codec's.</summary>
internal static class TimelineItems
{
    internal static TimelineItem ToItem(TimelineEntry entry, Func<string, int> source)
    {
        var item = new TimelineItem { EventId = entry.Key.Id };
        if (entry.ReceivedAt is { } received)
        {
            item.ReceivedNanosecondsLater = (received - entry.OccurredAt).ToInt64Nanoseconds();
        }

        if (entry.Position is { } position)
        {
            item.Position = position;
        }

        switch (entry)
        {
            case MessageEntry message:
                (item.Kind, item.IsBlank) = (KindOf(message.Role), message.IsBlank);
                SetNames(item, message.AgentId, message.BuyerId);
                break;
            case OpenedEntry opened:
                item.Kind = ItemKind.Opened;
                SetNames(item, null, opened.BuyerId);
                break;
            case RatedEntry rated:
                (item.Kind, item.Stars) = (ItemKind.Rated, rated.Stars);
                break;
            case AssignedEntry assigned:
                item.Kind = ItemKind.Assigned;
                SetNames(item, assigned.AgentId, null);
                break;
            case HandedOverEntry handedOver:
                item.Kind = ItemKind.HandedOver;
                SetNames(item, handedOver.ToAgentId, null);
                SetFrom(item, handedOver.FromAgentId);
                break;
            case RecalledEntry recalled:
                item.Kind = ItemKind.Recalled;
                SetMessage(item, recalled.Message, source);
                break;
            case ExcludedEntry excluded:
                (item.Kind, item.ExclusionReason, item.ExcludedBy) = (ItemKind.Excluded, (int)excluded.Why, excluded.By);
                SetMessage(item, excluded.Message, source);
                break;
            default:
                if (!ShopItems.Write(item, entry))
                {
                    item.Kind = KindOf(entry);
                }

                break;
        }

        return item;
    }

    internal static TimelineEntry FromItem(TimelineItem item, Instant at, IReadOnlyList<string> sources)
    {
        var entry = Read(item, at, new EventKey(sources[item.Source], item.EventId), sources);
        return entry with
        {
            ReceivedAt = item.HasReceivedNanosecondsLater ? at + Duration.FromNanoseconds(item.ReceivedNanosecondsLater) : null,
            Position = item.HasPosition ? item.Position : null,
        };
    }

    private static TimelineEntry Read(TimelineItem item, Instant at, EventKey key, IReadOnlyList<string> sources)
    {
        EventKey? message = item.HasMessageSource ? new EventKey(sources[item.MessageSource], item.MessageId) : null;
        return item.Kind switch
        {
            ItemKind.Opened => new OpenedEntry(at, key) { BuyerId = item.HasBuyerId ? item.BuyerId : null },
            ItemKind.Closed => new ClosedEntry(at, key),
            ItemKind.Rated => new RatedEntry(at, key, item.Stars),
            ItemKind.Queued => new QueuedEntry(at, key),
            ItemKind.Assigned => new AssignedEntry(at, key, item.AgentId),
            ItemKind.HandedOver => new HandedOverEntry(at, key, item.HasFromAgentId ? item.FromAgentId : null, item.AgentId),
            ItemKind.Offline => new OfflineEntry(at, key),
            ItemKind.Recalled => new RecalledEntry(at, key, message!.Value),
            ItemKind.Excluded => new ExcludedEntry(at, key, message, (ExclusionReason)item.ExclusionReason, item.ExcludedBy),
            >= ItemKind.ReportDecided => ShopItems.Read(item, at, key),
            _ => new MessageEntry(at, key, RoleOf(item.Kind))
            {
                AgentId = item.HasAgentId ? item.AgentId : null,
                BuyerId = item.HasBuyerId ? item.BuyerId : null,
                IsBlank = item.IsBlank,
            },
        };
    }

    private static ItemKind KindOf(TimelineEntry entry) => entry switch
    {
        ClosedEntry => ItemKind.Closed,
        QueuedEntry => ItemKind.Queued,
        OfflineEntry => ItemKind.Offline,
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "This entry has no stored form."),
    };

    private static ItemKind KindOf(SenderRole role) =>
        role == SenderRole.AssistedBot ? ItemKind.AssistedBot : (ItemKind)(int)role;

    private static SenderRole RoleOf(ItemKind kind) => kind switch
    {
        ItemKind.AssistedBot => SenderRole.AssistedBot,
        >= ItemKind.Buyer and <= ItemKind.System => (SenderRole)(int)kind,
        _ => throw new InvalidDataException($"A stored timeline holds an entry of kind {kind}."),
    };

    private static void SetNames(TimelineItem item, string? agent, string? buyer)
    {
        if (agent is not null)
        {
            item.AgentId = agent;
        }

        if (buyer is not null)
        {
            item.BuyerId = buyer;
        }
    }

    private static void SetFrom(TimelineItem item, string? agent)
    {
        if (agent is not null)
        {
            item.FromAgentId = agent;
        }
    }

    private static void SetMessage(TimelineItem item, EventKey? message, Func<string, int> source)
    {
        if (message is { } meant)
        {
            (item.MessageSource, item.MessageId) = (source(meant.Source), meant.Id);
        }
    }
}
