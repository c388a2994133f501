using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Wire;

/// <summary>Items of the quarantine as the contract's messages.</summary>
internal static class QuarantineItems
{
    internal static QuarantinedItem ToProto(QuarantineRow row) => new()
    {
        Id = row.Id.ToString(),
        Outcome = row.Id.Outcome,
        Cause = row.Cause,
        Source = row.Source,
        EventId = row.EventId,
        Platform = row.Platform,
        ShopId = row.ShopId,
        Content = UnsafeByteOperations.UnsafeWrap(row.Content),
        ContentSize = row.ContentSize,
        Times = row.Times,
        FirstReceivedAt = Timestamp.FromDateTimeOffset(row.FirstReceivedAt),
        LastReceivedAt = Timestamp.FromDateTimeOffset(row.LastReceivedAt),
        IsCutOff = row.KeptBytes < row.ContentSize,
        BatchIndex = row.Index,
        State = row.RedrivenAt is null ? QuarantineState.Open : QuarantineState.Redriven,
        RedrivenAt = row.RedrivenAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
    };
}
