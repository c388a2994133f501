using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Paging;
using NodaTime;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Lists cases.</summary>
internal sealed class ListCases(Database database, RulebookCatalogue catalogue)
{
    private const int UsualPage = 1_000;
    private const int LargestPage = 5_000;

    public async Task<ListCasesResponse> HandleAsync(ListCasesRequest request, CancellationToken cancellation)
    {
        var query = Read(request);
        var cases = await database.ReadAsync((connection, token) => CaseStore.ListAsync(connection, query, token), cancellation);
        var page = cases.Take(query.PageSize).ToList();
        return new ListCasesResponse
        {
            Cases = { page },
            NextPageToken = cases.Count > page.Count ? Token(page[^1]) : "",
        };
    }

    private static string Token(Case last) => PageTokens.Write(last.OpenedOn, last.CaseId, last.Shop.ShopId);

    private CaseQuery Read(ListCasesRequest request)
    {
        var fields = new RequestFields();
        var query = new CaseQuery(
            fields.Platform("platform", request.Platform, catalogue),
            fields.OptionalId("shop_id", request.ShopId),
            fields.OptionalId("metric_id", request.MetricId),
            fields.Choice("progress", request.Progress),
            fields.PageSize("page_size", request.PageSize, UsualPage, LargestPage),
            After(request.PageToken, fields));
        fields.ThrowIfAny();
        return query;
    }

    private static (string ShopId, LocalDate OpenedOn, string CaseId)? After(string token, RequestFields fields)
    {
        if (token.Length == 0)
        {
            return null;
        }

        if (PageTokens.TryRead(token, 3, out var parts) && DayText.Day(parts[0]) is { } day)
        {
            return (parts[2], day, parts[1]);
        }

        fields.AddIf(true, "page_token", "is no token of this service; send next_page_token of the page before, or nothing for the first page");
        return null;
    }
}
