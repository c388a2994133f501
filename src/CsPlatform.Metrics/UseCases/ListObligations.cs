using System.Globalization;
using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Obligations;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Paging;
using NodaTime;

namespace CsPlatform.Metrics.UseCases;

/// <summary>A shop's obligations, whatever became of them, by due time.</summary>
internal sealed class ListObligations(RulebookCatalogue catalogue, ObligationBook book, Database database, TimeProvider time)
{
    private const int DefaultPage = 100;
    private const int LargestPage = 5_000;
    private const int LongestId = 128;

    internal async Task<ListObligationsResponse> HandleAsync(ListObligationsRequest request, CancellationToken cancellation)
    {
        var after = Validate(request);
        var shop = new ShopKey(request.Shop.Platform, request.Shop.ShopId);
        var size = request.PageSize == 0 ? DefaultPage : request.PageSize;
        var of = (Partitions.Of(shop.Platform, shop.ShopId), shop, request.RuleId.Length == 0 ? null : request.RuleId);
        // One more than the page tells whether there is a next one.
        var found = await database.ReadAsync(
            async (connection, token) =>
            {
                var rows = await ObligationStore.ListAsync(connection, of, after, size + 1, token);
                return rows.Count > 0 || await FigureSelection.MustBeKnownAsync(connection, shop, token) ? rows : [];
            },
            cancellation);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var page = found.Take(size).ToList();
        return new ListObligationsResponse
        {
            Obligations = { page.Select(row => Obligation(row.Case, now)).OfType<Obligation>() },
            NextPageToken = found.Count > page.Count ? Token(request, page[^1].Case.Key, page[^1].DueAt) : "",
        };
    }

    private static (long, string, string) First => (long.MinValue, "", "");

    private static string Token(ListObligationsRequest request, ObligationCaseKey last, long dueAt) => PageTokens.Write(
        request.Shop.Platform, request.Shop.ShopId, request.RuleId, dueAt.ToString(CultureInfo.InvariantCulture), last.RuleId, last.CaseId);

    private Obligation? Obligation(ObligationCase of, Instant now)
    {
        // A trigger that is dated a little ahead of this clock has not armed anything yet.
        if (book.RuleOf(of) is not { } armed
            || ObligationMachine.At(armed.Rule, armed.Course, now) is not { TriggeredAt: not null, DueAt: not null } status)
        {
            return null;
        }

        return new Obligation
        {
            Clock = ClockProto.Obligation(of.Key, armed, status),
            Status = ObligationWords.Status(status),
            OwedBy = armed.Rule.OwedBy.ToString(),
            ReasonZh = ObligationText.Zh(armed.Rule, status),
            ReasonEn = ObligationText.En(armed.Rule, status),
        };
    }

    private (long DueAt, string RuleId, string CaseId) Validate(ListObligationsRequest request)
    {
        var faults = new FieldFaults();
        request.Shop ??= new();
        Rules.Platform(catalogue, request.Shop.Platform, faults, "shop.platform");
        TextRules.Key(faults, "shop.shop_id", request.Shop.ShopId, LongestId);
        TextRules.OptionalKey(faults, "rule_id", request.RuleId, LongestId);
        faults.AddIf(
            request.PageSize is < 0 or > LargestPage, "page_size", $"{request.PageSize} is out of range; send 0 to {LargestPage}.");
        var after = First;
        var dueAt = 0L;
        string[]? parts = null;
        var isToken = request.PageToken.Length == 0
            || (PageTokens.TryRead(request.PageToken, 6, out parts)
                && parts[0] == request.Shop.Platform && parts[1] == request.Shop.ShopId && parts[2] == request.RuleId
                && long.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out dueAt));
        faults.AddIf(!isToken, "page_token", "is no token of this query; send next_page_token of the page before, or leave it empty.");
        faults.ThrowIfAny();
        return parts is null ? after : (dueAt, parts[4], parts[5]);
    }
}
