using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Feeds;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Lists decisions, on request only after everything that metrics has published is judged.</summary>
internal sealed class ListDecisions(Database database, RulebookCatalogue catalogue, FeedsJudged judged)
{
    private const int UsualPage = 1_000;
    private const int LargestPage = 5_000;

    public async Task<ListDecisionsResponse> HandleAsync(ListDecisionsRequest request, CancellationToken cancellation)
    {
        var query = Read(request);
        var poison = request.WaitForFeed ? await judged.WaitAsync(cancellation) : 0;

        var (decisions, next) = await database.ReadAsync(query.ReadAsync, cancellation);
        return new ListDecisionsResponse
        {
            Decisions = { decisions },
            NextPageToken = next?.ToString() ?? "",
            PoisonOpen = poison,
        };
    }

    private DecisionQuery Read(ListDecisionsRequest request)
    {
        var fields = new RequestFields();
        var query = new DecisionQuery(
            fields.Platform("platform", request.Platform, catalogue),
            fields.OptionalId("shop_id", request.ShopId),
            fields.OptionalId("metric_id", request.MetricId),
            fields.Choice("kind", request.Kind),
            fields.OptionalDay("effective_from", request.EffectiveFrom),
            fields.OptionalDay("effective_until", request.EffectiveUntil),
            fields.PageSize("page_size", request.PageSize, UsualPage, LargestPage),
            fields.PageToken("page_token", request.PageToken));
        fields.ThrowIfAny();
        return query;
    }
}
