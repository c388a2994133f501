using CsPlatform.Ingestion.UseCases;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using Grpc.Core;

namespace CsPlatform.Ingestion;

/// <summary>The table of contents of this service.</summary>
internal sealed class IngestionEndpoint(
    IngestEvents ingestEvents,
    SubmitEvents submitEvents,
    FollowEvents followEvents,
    GetHeads getHeads,
    ListQuarantine listQuarantine,
    RedriveQuarantine redriveQuarantine,
    GetIntakeCounts getIntakeCounts,
    SealMonth sealMonth,
    ListSealedMonths listSealedMonths)
    : IngestionServiceBase
{
    public override Task IngestEvents(
        IAsyncStreamReader<IngestEventsRequest> requestStream,
        IServerStreamWriter<IngestEventsResponse> responseStream,
        ServerCallContext context)
        => ingestEvents.HandleAsync(requestStream, responseStream, context.CancellationToken);

    public override Task<SubmitEventsResponse> SubmitEvents(SubmitEventsRequest request, ServerCallContext context)
        => submitEvents.HandleAsync(request, context.CancellationToken);

    public override Task FollowEvents(
        FollowEventsRequest request, IServerStreamWriter<EventRun> responseStream, ServerCallContext context)
        => followEvents.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context)
        => getHeads.HandleAsync(context.CancellationToken);

    public override Task<ListQuarantineResponse> ListQuarantine(ListQuarantineRequest request, ServerCallContext context)
        => listQuarantine.HandleAsync(request, context.CancellationToken);

    public override Task<RedriveQuarantineResponse> RedriveQuarantine(RedriveQuarantineRequest request, ServerCallContext context)
        => redriveQuarantine.HandleAsync(request, context.CancellationToken);

    public override Task<GetIntakeCountsResponse> GetIntakeCounts(GetIntakeCountsRequest request, ServerCallContext context)
        => getIntakeCounts.HandleAsync(request, context.CancellationToken);

    public override Task<SealMonthResponse> SealMonth(SealMonthRequest request, ServerCallContext context)
        => sealMonth.HandleAsync(request, context.CancellationToken);

    public override Task<ListSealedMonthsResponse> ListSealedMonths(ListSealedMonthsRequest request, ServerCallContext context)
        => listSealedMonths.HandleAsync(request, context.CancellationToken);
}
