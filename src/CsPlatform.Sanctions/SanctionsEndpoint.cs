using CsPlatform.Sanctions.UseCases;
using CsPlatform.Sanctions.V1;
using Grpc.Core;

namespace CsPlatform.Sanctions;

/// <summary>The service's table of contents.</summary>
internal sealed class SanctionsEndpoint(
    ListDecisions listDecisions, GetStanding getStanding, RecordExamResult recordExamResult, FollowDecisions followDecisions)
    : SanctionsService.SanctionsServiceBase
{
    public override Task<ListDecisionsResponse> ListDecisions(ListDecisionsRequest request, ServerCallContext context)
        => listDecisions.HandleAsync(request, context.CancellationToken);

    public override Task<GetStandingResponse> GetStanding(GetStandingRequest request, ServerCallContext context)
        => getStanding.HandleAsync(request, context.CancellationToken);

    public override Task<RecordExamResultResponse> RecordExamResult(RecordExamResultRequest request, ServerCallContext context)
        => recordExamResult.HandleAsync(request, context.CancellationToken);

    public override Task FollowDecisions(
        FollowDecisionsRequest request, IServerStreamWriter<FollowDecisionsResponse> responseStream, ServerCallContext context)
        => followDecisions.HandleAsync(request, responseStream, context.CancellationToken);
}
