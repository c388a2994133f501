using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Paging;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Lists appeals.</summary>
internal sealed class ListAppeals(Database database, RulebookCatalogue catalogue)
{
    private const int UsualPage = 200;
    private const int LargestPage = 1_000;

    public async Task<ListAppealsResponse> HandleAsync(ListAppealsRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var after = PageTokens.TryRead(request.PageToken, 2, out var parts) ? (parts[0], parts[1]) : ((string, string)?)null;
        fields.AddIf(
            request.PageToken.Length > 0 && after is null,
            "page_token", "is no token of this service; send next_page_token of the page before, or nothing for the first page");
        var query = new AppealQuery(
            fields.Platform("platform", request.Platform, catalogue),
            fields.OptionalId("shop_id", request.ShopId),
            fields.Choice("state", request.State),
            fields.PageSize("page_size", request.PageSize, UsualPage, LargestPage),
            after);
        fields.ThrowIfAny();

        var appeals = await database.ReadAsync((connection, token) => AppealStore.ListAsync(connection, query, token), cancellation);
        var page = appeals.Take(query.PageSize).Select(appeal => appeal.Body).ToList();
        return new ListAppealsResponse
        {
            Appeals = { page },
            NextPageToken = appeals.Count > page.Count ? PageTokens.Write(page[^1].Shop.ShopId, page[^1].AppealId) : "",
        };
    }
}
