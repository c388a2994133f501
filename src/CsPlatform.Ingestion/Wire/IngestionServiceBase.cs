using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Ingestion.Wire;

/// <summary>
/// What the service answers: the generated base, but that runs of the feed are <see cref="EventRun"/>. The official server looks the methods up
/// where the binding's own parameter declares them, so one of them cannot stand beside the generated base.
/// </summary>
[BindServiceMethod(typeof(IngestionMethods), nameof(IngestionMethods.Bind))]
internal abstract class IngestionServiceBase
{
    public abstract Task IngestEvents(
        IAsyncStreamReader<IngestEventsRequest> requestStream,
        IServerStreamWriter<IngestEventsResponse> responseStream,
        ServerCallContext context);

    public abstract Task<SubmitEventsResponse> SubmitEvents(SubmitEventsRequest request, ServerCallContext context);

    public abstract Task FollowEvents(
        FollowEventsRequest request, IServerStreamWriter<EventRun> responseStream, ServerCallContext context);

    public abstract Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context);

    public abstract Task<ListQuarantineResponse> ListQuarantine(ListQuarantineRequest request, ServerCallContext context);

    public abstract Task<RedriveQuarantineResponse> RedriveQuarantine(
        RedriveQuarantineRequest request, ServerCallContext context);

    public abstract Task<GetIntakeCountsResponse> GetIntakeCounts(GetIntakeCountsRequest request, ServerCallContext context);

    public abstract Task<SealMonthResponse> SealMonth(SealMonthRequest request, ServerCallContext context);

    public abstract Task<ListSealedMonthsResponse> ListSealedMonths(ListSealedMonthsRequest request, ServerCallContext context);
}
