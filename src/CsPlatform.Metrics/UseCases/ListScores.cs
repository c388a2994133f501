using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Paging;
using NodaTime;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Scores in their latest revision, page by page.</summary>
internal sealed class ListScores(RulebookCatalogue catalogue, Database database)
{
    private const int DefaultPage = 1_000;
    private const int LargestPage = 5_000;
    private const int LongestShopId = 128;

    internal async Task<ListScoresResponse> HandleAsync(ListScoresRequest request, CancellationToken cancellation)
    {
        var query = Validate(request);
        // One more than the page tells whether there is a next one.
        var found = await database.ReadAsync((query with { Limit = query.Limit + 1 }).RunAsync, cancellation);
        var page = found.Take(query.Limit).ToList();
        return new ListScoresResponse
        {
            Scores = { page.Select(ScoreToProto.Figure) },
            NextPageToken = found.Count > page.Count ? Token(query, page[^1].Key) : "",
        };
    }

    private static string Token(ScoreQuery query, ScoreKey last) =>
        PageTokens.Write(query.Platform, query.ScoreId, last.Shop.ShopId, ToProto.Day(last.EvaluatedOn));

    private static bool TryRead(ListScoresRequest request, out ScorePosition? after)
    {
        after = null;
        if (request.PageToken.Length == 0)
        {
            return true;
        }

        if (!PageTokens.TryRead(request.PageToken, 4, out var parts)
            || parts[0] != request.Platform
            || parts[1] != request.ScoreId
            || DayText.Day(parts[3]) is not { } evaluatedOn)
        {
            return false;
        }

        after = new ScorePosition(parts[2], evaluatedOn);
        return true;
    }

    private ScoreQuery Validate(ListScoresRequest request)
    {
        var faults = new FieldFaults();
        Rules.Platform(catalogue, request.Platform, faults);
        var scores = catalogue.Versions(request.Platform)
            .SelectMany(version => version.Scores)
            .Where(score => score.Shape is not FallShape)
            .Select(score => score.Head.Id)
            .Distinct()
            .ToList();
        faults.AddIf(
            catalogue.Knows(request.Platform) && !scores.Contains(request.ScoreId),
            "score_id",
            $"\"{request.ScoreId}\" is no score of {request.Platform}; "
                + (scores.Count > 0 ? $"send one of {string.Join(", ", scores)}." : "it has none."));
        TextRules.OptionalKey(faults, "shop_id", request.ShopId, LongestShopId);
        var from = Bound(request.EvaluatedFrom, "evaluated_from", LocalDate.FromDateOnly(DateOnly.MinValue), faults);
        var until = Bound(request.EvaluatedUntil, "evaluated_until", LocalDate.FromDateOnly(DateOnly.MaxValue), faults);
        faults.AddIf(
            request.PageSize is < 0 or > LargestPage,
            "page_size",
            $"{request.PageSize} is out of range; send 0 to {LargestPage}.");
        faults.AddIf(
            !TryRead(request, out var after),
            "page_token",
            "is no token of this query; send next_page_token of the page before, or leave it empty.");
        faults.ThrowIfAny();
        return new ScoreQuery(
            request.Platform,
            request.ScoreId,
            request.ShopId.Length == 0 ? null : request.ShopId,
            from,
            until,
            after,
            request.PageSize == 0 ? DefaultPage : request.PageSize);
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
