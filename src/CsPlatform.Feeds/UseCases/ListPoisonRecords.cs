using CsPlatform.Common.V1;
using CsPlatform.Persistence.Following;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PoisonRecord = CsPlatform.Common.V1.PoisonRecord;

namespace CsPlatform.Feeds.UseCases;

/// <summary>The records that this service could not apply, oldest first.</summary>
internal sealed class ListPoisonRecords(PoisonStore store)
{
    private const int UsualPage = 100;
    private const int LargestPage = 1000;

    internal async Task<ListPoisonRecordsResponse> HandleAsync(ListPoisonRecordsRequest request, CancellationToken cancellation)
    {
        var (records, more) = await store.ListAsync(Read(request), cancellation);
        return new ListPoisonRecordsResponse
        {
            Records = { records.Select(ToProto) },
            NextPageToken = more ? PoisonPage.Write(request, records[^1]) : "",
        };
    }

    private static PoisonQuery Read(ListPoisonRecordsRequest request)
    {
        var faults = new FieldFaults();
        EnumRules.Known(faults, "state", request.State);
        faults.AddIf(
            request.PageSize is < 0 or > LargestPage,
            "page_size",
            $"{request.PageSize} is out of range; send 1 to {LargestPage}, 0 for {UsualPage}.");
        faults.AddIf(
            !PoisonPage.TryRead(request, out var after),
            "page_token",
            "is no token of this query; send next_page_token of the page before, or leave it empty.");
        faults.ThrowIfAny();
        return new PoisonQuery(
            request.Feed.Length == 0 ? null : request.Feed,
            request.State switch { PoisonState.Open => true, PoisonState.Applied => false, _ => null },
            request.PageSize == 0 ? UsualPage : request.PageSize,
            after);
    }

    private static PoisonRecord ToProto(Persistence.Following.PoisonRecord record) => new()
    {
        Key = new RecordKey { Feed = record.Key.Feed, Partition = record.Key.Partition, Position = record.Key.Position },
        Cause = record.Cause,
        Attempts = record.Attempts,
        Content = UnsafeByteOperations.UnsafeWrap(record.Content),
        PassedOverAt = Timestamp.FromDateTimeOffset(record.PassedOverAt),
        State = record.AppliedAt is null ? PoisonState.Open : PoisonState.Applied,
        AppliedAt = record.AppliedAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
    };
}
