using CsPlatform.Billing.UseCases;
using CsPlatform.Billing.V1;
using Grpc.Core;

namespace CsPlatform.Billing;

/// <summary>The rpcs of the contract, each with the use case that tells its story.</summary>
internal sealed class BillingEndpoint(
    PublishTariff publishTariff, ListTariffs listTariffs, GetStatement getStatement, FollowCharges followCharges)
    : BillingService.BillingServiceBase
{
    public override Task<PublishTariffResponse> PublishTariff(PublishTariffRequest request, ServerCallContext context)
        => publishTariff.HandleAsync(request, context.CancellationToken);

    public override Task<ListTariffsResponse> ListTariffs(ListTariffsRequest request, ServerCallContext context)
        => listTariffs.HandleAsync(request, context.CancellationToken);

    public override Task<GetStatementResponse> GetStatement(GetStatementRequest request, ServerCallContext context)
        => getStatement.HandleAsync(request, context.CancellationToken);

    public override Task FollowCharges(
        FollowChargesRequest request, IServerStreamWriter<FollowChargesResponse> responseStream, ServerCallContext context)
        => followCharges.HandleAsync(request, responseStream, context.CancellationToken);
}
