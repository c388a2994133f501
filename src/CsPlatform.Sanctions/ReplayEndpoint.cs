using CsPlatform.Sanctions.UseCases;
using CsPlatform.Sanctions.V1;
using Grpc.Core;

namespace CsPlatform.Sanctions;

/// <summary>Replays: the table of contents.</summary>
internal sealed class ReplayEndpoint(ReplayDraft replayDraft) : ReplayService.ReplayServiceBase
{
    public override Task ReplayDraft(
        ReplayDraftRequest request, IServerStreamWriter<ReplayDraftResponse> responseStream, ServerCallContext context)
        => replayDraft.HandleAsync(request, responseStream, context.CancellationToken);
}
