using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Approvals;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Shows who looked and clicked.</summary>
internal sealed class ListAudit(Database database, RulebookCatalogue catalogue)
{
    public async Task<ListAuditResponse> HandleAsync(ListAuditRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.ThrowIfAny();

        var whose = (Partitions.Of(shop.Platform, shop.ShopId), shop);
        var entries = await database.ReadAsync((connection, token) => AuditLog.OfAsync(connection, whose, token), cancellation);
        return new ListAuditResponse { Entries = { entries } };
    }
}
