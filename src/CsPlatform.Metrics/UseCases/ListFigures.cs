using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Figures in the last revision that was known, page by page.</summary>
internal sealed class ListFigures(RulebookCatalogue catalogue, FigureSelection selection, Database database)
{
    private const int DefaultPage = 1_000;
    private const int LargestPage = 5_000;
    private const int LongestShopId = 128;

    internal async Task<ListFiguresResponse> HandleAsync(ListFiguresRequest request, CancellationToken cancellation)
    {
        var query = Validate(request);
        // One more than the page tells whether there is a next one.
        var found = await database.ReadAsync((query with { Limit = query.Limit + 1 }).RunAsync, cancellation);
        if (found.Count == 0 && query.ShopId is { } shop)
        {
            await database.ReadAsync(
                (connection, token) => FigureSelection.MustBeKnownAsync(connection, new ShopKey(query.Platform, shop), token), cancellation);
        }

        var page = found.Take(query.Limit).ToList();
        return new ListFiguresResponse
        {
            Figures = { page.Select(ToProto.Figure) },
            NextPageToken = found.Count > page.Count ? PageToken.Write(query.Platform, query.MetricId, page[^1]) : "",
        };
    }

    private FigureQuery Validate(ListFiguresRequest request)
    {
        var faults = new FieldFaults();
        Rules.Platform(catalogue, request.Platform, faults);
        Rules.Metric(catalogue, request.Platform, request.MetricId, faults);
        TextRules.OptionalKey(faults, "shop_id", request.ShopId, LongestShopId);
        EnumRules.Known(faults, "period_kind", request.PeriodKind);
        var from = Bound(request.EvaluatedFrom, "evaluated_from", LocalDate.FromDateOnly(DateOnly.MinValue), faults);
        var until = Bound(request.EvaluatedUntil, "evaluated_until", LocalDate.FromDateOnly(DateOnly.MaxValue), faults);
        faults.AddIf(
            request.PageSize is < 0 or > LargestPage,
            "page_size",
            $"{request.PageSize} is out of range; send 0 to {LargestPage}.");
        faults.AddIf(
            !PageToken.TryRead(request.PageToken, request.Platform, request.MetricId, out var after),
            "page_token",
            "is no token of this query; send next_page_token of the page before, or leave it empty.");
        var knownAt = selection.KnownAt(request.KnownAt, "known_at", faults);
        faults.ThrowIfAny();
        selection.WithinRetention(knownAt, request.Platform);
        return new FigureQuery(
            request.Platform,
            request.MetricId,
            request.ShopId.Length == 0 ? null : request.ShopId,
            request.PeriodKind == PeriodKind.Unspecified ? null : (FigurePeriodKind)(int)request.PeriodKind,
            from,
            until,
            after,
            request.PageSize == 0 ? DefaultPage : request.PageSize)
        {
            KnownAt = request.KnownAt is null ? null : knownAt,
        };
    }

    private static LocalDate Bound(string text, string field, LocalDate none, FieldFaults faults)
    {
        if (text.Length == 0)
        {
            return none;
        }

        var day = DayText.Day(text);
        faults.AddIf(day is null, field, $"\"{text}\" is no date; send YYYY-MM-DD or leave it empty.");
        return day ?? none;
    }
}
