using CsPlatform.Sanctions.UseCases;
using CsPlatform.Sanctions.V1;
using Grpc.Core;

namespace CsPlatform.Sanctions;

/// <summary>Cases and reasons: the table of contents.</summary>
internal sealed class CaseEndpoint(ListCases listCases, GetCase getCase, ExplainDecision explainDecision) : CaseService.CaseServiceBase
{
    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context)
        => listCases.HandleAsync(request, context.CancellationToken);

    public override Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context)
        => getCase.HandleAsync(request, context.CancellationToken);

    public override Task<ExplainDecisionResponse> ExplainDecision(ExplainDecisionRequest request, ServerCallContext context)
        => explainDecision.HandleAsync(request, context.CancellationToken);
}
