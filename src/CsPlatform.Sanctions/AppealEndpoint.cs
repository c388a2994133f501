using CsPlatform.Sanctions.UseCases;
using CsPlatform.Sanctions.V1;
using Grpc.Core;

namespace CsPlatform.Sanctions;

/// <summary>Appeals: the table of contents.</summary>
internal sealed class AppealEndpoint(
    FileAppeal fileAppeal, DecideAppeal decideAppeal, WithdrawAppeal withdrawAppeal, GetAppeal getAppeal, ListAppeals listAppeals)
    : AppealService.AppealServiceBase
{
    public override Task<FileAppealResponse> FileAppeal(FileAppealRequest request, ServerCallContext context)
        => fileAppeal.HandleAsync(request, context.CancellationToken);

    public override Task<DecideAppealResponse> DecideAppeal(DecideAppealRequest request, ServerCallContext context)
        => decideAppeal.HandleAsync(request, context.CancellationToken);

    public override Task<WithdrawAppealResponse> WithdrawAppeal(WithdrawAppealRequest request, ServerCallContext context)
        => withdrawAppeal.HandleAsync(request, context.CancellationToken);

    public override Task<GetAppealResponse> GetAppeal(GetAppealRequest request, ServerCallContext context)
        => getAppeal.HandleAsync(request, context.CancellationToken);

    public override Task<ListAppealsResponse> ListAppeals(ListAppealsRequest request, ServerCallContext context)
        => listAppeals.HandleAsync(request, context.CancellationToken);
}
