using CsPlatform.Domain.Sanctions.Appeals;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using AppealState = CsPlatform.Sanctions.V1.AppealState;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Takes an appeal back.</summary>
internal sealed class WithdrawAppeal(Database database, RulebookCatalogue catalogue, TimeProvider time)
{
    public async Task<WithdrawAppealResponse> HandleAsync(WithdrawAppealRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.Id("appeal_id", request.AppealId);
        fields.Id("actor", request.Actor);
        fields.ThrowIfAny();

        var key = new AppealKey(shop, request.AppealId);
        return await database.InTransactionAsync(
            async (connection, _, token) =>
            {
                var appeal = await AppealStore.FindAsync(connection, key, token, locks: true) ?? throw AppealRefusals.NotFound(key);
                if ((appeal.Body.State, appeal.Body.ClosedBy) == (AppealState.Withdrawn, request.Actor))
                {
                    return new WithdrawAppealResponse { Appeal = appeal.Body };
                }

                if (appeal.Rules.WhyNotWithdrawn(request.Actor) is { } why)
                {
                    throw AppealRefusals.Of(
                        why, key.AppealId,
                        why == AppealRefusal.Closed ? $"{appeal.Body.State} by {appeal.Body.ClosedBy}" : appeal.Body.FiledBy);
                }

                var deed = new AppealDeed(AppealState.Withdrawn, request.Actor, time.GetUtcNow(), "", []);
                await AppealStore.AddAsync(connection, key, deed, token);
                return new WithdrawAppealResponse { Appeal = (await AppealStore.FindAsync(connection, key, token))!.Body };
            },
            cancellation);
    }
}
