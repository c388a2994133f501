using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Approvals;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Paging;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Lists proposals, and notes who looked.</summary>
internal sealed class ListProposals(Database database, RulebookCatalogue catalogue, IOptions<ApprovalOptions> options, TimeProvider time)
{
    private const int UsualPage = 200;
    private const int LargestPage = 1_000;

    public async Task<ListProposalsResponse> HandleAsync(ListProposalsRequest request, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var platform = fields.Platform("platform", request.Platform, catalogue);
        var shop = fields.OptionalId("shop_id", request.ShopId);
        var state = fields.Choice("state", request.State);
        fields.OptionalId("actor", request.Actor);
        var size = fields.PageSize("page_size", request.PageSize, UsualPage, LargestPage);
        var after = After(request.PageToken, fields);
        fields.ThrowIfAny();

        var now = time.GetUtcNow();
        var on = (options.Value.DaysToAnswer, ChinaTime.Day(now.ToInstant()));
        var found = await database.ReadAsync(
            (connection, token) => ProposalStore.ListAsync(connection, (platform, shop, after, size), on, token), cancellation);
        var page = found.Take(size).ToList();
        var shown = page.Select(item => item.Proposal).Where(p => state == ProposalState.Unspecified || p.State == state).ToList();
        await NoteAsync(request.Actor, shown, now, cancellation);
        return new ListProposalsResponse
        {
            Proposals = { shown },
            NextPageToken = found.Count > page.Count
                ? PageTokens.Write(page[^1].Position.ToString(CultureInfo.InvariantCulture), page[^1].Proposal.Decision.Shop.ShopId)
                : "",
        };
    }

    private async Task NoteAsync(string actor, List<Proposal> shown, DateTimeOffset now, CancellationToken cancellation)
    {
        if (actor.Length == 0 || shown.Count == 0)
        {
            return;
        }

        await database.InTransactionAsync(
            async (connection, _, token) =>
            {
                foreach (var shop in shown.Select(proposal => FromProto.Shop(proposal.Decision.Shop)).Distinct())
                {
                    var whose = (Partitions.Of(shop.Platform, shop.ShopId), shop);
                    await AuditLog.AddAsync(connection, whose, ("LOOKED", "", actor, "DONE", now), token);
                }
            },
            cancellation);
    }

    private static (string ShopId, long Position)? After(string text, RequestFields fields)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (PageTokens.TryRead(text, 2, out var parts)
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return (parts[1], position);
        }

        fields.AddIf(true, "page_token", "is no token of this service; send next_page_token of the page before, or nothing for the first page");
        return null;
    }
}
