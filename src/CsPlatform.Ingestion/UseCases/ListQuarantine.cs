using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>The items that were not accepted, newest first.</summary>
internal sealed class ListQuarantine(QuarantineList list)
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    internal async Task<ListQuarantineResponse> HandleAsync(ListQuarantineRequest request, CancellationToken cancellation)
    {
        var (filter, after, most) = Read(request);
        var (rows, isLast) = await list.ReadAsync(filter, after, most, !request.WithoutContent, cancellation);
        return new ListQuarantineResponse
        {
            Items = { rows.Select(QuarantineItems.ToProto) },
            NextPageToken = isLast ? "" : QuarantinePage.Write(filter, rows[^1]),
        };
    }

    private static (QuarantineFilter Filter, QuarantinePosition? After, int Most) Read(ListQuarantineRequest request)
    {
        var faults = new FieldFaults();
        CheckText(faults, "platform", request.Platform);
        CheckText(faults, "shop_id", request.ShopId);
        CheckText(faults, "source", request.Source);
        faults.AddIf(request.ShopId.Length > 0 && request.Platform.Length == 0, "platform", "Missing: a shop is one of a platform.");
        faults.AddIf(
            request.Outcome is not (ItemOutcome.Unspecified or ItemOutcome.Rejected or ItemOutcome.Conflict),
            "outcome",
            "Only what was rejected or in conflict is quarantined: send ITEM_OUTCOME_REJECTED, ITEM_OUTCOME_CONFLICT, or nothing.");
        EnumRules.Known(faults, "state", request.State);
        faults.AddIf(
            request.PageSize is < 0 or > LargestPage,
            "page_size",
            $"{request.PageSize} is out of range: send 1 to {LargestPage}, or 0 for {UsualPage}.");
        var id = request.Id.Length == 0 ? null : QuarantineId.Parse(request.Id);
        faults.AddIf(request.Id.Length > 0 && id is null, "id", "No id of an item in quarantine: send one as this list tells it.");
        var filter = new QuarantineFilter(request.Platform, request.ShopId, request.Source, request.Outcome, request.State, id);
        var after = request.PageToken.Length == 0 ? null : QuarantinePage.Read(request.PageToken, filter);
        faults.AddIf(
            request.PageToken.Length > 0 && after is null,
            "page_token",
            "No token of this query: send next_page_token of the page before with the same filter, or nothing for the first page.");
        faults.ThrowIfAny();
        return (filter, after, request.PageSize == 0 ? UsualPage : request.PageSize);
    }

    // Items are filed under what they said, faulty or not; only what the store cannot hold is none of their texts.
    private static void CheckText(FieldFaults faults, string field, string value)
    {
        if (TextRules.Text(faults, field, value, Quarantine.MostKeyCharacters))
        {
            faults.AddIf(value.Any(char.IsControl), field, "Holds a control character; a list shows U+FFFD in its place: send that.");
        }
    }
}
