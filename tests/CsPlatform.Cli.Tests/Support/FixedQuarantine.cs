using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>
/// Ingestion with a quarantine of given items, in pages of at most two, and given counts. Redriven, items named "stored-…" were
/// stored before, "twin-…" are in conflict, "faulty-…" are rejected again, and the others are accepted.
/// </summary>
internal sealed class FixedQuarantine : IngestionService.IngestionServiceBase
{
    private const int PageSize = 2;

    public List<QuarantinedItem> Items { get; } = [];

    public List<ListQuarantineRequest> Lists { get; } = [];

    public List<RedriveQuarantineRequest> Redrives { get; } = [];

    public GetIntakeCountsRequest? Asked { get; private set; }

    public GetIntakeCountsResponse Counts { get; } = new();

    public QuarantinedItem Add(Event item, int minute = 0, int index = 0, int cutTo = int.MaxValue)
    {
        var content = item.ToByteString();
        var at = new DateTimeOffset(2024, 5, 20, 4, minute, 0, TimeSpan.Zero).ToTimestamp();
        var quarantined = new QuarantinedItem
        {
            Id = $"7-{item.EventId}-rejected",
            Outcome = ItemOutcome.Rejected,
            Cause = "shop.platform: \"[nowhere]\" has no rulebook",
            Source = item.Source,
            EventId = item.EventId,
            Platform = item.Shop.Platform,
            ShopId = item.Shop.ShopId,
            Content = content.Length <= cutTo ? content : ByteString.CopyFrom(content.Span[..cutTo]),
            ContentSize = content.Length,
            IsCutOff = content.Length > cutTo,
            Times = 3,
            FirstReceivedAt = at,
            LastReceivedAt = at,
            BatchIndex = index,
            State = QuarantineState.Open,
        };
        Items.Add(quarantined);
        return quarantined;
    }

    public override Task<ListQuarantineResponse> ListQuarantine(ListQuarantineRequest request, ServerCallContext context)
    {
        Lists.Add(request.Clone());
        var chosen = Items.Where(item => request.Id.Length == 0 || item.Id == request.Id).ToList();
        var start = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, null);
        var answer = new ListQuarantineResponse
        {
            Items = { chosen.Skip(start).Take(PageSize) },
            NextPageToken = start + PageSize < chosen.Count ? $"{start + PageSize}" : "",
        };
        return Task.FromResult(answer);
    }

    public override Task<RedriveQuarantineResponse> RedriveQuarantine(RedriveQuarantineRequest request, ServerCallContext context)
    {
        Redrives.Add(request);
        return Task.FromResult(new RedriveQuarantineResponse { Results = { request.Ids.Select(Redrive) } });
    }

    public override Task<GetIntakeCountsResponse> GetIntakeCounts(GetIntakeCountsRequest request, ServerCallContext context)
    {
        Asked = request;
        return Task.FromResult(Counts);
    }

    private static RedriveResult Redrive(string id) => id.Split('-')[1] switch
    {
        "stored" => Result(id, new ItemResult { Outcome = ItemOutcome.Duplicate, Partition = 7, Position = 5 }),
        "twin" => Result(id, new ItemResult
        {
            Outcome = ItemOutcome.Conflict, Partition = 7, Position = 6, StoredContentHash = ByteString.CopyFrom(0xAB, 0xCD),
        }),
        "faulty" => Result(id, new ItemResult
        {
            Outcome = ItemOutcome.Rejected,
            Violations = { new FieldViolation { Field = "shop.platform", Description = "\"[nowhere]\" has no rulebook" } },
        }),
        "cut" => new RedriveResult { Id = id, Refusal = "Cut off." },
        _ => Result(id, new ItemResult { Outcome = ItemOutcome.Accepted, Partition = 7, Position = 9 }),
    };

    private static RedriveResult Result(string id, ItemResult result) => new() { Id = id, Result = result };
}
