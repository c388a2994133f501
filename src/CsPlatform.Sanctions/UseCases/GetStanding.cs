using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Shows how a shop stands in each metric that was ever judged for it.</summary>
internal sealed class GetStanding(Database database, RulebookCatalogue catalogue)
{
    public async Task<GetStandingResponse> HandleAsync(GetStandingRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.ThrowIfAny();

        var partition = Partitions.Of(shop.Platform, shop.ShopId);
        var standings = await database.ReadAsync(
            (connection, token) => StandingStore.LoadAsync(connection, partition, shop, token), cancellation);
        var response = new GetStandingResponse();
        response.Metrics.AddRange(standings.OrderBy(s => s.Key).Select(s => ToProto.Standing(s.Key.MetricId, s.Value)));
        return response;
    }
}
