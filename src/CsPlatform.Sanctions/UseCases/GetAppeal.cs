using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Shows an appeal, and notes who looked.</summary>
internal sealed class GetAppeal(Database database, RulebookCatalogue catalogue, TimeProvider time)
{
    private const string Looked = "LOOKED";

    public async Task<GetAppealResponse> HandleAsync(GetAppealRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.Id("appeal_id", request.AppealId);
        fields.OptionalId("actor", request.Actor);
        fields.ThrowIfAny();

        var key = new AppealKey(shop, request.AppealId);
        return await database.InTransactionAsync(
            async (connection, _, token) =>
            {
                var appeal = await AppealStore.FindAsync(connection, key, token, locks: request.Actor.Length > 0)
                    ?? throw AppealRefusals.NotFound(key);
                if (request.Actor.Length > 0)
                {
                    var look = new AppealDeed(AppealState.Unspecified, request.Actor, time.GetUtcNow(), "", []);
                    await AppealStore.AddAsync(connection, key, look, token);
                }

                var response = new GetAppealResponse { Appeal = appeal.Body };
                response.Acts.Add(new AppealAct { Kind = "FILED", Actor = appeal.Body.FiledBy, At = appeal.Body.FiledAt });
                response.Acts.AddRange((await AppealStore.ActsAsync(connection, key, token)).Select(act => new AppealAct
                {
                    Kind = act.Kind switch
                    {
                        AppealState.Upheld => "UPHELD",
                        AppealState.UpheldInPart => "UPHELD_IN_PART",
                        AppealState.Rejected => "REJECTED",
                        AppealState.Withdrawn => "WITHDRAWN",
                        _ => Looked,
                    },
                    Actor = act.Actor,
                    At = Timestamp.FromDateTimeOffset(act.At),
                }));
                return response;
            },
            cancellation);
    }
}
