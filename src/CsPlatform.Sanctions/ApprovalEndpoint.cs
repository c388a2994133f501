using CsPlatform.Sanctions.UseCases;
using CsPlatform.Sanctions.V1;
using Grpc.Core;

namespace CsPlatform.Sanctions;

/// <summary>Approvals: the table of contents.</summary>
internal sealed class ApprovalEndpoint(ListProposals listProposals, AnswerProposal answerProposal, ListAudit listAudit)
    : ApprovalService.ApprovalServiceBase
{
    public override Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context)
        => listProposals.HandleAsync(request, context.CancellationToken);

    public override Task<AnswerProposalResponse> AnswerProposal(AnswerProposalRequest request, ServerCallContext context)
        => answerProposal.HandleAsync(request, context.CancellationToken);

    public override Task<ListAuditResponse> ListAudit(ListAuditRequest request, ServerCallContext context)
        => listAudit.HandleAsync(request, context.CancellationToken);
}
