using System.Collections.Immutable;
using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Obligations;
using Google.Protobuf;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Cases of obligations to stored bytes and back.</summary>
internal static class ObligationCodec
{
    internal static byte[] ToRow(ObligationCase of) => new ObligationFacts { Items = { of.Facts.Values.Select(ToItem) } }.ToByteArray();

    internal static ObligationCase FromRow(ObligationCaseKey key, byte[] row) => new(
        key,
        ObligationFacts.Parser.ParseFrom(row).Items.Select(FromItem)
            .ToImmutableSortedDictionary(fact => fact.Fact.Kind, fact => fact, StringComparer.Ordinal));

    private static ObligationItem ToItem(CaseFact fact)
    {
        var item = new ObligationItem
        {
            Key = fact.Fact.Kind,
            At = (fact.Fact.OccurredAt - NodaConstants.UnixEpoch).ToInt64Nanoseconds(),
            Source = fact.Event.Source,
            EventId = fact.Event.Id,
            IsDayOnly = !fact.Fact.TimeKnown,
        };
        if (fact.Fact.TermDays is { } days)
        {
            item.TermDays = days;
        }

        return item;
    }

    private static CaseFact FromItem(ObligationItem item) => new(
        new ObligationFact(
            item.Key,
            NodaConstants.UnixEpoch + Duration.FromNanoseconds(item.At),
            TimeKnown: !item.IsDayOnly,
            item.HasTermDays ? item.TermDays : null),
        new EventKey(item.Source, item.EventId));
}
