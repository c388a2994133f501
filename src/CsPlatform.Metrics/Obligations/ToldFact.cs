using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Wire;
using CsPlatform.Sanctions.V1;
using Google.Protobuf;
using NodaTime;

namespace CsPlatform.Metrics.Obligations;

/// <summary>Something that a feed told, as obligations read it: an event of ingestion, or a decision of sanctions.</summary>
/// <param name="Shop">Whose it is.</param>
/// <param name="Kind">The event's kind by the contract's name, or <see cref="FactForm.Decision"/>.</param>
/// <param name="Fields">What it says.</param>
/// <param name="At">When it happened.</param>
/// <param name="IsTimeKnown">Whether the time of day is known; otherwise only the natural day is.</param>
/// <param name="Key">What it is known by.</param>
internal sealed record ToldFact(ShopKey Shop, string Kind, IMessage Fields, Instant At, bool IsTimeKnown, EventKey Key)
{
    /// <summary>An event.</summary>
    internal static ToldFact Of(FedEvent fed)
    {
        var kind = Event.Descriptor.FindFieldByNumber((int)fed.Event.FactCase);
        return new(
            fed.Shop,
            kind.Name,
            (IMessage)kind.Accessor.GetValue(fed.Event),
            FromProto.Instant(fed.Event.OccurredAt),
            IsTimeKnown: true,
            new EventKey(fed.Event.Source, fed.Event.EventId));
    }

    /// <summary>
    /// A decision, which happens at the beginning of its first day of effect: a replay takes it on the same day, whatever the clock says then.
    /// </summary>
    internal static ToldFact Of(FedDecision fed) => new(
        fed.Shop,
        FactForm.Decision,
        fed.Decision,
        ChinaTime.StartOf(FromProto.Day(fed.Decision.EffectiveFrom)),
        IsTimeKnown: false,
        new EventKey(Feeds.DecisionFeed.Name, fed.Decision.DecisionId));
}
