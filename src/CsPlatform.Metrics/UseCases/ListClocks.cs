using System.Globalization;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Paging;

namespace CsPlatform.Metrics.UseCases;

/// <summary>The clocks that run, most urgent first, page by page.</summary>
internal sealed class ListClocks(RulebookCatalogue catalogue, Database database)
{
    private const int DefaultPage = 100;
    private const int LargestPage = 5_000;
    private const int LongestShopId = 128;

    internal async Task<ListClocksResponse> HandleAsync(ListClocksRequest request, CancellationToken cancellation)
    {
        var list = Validate(request);
        // One more than the page tells whether there is a next one.
        var found = await database.ReadAsync((list with { Limit = list.Limit + 1 }).RunAsync, cancellation);
        var page = found.Take(list.Limit).ToList();
        return new ListClocksResponse
        {
            Clocks = { page.SelectMany(ClockRecords.Running) },
            NextPageToken = found.Count > page.Count ? Token(request, page[^1]) : "",
        };
    }

    private static string Token(ListClocksRequest request, ClockRow last) => PageTokens.Write(
        request.Platform, request.ShopId, Kind(request), last.DueAt!.Value.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N"));

    private static string Kind(ListClocksRequest request) => ((int)request.Kind).ToString(CultureInfo.InvariantCulture);

    private ClockList Validate(ListClocksRequest request)
    {
        var faults = new FieldFaults();
        Rules.Platform(catalogue, request.Platform, faults);
        TextRules.OptionalKey(faults, "shop_id", request.ShopId, LongestShopId);
        EnumRules.Known(faults, "kind", request.Kind);
        faults.AddIf(
            request.PageSize is < 0 or > LargestPage, "page_size", $"{request.PageSize} is out of range; send 0 to {LargestPage}.");
        var isToken = TryRead(request, out var after);
        faults.AddIf(!isToken, "page_token", "is no token of this query; send next_page_token of the page before, or leave it empty.");
        faults.ThrowIfAny();
        return new ClockList(
            request.Platform,
            request.ShopId.Length == 0 ? null : request.ShopId,
            request.ShopId.Length == 0 ? null : [Partitions.Of(request.Platform, request.ShopId)],
            request.Kind == ClockKind.Unspecified ? null : (int)request.Kind,
            after,
            request.PageSize == 0 ? DefaultPage : request.PageSize);
    }

    private static bool TryRead(ListClocksRequest request, out (long DueAt, Guid Id)? after)
    {
        after = null;
        if (request.PageToken.Length == 0)
        {
            return true;
        }

        if (!PageTokens.TryRead(request.PageToken, 5, out var parts)
            || parts[0] != request.Platform || parts[1] != request.ShopId || parts[2] != Kind(request)
            || !long.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var dueAt)
            || !Guid.TryParseExact(parts[4], "N", out var id))
        {
            return false;
        }

        after = (dueAt, id);
        return true;
    }
}
